//! In: an agreement that came back, and perhaps the deal or the module that it is held against.
//! Out: verdicts, obligation by obligation, and clause by clause where it is ours.
//! Never: a rule on language: those are data of the review.

mod laws;
mod verdict;

use std::path::{Path, PathBuf};

use super::{
    FailOn, Notes, Render, Scope, Session, Stop,
    agreement::{Agreement, agreement},
    clauses::{clause_set, known_module, rules},
};
use crate::{
    agreement::{self, ClauseSet, Deal},
    diag::{Code, Diagnostic},
    document::numbered::Numbered,
    gate::At,
    jurisdiction::USUAL_NOTICE_HOURS,
    load::unread,
    reading::{self, Changes, Format as Read, Reading, Unreadable},
    report::{Format, formats},
    review::{self, Asked, Carried, Ours, ReviewView, Rules, Seen, Share},
    source::{Place, SourceId, Sources},
    world::{MAX_BYTES, World, WorldError},
};
use laws::laws;
use verdict::{required, verdict};

/// Asks for a review.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// Word, Markdown, HTML or plain text; `-` is the standard input.
    pub agreement: PathBuf,
    /// The role pair; that of the deal, where there is one.
    pub module: Option<String>,
    /// What was agreed. Without it the text is held against our blank, where it is ours.
    pub deal: Option<PathBuf>,
    /// Places, by code or name, whose law says how long a notice of a breach may take; else those of the deal.
    pub laws: Vec<String>,
    /// What has to be there: `core`, `all` or ids, each with `=STATUS` where less does.
    pub require: Vec<String>,
    pub gates: FailOn,
    /// How tracked changes are read.
    pub changes: Changes,
    /// What the exporter and the importer are called in the text; made out where nobody says so.
    pub exporter: Vec<String>,
    pub importer: Vec<String>,
}

/// What an agreement of others says, and whether it passes.
#[derive(Debug)]
pub struct Reviewed {
    pub view: ReviewView,
    pub passes: bool,
}

/// Our own text, as it would have been sent.
struct OurText {
    name: String,
    module: String,
    /// Nothing where it is a blank.
    deal: Option<Deal>,
    document: Numbered,
    reading: Reading,
}

/// Reviews an agreement.
///
/// # Errors
/// When it or the deal cannot be read, or something is asked for that is not there.
pub fn review(session: &mut Session, request: &Review) -> Result<Reviewed, Stop> {
    session.open(&request.agreement)?;
    let Session { notes, scope, .. } = session;
    let set = clause_set(scope, notes)?;
    if let Some(module) = &request.module {
        known_module(&set, module)?;
    }
    let rules = rules(scope, notes)?;
    let (reading, source) = returned(request, &rules, scope, notes)?;
    let own = our_text(request, reading.format, &set, &rules, scope, notes)?;
    let module = &own.module;
    let required = required(&request.require, module, &set)?;
    let laws = laws(&request.laws, own.deal.as_ref(), scope, notes)?;
    let languages = understood(&rules, &reading, &shown(&request.agreement), notes)?;
    let ours = ours(&own, &set);
    let comparison = review::compare(&ours, &reading);
    // A text of others is only held against ours where a deal says that it should be ours.
    let compared = Some((&ours, &comparison)).filter(|_| own.deal.is_some() || comparison.is_ours());

    let longest_notice = laws.as_ref().map_or_else(
        || (u64::from(USUAL_NOTICE_HOURS), "the usual time of an authority".to_owned()),
        |laws| (laws.hours, laws.words.clone()),
    );
    let asked = Asked {
        module,
        eu_module: agreement::eu_module(&set, module),
        duties: agreement::duties(&set, module).collect(),
        longest_notice,
        added: compared.map(|(ours, comparison)| comparison.put_in(ours)).unwrap_or_default(),
        exporter: request.exporter.clone(),
        importer: request.importer.clone(),
    };
    let review = review::review(&reading, &rules, &asked);
    let facts = match &own.deal {
        Some(deal) => review::facts(agreement::told(&set, deal), &reading, &review, compared, &rules),
        None => Vec::new(),
    };
    let lines = lines(source, &notes.sources);
    let in_line = |line: Option<u32>| At::Place(place(source, line, &lines));
    let at = |block: Option<usize>| in_line(block.and_then(|block| reading.blocks[block].place.line));
    let findings = review::findings(&review, &reading, &required, compared, &facts, &at, &in_line);
    let (verdict, passes) = verdict(findings, request, &required, &set, source, scope, notes)?;

    let seen = Seen { laws, ours: compared, facts: &facts, verdict: Some(verdict), languages };
    let view = review::view(&review, &reading, &shown(&request.agreement), module, seen);
    Ok(Reviewed { view, passes })
}

/// Less of a text than this, in percent, that is written in a language that is read is too little to judge the whole by.
const UNDERSTOOD: u64 = 30;

/// How much of an agreement is written in which language.
fn understood(rules: &Rules, reading: &Reading, name: &str, notes: &mut Notes) -> Result<Vec<Share>, Stop> {
    let shares = rules.languages(reading);
    let read: u64 = shares.iter().filter(|share| share.read).map(|share| share.percent).sum();
    if shares.is_empty() || read >= UNDERSTOOD {
        return Ok(shares);
    }
    let list: Vec<String> = shares.iter().map(|share| format!("{} ({} %)", share.language, share.percent)).collect();
    let message =
        format!("the agreement is written in {}: it was not understood, so nothing is said of it", list.join(", "));
    let diagnostic = Diagnostic::new(Code::LanguageNotRead, message)
        .help("review a translation, or the version in English of a paper in two languages");
    Err(complained(diagnostic, name, notes))
}

/// Reads the agreement, and keeps its text for the places of findings where it has lines.
fn returned(request: &Review, rules: &Rules, scope: &Scope, notes: &mut Notes) -> Result<(Reading, SourceId), Stop> {
    let name = shown(&request.agreement);
    let bytes = agreement_bytes(&request.agreement, &*scope.world, notes)?;
    let reading =
        reading::read(&name, &bytes, request.changes, rules.words()).map_err(|error| refused(&error, &name, notes))?;
    let lines = matches!(reading.format, Read::Markdown | Read::Html | Read::Text);
    let text = if lines { String::from_utf8_lossy(&bytes).into_owned() } else { String::new() };
    let source = notes.sources.add(name, text);
    Ok((reading, source))
}

/// The bytes of an agreement; one that is too large is complained of like one that asks for too much.
pub(super) fn agreement_bytes(file: &Path, world: &dyn World, notes: &mut Notes) -> Result<Vec<u8>, Stop> {
    world.read(file, MAX_BYTES).map_err(|error| match error {
        WorldError::TooLarge { .. } => complained(unread(&error), &shown(file), notes),
        error => error.into(),
    })
}

/// Complains of an agreement that cannot be read.
pub(super) fn refused(error: &Unreadable, name: &str, notes: &mut Notes) -> Stop {
    complained(Diagnostic::new(error.code(), error.to_string()), name, notes)
}

/// Complains at the name of a file: what is wrong with it as a whole has no better place.
fn complained(diagnostic: Diagnostic, name: &str, notes: &mut Notes) -> Stop {
    let source = notes.sources.add(name, String::new());
    notes.sink.push(diagnostic.at(Place::new(source, 0..0)));
    notes.sink.checked().map_or_else(Stop::from, |()| Stop::said(format!("cannot read `{name}`")))
}

/// What the text is held against: the agreement of the deal, else the blank of the role pair, in the format of the text, so
/// that a signature block, say, is read alike.
fn our_text(
    request: &Review,
    format: Read,
    set: &ClauseSet,
    rules: &Rules,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<OurText, Stop> {
    let render = Render { deal: request.deal.clone(), module: request.module.clone(), ..Render::default() };
    let Agreement { module, deal, document, .. } = agreement(&render, set, scope, notes)?;
    let format = match format {
        Read::Docx => Format::Docx,
        Read::Markdown => Format::Markdown,
        Read::Html => Format::Html,
        Read::Json => Format::Json,
        Read::Text | Read::Pdf => Format::Text,
    };
    let name = format!("ours.{}", format.ending().unwrap_or_default());
    let bytes = formats::document(&document, format).expect("all of these are formats of documents");
    let reading = reading::read(&name, &bytes, Changes::Accepted, rules.words())
        .map_err(|error| Stop::because("cannot read our own agreement", error))?;
    let (name, deal) = match &request.deal {
        Some(file) => (shown(file), Some(deal)),
        None => (format!("our blank for {module}"), None),
    };
    Ok(OurText { name, module, deal, document, reading })
}

/// The same with the obligations that its clauses carry.
fn ours<'a>(own: &'a OurText, set: &ClauseSet) -> Ours<'a> {
    let trace = agreement::trace_view(set, &own.module, &own.document);
    let core: Vec<&str> = agreement::duties(set, &own.module).filter(|duty| duty.core).map(|duty| duty.id).collect();
    let carried = trace.obligations.into_iter().map(|line| Carried {
        core: core.contains(&line.id.as_str()),
        clauses: line
            .carried_by
            .into_iter()
            .map(|carrier| carrier.number)
            .filter(|number| !number.is_empty())
            .collect(),
        id: line.id,
        title: line.title,
    });
    Ours { name: own.name.clone(), reading: &own.reading, carried: carried.collect(), blank: own.deal.is_none() }
}

/// Where each line of the agreement stands, from its first letter to its last.
fn lines(source: SourceId, sources: &Sources) -> Vec<(usize, usize)> {
    let mut start = 0;
    let lines = sources.get(source).text.split_inclusive('\n').map(|line| {
        let place = (start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        place
    });
    lines.collect()
}

/// A line of the agreement; its beginning where it has no lines.
fn place(source: SourceId, line: Option<u32>, lines: &[(usize, usize)]) -> Place {
    let found = line.and_then(|line| lines.get((line as usize).checked_sub(1)?));
    Place::new(source, found.map_or(0..0, |(start, end)| *start..*end))
}

pub(super) fn shown(file: &Path) -> String {
    if file == Path::new("-") { "<stdin>".to_owned() } else { file.to_string_lossy().into_owned() }
}
