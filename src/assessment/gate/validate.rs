//! Raw gates and waivers → model; every complaint at its place.

use jiff::{ToSpan, civil::Date};

use super::{
    code::FindingCode,
    model::{By, Floor, Policy, Waiver},
    raw::{RawBy, RawGate, RawWaiver},
};
use crate::{
    assessment::Basis,
    diag::{Code, Diagnostic, Sink, did_you_mean, list},
    framework::Framework,
    source::{Path, SourceId, Sources},
};

/// Days within which a waiver has to end, where nobody says.
pub const WAIVER_DAYS: u32 = 180;

/// The least that `word` asks for: a level, or a share such as `62.5%`. `None` when it is neither.
#[must_use]
pub fn floor(word: &str, framework: &Framework) -> Option<Floor> {
    let Some(number) = word.strip_suffix('%') else { return framework.level(word).map(Floor::Level) };
    let (whole, rest) = number.trim().split_once('.').unwrap_or((number.trim(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(rest) || rest.len() > 2 {
        return None;
    }
    let hundredths: u32 = format!("{rest:0<2}").parse().ok()?;
    let share = whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(hundredths)?;
    (share <= Basis::WHOLE.0).then_some(Floor::Share(Basis(share)))
}

/// The gates of `[gate]`.
pub fn policy(raw: &RawGate, framework: &Framework, source: SourceId, sources: &Sources, sink: &mut Sink) -> Policy {
    let mut check = Check { source, sources, sink };
    let gate = Path::root().key("gate");
    let mut policy = Policy {
        by: match raw.by {
            Some(RawBy::Evidenced) => By::Evidenced,
            Some(RawBy::Claimed) | None => By::Claimed,
        },
        ..Policy::default()
    };
    if let Some(word) = &raw.fail_under
        && let Some(floor) = check.floor(&word.0, framework, &gate.key("fail_under"))
    {
        policy.require(None, floor);
    }
    for (id, word) in &raw.blocks {
        let path = gate.key("blocks").key(id);
        let block = framework.blocks.iter().position(|block| block.id == *id);
        if block.is_none() {
            let known = || framework.blocks.iter().map(|block| block.id.as_str());
            let diagnostic = Diagnostic::new(Code::UnknownBlock, format!("there is no building block `{id}`"))
                .help(format!("known: {}", list(known())))
                .suggest(did_you_mean(id, known()));
            check.key(&path, diagnostic);
        }
        if let (Some(floor), Some(block)) = (check.floor(&word.0, framework, &path), block) {
            policy.require(Some(block), floor);
        }
    }
    for (at, word) in raw.fail_on.iter().enumerate() {
        if let Some(code) = check.code(word, &gate.key("fail_on").index(at)) {
            policy.fail_on(code);
        }
    }
    policy
}

/// The waivers of `[[waivers]]`; practices are looked for in all of `frameworks`.
pub fn waivers(
    raw: &[RawWaiver],
    days: Option<u32>,
    frameworks: &[&Framework],
    source: SourceId,
    sources: &Sources,
    today: Date,
    sink: &mut Sink,
) -> Vec<Waiver> {
    let latest = today.saturating_add(i64::from(days.unwrap_or(WAIVER_DAYS)).days());
    let mut check = Check { source, sources, sink };
    raw.iter()
        .enumerate()
        .map(|(at, raw)| {
            let path = Path::root().key("waivers").index(at);
            for (key, text) in [("reason", &raw.reason), ("owner", &raw.owner)] {
                if text.trim().is_empty() {
                    let message = format!("the waiver has no {key}");
                    check.value(&path.key(key), Diagnostic::new(Code::EmptyText, message));
                }
            }
            check.practice(raw, frameworks, &path);
            let code = raw.code.as_ref().and_then(|word| check.code(word, &path.key("code")));
            if let Some(code) = code.filter(|code| !code.waivable()) {
                let diagnostic = Diagnostic::new(Code::NotWaivable, format!("`{code}` cannot be waived"));
                check.value(&path.key("code"), diagnostic);
            }
            if raw.practice.is_none() && raw.code.is_none() {
                let diagnostic =
                    Diagnostic::new(Code::WaiverWithoutSubject, "the waiver names neither practice nor code")
                        .help("add `practice`, `code`, or both");
                check.value(&path, diagnostic);
            }
            let key = if raw.practice.is_some() { "practice" } else { "code" };
            Waiver {
                practice: raw.practice.clone(),
                code,
                file: raw.file.clone(),
                reason: raw.reason.trim().to_owned(),
                owner: raw.owner.trim().to_owned(),
                ticket: raw.ticket.clone(),
                until: raw.until,
                latest,
                place: check.sources.value(source, &path.key(key)),
            }
        })
        .collect()
}

struct Check<'a> {
    source: SourceId,
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn floor(&mut self, word: &str, framework: &Framework, path: &Path) -> Option<Floor> {
        let found = floor(word, framework);
        if found.is_none() {
            let known = || framework.levels.iter().map(|level| level.id.as_str());
            let message = format!("`{word}` is neither a level nor a score such as `60%`");
            let diagnostic = Diagnostic::new(Code::UnknownLevel, message)
                .help(format!("the levels are {}, or 0 to {}", list(known()), framework.top()))
                .suggest(did_you_mean(word, known()));
            self.value(path, diagnostic);
        }
        found
    }

    fn code(&mut self, word: &str, path: &Path) -> Option<FindingCode> {
        let found = FindingCode::of(word);
        if found.is_none() {
            let known = || FindingCode::ALL.iter().map(|code| code.as_str());
            let diagnostic = Diagnostic::new(Code::UnknownFinding, format!("no finding has the code `{word}`"))
                .help(format!("known: {}", list(known())))
                .suggest(did_you_mean(word, known()));
            self.value(path, diagnostic);
        }
        found
    }

    fn practice(&mut self, raw: &RawWaiver, frameworks: &[&Framework], path: &Path) {
        let Some(id) = &raw.practice else { return };
        if frameworks.iter().any(|framework| framework.practice(id).is_some()) {
            return;
        }
        let known = frameworks.iter().flat_map(|framework| &framework.practices).map(|practice| practice.id.as_str());
        let diagnostic = Diagnostic::new(Code::UnknownPractice, format!("there is no practice `{id}` to waive"))
            .suggest(did_you_mean(id, known));
        self.value(&path.key("practice"), diagnostic);
    }

    fn value(&mut self, path: &Path, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.value(self.source, path)));
    }

    fn key(&mut self, path: &Path, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.key(self.source, path)));
    }
}
