//! Raw gates → model; every complaint at its place.

use super::{
    model::{By, Floor, Policy},
    raw::{RawBy, RawGate},
};
use crate::{
    assessment::Basis,
    diag::{Code, Complaints, Diagnostic, Sink, list},
    framework::Framework,
    gate::{self, RecordCode},
    source::{Path, SourceId, Sources},
};

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

/// The gates of `[gate]`. `records` are the codes that kinds of record bring along.
pub fn policy(
    raw: &RawGate,
    framework: &Framework,
    records: &[RecordCode],
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> Policy {
    let complaints = &mut Complaints::new(source, sources, sink);
    let at = Path::root().key("gate");
    let mut policy = Policy {
        by: match raw.by {
            Some(RawBy::Evidenced) => By::Evidenced,
            Some(RawBy::Claimed) | None => By::Claimed,
        },
        ..Policy::default()
    };
    if let Some(word) = &raw.fail_under
        && let Some(floor) = least(&word.0, framework, &at.key("fail_under"), complaints)
    {
        policy.require(None, floor, policy.by);
    }
    for (id, word) in &raw.blocks {
        let path = at.key("blocks").key(id);
        let block = framework.blocks.iter().position(|block| block.id == *id);
        if block.is_none() {
            let known = framework.blocks.iter().map(|block| block.id.as_str());
            complaints.at_key(&path, Diagnostic::unknown(Code::UnknownBlock, "building block", id, known));
        }
        if let (Some(floor), Some(block)) = (least(&word.0, framework, &path, complaints), block) {
            policy.require(Some(block), floor, policy.by);
        }
    }
    let at = at.key("fail_on");
    for (nth, word) in raw.fail_on.iter().enumerate() {
        if let Some(code) = gate::code(word, records, &at.index(nth), complaints) {
            policy.fail_on(code);
        }
    }
    policy
}

/// What a gate asks for, complaining where it is neither a level nor a score.
fn least(word: &str, framework: &Framework, path: &Path, complaints: &mut Complaints<'_>) -> Option<Floor> {
    let found = floor(word, framework);
    if found.is_none() {
        let message = format!("`{word}` is neither a level nor a score such as `60%`");
        let levels = framework.levels.iter().map(|level| level.id.as_str());
        let diagnostic = Diagnostic::new(Code::UnknownLevel, message)
            .help(format!("the levels are {}, or 0 to {}", list(levels.clone()), framework.top()))
            .meant(word, levels);
        complaints.at(path, diagnostic);
    }
    found
}
