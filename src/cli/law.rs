//! `dmf law`: what national law asks.

use std::path::Path;

use dmf::{
    diag::list,
    jurisdiction::{self, Atlas, NoLaw, TOPICS},
};

use super::{
    Failure, Outcome,
    args::{self, LawCommand},
    context::{Context, unknown},
    output,
};

pub(crate) fn run(args: &args::Law, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(Path::new("."))?;
    match &args.command {
        LawCommand::List { output } => {
            let atlas = Atlas::all(
                &context.session.scope.library,
                &mut context.session.notes.sources,
                &mut context.session.notes.sink,
            )?;
            let statement = statement(context)?;
            let view = jurisdiction::list_view(atlas.iter(), &statement, context.today());
            output::answer(&view, output, true, context)
        }
        LawCommand::Show { place, topics, output } => {
            let topics = topics.iter().map(|topic| known_topic(topic)).collect::<Result<Vec<_>, _>>()?;
            let codes = codes(std::slice::from_ref(place), context)?;
            let atlas = atlas(&codes, context)?;
            let statement = statement(context)?;
            let place = atlas.get(&codes[0]).ok_or(Failure::Data)?;
            let view = jurisdiction::view(place, &topics, &statement, context.today());
            output::answer(&view, output, true, context)
        }
        LawCommand::Compare { places, from, output } => {
            let codes = codes(places, context)?;
            let atlas = atlas(&codes, context)?;
            let statement = statement(context)?;
            let mut places = Vec::new();
            for code in &codes {
                let place = atlas.get(code).ok_or(Failure::Data)?;
                if places.iter().all(|other: &&dmf::jurisdiction::Jurisdiction| other.id != place.id) {
                    places.push(place);
                }
            }
            let start = from.unwrap_or_else(|| context.today().at(0, 0, 0, 0));
            let view = jurisdiction::compare_view(&places, &statement, start);
            output::answer(&view, output, true, context)
        }
    }
}

/// The codes that the words mean, each of a place whose law there is a file for.
fn codes(words: &[String], context: &mut Context) -> Result<Vec<String>, Failure> {
    let known = Atlas::codes(
        &context.session.scope.library,
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?;
    words.iter().map(|word| code(word, &known)).collect()
}

/// The code that a word means, of a place whose law there is a file for.
pub(super) fn code(word: &str, known: &[String]) -> Result<String, Failure> {
    Atlas::resolve(word, known).map_err(|why| {
        Failure::Usage(match why {
            NoLaw::NoFile(name) => format!(
                "there is no file for {name}; `dmf law list` shows the places that are known, and `--data DIR` adds one"
            ),
            NoLaw::NoPlace { meant: Some(meant) } => format!("there is no place `{word}`; did you mean `{meant}`?"),
            NoLaw::NoPlace { meant: None } => {
                format!("there is no place `{word}`; known: {}", list(known.iter().map(String::as_str)))
            }
        })
    })
}

fn atlas(codes: &[String], context: &mut Context) -> Result<Atlas, Failure> {
    let codes = codes.iter().map(String::as_str);
    let atlas = Atlas::read(
        &context.session.scope.library,
        codes,
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?;
    if context.session.notes.sink.has_errors() { Err(Failure::Data) } else { Ok(atlas) }
}

/// What the pack says it is, and is not.
fn statement(context: &mut Context) -> Result<String, Failure> {
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    let pack = context.pack_info("jurisdictions")?;
    pack.map(|pack| pack.statement).ok_or(Failure::Data)
}

fn known_topic(word: &str) -> Result<String, Failure> {
    let word = word.to_lowercase();
    if TOPICS.iter().any(|topic| jurisdiction::belongs(topic.id, &word)) {
        return Ok(word);
    }
    let mut known: Vec<&str> = TOPICS.iter().map(|topic| topic.id.split('.').next().unwrap_or(topic.id)).collect();
    known.dedup();
    Err(unknown("topic", &word, &known))
}
