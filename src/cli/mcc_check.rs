//! `dmf mcc check`: an agreement that came back, obligation by obligation.

use std::path::Path;

use dmf::{
    agreement::{self, ClauseSet},
    load::read,
    reading::{self, Changes, Reading},
    report::Answer,
    review::{self, Asked, ReviewView},
};

use super::{
    Failure, Outcome,
    args::{self, TrackedChanges},
    context::{Context, unknown},
    mcc::{self, SET},
    output,
};

/// The longest notice of a breach that lets an exporter keep the shortest usual time of an authority.
const LONGEST_NOTICE: u64 = 72;

pub(super) fn run(args: &args::Check, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(&args.agreement)?;
    let set = mcc::set(context)?;
    mcc::known_module(&set, &args.module)?;
    let required = required(args, &set)?;
    let reading = read_agreement(&args.agreement, args.changes)?;
    let name = shown(&args.agreement);
    let view = review_reading(&reading, &name, &args.module, &set, context)?;
    let missing =
        view.obligations.iter().any(|obligation| required.contains(&obligation.id) && obligation.status != "present");
    output::answer(&Answer::Review(Box::new(view)), &args.output, true, context)?;
    Ok(if missing { Outcome::No } else { Outcome::Yes })
}

/// Judges what was read by the rules of the pack.
fn review_reading(
    reading: &Reading,
    name: &str,
    module: &str,
    set: &ClauseSet,
    context: &mut Context,
) -> Result<ReviewView, Failure> {
    let folder = format!("frameworks/{SET}/review");
    let files = context.library.files(&folder, &mut context.sources, &mut context.sink)?;
    let rules = review::rules(&files, &context.sources, &mut context.sink).ok_or(Failure::Data)?;
    let asked = Asked {
        module,
        duties: agreement::duties(set, module).collect(),
        longest_notice: (LONGEST_NOTICE, "the usual time of an authority".to_owned()),
    };
    let review = review::review(reading, &rules, &asked);
    Ok(review::view(&review, reading, name, module))
}

/// Reads the agreement itself.
fn read_agreement(file: &Path, changes: TrackedChanges) -> Result<Reading, Failure> {
    let name = shown(file);
    let changes = match changes {
        TrackedChanges::Accepted => Changes::Accepted,
        TrackedChanges::Rejected => Changes::Rejected,
        TrackedChanges::AsIs => Changes::AsIs,
    };
    let bytes = read(file)?;
    reading::read(&name, &bytes, changes)
        .map_err(|error| Failure::World(anyhow::Error::new(error).context(format!("cannot read `{name}`"))))
}

fn shown(file: &Path) -> String {
    if file == Path::new("-") { "<stdin>".to_owned() } else { file.to_string_lossy().into_owned() }
}

/// The obligations that the gate asks for, by id.
fn required(args: &args::Check, set: &ClauseSet) -> Result<Vec<String>, Failure> {
    let duties: Vec<_> = agreement::duties(set, &args.module).collect();
    let mut ids = Vec::new();
    for word in &args.require {
        let found: Vec<&str> = duties
            .iter()
            .filter(|duty| *word == "all" || (*word == "core" && duty.core) || *word == duty.id || *word == duty.key)
            .map(|duty| duty.id)
            .collect();
        if found.is_empty() {
            let known: Vec<&str> = ["core", "all"].into_iter().chain(duties.iter().map(|duty| duty.id)).collect();
            return Err(unknown("obligation", word, &known));
        }
        ids.extend(found.into_iter().map(str::to_owned));
    }
    Ok(ids)
}
