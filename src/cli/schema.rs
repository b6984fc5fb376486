//! `dmf schema`: the shapes of files.

use dmf::{
    ops,
    schema::{Kind, kinds},
};

use super::{Failure, Outcome, args, context::Context, output};

pub(crate) fn run(args: &args::Schema, context: &mut Context) -> Result<Outcome, Failure> {
    let Some(kind) = &args.kind else { return all() };
    let text = ops::schema(&mut context.session, kind, args.framework.as_deref())?;
    output::put(text.as_bytes(), args.file.as_deref(), args.force)
}

fn all() -> Result<Outcome, Failure> {
    let width = |of: fn(Kind) -> usize| kinds().map(of).max().unwrap_or(0);
    let (name, file) = (width(|kind| kind.name.len()), width(|kind| kind.file.len()));
    let lines: Vec<String> =
        kinds().map(|kind| format!("{:name$}  {:file$}  {}\n", kind.name, kind.file, kind.summary)).collect();
    output::put(lines.concat().as_bytes(), None, false)
}
