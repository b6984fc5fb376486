//! `dmf register KIND export|import`: workbooks of records to hand round, and what comes back.

use std::{io::IsTerminal, path::Path};

use dmf::{
    ops::{self, ReturnedRecords},
    report,
};

use super::{
    Failure, Outcome, args,
    context::Context,
    output,
    write::{Claim, Output, Until},
};

/// Whether a workbook is asked for.
pub(crate) fn is_asked(args: &args::RegisterExport) -> bool {
    let ending = args.file.as_ref().and_then(|file| file.extension());
    args.xlsx || args.format.is_none() && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
}

pub(crate) fn export(kind: &str, args: &args::RegisterExport, context: &mut Context) -> Result<Outcome, Failure> {
    if args.file.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::Usage(format!("a workbook is not for a terminal; add `-o {kind}.xlsx`")));
    }
    let bytes = ops::register_workbook(&mut context.session, kind, args.records.as_deref())?;
    output::put(&bytes, args.file.as_deref(), args.force)
}

pub(crate) fn import(kind: &str, book: &Path, target: &Path, context: &mut Context) -> Result<Outcome, Failure> {
    let claim = Claim::to_change(target)?;
    match ops::register_import(&mut context.session, kind, book, target)? {
        ReturnedRecords::Wrong(cells) => {
            output::complain_of(&cells);
            Err(Failure::World(anyhow::anyhow!("nothing was written; mend the cells named above")))
        }
        ReturnedRecords::Conflicts(conflicts) => {
            output::complain_of(&conflicts);
            output::complain("nothing was written; export the register anew, and change the cell there");
            Ok(Outcome::No)
        }
        ReturnedRecords::Merged { text, changed, told } => {
            output::complain_of(&told);
            let count = changed.len();
            if let Some(text) = text {
                claim.put(text.as_bytes(), Output::Replace, Until::OnDisk)?;
            }
            let records = if count == 1 { "record" } else { "records" };
            let last = format!("{count} {records} changed in {}", target.display());
            let lines = changed.into_iter().chain([last]).flat_map(|line| [report::visible(&line), "\n".to_owned()]);
            output::say(&lines.collect::<String>())
        }
    }
}
