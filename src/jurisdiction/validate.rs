//! Raw → model: every complaint at its place, then on.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    build::Details,
    country,
    holidays::WorkingDays,
    model::{Breach, Conflict, Deadline, Fact, Jurisdiction, Marks, Recipient, Requests, Source, Time, Transfer},
    raw::{RawConflict, RawFact, RawJurisdiction, RawSource, RawTime, RawWord},
    region::{RawRegion, Region},
    words::{Counted, FirstDay, From, Promptly, SourceKind, Status},
};
use crate::{
    diag::{Code, Diagnostic, Sink, list},
    framework::{Confidence, confidence},
    load::{PackFile, beside, decode, wrong_id},
    source::{Path, SourceId, Sources},
};

/// Reads the file of one jurisdiction. `None` when anything in it is wrong.
pub fn validate(file: &PackFile, sources: &Sources, sink: &mut Sink) -> Option<Jurisdiction> {
    let before = sink.errors();
    let raw: RawJurisdiction = decode(file.source, sources, sink)?;
    let mut check = Check { file: file.source, sources, sink, known: Vec::new(), used: Vec::new() };
    check.name(&raw, file);
    check.sources(raw.sources);
    let root = Path::root();
    let breach = root.key("breach");
    let requests = root.key("requests");
    let transfer = root.key("transfer");
    let recipient = root.key("recipient");
    let laws = check.facts(raw.laws, &root.key("laws"));
    if laws.is_empty() {
        let message = "no law is named; where there is none, one fact with the status `none` says so";
        check.complain(&root.key("laws"), Diagnostic::new(Code::MissingKey, message));
    }
    let mut retention = vec![check.fact(raw.retention, &root.key("retention"))];
    retention.extend(check.facts(raw.retention_sectors, &root.key("retention_sectors")));
    let jurisdiction = Jurisdiction {
        id: raw.id,
        name: raw.name,
        zone: raw.zone,
        working: WorkingDays::default(),
        asean: raw.asean.filter(|asean| asean.member).map(|asean| asean.since),
        summary: raw.summary.trim().to_owned(),
        sources: Vec::new(),
        laws,
        authority: check.fact(raw.authority, &root.key("authority")),
        breach: Breach {
            authority: check.fact(raw.breach.authority, &breach.key("authority")),
            individuals: check.fact(raw.breach.individuals, &breach.key("individuals")),
            outer_limit: check.maybe(raw.breach.outer_limit, &breach.key("outer_limit")),
            full_report: check.maybe(raw.breach.full_report, &breach.key("full_report")),
            assess_within: check.maybe(raw.breach.assess_within, &breach.key("assess_within")),
            processor: check.maybe(raw.breach.processor, &breach.key("processor")),
            sectors: check.facts(raw.breach.sectors, &breach.key("sectors")),
        },
        requests: Requests {
            acknowledge: check.maybe(raw.requests.acknowledge, &requests.key("acknowledge")),
            answer: check.fact(raw.requests.answer, &requests.key("answer")),
            by_right: check.facts(raw.requests.by_right, &requests.key("by_right")),
        },
        dpo: check.fact(raw.dpo, &root.key("dpo")),
        transfer: Transfer {
            rule: check.fact(raw.transfer.rule, &transfer.key("rule")),
            mechanisms: check.facts(raw.transfer.mechanisms, &transfer.key("mechanisms")),
            clauses: check.fact(raw.transfer.clauses, &transfer.key("clauses")),
            name_countries: check.maybe(raw.transfer.name_countries, &transfer.key("name_countries")),
            filing: check.facts(raw.transfer.filing, &transfer.key("filing")),
            assessment: check.maybe(raw.transfer.assessment, &transfer.key("assessment")),
        },
        localisation: check.facts(raw.localisation, &root.key("localisation")),
        retention,
        sensitive: check.fact(raw.sensitive, &root.key("sensitive")),
        penalties: check.facts(raw.penalties, &root.key("penalties")),
        certifications: check.facts(raw.certifications, &root.key("certifications")),
        points: check.facts(raw.points, &root.key("points")),
        ai: check.facts(raw.ai, &root.key("ai")),
        recipient: Recipient {
            law: check.fact(raw.recipient.law, &recipient.key("law")),
            regulator: check.fact(raw.recipient.regulator, &recipient.key("regulator")),
            access: check.fact(raw.recipient.access, &recipient.key("access")),
            oversight: check.fact(raw.recipient.oversight, &recipient.key("oversight")),
            redress: check.fact(raw.recipient.redress, &recipient.key("redress")),
            transparency: check.fact(raw.recipient.transparency, &recipient.key("transparency")),
            concern: check.fact(raw.recipient.concern, &recipient.key("concern")),
            gag_or_decryption_duty: check
                .maybe(raw.recipient.gag_or_decryption_duty, &recipient.key("gag_or_decryption_duty")),
        },
    };
    check.repeated(&jurisdiction);
    check.unused();
    let known = check.known;
    (sink.errors() == before).then_some(Jurisdiction { sources: known, ..jurisdiction })
}

/// Reads the file of a region. `None` when anything in it is wrong.
pub fn region(source: SourceId, sources: &Sources, sink: &mut Sink) -> Option<Region> {
    let before = sink.errors();
    let raw: RawRegion = decode(source, sources, sink)?;
    let mut check = Check { file: source, sources, sink, known: Vec::new(), used: Vec::new() };
    let root = Path::root();
    for (key, text) in [("id", &raw.id), ("name", &raw.name), ("summary", &raw.summary)] {
        check.text(&root.key(key), text);
    }
    check.sources(raw.sources);
    let texts = check.facts(raw.texts, &root.key("texts"));
    check.unused();
    let known = check.known;
    let (id, name, summary) = (raw.id, raw.name, raw.summary.trim().to_owned());
    (sink.errors() == before).then_some(Region { id, name, summary, sources: known, texts })
}

/// A time as it stands in a file: how long, how promptly, from when, and whether that day counts.
pub(super) type RawDeadline =
    (Option<RawTime>, Option<RawWord<Promptly>>, Option<RawWord<From>>, Option<RawWord<FirstDay>>);

/// Goes through a file and remembers which sources are named.
pub(super) struct Check<'a> {
    file: SourceId,
    sources: &'a Sources,
    sink: &'a mut Sink,
    known: Vec<Source>,
    used: Vec<bool>,
}

impl Check<'_> {
    /// Takes over what facts may rest on.
    fn sources(&mut self, raw: BTreeMap<String, RawSource>) {
        for (id, raw) in raw {
            self.text(&Path::root().key("sources").key(&id).key("title"), &raw.title);
            self.known.push(Source {
                id,
                title: raw.title,
                publisher: raw.publisher,
                url: raw.url,
                date: raw.date,
                copy: raw.copy,
                kind: raw.kind.0,
                seen: raw.seen,
                note: raw.note,
            });
        }
        self.used = vec![false; self.known.len()];
    }

    fn name(&mut self, raw: &RawJurisdiction, file: &PackFile) {
        let root = Path::root();
        self.text(&root.key("name"), &raw.name);
        self.text(&root.key("summary"), &raw.summary);
        let stem = file.name.rsplit('/').next().unwrap_or(&file.name);
        let expected = format!("{}.yaml", raw.id.to_lowercase());
        if raw.id != "EU" && country::name(&raw.id).is_none() {
            let diagnostic = Diagnostic::new(Code::UnknownCountry, format!("`{}` is not a country code", raw.id))
                .suggest(country::suggest(&raw.id));
            self.complain(&root.key("id"), diagnostic);
        } else if stem != expected {
            let message = format!("`{}` stands in the file `{stem}`, not in `{expected}`", raw.id);
            self.complain(&root.key("id"), Diagnostic::new(Code::FileName, message));
        }
    }

    pub(super) fn facts<D: Details>(&mut self, raw: Vec<RawFact<D>>, path: &Path) -> Vec<Fact<D::Model>> {
        raw.into_iter().enumerate().map(|(at, raw)| self.fact(raw, &path.index(at))).collect()
    }

    fn maybe<D: Details>(&mut self, raw: Option<RawFact<D>>, path: &Path) -> Option<Fact<D::Model>> {
        raw.map(|raw| self.fact(raw, path))
    }

    fn fact<D: Details>(&mut self, raw: RawFact<D>, path: &Path) -> Fact<D::Model> {
        let marks = Marks {
            status: raw.status.0,
            as_of: raw.as_of,
            confidence: confidence(raw.confidence),
            sources: raw.source,
            note: raw.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty()),
            applies_from: raw.applies_from,
            until: raw.until,
            reading: D::READING,
            read: raw.read.map(|read| self.read(read, &path.key("read"))),
            searched: raw.searched,
            conflicts: Vec::new(),
            oldest: None,
        };
        let marks = Marks { oldest: self.oldest(&marks), ..marks };
        self.days(path, &marks, D::IN_STEPS);
        self.opened(path, &marks);
        self.named(&path.key("source"), &marks.sources);
        self.confident(path, &marks);
        if let Some(key) = raw.what.given()
            && matches!(marks.status, Status::None | Status::Unknown)
        {
            let message = format!("the status is `{}`, but `{key}` gives a time", marks.status);
            let diagnostic = Diagnostic::new(Code::FactContradictsItself, message)
                .help("leave the time out, or say what it rests on with another status");
            self.complain(&path.key(key), diagnostic);
        }
        let conflicts = self.conflicts(raw.conflicts, &path.key("conflicts"));
        let (text, what) = raw.what.build(self, path);
        self.text(&path.key(D::TEXT), &text);
        Fact { what, text: text.trim().to_owned(), marks: Marks { conflicts, ..marks } }
    }

    fn conflicts(&mut self, raw: Vec<RawConflict>, path: &Path) -> Vec<Conflict> {
        let mut conflicts = Vec::with_capacity(raw.len());
        for (at, raw) in raw.into_iter().enumerate() {
            let path = path.index(at);
            self.text(&path.key("says"), &raw.says);
            self.named(&path.key("source"), &raw.source);
            conflicts.push(Conflict { says: raw.says.trim().to_owned(), sources: raw.source });
        }
        conflicts
    }

    /// At least one source, each of them known.
    pub(super) fn named(&mut self, path: &Path, ids: &[String]) {
        if ids.is_empty() {
            let diagnostic = Diagnostic::new(Code::FactWithoutSource, "a fact names no source")
                .help(format!("known: {}", list(self.known.iter().map(|source| source.id.as_str()))));
            self.complain(path, diagnostic);
        }
        for (at, id) in ids.iter().enumerate() {
            if let Some(found) = self.known.iter().position(|source| source.id == *id) {
                self.used[found] = true;
                continue;
            }
            let known = self.known.iter().map(|source| source.id.as_str());
            let diagnostic = Diagnostic::unknown(Code::UnknownId, "source", id, known);
            self.complain(&path.index(at), diagnostic);
        }
    }

    /// The days between which it applies, and whether its status can have them.
    fn days(&mut self, path: &Path, marks: &Marks, in_steps: bool) {
        let Some(from) = marks.applies_from else {
            if marks.status == Status::Phased && !in_steps {
                let message = "the law applies in steps, and the fact does not say from when it is one of them";
                let diagnostic = Diagnostic::new(Code::FactWithoutDay, message).help(
                    "give it `applies_from: YEAR-MONTH-DAY`, or `status: in-force` if it has begun; until then it binds nobody",
                );
                self.complain(&path.key("status"), diagnostic);
            }
            return;
        };
        if !matches!(marks.status, Status::InForce | Status::Passed | Status::Phased) {
            let message = format!("the status is `{}`, but `applies_from` gives a day", marks.status);
            let diagnostic = Diagnostic::new(Code::FactContradictsItself, message)
                .help("leave the day out, or say what it rests on with another status");
            self.complain(&path.key("applies_from"), diagnostic);
        }
        if let Some(until) = marks.until.filter(|until| *until < from) {
            let message = format!("it applies from {from}, and its last day, {until}, is before that");
            self.complain(&path.key("until"), Diagnostic::new(Code::FactContradictsItself, message));
        }
    }

    /// The oldest of the writings by others, unless a text of the law was opened.
    fn oldest(&self, marks: &Marks) -> Option<Date> {
        let source = |id: &String| self.known.iter().find(|source| source.id == *id);
        let opened = marks.read.as_ref().and_then(|read| source(&read.source));
        if opened.is_some_and(|source| source.kind == SourceKind::Primary) {
            return None;
        }
        let others = marks.sources.iter().filter_map(source).filter(|source| source.kind == SourceKind::Secondary);
        others.filter_map(|source| source.date).min()
    }

    /// No fact speaks of a day on which nobody had yet looked.
    fn opened(&mut self, path: &Path, marks: &Marks) {
        let seen = |id: &String| self.known.iter().find(|source| source.id == *id).and_then(|source| source.seen);
        let read = marks.read.as_ref().map(|read| read.on);
        // One source without a day may have been opened on any.
        let all: Option<Vec<Date>> = marks.sources.iter().map(seen).collect();
        let last = read.or_else(|| all.and_then(|days| days.into_iter().max()));
        if let Some(last) = last.filter(|last| *last < marks.as_of) {
            let message =
                format!("the fact is said to be as of {}, and its sources were opened by {last}", marks.as_of);
            let diagnostic = Diagnostic::new(Code::FactAheadOfReading, message).help(
                "give the day of which the sources speak, or read them again and say so in `read: { on: … }` or `seen`",
            );
            self.complain(&path.key("as_of"), diagnostic);
        }
    }

    /// Memory and own readings are never sure.
    fn confident(&mut self, path: &Path, marks: &Marks) {
        let read = |kind| matches!(kind, SourceKind::Primary | SourceKind::Secondary);
        let rests = |id: &String| self.known.iter().any(|source| source.id == *id && read(source.kind));
        let unknown = |id: &String| !self.known.iter().any(|source| source.id == *id);
        if marks.confidence == Confidence::High && !marks.sources.iter().any(|id| rests(id) || unknown(id)) {
            let message = "the confidence is `high`, but no source that was read stands behind it";
            let diagnostic = Diagnostic::new(Code::OverconfidentFact, message)
                .help("general knowledge and own readings are at most `medium`");
            self.complain(&path.key("confidence"), diagnostic);
        }
    }

    /// The deadline of a fact.
    pub(super) fn time(&mut self, raw: Option<RawTime>, path: &Path) -> Option<Time> {
        let raw = raw?;
        let given: Vec<&str> = [("hours", raw.hours), ("days", raw.days), ("months", raw.months)]
            .into_iter()
            .filter_map(|(key, number)| number.map(|_| key))
            .collect();
        if given.len() != 1 {
            let message = format!("a time has one of `hours`, `days` and `months`, this one has {}", given.len());
            self.complain(path, Diagnostic::new(Code::BadValue, message));
        }
        if raw.days.is_some() != raw.counted.is_some() {
            let (code, message) = if raw.days.is_some() {
                (Code::MissingKey, "a time in days lacks the key `counted`")
            } else {
                (Code::BadValue, "`counted` is said of days, and there are none")
            };
            self.complain(path, Diagnostic::new(code, message).help("`counted: calendar` or `counted: working`"));
        }
        Some(match (raw.hours, raw.days, raw.months) {
            (Some(hours), ..) => Time::Hours(hours),
            (_, Some(days), _) => Time::Days(days, raw.counted.map_or(Counted::Calendar, |word| word.0)),
            (_, _, months) => Time::Months(months.unwrap_or(1)),
        })
    }

    /// By when, whether promptly, and from which event.
    pub(super) fn deadline(&mut self, (within, promptly, from, first_day): RawDeadline, path: &Path) -> Deadline {
        Deadline {
            within: self.time(within, &path.key("within")),
            promptly: promptly.map(|word| word.0),
            from: from.map(|word| word.0),
            first_day: first_day.map(|word| word.0),
        }
    }

    /// Ids that must tell things apart.
    fn repeated(&mut self, jurisdiction: &Jurisdiction) {
        let laws: Vec<&str> = jurisdiction.laws.iter().map(|law| law.what.id.as_str()).collect();
        let tools = jurisdiction.transfer.mechanisms.iter();
        let tools: Vec<&str> = tools.map(|fact| fact.what.as_str()).collect();
        let schemes: Vec<&str> = jurisdiction.certifications.iter().map(|fact| fact.what.id.as_str()).collect();
        let root = Path::root();
        let lists = [
            (root.key("laws"), laws),
            (root.key("transfer").key("mechanisms"), tools),
            (root.key("certifications"), schemes),
        ];
        for (path, ids) in lists {
            for (at, id) in ids.iter().enumerate() {
                for told in wrong_id(id).into_iter().chain(beside(id, ids[..at].iter().copied())) {
                    self.complain(&path.index(at).key("id"), told);
                }
            }
        }
    }

    fn unused(&mut self) {
        let unused: Vec<String> = self
            .known
            .iter()
            .zip(&self.used)
            .filter(|(_, used)| !**used)
            .map(|(source, _)| source.id.clone())
            .collect();
        for id in unused {
            let place = self.sources.key(self.file, &Path::root().key("sources").key(&id));
            let message = format!("no fact rests on the source `{id}`");
            self.sink.push(Diagnostic::new(Code::UnusedSource, message).at(place));
        }
    }

    pub(super) fn text(&mut self, path: &Path, text: &str) {
        if text.trim().is_empty() {
            self.complain(path, Diagnostic::new(Code::EmptyText, format!("`{path}` is empty")));
        }
    }

    pub(super) fn complain(&mut self, path: &Path, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.value(self.file, path)));
    }
}
