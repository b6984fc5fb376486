//! Bytes → sources: what is read is text, or it is complained about.

use std::path::Path;

use super::foreign;
use crate::{
    diag::{Code, Diagnostic, Sink},
    source::{Place, SourceId, Sources},
    world::{MAX_BYTES, World, WorldError},
};

/// Reads a file of a world as a source. `None`, with the reason in the sink, when it is not text.
///
/// # Errors
/// When it cannot be read, is a folder, or is larger than [`MAX_BYTES`].
pub fn read_text(
    world: &dyn World,
    path: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<SourceId>, WorldError> {
    Ok(text(world.name(path), world.read(path, MAX_BYTES)?, sources, sink))
}

/// The same for a file that was found, or that data names: it is no pipe and no device.
///
/// # Errors
/// As [`read_text`], and when it is no regular file.
pub fn read_found(
    world: &dyn World,
    path: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<SourceId>, WorldError> {
    Ok(text(world.name(path), world.read_found(path, MAX_BYTES)?, sources, sink))
}

/// An error of the world about a file that was found, or that data names, as a complaint.
#[must_use]
pub fn unread(error: &WorldError) -> Diagnostic {
    let code = match error {
        WorldError::NoFile { .. } | WorldError::Directory { .. } => Code::NotAFile,
        WorldError::Outside { .. } => Code::OutsideWorkspace,
        WorldError::TooLarge { .. } | WorldError::TooMany { .. } | WorldError::TooDeep { .. } => Code::OverLimit,
        _ => Code::UnreadableFile,
    };
    Diagnostic::new(code, error.whole())
}

/// That a link to a folder was not followed.
#[must_use]
pub fn linked_folder(path: &Path) -> Diagnostic {
    let message = format!("`{}` is a link to a folder, and was not followed", path.display());
    Diagnostic::new(Code::LinkedFolder, message)
}

/// Bytes as a source. `None`, with the reason in the sink, when they are not text.
pub fn text(name: String, bytes: Vec<u8>, sources: &mut Sources, sink: &mut Sink) -> Option<SourceId> {
    if let Some(foreign) = foreign::of_bytes(&bytes) {
        let told = foreign.told(&name);
        // What it holds is nothing that could be shown.
        sink.push(told.at(Place::new(sources.add(name, ""), 0..0)));
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(sources.add(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let whole = lossy.len();
            let source = sources.add(name, lossy);
            // A byte-order mark is no part of the source.
            let shown = at - (whole - sources.get(source).text.len());
            sink.push(
                Diagnostic::new(Code::InvalidUtf8, format!("byte {} is not part of any UTF-8 text", at + 1))
                    .at(Place::new(source, shown..shown + 1))
                    .help("save the file as UTF-8"),
            );
            None
        }
    }
}
