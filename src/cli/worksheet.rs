//! `dmf worksheet`: workbooks to hand round, and what comes back.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
};

use dmf::{
    ops::{self, Imported},
    report,
};

use super::{
    Failure, Outcome,
    args::{self, WorksheetCommand},
    context::Context,
    output,
    write::{Claim, Output, Until},
};

pub(crate) fn run(args: &args::Worksheet, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        WorksheetCommand::Export { file, output, force } => {
            if output.is_none() && std::io::stdout().is_terminal() {
                return Err(Failure::Usage("a workbook is not for a terminal; add `-o sheet.xlsx`".to_owned()));
            }
            let bytes = ops::worksheet_export(&mut context.session, file)?;
            output::put(&bytes, output.as_deref(), *force)
        }
        WorksheetCommand::Import { files, output, another_organisation } => {
            import(files, (output, *another_organisation), context)
        }
    }
}

fn import(files: &[PathBuf], (target, another): (&Path, bool), context: &mut Context) -> Result<Outcome, Failure> {
    let claim = Claim::to_change(target)?;
    match ops::worksheet_import(&mut context.session, files, target, another)? {
        Imported::Wrong(cells) => {
            output::complain_of(&cells);
            Err(Failure::World(anyhow::anyhow!("nothing was written; mend the cells named above")))
        }
        Imported::Conflicts(conflicts) => {
            output::complain_of(&conflicts);
            output::complain("nothing was written; let one of them change the cell, and import again");
            Ok(Outcome::No)
        }
        Imported::Merged { text, changed, told } => {
            output::complain_of(&told);
            if let Some(text) = text {
                claim.put(text.as_bytes(), Output::Replace, Until::OnDisk)?;
            }
            let rows = changed.iter().map(|(id, from)| format!("{id}  from {}", from.join(" and ")));
            let answers = if changed.len() == 1 { "answer" } else { "answers" };
            let last = format!("{} {answers} changed in {}", changed.len(), target.display());
            let lines = rows.chain([last]).flat_map(|line| [report::visible(&line), "\n".to_owned()]);
            output::say(&lines.collect::<String>())
        }
    }
}
