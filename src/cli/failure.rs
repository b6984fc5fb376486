//! How a run ends.

use dmf::{ops::Stop, world::WorldError};

use super::write;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// 0: yes, or done.
    Yes,
    /// 1: answered, and the answer is no.
    No,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// 2: the command line was wrong.
    Usage(String),
    /// 3: the user's data is wrong; the sink says how.
    Data,
    /// 3: the world got in the way.
    World(anyhow::Error),
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Usage(message) => Self::Usage(message),
            Stop::Data(_) => Self::Data,
            Stop::World(error) => Self::World(error.into()),
            stop @ Stop::Other { .. } => Self::World(stop.into()),
        }
    }
}

/// Errors of the world that a command meets by itself.
macro_rules! world {
    ($($error:ty),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::World(error.into())
            }
        })*
    };
}

world!(anyhow::Error, std::io::Error, serde_json::Error, write::WriteError, WorldError);
