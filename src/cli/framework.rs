//! `dmf framework`: what the tool knows.

use dmf::{
    ops::{self, FrameworkPage},
    report,
};

use super::{
    Failure, Outcome,
    args::{self, FrameworkCommand},
    context::Context,
    output,
};

pub(crate) fn run(args: &args::Framework, context: &mut Context) -> Result<Outcome, Failure> {
    let session = &mut context.session;
    match &args.command {
        FrameworkCommand::List { output } => {
            let views = ops::packs(session)?;
            output::answer(&views, output, true, context)
        }
        FrameworkCommand::Show { id, of, output } => match ops::framework_page(session, id, of)? {
            FrameworkPage::Framework(view) => output::answer(&*view, output, true, context),
            FrameworkPage::Practice(view) => output::answer(&*view, output, true, context),
        },
        FrameworkCommand::Check { path } => match ops::check_pack(session, path)? {
            Some(what) => {
                let path = report::visible(&path.display().to_string());
                output::say(&format!("{path}: {what}, nothing wrong\n"))
            }
            None => Ok(Outcome::No),
        },
    }
}
