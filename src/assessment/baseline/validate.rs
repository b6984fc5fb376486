//! A scorecard read back → [`Baseline`]; every complaint at its place.

use super::{
    model::{Baseline, Kept, Method, MethodPractice, Recorded},
    raw::SavedScorecard,
};
use crate::{
    assessment::{Basis, ScorecardView, view::VERSION},
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
    let blocks = raw
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
    let practices = raw
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
    };
    check.complaints.none().then(|| Baseline {
        origin: sources.get(source).name.clone(),
        organisation: raw.organisation.name.clone(),
        day: raw.today,
        method,
        practices,
        overall,
        blocks,
    })
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
