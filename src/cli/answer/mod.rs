//! In: the arguments of `dmf answer`, and what is typed at its questions.
//! Out: answers, each in the file before the next question is asked.
//! Never: what an answer means: the library decides it.

mod ask;
mod save;
mod talk;
mod words;

use dmf::ops;

use self::talk::Talk;
use super::{
    Failure, Outcome, args,
    context::Context,
    output,
    write::{Claim, Output, Until},
};

pub(crate) fn run(args: &args::Answer, context: &mut Context) -> Result<Outcome, Failure> {
    let sheet = ops::answering(&mut context.session, &args.file)?;
    let answers = ops::Answers::from(args);
    if !answers.is_empty() {
        let claim = Claim::to_change(&args.file)?;
        let answered = sheet.at_once(&mut context.session, &answers)?;
        claim.put(answered.text.as_bytes(), Output::Replace, Until::OnDisk)?;
        return output::say(&answered.told);
    }
    let queue = sheet.queue(&mut context.session, &args.into())?;
    if queue.is_empty() {
        return output::put(b"nothing to ask: no practice is of that kind\n", None, false);
    }
    let asker = ask::asker(args.plain, context)?;
    Talk { file: &args.file, sheet: &sheet, asker, context }.converse(&queue)?;
    output::say(&sheet.ending(&context.session)?)
}
