//! Raw record → [`Record`]; every complaint at its place.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    super::{
        facts::{Keys, State},
        method::{Method, Of},
    },
    model::{Accepted, Answer, Answers, Measured, Opinion, Person, Record, Then, View},
    raw::{RawAcceptance, RawAnswer, RawKeys, RawMeasure, RawPerson, RawRecord, RawState, RawView},
};
use crate::{
    diag::{Code, Diagnostic, Sink, list},
    jurisdiction::country,
    source::{Path, SourceId, Sources},
};

/// Builds the model of what stands at `home` of a source: at its root in a file of its own, below its transfer in a
/// register. `None` when anything is wrong. What is dated after `today` is surprising, not wrong.
pub fn record(
    raw: RawRecord,
    method: &Method,
    source: SourceId,
    home: &Path,
    sources: &Sources,
    today: Date,
    sink: &mut Sink,
) -> Option<Record> {
    let before = sink.errors();
    let record = Check { method, source, sources, today, sink }.record(raw, home);
    (sink.errors() == before).then_some(record)
}

struct Check<'a> {
    method: &'a Method,
    source: SourceId,
    sources: &'a Sources,
    today: Date,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn record(&mut self, raw: RawRecord, root: &Path) -> Record {
        if let Some(number) = raw.method.filter(|number| *number != self.method.number) {
            let message = format!("it was made by method {number}; this one is {}", self.method.number);
            let diagnostic = Diagnostic::new(Code::OtherMethod, message);
            self.at(&root.key("method"), diagnostic.help("assess it again, and give the number of this method"));
        }
        if let Some(id) = &raw.transfer {
            self.text(id, &root.key("transfer"));
        } else {
            let diagnostic = Diagnostic::new(Code::MissingKey, "the assessment lacks the key `transfer`");
            self.at(root, diagnostic.help("`transfer`: id of the transfer in the register"));
        }
        self.past(raw.date, "the assessment", &root.key("date"));
        if let Some(text) = &raw.forbidden {
            self.text(text, &root.key("forbidden"));
        }
        for (at, code) in raw.countries.iter().enumerate() {
            self.country(code, &root.key("countries").index(at), false);
        }
        if raw.countries.is_empty() {
            let diagnostic = Diagnostic::new(Code::EmptyText, "no country was looked at");
            self.at(&root.key("countries"), diagnostic);
        }
        let grades = raw.grades.into_iter().map(|(code, answers)| {
            let path = root.key("grades").key(&code);
            self.country(&code, &path, true);
            let answers = self.answers(answers, &path, |of| of != Of::Importer);
            (code, answers)
        });
        let grades = grades.collect();
        let gag = raw.gag.map(|flag| {
            self.text(&flag.reason, &root.key("gag").key("reason"));
            (flag.known, flag.reason)
        });
        let measures = raw.measures.into_iter().enumerate();
        let measures = measures.filter_map(|(at, raw)| self.measure(raw, &root.key("measures").index(at))).collect();
        let steps: Vec<&str> = self.method.checklist.iter().map(|item| item.id.as_str()).collect();
        let mut done = Vec::new();
        for (id, step) in &raw.steps {
            let path = root.key("steps").key(id);
            self.past(step.done, "the step", &path.key("done"));
            match steps.iter().position(|known| known == id) {
                Some(at) => done.push((at, step.done)),
                None => self.unknown(Code::UnknownStep, "step", id, &steps, &path, true),
            }
        }
        Record {
            source: self.source,
            home: root.clone(),
            transfer: raw.transfer.unwrap_or_default(),
            version: raw.version,
            date: raw.date,
            assessor: self.person(raw.assessor, &root.key("assessor")),
            approver: raw.approver.map(|person| self.person(person, &root.key("approver"))),
            countries: raw.countries,
            clear_text: raw.clear_text,
            importer: self.answers(raw.importer, &root.key("importer"), |of| of != Of::Country),
            grades,
            gag,
            measures,
            countries_named: raw.countries_named,
            forbidden: raw.forbidden,
            steps: done,
            opinions: raw
                .opinions
                .into_iter()
                .enumerate()
                .map(|(at, raw)| {
                    let path = root.key("opinions").index(at);
                    self.text(&raw.by, &path.key("by"));
                    self.past(raw.date, "the opinion", &path.key("date"));
                    let view = match raw.view {
                        RawView::For => View::For,
                        RawView::Conditions => View::Conditions,
                        RawView::Against => View::Against,
                    };
                    Opinion { by: raw.by, role: raw.role, date: raw.date, view, text: raw.text }
                })
                .collect(),
            acceptance: raw.acceptance.map(|raw| self.acceptance(raw, &root.key("acceptance"))),
            then: Then { people: raw.then.people, agreement: raw.then.agreement },
        }
    }

    fn answers(&mut self, raw: BTreeMap<String, RawAnswer>, path: &Path, open: impl Fn(Of) -> bool) -> Answers {
        let method = self.method;
        let known: Vec<&str> =
            method.factors.iter().filter(|factor| open(factor.of)).map(|factor| factor.id.as_str()).collect();
        let mut answers = Answers::new();
        for (id, answer) in raw {
            let path = path.key(&id);
            self.text(&answer.reason, &path.key("reason"));
            if !(1..=5).contains(&answer.grade) {
                let message = format!("{} is out of range; a grade runs from 1, good, to 5, poor", answer.grade);
                self.at(&path.key("grade"), Diagnostic::new(Code::BadNumber, message));
            }
            match method.factor(&id).filter(|_| known.contains(&id.as_str())) {
                Some(at) => answers.push((at, Answer { grade: answer.grade, reason: answer.reason })),
                None => self.unknown(Code::UnknownFactor, "factor", &id, &known, &path, true),
            }
        }
        answers
    }

    fn measure(&mut self, raw: RawMeasure, path: &Path) -> Option<Measured> {
        let method = self.method;
        if let Some(evidence) = &raw.evidence {
            self.text(evidence, &path.key("evidence"));
        }
        let conditions: Vec<&str> = method.conditions.iter().map(|condition| condition.id.as_str()).collect();
        let mut confirmed = Vec::new();
        for (at, id) in raw.confirmed.iter().enumerate() {
            if let Some(condition) = method.condition(id) {
                confirmed.push(condition);
            } else {
                let path = path.key("confirmed").index(at);
                self.unknown(Code::UnknownCondition, "condition", id, &conditions, &path, false);
            }
        }
        let Some(measure) = method.measure(&raw.id) else {
            let known: Vec<&str> = method.measures.iter().map(|measure| measure.id.as_str()).collect();
            self.unknown(Code::UnknownMeasure, "measure", &raw.id, &known, &path.key("id"), false);
            return None;
        };
        Some(Measured {
            measure,
            state: match raw.state {
                RawState::InPlace => State::InPlace,
                RawState::Planned => State::Planned,
            },
            evidence: raw.evidence,
            verified: raw.verified,
            until: raw.until,
            keys: raw.keys.map(|keys| match keys {
                RawKeys::Exporter => Keys::Exporter,
                RawKeys::Importer => Keys::Importer,
                RawKeys::ThirdParty => Keys::ThirdParty,
            }),
            confirmed,
            note: raw.note,
        })
    }

    fn acceptance(&mut self, raw: RawAcceptance, path: &Path) -> Accepted {
        for (key, text) in [("by", &raw.by), ("role", &raw.role), ("reason", &raw.reason)] {
            self.text(text, &path.key(key));
        }
        self.past(raw.date, "the acceptance", &path.key("date"));
        if raw.until < raw.date {
            let message = format!("`until` is {}, before `date`, {}", raw.until, raw.date);
            let related = self.sources.value(self.source, &path.key("date"));
            let diagnostic = Diagnostic::new(Code::DatesReversed, message).related(related, "`date`");
            self.at(&path.key("until"), diagnostic);
        }
        Accepted { by: raw.by, role: raw.role, date: raw.date, until: raw.until, reason: raw.reason }
    }

    fn person(&mut self, raw: RawPerson, path: &Path) -> Person {
        self.text(&raw.name, &path.key("name"));
        Person { name: raw.name, role: raw.role }
    }

    fn country(&mut self, code: &str, path: &Path, key: bool) {
        if code != "EU" && country::name(code).is_none() {
            let message = format!("there is no country with the code `{code}`");
            let meant = country::resolve_place(code).or_else(|| country::suggest(code));
            let diagnostic = Diagnostic::new(Code::UnknownCountry, message).suggest(meant);
            let place = if key { self.sources.key(self.source, path) } else { self.sources.value(self.source, path) };
            self.sink.push(diagnostic.at(place));
        }
    }

    fn past(&mut self, day: Date, what: &str, path: &Path) {
        if day > self.today {
            let message = format!("{what} is dated {day}, after today, {}", self.today);
            self.at(path, Diagnostic::new(Code::FutureDate, message));
        }
    }

    fn text(&mut self, text: &str, path: &Path) {
        if text.trim().is_empty() {
            self.at(path, Diagnostic::new(Code::EmptyText, format!("`{path}` is empty")));
        }
    }

    fn unknown(&mut self, code: Code, kind: &str, id: &str, known: &[&str], path: &Path, key: bool) {
        let mut diagnostic =
            Diagnostic::new(code, format!("there is no {kind} `{id}`")).meant(id, known.iter().copied());
        if known.len() < 30 {
            diagnostic = diagnostic.help(format!("known: {}", list(known.iter().copied())));
        }
        let place = if key { self.sources.key(self.source, path) } else { self.sources.value(self.source, path) };
        self.sink.push(diagnostic.at(place));
    }

    fn at(&mut self, path: &Path, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.value(self.source, path)));
    }
}
