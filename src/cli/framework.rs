//! `dmf framework`: what the tool knows.

use std::path::Path;

use dmf::{
    ops::{self, FrameworkPage, Migration},
    report,
    worksheet::{Became, Row},
};

use super::{
    Failure, Outcome,
    args::{self, FrameworkCommand},
    context::Context,
    output,
    write::{Claim, Output, Until},
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
        FrameworkCommand::Migrate { file, check: true } => {
            let migration = ops::migrate(session, file)?;
            tell(&migration, "would be rewritten", file)?;
            Ok(if migration.text.is_some() { Outcome::No } else { Outcome::Yes })
        }
        FrameworkCommand::Migrate { file, check: false } => {
            let claim = Claim::to_change(file)?;
            let migration = ops::migrate(session, file)?;
            if let Some(text) = &migration.text {
                claim.put(text.as_bytes(), Output::Replace, Until::OnDisk)?;
            }
            tell(&migration, "is rewritten", file)
        }
    }
}

/// What moved, a line each, and what became of the file.
fn tell(migration: &Migration, became: &str, file: &Path) -> Result<Outcome, Failure> {
    let Migration { framework, version, rows, text } = migration;
    let width = rows.iter().map(|row| row.id.chars().count()).max().unwrap_or_default();
    let mut lines: Vec<String> = rows.iter().map(|row| line(row, width)).collect();
    let file = file.display();
    lines.push(match text {
        Some(_) => format!("{file} {became} for {framework} {version}"),
        None => format!("{file} is written for {framework} {version}: nothing to change"),
    });
    let text: String = lines.iter().flat_map(|line| [report::visible(line), "\n".to_owned()]).collect();
    output::say(&text)
}

fn line(Row { of, id, became }: &Row, width: usize) -> String {
    let became = match became {
        Became::Renamed(now) => format!("→ {now}"),
        Became::Split(parts, confirm) => format!("→ {}; confirm each: {confirm}", parts.join(" and ")),
        Became::Comment(why) => format!("{why}; kept as a comment"),
        Became::LookAgain(words) => format!("look again: {words}"),
    };
    format!("{of}  {id:width$}  {became}")
}
