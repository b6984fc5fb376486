//! A scorecard read back → [`Baseline`]; every complaint at its place.

use super::{
    figures::shares,
    model::{Baseline, Kept, Method, MethodPractice, Recorded},
    raw::SavedScorecard,
    snapshot::Snapshot,
};
use crate::{
    assessment::{Basis, ScorecardView, score::State, view::VERSION},
    diag::{Code, Complaints, Diagnostic, Sink},
    source::{Kind, Path, Scalar, SourceId, Sources},
};

/// Whether a source is a scorecard that was written by us, and not a worksheet.
#[must_use]
pub fn is_scorecard(source: SourceId, sources: &Sources) -> bool {
    let Ok(tree) = sources.get(source).tree() else { return false };
    let Kind::Map(entries) = &tree.kind else { return false };
    entries.iter().any(|entry| {
        entry.key.text == "kind" && matches!(&entry.value.kind, Kind::Scalar(Scalar::Text(kind)) if kind == "scorecard")
    })
}

/// Builds the model. `None` when anything is wrong. A file of a newer form is read as far as it is known.
pub fn validate(saved: &SavedScorecard, source: SourceId, sources: &Sources, sink: &mut Sink) -> Option<Baseline> {
    let raw: &ScorecardView<String> = &saved.scorecard;
    let mut check = Check { scale: &raw.scale, complaints: Complaints::new(source, sources, sink) };
    let root = Path::root();
    check.version(raw.version);
    if !raw.what_if.is_empty() {
        let message = "the scorecard rests on answers that were only supposed";
        check
            .complaints
            .at(&root.key("what_if"), Diagnostic::new(Code::BadValue, message).help("make it again without `--set`"));
    }
    if raw.scale.len() < 2 {
        check.complaints.at(&root.key("scale"), Diagnostic::new(Code::BadScale, "a scale has at least two levels"));
    }
    let overall = Recorded {
        claimed: check.share(raw.overall.claimed, || root.key("overall").key("claimed")),
        evidenced: check.share(raw.overall.evidenced, || root.key("overall").key("evidenced")),
        reached: check.some_level(raw.overall.reached.as_deref(), || root.key("overall").key("reached")),
        reached_evidenced: check
            .some_level(raw.overall.reached_evidenced.as_deref(), || root.key("overall").key("reached_evidenced")),
    };
    let blocks: Vec<Recorded> = raw
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let path = |key: &str| root.key("blocks").index(at).key(key);
            Recorded {
                claimed: check.share(block.figures.claimed, || path("claimed")),
                evidenced: check.share(block.figures.evidenced, || path("evidenced")),
                reached: check.some_level(block.figures.reached.as_deref(), || path("reached")),
                reached_evidenced: check
                    .some_level(block.figures.reached_evidenced.as_deref(), || path("reached_evidenced")),
            }
        })
        .collect();
    let practices: Vec<Kept> = raw
        .practices
        .iter()
        .enumerate()
        .map(|(at, practice)| {
            let path = |key: &str| root.key("practices").index(at).key(key);
            if raw.practices[..at].iter().any(|other| other.id == practice.id) {
                let message = format!("practice `{}` stands twice", practice.id);
                check.complaints.at(&path("id"), Diagnostic::new(Code::DuplicateId, message));
            }
            Kept {
                state: practice.state,
                claimed: check.level(&practice.claimed, || path("claimed")),
                evidenced: check.level(&practice.evidenced, || path("evidenced")),
                target: check.level(&practice.target, || path("target")),
                evidence: practice.evidence,
                evidence_day: practice.evidence_day,
            }
        })
        .collect();
    let method = Method {
        framework: raw.framework.id.clone(),
        version: raw.framework.version.clone(),
        profile: raw.profile.clone(),
        reach_share: raw.reach_share,
        scale: raw.scale.clone(),
        blocks: raw.blocks.iter().map(|block| (block.id.clone(), block.weight)).collect(),
        practices: raw
            .practices
            .iter()
            .map(|practice| MethodPractice {
                id: practice.id.clone(),
                block: practice.block.clone(),
                weight: practice.weight,
                key: practice.key,
            })
            .collect(),
        rules: raw.method.clone(),
        may_leave: saved.snapshot.as_ref().map(Snapshot::may_leave),
    };
    if check.complaints.none() {
        check.follows(&method, &practices, &blocks, overall);
    }
    if let Some(snapshot) = saved.snapshot.as_ref().filter(|_| check.complaints.none() && raw.version <= VERSION) {
        check.snapshot(snapshot, raw);
    }
    check.complaints.none().then(|| Baseline {
        file: raw_file(saved),
        origin: sources.get(source).name.clone(),
        organisation: raw.organisation.name.clone(),
        country: raw.organisation.country.clone(),
        day: raw.today,
        method,
        practices,
        overall,
        blocks,
        snapshot: saved.snapshot.clone(),
    })
}

/// The worksheet that was scored, where the file names it.
fn raw_file(saved: &SavedScorecard) -> Option<String> {
    saved.file.as_str().map(str::to_owned)
}

struct Check<'a> {
    scale: &'a [String],
    complaints: Complaints<'a>,
}

impl Check<'_> {
    fn version(&mut self, version: u32) {
        let path = Path::root().key("version");
        if version > VERSION {
            let message = format!("the file is of version {version} of its form; {VERSION} is known here");
            let help = "what is known is read; take a newer `dmf` to read all of it";
            self.complaints.at(&path, Diagnostic::new(Code::NewerVersion, message).help(help));
        } else if version < VERSION {
            let message = format!("there is no version {version} of the form; the first is {VERSION}");
            self.complaints.at(&path, Diagnostic::new(Code::BadValue, message));
        }
    }

    /// Complains of a snapshot that is not the one that was written, or not of the practices beside it.
    fn snapshot(&mut self, snapshot: &Snapshot, raw: &ScorecardView<String>) {
        let path = Path::root().key("snapshot");
        let help = "a baseline is not changed by hand: write it again with `--write-baseline`";
        if !snapshot.is_intact() {
            let message = "what the answers said and rested on is not what was written";
            self.complaints.at(&path.key("digest"), Diagnostic::new(Code::BadValue, message).help(help));
        }
        for practice in &raw.practices {
            let said = snapshot.practices.iter().enumerate().find(|(_, said)| said.id == practice.id);
            let same = said.is_some_and(|(_, said)| match said.state {
                State::Answered => practice.state == said.state && said.level.as_ref() == Some(&practice.claimed),
                // What is said not to apply may count as not assessed.
                State::NotApplicable => practice.state != State::Answered,
                State::NotAssessed => practice.state == said.state,
            });
            if !same {
                let message = format!("`{}` is answered otherwise than in the list of practices", practice.id);
                let at = path.key("practices");
                let at = said.map_or(at.clone(), |(number, _)| at.index(number).key("state"));
                self.complaints.at(&at, Diagnostic::new(Code::BadValue, message).help(help));
            }
        }
    }

    /// Complains of scores that the practices do not come to: somebody changed the one and not the other.
    fn follows(&mut self, method: &Method, practices: &[Kept], blocks: &[Recorded], overall: Recorded) {
        let (made, all) = shares(method, practices);
        let root = Path::root();
        let each = method.blocks.iter().zip(blocks).zip(&made).enumerate();
        let each =
            each.map(|(at, (((id, _), block), made))| (id.as_str(), root.key("blocks").index(at), *block, *made));
        for (id, path, said, made) in each.chain([("overall", root.key("overall"), overall, all)]) {
            let figures = [("claimed", said.claimed, made[0]), ("evidenced", said.evidenced, made[1])];
            for (key, said, made) in figures.into_iter().filter(|(_, said, made)| said != made) {
                let words =
                    |share: Option<Basis>| share.map_or_else(|| "nothing".to_owned(), |share| share.to_string());
                let message = format!(
                    "`{id}` is given as {} {key}, but the practices in the file come to {}",
                    words(said),
                    words(made)
                );
                let help = "a baseline is not changed by hand: write it again with `--write-baseline`";
                self.complaints.at(&path.key(key), Diagnostic::new(Code::BadNumber, message).help(help));
            }
        }
    }

    fn share(&mut self, share: Option<u32>, path: impl Fn() -> Path) -> Option<Basis> {
        let share = share?;
        if share > Basis::WHOLE.0 {
            let message = format!("{share} is out of range; basis points run from 0 to {}", Basis::WHOLE.0);
            self.complaints.at(&path(), Diagnostic::new(Code::BadNumber, message));
        }
        Some(Basis(share))
    }

    fn some_level(&mut self, word: Option<&str>, path: impl Fn() -> Path) -> Option<u8> {
        word.map(|word| self.level(word, path))
    }

    /// 0, after a complaint, for a level that is not on the file's own scale.
    fn level(&mut self, word: &str, path: impl Fn() -> Path) -> u8 {
        let found = self.scale.iter().position(|level| level == word).and_then(|at| u8::try_from(at).ok());
        if found.is_none() {
            let diagnostic = Diagnostic::new(Code::UnknownLevel, format!("level `{word}` is not on the file's scale"))
                .choices("the levels are", word, self.scale.iter().map(String::as_str));
            self.complaints.at(&path(), diagnostic);
        }
        found.unwrap_or(0)
    }
}
