//! `dmf explain`: what a word means.

mod catalogue;
mod clauses;
mod framework;
mod places;
mod vocabulary;

use std::path::Path;

use dmf::{
    diag::{Code, did_you_mean},
    gate::FindingCode,
    ops,
    report::{self, Answer, Format},
};

use super::{Failure, Outcome, args, context::Context, output};

/// What a word means: what it is, what there is to say of it, what to type next.
struct Meaning {
    /// What kind of thing it is, and its name.
    head: String,
    /// A paragraph each.
    lines: Vec<String>,
    /// Text that is laid out already.
    text: Option<String>,
    /// Commands that tell more.
    more: Vec<String>,
}

impl Meaning {
    fn new(head: impl Into<String>, lines: Vec<String>) -> Self {
        Self { head: head.into(), lines, text: None, more: Vec::new() }
    }

    fn see(mut self, command: impl Into<String>) -> Self {
        self.more.push(command.into());
        self
    }

    fn told(&self, width: usize) -> String {
        let mut text = report::wrap(&self.head, width, "") + "\n";
        let mut in_list = false;
        for line in &self.lines {
            let item = line.starts_with("· ");
            // Items of a list stand together, paragraphs apart.
            let gap = if item && in_list { "" } else { "\n" };
            text.push_str(&format!("{gap}{}\n", report::wrap(line, width, if item { "  " } else { "" })));
            in_list = item;
        }
        if let Some(more) = &self.text {
            text.push_str(&format!("\n{more}\n"));
        }
        if !self.more.is_empty() {
            text.push_str(&format!("\nMore: {}\n", self.more.join("\n      ")));
        }
        text
    }
}

pub(crate) fn run(args: &args::Explain, context: &mut Context) -> Result<Outcome, Failure> {
    if args.words.is_empty() {
        return codes();
    }
    let word = args.words.join(" ");
    let word = word.trim();
    let width = context.style(false).width;
    if let Some(code) = FindingCode::of(word) {
        let head = format!("finding: {code}: {}", code.summary());
        return put(&[Meaning::new(head, vec![code.explanation().to_owned()])], width);
    }
    if let Some(code) = Code::of(word) {
        let head = format!("{}: {code}: {}", code.severity(), code.summary());
        return put(&[Meaning::new(head, vec![code.explanation().to_owned()])], width);
    }
    context.open(Path::new("."))?;
    // What has a page of its own.
    if let Some(outcome) = framework::practice(word, context)? {
        return Ok(outcome);
    }
    if let Some(outcome) = clauses::obligation(word, context)? {
        return Ok(outcome);
    }
    // Some words mean more than one thing.
    let mut found: Vec<Meaning> = vocabulary::meaning(word).into_iter().collect();
    found.extend(framework::meanings(word, context)?);
    found.extend(clauses::meanings(word, context)?);
    // A code of three letters is looked for only where nothing else is called so.
    if found.is_empty() || word.len() != 3 {
        found.extend(places::meaning(word, context)?);
    }
    found.extend(catalogue::meanings(word, context)?);
    let mut text: Vec<String> = found.iter().map(|meaning| meaning.told(width)).collect();
    text.extend(report::method_word(&ops::transfer_method(&mut context.session)?, word, width));
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    if text.is_empty() {
        return Err(nobody_knows(word, context)?);
    }
    output::put(text.join("\n").as_bytes(), None, false)
}

/// What has a page of its own, as people read it.
fn page(answer: &dyn Answer, context: &mut Context) -> Result<Outcome, Failure> {
    let text = output::rendered(answer, Format::Table, false, true, context)?;
    output::put(text.as_bytes(), None, false)
}

fn put(found: &[Meaning], width: usize) -> Result<Outcome, Failure> {
    let text: Vec<String> = found.iter().map(|meaning| meaning.told(width)).collect();
    output::put(text.join("\n").as_bytes(), None, false)
}

/// A word that means nothing here, and the one that was meant.
fn nobody_knows(word: &str, context: &mut Context) -> Result<Failure, Failure> {
    let mut known: Vec<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    known.extend(FindingCode::ALL.iter().map(|code| code.as_str().to_owned()));
    known.extend(vocabulary::words().map(str::to_owned));
    known.extend(framework::words(context)?);
    known.extend(clauses::words(context)?);
    known.extend(places::words(context)?);
    known.extend(report::method_words(&ops::transfer_method(&mut context.session)?));
    known.extend(catalogue::words(context)?);
    let hint = did_you_mean(word, known.iter().map(String::as_str)).map_or_else(
        || {
            "`dmf explain` lists the codes, `dmf framework show` the practices, `dmf mcc list --module c2p` clauses and \
             obligations, `dmf law list` the places"
                .to_owned()
        },
        |meant| format!("did you mean `{meant}`?"),
    );
    Ok(Failure::Usage(format!("nothing here is called `{word}`; {hint}")))
}

fn codes() -> Result<Outcome, Failure> {
    let findings = FindingCode::ALL.iter().map(|code| (code.as_str(), code.summary()));
    let codes = Code::ALL.iter().map(|code| (code.as_str(), code.summary()));
    let all: Vec<(&str, &str)> = codes.chain(findings).collect();
    let width = all.iter().map(|(code, _)| code.len()).max().unwrap_or(0);
    let lines: Vec<String> = all.iter().map(|(code, summary)| format!("{code:width$}  {summary}\n")).collect();
    output::put(lines.concat().as_bytes(), None, false)
}
