//! `dmf schema`: the shapes of files.

use std::path::Path;

use dmf::{
    diag::list,
    schema::{KINDS, Kind, worksheet},
};
use serde_json::Value;

use super::{
    Failure, Outcome, args,
    context::{Context, unknown},
    output,
};

/// What is a folder of several kinds of files.
const FOLDERS: [(&str, &[&str]); 3] = [
    ("framework", &["pack", "method", "blocks", "practice"]),
    ("clause-set", &["pack", "modules", "obligations", "clauses", "fields", "correspondence", "signs", "review-rules"]),
    ("impact-method", &["pack", "method-impact", "method-likelihood", "method-measures", "method-decision"]),
];

pub(crate) fn run(args: &args::Schema, context: &mut Context) -> Result<Outcome, Failure> {
    let Some(word) = &args.kind else { return all() };
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let schema = match (word.as_str(), &args.framework) {
        (word, _) if FOLDERS.iter().any(|(folder, _)| *folder == word) => {
            let (folder, kinds) = FOLDERS.iter().find(|(folder, _)| *folder == word).expect("found just now");
            return Err(Failure::Usage(format!(
                "a {folder} is several kinds of files; ask for {}",
                list(kinds.iter().copied())
            )));
        }
        ("assessment", Some(id)) => {
            context.open(Path::new("."))?;
            let known = context.session.scope.library.packs(&mut context.session.notes.sink)?;
            if !known.contains(id) {
                return Err(unknown("framework", id, &known.iter().map(String::as_str).collect::<Vec<_>>()));
            }
            worksheet(&*context.framework(id)?.ok_or(Failure::Data)?)
        }
        (_, Some(_)) => return Err(Failure::Usage("`--framework` goes with `assessment`".to_owned())),
        (word, None) => Kind::of(word).ok_or_else(|| unknown("kind of file", word, &names))?.schema(),
    };
    output::put(text(&schema).as_bytes(), args.file.as_deref(), args.force)
}

/// A schema as it stands in a file.
pub(crate) fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

fn all() -> Result<Outcome, Failure> {
    let width = |of: fn(&Kind) -> usize| KINDS.iter().map(of).max().unwrap_or(0);
    let (name, file) = (width(|kind| kind.name.len()), width(|kind| kind.file.len()));
    let lines: Vec<String> =
        KINDS.iter().map(|kind| format!("{:name$}  {:file$}  {}\n", kind.name, kind.file, kind.summary)).collect();
    output::put(lines.concat().as_bytes(), None, false)
}
