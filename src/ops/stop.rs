//! Why there is no answer.

use crate::{
    diag::{Sink, did_you_mean, list},
    worksheet::EditError,
    world::{GitError, WorldError},
};

/// Why a use case has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// What was asked for cannot be: the words say why.
    #[error("{0}")]
    Usage(String),
    /// The user's data is wrong; the notes of the session say where and how.
    #[error("the data is wrong")]
    Data(Wrong),
    /// The world got in the way.
    #[error(transparent)]
    World(#[from] WorldError),
    /// There is nothing to answer from, or something else than was expected.
    #[error("{said}")]
    Other { said: String, source: Option<Box<dyn std::error::Error + Send + Sync>> },
}

/// Proof that the user was told what is wrong: it is only had from a sink that holds an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong(());

impl Stop {
    /// What was asked for cannot be.
    pub fn usage(said: impl Into<String>) -> Self {
        Self::Usage(said.into())
    }

    /// In words of our own, without a cause.
    pub fn said(said: impl Into<String>) -> Self {
        Self::Other { said: said.into(), source: None }
    }

    /// In words of our own, because of another error.
    pub fn because(said: impl Into<String>, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Other { said: said.into(), source: Some(Box::new(source)) }
    }

    /// A word that names nothing.
    #[must_use]
    pub fn unknown(kind: &str, word: &str, known: &[&str]) -> Self {
        Self::Usage(unknown(kind, word, known))
    }
}

/// `there is no level `x`; did you mean …`.
#[must_use]
pub fn unknown(kind: &str, word: &str, known: &[&str]) -> String {
    let meant = did_you_mean(word, known.iter().copied());
    let hint = meant
        .map_or_else(|| format!("known: {}", list(known.iter().copied())), |meant| format!("did you mean `{meant}`?"));
    format!("there is no {kind} `{word}`; {hint}")
}

impl From<GitError> for Stop {
    fn from(error: GitError) -> Self {
        Self::World(error.into())
    }
}

impl From<EditError> for Stop {
    fn from(error: EditError) -> Self {
        Self::said(error.to_string())
    }
}

impl From<Wrong> for Stop {
    fn from(wrong: Wrong) -> Self {
        Self::Data(wrong)
    }
}

impl Sink {
    /// Nothing, unless it holds an error.
    ///
    /// # Errors
    /// When it does: no answer can be given.
    pub fn checked(&self) -> Result<(), Wrong> {
        if self.has_errors() { Err(Wrong(())) } else { Ok(()) }
    }

    /// A value that is only there where nothing is wrong.
    ///
    /// # Errors
    /// When it is not there, or the sink holds an error.
    pub fn given<T>(&self, value: Option<T>) -> Result<T, Wrong> {
        value.filter(|_| !self.has_errors()).ok_or(Wrong(()))
    }

    /// A value that is only missing where something was said to be wrong, whatever else is.
    ///
    /// # Errors
    /// When it is not there.
    pub fn made<T>(&self, value: Option<T>) -> Result<T, Wrong> {
        debug_assert!(
            value.is_some() || self.has_errors(),
            "what is missing without a complaint ends a run in silence"
        );
        value.ok_or(Wrong(()))
    }
}
