//! Waivers and codes that fail, for every command that judges a file.

use std::path::Path;

use dmf::{
    framework::Framework,
    gate::{Known, Waiver},
    ops::moving,
};

use super::context::Context;

pub(crate) use dmf::world::beside;

/// The waivers of `dmf.toml`; what they name is looked for in `known`. The sink says what is wrong with them.
pub(crate) fn waivers(known: &[Known<'_>], no_gate: bool, context: &mut Context) -> Vec<Waiver> {
    moving::waivers(no_gate, known, &context.session.scope, &mut context.session.notes)
}

/// The waivers that are granted for a file, each with its index among all.
pub(crate) fn granted<'a>(waivers: &'a [Waiver], file: &Path, context: &Context) -> Vec<(usize, &'a Waiver)> {
    moving::granted(waivers, file, &context.session.scope)
}

/// The practices of frameworks, which a waiver may name.
pub(crate) fn practices<'a>(frameworks: &[&'a Framework]) -> Known<'a> {
    moving::practices(frameworks)
}

/// Whether two paths name one file, without following links.
pub(crate) fn same(one: &Path, other: &Path, context: &Context) -> bool {
    moving::same(context.session.world(), one, other)
}
