//! What is written where there is no answer.

use std::path::Path;

use dmf::{
    ops::{self, Stop},
    report::{self, Format},
};

use super::{Failure, context::Context, output::put};

/// The answer of a use case. Where data or the world kept it from one, a format for findings tells why; others say nothing.
pub(crate) fn judged<T>(
    answer: Result<T, Stop>,
    (command, about): (&'static str, &Path),
    format: Format,
    (file, force): (Option<&Path>, bool),
    context: &mut Context,
) -> Result<T, Failure> {
    if let Err(stop @ (Stop::Data(_) | Stop::World(_))) = &answer
        && let Some(verdict) = ops::complaints(&mut context.session, Some(about), Some(stop))
        && let Some(text) = report::formats::found(&[report::complained(command, &[], &verdict)], format, true)
    {
        put(text.as_bytes(), file, force)?;
    }
    Ok(answer?)
}
