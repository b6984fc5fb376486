//! What can be wrong with the user's data, and how bad it is. Each room lists its own in its `codes.rs`, beside its checks.

use std::fmt;

use Severity::{Error, Note, Warning};

/// How bad a complaint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Told, and nothing to mend.
    Note,
    /// Worth knowing; the answer stands.
    Warning,
    /// No answer can be given.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

macro_rules! complaints {
    ($($rows:tt)*) => {
        codes! {
            /// What can be wrong with the user's data. Names are stable and never used again for something else.
            enum Code as Severity;
            $($rows)*
        }
    };
}

assemble! { complaints [
    load_codes
    framework_codes
    template_codes
    assessment_codes
    gate_codes
    workspace_codes
    agreement_codes
    reading_codes
    transfer_codes
    jurisdiction_codes
    register_codes
] }

impl Code {
    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        self.class()
    }

    /// Whether it is about the form of a file, or about a file that was not read: nobody knows all that it says.
    #[must_use]
    pub const fn is_of_form(self) -> bool {
        matches!(
            self,
            Self::EmptyFile
                | Self::InvalidUtf8
                | Self::YamlSyntax
                | Self::TomlSyntax
                | Self::OverLimit
                | Self::DuplicateKey
                | Self::WrongType
                | Self::UnknownKey
                | Self::MissingKey
                | Self::BadValue
                | Self::BadDate
                | Self::NotAFile
                | Self::OutsideWorkspace
                | Self::UnreadableFile
        )
    }
}
