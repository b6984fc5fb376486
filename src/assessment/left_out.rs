//! What may leave the sum because it is said not to apply, and what stays in it all the same.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Answer, Assessment};
use crate::{
    framework::{Framework, Leaving, Practice, PracticeId},
    source::Path,
    text,
};

/// Why a practice that is said not to apply stays in the sum, as one that is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// The reason says nothing.
    NoReason,
    /// It is a key practice, and says nowhere when it may be left out.
    Key,
}

impl Stays {
    /// The id that JSON shows.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoReason => "no-reason",
            Self::Key => "key",
        }
    }

    /// In words, to stand behind a colon.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoReason => "the reason says nothing that a reader could weigh",
            Self::Key => "it is a key practice that says nowhere when it may be left out",
        }
    }
}

/// Why an answer that says that a practice does not apply leaves it in the sum. `None` where the answer says something else,
/// and where the practice leaves.
#[must_use]
pub fn stays(framework: &Framework, practice: &Practice, answer: &Answer) -> Option<Stays> {
    let (Answer::NotApplicable { reason, .. }, Some(leaving)) = (answer, framework.leaving) else { return None };
    let placeholder = framework.evidence.as_ref().is_some_and(|rules| rules.is_placeholder(reason));
    if placeholder || !says_enough(reason, leaving) {
        return Some(Stays::NoReason);
    }
    (!practice.may_leave(framework)).then_some(Stays::Key)
}

/// Whether a reason has letters enough, and enough different ones.
fn says_enough(reason: &str, leaving: Leaving) -> bool {
    let letters: Vec<char> = text::letters(reason).chars().collect();
    let different: BTreeSet<char> = letters.iter().copied().collect();
    let count = |letters: &mut dyn Iterator<Item = char>| letters.map(weight).sum::<u32>();
    count(&mut letters.into_iter()) >= leaving.reason_letters
        && count(&mut different.into_iter()) * 2 >= leaving.reason_letters
}

/// For how many letters of the Latin alphabet a letter stands: what scripts write in one of theirs.
fn weight(letter: char) -> u32 {
    match letter {
        // Thai, Lao, Burmese, Khmer.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => 2,
        // Kana, Bopomofo and ideographs. Syllables of Hangul are taken apart, into two or three letters.
        '\u{3040}'..='\u{312f}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => 3,
        _ => 1,
    }
}

/// Where a worksheet says that a practice does not apply.
pub(super) fn said_at(framework: &Framework, assessment: &Assessment, practice: PracticeId) -> Path {
    match &assessment.answers[practice.0] {
        Answer::NotApplicable { whole_block: true, .. } => {
            let block = &framework.blocks[framework[practice].block];
            Path::root().key("not_applicable").key(&block.id)
        }
        _ => Path::root().key("answers").key(&framework[practice].id).key("not_applicable"),
    }
}

/// A reason that is given for each of many practices, by their numbers: those of one reason, in order, where there are enough.
pub(super) fn same_reasons(framework: &Framework, assessment: &Assessment) -> Vec<Vec<PracticeId>> {
    let Some(least) = framework.leaving.map(|leaving| leaving.shared as usize).filter(|least| *least > 0) else {
        return Vec::new();
    };
    let mut reasons: BTreeMap<String, Vec<PracticeId>> = BTreeMap::new();
    for (practice, _) in framework.asked(assessment.profile) {
        if let Answer::NotApplicable { reason, whole_block: false } = &assessment.answers[practice.0] {
            reasons.entry(text::letters(reason)).or_default().push(practice);
        }
    }
    let mut same: Vec<_> = reasons.into_values().filter(|practices| practices.len() >= least).collect();
    same.sort();
    same
}

/// Whether a building block is said not to apply as a whole.
pub(super) fn is_out(framework: &Framework, assessment: &Assessment, block: usize) -> bool {
    let answers = &assessment.answers[framework.blocks[block].practices.clone()];
    answers.iter().any(|answer| matches!(answer, Answer::NotApplicable { whole_block: true, .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_counted_by_what_its_script_says_with_a_letter() {
        let leaving = Leaving { share: 2500, reason_letters: 12, key_only_where_said: true, shared: 6 };
        for reason in [
            "No data leaves the country",
            "Tidak ada data pribadi anak",
            "我们没有分公司",
            "没有跨境传输",
            "ไม่มีข้อมูลเด็ก",
            "ບໍ່ມີສາຂາຢູ່ຕ່າງປະເທດ",
            "နိုင်ငံခြားသို့မပို့ပါ",
            "គ្មានសាខានៅបរទេស",
            "해외 이전 없음",
        ] {
            assert!(says_enough(reason, leaving), "{reason}");
        }
        for reason in [
            "x",
            "aaaaaaaaaaaa",
            "ababababababab",
            "............",
            "123123123123",
            "不适用",
            "ไม่มี",
            "คคคคคคคคคคคค",
            "无无无无无无",
        ] {
            assert!(!says_enough(reason, leaving), "{reason}");
        }
    }
}
