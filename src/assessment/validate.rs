//! Raw worksheet → [`Assessment`]; every complaint at its place.

use jiff::civil::Date;

use super::{
    hash::{HashError, Sha256},
    model::{Answer, Assessment, Organisation, Proof, Seen, Targets, Verified},
    raw::{RawAnswer, RawAssessment, RawFull, RawLevel, RawProof, RawReference, RawSeen, RawVerified},
    reference::Reference,
};
use crate::{
    diag::{Code, Complaints, Diagnostic, Sink, list},
    framework::{Fate, Former, Framework, Names, PracticeId, ProfileId, pin, pinned},
    jurisdiction::country,
    source::{Path, SourceId, Sources},
    text::is_blank,
};

/// Answers to a question that asks whether, not how far.
const ANSWERS: [&str; 6] = ["yes", "no", "true", "false", "done", "partly"];

/// Words that say `not applicable` where a level is due.
const NOT_APPLICABLE: [&str; 5] = ["n/a", "na", "not applicable", "not-applicable", "not_applicable"];

/// The folder of the framework that a worksheet answers, complaining when there is none of that name.
pub fn framework_name<'a>(
    raw: &'a RawAssessment,
    names: &'a Names,
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<&'a str> {
    let found = names.folder(&raw.framework);
    if found.is_none() {
        let diagnostic = names.unknown(&raw.framework);
        Complaints::new(source, sources, sink).at(&Path::root().key("framework"), diagnostic);
    }
    found
}

/// Builds the model. `None` when anything is wrong. `profile`, when given, wins over the worksheet's.
pub fn validate(
    raw: RawAssessment,
    framework: &Framework,
    profile: Option<ProfileId>,
    source: SourceId,
    sources: &Sources,
    today: Date,
    sink: &mut Sink,
) -> Option<Assessment> {
    let mut check = Check { framework, complaints: Complaints::new(source, sources, sink) };
    check.organisation(&raw);
    check.day(&raw, today);
    let own = profile.is_none();
    let profile = profile.or_else(|| check.profile(&raw)).unwrap_or(ProfileId(0));
    let targets = check.targets(&raw);
    let mut answers = check.answers(&raw, profile, own);
    check.blocks(&raw, &mut answers);
    // Of a worksheet that is wrong it would be one more line to read.
    let sentences_changed = if check.complaints.none() { check.sentences(&raw, today) } else { 0 };
    let pinned = pin(&raw.framework).1.map(str::to_owned);
    check.complaints.none().then_some(Assessment {
        pinned,
        organisation: Organisation {
            id: raw.organisation.id,
            name: raw.organisation.name,
            country: raw.organisation.country,
            sector: raw.organisation.sector,
            tags: raw.organisation.tags,
        },
        profile,
        as_of: raw.as_of,
        closed: raw.closed,
        answered_by: raw.answered_by.filter(|text| !is_blank(text)),
        targets,
        answers,
        sentences_changed,
    })
}

struct Check<'a> {
    framework: &'a Framework,
    complaints: Complaints<'a>,
}

impl<'a> Check<'a> {
    fn organisation(&mut self, raw: &RawAssessment) {
        let path = Path::root().key("organisation");
        let organisation = &raw.organisation;
        if is_blank(&organisation.name) {
            self.complaints.at(&path.key("name"), Diagnostic::new(Code::EmptyText, "the organisation has no name"));
        }
        if organisation.id.as_ref().is_some_and(|id| is_blank(id)) {
            self.complaints.at(&path.key("id"), Diagnostic::new(Code::EmptyText, "the organisation has an empty id"));
        }
        if country::name(&organisation.country).is_none() {
            let diagnostic =
                Diagnostic::new(Code::UnknownCountry, format!("`{}` is not a country code", organisation.country))
                    .suggest(country::suggest(&organisation.country))
                    .help("write the code of two capital letters, such as `SG`");
            self.complaints.at(&path.key("country"), diagnostic);
        }
    }

    fn day(&mut self, raw: &RawAssessment, today: Date) {
        if let Some(day) = raw.as_of.filter(|day| *day > today) {
            let diagnostic =
                Diagnostic::new(Code::FutureAssessment, format!("the answers are as of {day}, but today is {today}"))
                    .help("`--today DATE` sets the day on which evidence is weighed");
            self.complaints.at(&Path::root().key("as_of"), diagnostic);
        }
    }

    /// How many answers may be to the sentences of an older version, since the worksheet names none. A day that has not come
    /// says nothing of when they were looked at.
    fn sentences(&mut self, raw: &RawAssessment, today: Date) -> usize {
        let pack = &self.framework.pack;
        let day = raw.as_of.filter(|day| *day <= today);
        if pin(&raw.framework).1.is_some() || day.is_some_and(|day| day >= pack.as_of) {
            return 0;
        }
        let changed = |id: &&String| self.framework.change(id).is_some_and(|change| change.look_again.is_some());
        let count = raw.answers.keys().filter(changed).count();
        if count > 0 {
            let (answers, are) = if count == 1 { ("answer", "is") } else { ("answers", "are") };
            let are = if day.is_some() { are } else { "may be" };
            let message = format!(
                "no version is named: {count} {answers} {are} older than the sentences of {}, by which they are read",
                pack.version
            );
            let confirm = format!(
                "confirmed are those that a person looked at again: then write `framework: {}`, or `as_of` with the day",
                pinned(&pack.id, &pack.version)
            );
            let diagnostic = Diagnostic::new(Code::SentencesChanged, message)
                .help("`dmf framework migrate FILE --check` says what to look at again")
                .help(confirm);
            self.complaints.at(&Path::root().key("framework"), diagnostic);
        }
        count
    }

    fn profile(&mut self, raw: &RawAssessment) -> Option<ProfileId> {
        let id = raw.organisation.profile.as_deref()?;
        let found = self.framework.profile(id);
        if found.is_none() {
            let known = self.framework.profiles.iter().map(|profile| profile.id.as_str());
            let path = Path::root().key("organisation").key("profile");
            self.complaints.unknown(&path, Code::UnknownProfile, "profile", id, known);
        }
        found
    }

    /// What became of a practice of an older version, told at its key in `section`; the practices that take what is said of it.
    /// `None` where no version had one of that id. `named` is what the section says by other ids.
    fn moved(&mut self, section: &str, id: &str, named: &dyn Fn(&str) -> bool) -> Option<Vec<PracticeId>> {
        let framework = self.framework;
        let version = &framework.pack.version;
        let section = Path::root().key(section);
        let now = |parts: &[PracticeId]| framework.listed(parts);
        let Former { fate, now: parts, said } = framework.former(id)?;
        let (code, message, help) = match fate {
            Fate::Split { confirm, .. } => (
                Code::ConfirmAfterSplit,
                format!("{said}: each has its answer"),
                Some(format!("confirm each: {confirm}")),
            ),
            Fate::Dropped(_) => (Code::PracticeDropped, said, None),
            Fate::Renamed(_) | Fate::Same => (Code::PracticeRenamed, said, None),
        };
        let (taken, free): (Vec<PracticeId>, Vec<PracticeId>) =
            parts.into_iter().partition(|part| named(&framework[*part].id));
        if !taken.is_empty() {
            let (counts, more) = if taken.len() == 1 { ("counts", "") } else { ("count", " each") };
            let message = format!(
                "`{id}` is {} since version {version}, and both stand here: what is said by the new id{more} {counts}",
                now(&taken)
            );
            let mut twice = Diagnostic::new(Code::AnsweredTwice, message).help("keep the one that is true");
            for part in &taken {
                let place = self.complaints.key_place(&section.key(&framework[*part].id));
                twice = twice.related(place, "this counts");
            }
            self.complaints.at_key(&section.key(id), twice);
        }
        if taken.is_empty() || !free.is_empty() {
            let mut diagnostic = Diagnostic::new(code, message);
            if !taken.is_empty() {
                diagnostic = diagnostic.help(format!("what is said of {} by that id counts", now(&taken)));
            }
            diagnostic.help.extend(help);
            self.complaints.at_key(&section.key(id), diagnostic);
        }
        Some(free)
    }

    fn targets(&mut self, raw: &RawAssessment) -> Targets {
        let framework = self.framework;
        let mut targets = Targets {
            default: None,
            blocks: vec![None; framework.blocks.len()],
            practices: vec![None; framework.practices.len()],
        };
        for (id, word) in &raw.targets {
            if self.complaints.is_full() {
                break;
            }
            let path = || Path::root().key("targets").key(id);
            let slot = if id == "default" {
                &mut targets.default
            } else if let Some(practice) = framework.practice(id) {
                &mut targets.practices[practice.0]
            } else if let Some(block) = framework.blocks.iter().position(|block| block.id == *id) {
                &mut targets.blocks[block]
            } else if let Some(parts) = self.moved("targets", id, &|now| raw.targets.contains_key(now)) {
                let level = self.level(word, path);
                for part in parts {
                    targets.practices[part.0] = level;
                }
                continue;
            } else {
                let known = self
                    .practice_ids()
                    .chain(framework.blocks.iter().map(|block| block.id.as_str()))
                    .chain(["default"]);
                let diagnostic = Diagnostic::new(
                    Code::UnknownTarget,
                    format!("`{id}` is neither a practice, nor a block, nor `default`"),
                )
                .meant(id, known);
                self.complaints.at_key(&path(), diagnostic);
                self.level(word, path);
                continue;
            };
            *slot = self.level(word, path);
        }
        targets
    }

    /// `own`: whether the worksheet chose the profile, so that answers outside of it are surprising.
    fn answers(&mut self, raw: &RawAssessment, profile: ProfileId, own: bool) -> Vec<Answer> {
        let mut answers = vec![Answer::Missing; self.framework.practices.len()];
        let answered = &raw.answers;
        for (id, raw) in answered {
            if self.complaints.is_full() {
                break;
            }
            let path = || Path::root().key("answers").key(id);
            let practice = self.framework.practice(id);
            let moved = match practice {
                Some(_) => None,
                None => self.moved("answers", id, &|now| answered.contains_key(now)),
            };
            // Past what is kept there is nothing to look up: a file of another kind altogether must not cost minutes.
            if practice.is_none() && moved.is_none() && self.complaints.is_full() {
                self.complaints.count(Code::UnknownPractice);
                continue;
            }
            if practice.is_none() && moved.is_none() {
                let diagnostic =
                    Diagnostic::new(Code::UnknownPractice, format!("`{}` has no practice `{id}`", self.framework.name))
                        .meant(id, self.practice_ids());
                self.complaints.at_key(&path(), diagnostic);
            }
            let answer = match raw {
                RawAnswer::Short(word) => self.level(word, path).map_or(Answer::Missing, |level| Answer::Level {
                    level,
                    evidence: Vec::new(),
                    note: None,
                    verified: None,
                }),
                RawAnswer::Full(full) => self.full(full, path),
            };
            for practice in practice.into_iter().chain(moved.into_iter().flatten()) {
                if own && !self.framework[practice].profiles[profile.0] {
                    let (id, name) = (&self.framework[practice].id, &self.framework.profiles[profile.0].id);
                    let message = format!("`{id}` is not asked by the profile `{name}`; the answer does not count");
                    self.complaints.at_key(&path(), Diagnostic::new(Code::OutsideProfile, message));
                }
                answers[practice.0] = answer.clone();
            }
        }
        answers
    }

    /// Building blocks that do not apply as a whole: each of their practices that has no answer of its own is left out for the
    /// reason of the block.
    fn blocks(&mut self, raw: &RawAssessment, answers: &mut [Answer]) {
        let framework = self.framework;
        for (id, reason) in &raw.not_applicable {
            let path = Path::root().key("not_applicable").key(id);
            let Some(block) = framework.blocks.iter().find(|block| block.id == *id) else {
                let known = framework.blocks.iter().map(|block| block.id.as_str());
                let diagnostic = Diagnostic::new(Code::UnknownTarget, format!("`{id}` is no building block"))
                    .help("a practice that does not apply says so under `answers`")
                    .meant(id, known);
                self.complaints.at_key(&path, diagnostic);
                continue;
            };
            if is_blank(reason) {
                let message = format!("`{id}` does not apply as a whole, but no reason is given");
                let diagnostic = Diagnostic::new(Code::NotApplicableWithoutReason, message);
                self.complaints.at(&path, diagnostic.help("write why the building block does not apply here"));
                continue;
            }
            let left = Answer::NotApplicable { reason: reason.trim().to_owned(), whole_block: true };
            for (answer, practice) in
                answers[block.practices.clone()].iter_mut().zip(&framework.practices[block.practices.clone()])
            {
                match answer {
                    Answer::Missing => *answer = left.clone(),
                    // What may not leave has to be answered.
                    Answer::Level { .. } if !practice.may_leave(framework) => {}
                    Answer::Level { .. } => {
                        let message = format!(
                            "`{}` is answered, and its building block `{id}` is said not to apply as a whole",
                            practice.id
                        );
                        let reason = self.complaints.place(&path);
                        let diagnostic = Diagnostic::new(Code::AnswerConflict, message)
                            .help(
                                "take the reason of the block away, and give one for each practice that does not apply",
                            )
                            .related(reason, "said not to apply here");
                        self.complaints.at_key(&Path::root().key("answers").key(&practice.id), diagnostic);
                    }
                    Answer::NotApplicable { .. } => {}
                }
            }
        }
    }

    fn full(&mut self, raw: &RawFull, path: impl Fn() -> Path + Copy) -> Answer {
        let evidence: Vec<Proof> = raw
            .evidence
            .iter()
            .enumerate()
            .map(|(at, proof)| self.proof(proof, || path().key("evidence").index(at)))
            .collect();
        let verified = raw.verified.as_ref().and_then(|raw| self.verified(raw, || path().key("verified")));
        if raw.level.is_none() && raw.verified.is_some() {
            let diagnostic = Diagnostic::new(Code::AnswerConflict, "a level was verified, and none is answered")
                .help("add `level`, or take `verified` away");
            self.complaints.at_key(&path().key("verified"), diagnostic);
        }
        match (&raw.level, &raw.not_applicable) {
            (Some(word), None) => self
                .level(word, || path().key("level"))
                .map_or(Answer::Missing, |level| Answer::Level { level, evidence, note: raw.note.clone(), verified }),
            (None, Some(reason)) if reason.0.trim().is_empty() => {
                let diagnostic =
                    Diagnostic::new(Code::NotApplicableWithoutReason, "not applicable, but no reason is given")
                        .help("write why, such as `not_applicable: No automated decisions are made about people`");
                self.complaints.at(&path().key("not_applicable"), diagnostic);
                Answer::Missing
            }
            (None, Some(reason)) => Answer::NotApplicable { reason: reason.0.trim().to_owned(), whole_block: false },
            (Some(_), Some(_)) => {
                let diagnostic =
                    Diagnostic::new(Code::AnswerConflict, "the answer gives a level and says that none applies")
                        .help("keep `level` or `not_applicable`, not both");
                self.complaints.at_key(&path().key("not_applicable"), diagnostic);
                Answer::Missing
            }
            (None, None) => {
                let diagnostic = Diagnostic::new(
                    Code::AnswerConflict,
                    "the answer gives neither a level nor a reason why none applies",
                )
                .help(
                    "add `level`, or `not_applicable` with a reason; leave the practice out if it is not assessed yet",
                );
                self.complaints.at_key(&path(), diagnostic);
                Answer::Missing
            }
        }
    }

    fn proof(&mut self, raw: &RawProof, path: impl Fn() -> Path) -> Proof {
        if is_blank(&raw.what) {
            self.complaints
                .at(&path().key("what"), Diagnostic::new(Code::EmptyText, "the evidence does not say what it is"));
        }
        if let (Some(from), Some(to)) = (raw.effective, raw.expires)
            && to < from
        {
            let message = format!("the evidence expires on {to}, before it takes effect on {from}");
            let effective = self.complaints.place(&path().key("effective"));
            let diagnostic = Diagnostic::new(Code::EvidenceDates, message).related(effective, "takes effect here");
            self.complaints.at(&path().key("expires"), diagnostic);
        }
        Proof {
            what: raw.what.clone(),
            // What nobody can see names nothing.
            reference: raw.reference.as_ref().map(reference).filter(|reference| !is_blank(reference.as_str())),
            effective: raw.effective,
            expires: raw.expires,
            shows: raw.shows.as_ref().and_then(|word| self.level(word, || path().key("shows"))),
            collected: raw.collected,
            owner: raw.owner.clone().filter(|text| !is_blank(text)),
            sha256: raw.sha256.as_deref().and_then(|text| self.hash(text, || path().key("sha256"))),
            confirmed: raw.confirmed.as_ref().and_then(|raw| self.seen(raw, || path().key("confirmed"))),
            seen: raw.seen.as_ref().and_then(|raw| self.seen(raw, || path().key("seen"))),
            sealed: raw.sealed,
            most: None,
        }
    }

    fn verified(&mut self, raw: &RawVerified, path: impl Fn() -> Path) -> Option<Verified> {
        let level = self.level(&raw.level, || path().key("level"));
        if is_blank(&raw.by) {
            let diagnostic = Diagnostic::new(Code::EmptyText, "nobody is named who verified it");
            self.complaints.at(&path().key("by"), diagnostic);
            return None;
        }
        if self.framework.evidence.as_ref().is_none_or(|rules| rules.verified.is_none()) {
            let (name, version) = (&self.framework.pack.id, &self.framework.pack.version);
            let message = format!("`{name}` {version} does not count what was verified");
            let diagnostic = Diagnostic::new(Code::VerifiedNotCounted, message).help(
                "`[evidence]` of its `method.toml` has no `verified`; `dmf framework migrate` names a version that has",
            );
            self.complaints.at_key(&path(), diagnostic);
        }
        Some(Verified { level: level?, by: raw.by.clone(), on: raw.on, note: raw.note.clone() })
    }

    fn seen(&mut self, raw: &RawSeen, path: impl Fn() -> Path) -> Option<Seen> {
        if is_blank(&raw.by) {
            self.complaints.at(&path().key("by"), Diagnostic::new(Code::EmptyText, "nobody is named who has seen it"));
            return None;
        }
        Some(Seen { by: raw.by.clone(), on: raw.on })
    }

    fn hash(&mut self, text: &str, path: impl Fn() -> Path) -> Option<Sha256> {
        text.parse()
            .inspect_err(|error: &HashError| {
                let message = format!("`{text}` is no SHA-256: {error}");
                let diagnostic = Diagnostic::new(Code::BadValue, message)
                    .help("`sha256sum FILE` prints it; leave the key out if the file was not hashed");
                self.complaints.at(&path(), diagnostic);
            })
            .ok()
    }

    fn level(&mut self, word: &RawLevel, path: impl Fn() -> Path) -> Option<u8> {
        let found = self.framework.level(&word.0);
        if found.is_none() {
            let diagnostic = if NOT_APPLICABLE.contains(&word.0.to_lowercase().as_str()) {
                Diagnostic::new(Code::NotApplicableWithoutReason, "not applicable, but no reason is given")
                    .help("write `{ not_applicable: why it does not apply here }`")
            } else {
                let names = || self.framework.levels.iter().map(|level| level.id.as_str());
                let told = Diagnostic::new(Code::UnknownLevel, format!("level `{}` is not on the scale", word.0))
                    .help(format!("the levels are {}, or 0 to {}", list(names()), self.framework.top()));
                // A sign that belongs to another way of writing.
                let bare = word.0.trim_matches(|letter: char| !letter.is_alphanumeric());
                if word.0.ends_with('%') || ANSWERS.contains(&bare.to_lowercase().as_str()) {
                    told.help(
                        "a level says how much of a practice is in place: `dmf explain ID` has the sentence of each",
                    )
                } else if self.framework.level(bare).is_some() {
                    told.suggest(Some(bare))
                } else {
                    told.meant(&word.0, names())
                }
            };
            self.complaints.at(&path(), diagnostic);
        }
        found
    }

    fn practice_ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.framework.practices.iter().map(|practice| practice.id.as_str())
    }
}

fn reference(raw: &RawReference) -> Reference {
    match raw {
        RawReference::Words(words) => Reference::of(words),
        RawReference::Cite(raw) => Reference::Cite(raw.cite.clone()),
    }
}
