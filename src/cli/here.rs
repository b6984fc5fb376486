//! `dmf` alone: what to do in this folder.

use std::path::Path;

use dmf::{ops, report::visible};

use super::{Failure, Outcome, context::Context, output};

/// Files that a folder usually has, with what can be done with each.
const FILES: [(&str, &[(&str, &str)]); 3] = [
    (
        "org.yaml",
        &[
            ("dmf answer org.yaml", "answer the practices, one after the other"),
            ("dmf assess org.yaml", "see the scores, claimed and by evidence"),
            ("dmf plan org.yaml", "see what to do, by whom, until when"),
            ("dmf report org.yaml -o report.html", "look at it as a page with pictures"),
        ],
    ),
    ("deal.yaml", &[("dmf mcc render deal.yaml --draft -o draft.docx", "draft the agreement; gaps are shown")]),
    ("transfers.yaml", &[("dmf transfer list transfers.yaml", "list the way that data takes")]),
];

/// What can be done where nothing has begun.
const BEGIN: [(&str, &str); 3] = [
    ("dmf init", "begin: worksheet, deal, register, settings"),
    ("dmf framework show", "see what is asked, and how it is scored"),
    ("dmf mcc render --module c2p", "a blank agreement, at once"),
];

pub(crate) fn run(context: &Context) -> Result<Outcome, Failure> {
    let width = context.style(false).width;
    let found = ops::here(&context.session, Path::new("."), &FILES.map(|(name, _)| name));
    let mut text = match &found.settings {
        Some(file) => format!("The settings of this folder are in {}.\n", visible(&file.display().to_string())),
        None if found.files.is_empty() => "Nothing has begun in this folder.\n".to_owned(),
        None => String::new(),
    };
    if let Some(answered) = found.answered {
        text.push_str(&format!(
            "{answered} {} answered in org.yaml.\n",
            if answered == 1 { "practice is" } else { "practices are" }
        ));
    }
    let there = FILES.iter().filter(|(name, _)| found.files.contains(name));
    let mut steps: Vec<(&str, &str)> = there.flat_map(|(_, steps)| steps.iter().copied()).collect();
    if steps.is_empty() {
        steps.extend(BEGIN);
    }
    text.push_str("\nNext:\n");
    text.push_str(&listed(&steps, width));
    text.push_str("\n`dmf --help` lists all commands, `dmf explain WORD` tells what a word means.\n");
    output::say(&text)
}

/// Commands with what they do beside them, or below where there is no room.
fn listed(steps: &[(&str, &str)], width: usize) -> String {
    let longest = steps.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    let fits = steps.iter().all(|(_, about)| 2 + longest + 4 + about.len() <= width);
    let line = |(command, about): &(&str, &str)| {
        if fits { format!("  {command:longest$}    {about}\n") } else { format!("  {command}\n      {about}\n") }
    };
    steps.iter().map(line).collect()
}
