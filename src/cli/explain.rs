//! `dmf explain`: what a word means.

use dmf::{
    ops::{self, Explained},
    report::{Answer, Format},
};

use super::{Failure, Outcome, args, context::Context, output};

pub(crate) fn run(args: &args::Explain, context: &mut Context) -> Result<Outcome, Failure> {
    if args.words.is_empty() {
        return codes(context);
    }
    let word = args.words.join(" ");
    match ops::explain(&mut context.session, word.trim())? {
        Explained::Practice(view) => page(&*view, context),
        Explained::Obligation(view) => page(&*view, context),
        Explained::Meanings(meanings) => output::say(&meanings.text(context.style(false).width)),
    }
}

/// What has a page of its own, as people read it.
fn page(answer: &dyn Answer, context: &mut Context) -> Result<Outcome, Failure> {
    let text = output::rendered(answer, Format::Table, false, true, context)?;
    output::put(text.as_bytes(), None, false)
}

fn codes(context: &mut Context) -> Result<Outcome, Failure> {
    let all = ops::codes(&mut context.session)?;
    let width = all.iter().map(|(code, _)| code.len()).max().unwrap_or(0);
    let lines: Vec<String> = all.iter().map(|(code, summary)| format!("{code:width$}  {summary}\n")).collect();
    output::put(lines.concat().as_bytes(), None, false)
}
