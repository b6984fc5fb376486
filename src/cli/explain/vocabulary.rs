//! Figures, and the words that stand around them.

use super::Meaning;

/// A word with other spellings of it, what it means, and the command that shows it.
struct Word {
    names: &'static [&'static str],
    kind: &'static str,
    means: &'static [&'static str],
    see: &'static str,
}

static WORDS: &[Word] = &[
    Word {
        names: &["claimed", "claimed score"],
        kind: "figure",
        means: &[
            "What the answers say, whether or not anything shows it. A practice scores its level; a building block the \
             weighted mean of its practices that apply; the whole the weighted mean of the blocks.",
            "It is counted in basis points and rounded half up, once. What is not answered counts as 0.",
        ],
        see: "dmf assess org.yaml --explain overall",
    },
    Word {
        names: &["evidenced", "by evidence"],
        kind: "figure",
        means: &[
            "What the answers say as far as evidence backs it on the day on which it is weighed. Evidence counts between its \
             first and its last day, up to the level that it shows; without any, a practice counts as 0 here.",
            "It is never higher than the claimed figure. Where the two are far apart, somebody hopes.",
        ],
        see: "dmf assess org.yaml --explain overall",
    },
    Word {
        names: &["reached", "reached level"],
        kind: "figure",
        means: &[
            "The level that a building block has as a whole: every key practice is at it, and practices with the framework's \
             share of the weight are. A mean can hide a hole; a reached level cannot.",
            "The whole reaches the lowest level that a block has reached.",
        ],
        see: "dmf assess org.yaml --explain GOV",
    },
    Word {
        names: &["overall", "overall score"],
        kind: "figure",
        means: &[
            "The weighted mean of the building blocks, claimed and by evidence. A block in which nothing applies is left out.",
        ],
        see: "dmf assess org.yaml --explain overall",
    },
    Word {
        names: &["weight"],
        kind: "figure",
        means: &[
            "How much a practice counts in its building block, and a block in the whole. Weights are data in the framework.",
        ],
        see: "dmf framework show GOV-01",
    },
    Word {
        names: &["not assessed", "not answered"],
        kind: "figure",
        means: &["Practices without an answer. They count as 0, are listed, and never read as a pass."],
        see: "dmf answer org.yaml --unanswered",
    },
    Word {
        names: &["not applicable", "n/a", "left out"],
        kind: "figure",
        means: &[
            "A practice that does not apply, with the reason. It leaves the sum and raises nothing in silence: the share of the \
             weight that was left out is shown beside the score.",
        ],
        see: "dmf answer org.yaml --not-applicable 'INN-05=Why it does not apply'",
    },
    Word {
        names: &["target", "gap"],
        kind: "figure",
        means: &[
            "A target is the level aimed at: of the profile, or set in the worksheet for everything, a block or a practice. \
             The gap is how many levels an answer is below it.",
        ],
        see: "dmf assess org.yaml --target established",
    },
    Word {
        names: &["key", "key practice"],
        kind: "word",
        means: &["A practice without which a building block cannot reach a level, however good the others are."],
        see: "dmf framework show",
    },
    Word {
        names: &["practice", "building block", "block", "level", "answer", "framework"],
        kind: "word",
        means: &[
            "A framework has building blocks, and each of these has practices: one assessable activity each, with a question and \
             a sentence for every level. An answer is the level of a practice, with evidence and a note, or why it does not \
             apply.",
        ],
        see: "dmf framework show",
    },
    Word {
        names: &["evidence", "stale"],
        kind: "word",
        means: &[
            "A record that shows a level: what it is, where it lies, from when until when it counts. It goes stale on the day \
             after its last one.",
        ],
        see: "dmf answer org.yaml --stale",
    },
    Word {
        names: &["action", "plan", "capacity"],
        kind: "word",
        means: &[
            "An action lifts a practice one level; it has a role, person-days and prerequisites. A plan puts actions in order: \
             prerequisites first, then the earlier phase, then the most score for the effort; no role gets more work in a month \
             than its capacity, which is the days that it has.",
        ],
        see: "dmf plan org.yaml",
    },
    Word {
        names: &["baseline", "regression", "improvement"],
        kind: "word",
        means: &[
            "A baseline is a scorecard of an earlier day, from a file or from git. A regression is a lower level, evidence that \
             was lost or ran out, an answer that vanished or became not applicable; for blocks and the whole a lower score or \
             reached level. What only the method changed is none.",
        ],
        see: "dmf assess org.yaml --baseline git:HEAD~1 --fail-on-regression",
    },
    Word {
        names: &["finding", "gate", "verdict"],
        kind: "word",
        means: &[
            "A finding is something that an answer shows and that has a code. A gate names findings that may not be; the verdict \
             is whether all gates hold, and decides between the exit codes 0 and 1.",
        ],
        see: "dmf explain",
    },
    Word {
        names: &["waiver"],
        kind: "word",
        means: &[
            "Excuses a finding for a while. It has a reason, an owner and an end; one that has run out or excuses nothing is a \
             finding itself.",
        ],
        see: "dmf schema config",
    },
    Word {
        names: &["module", "clause", "obligation", "deal", "agreement"],
        kind: "word",
        means: &[
            "A module is the pair of roles that exporter and importer have (`c2p`, `c2c`). An obligation is what a clause \
             promises; a clause is its text. A deal is the file with the facts that fill the clauses, and an agreement is what \
             comes of both.",
        ],
        see: "dmf mcc list --module c2p",
    },
    Word {
        names: &["present", "weak", "absent", "contradicted"],
        kind: "word",
        means: &[
            "What a review says of each obligation of an agreement by others: it is promised, promised in a weak form, not found, \
             or the opposite is said. When in doubt it says weak.",
        ],
        see: "dmf mcc check returned.docx --module c2p",
    },
    Word {
        names: &["transfer", "register"],
        kind: "word",
        means: &[
            "Personal data that goes from an exporter to an importer, usually in another country. The register lists all of them: \
             who, what, why, on what ground, until when.",
        ],
        see: "dmf transfer list transfers.yaml",
    },
    Word {
        names: &["impact assessment", "transfer impact assessment", "tia"],
        kind: "word",
        means: &[
            "How hard people would be hit and how likely the destination is to fail their data, before and after supplementary \
             measures, with a decision and the rule that made it.",
        ],
        see: "dmf transfer check transfers.yaml",
    },
    Word {
        names: &["risk", "residual risk", "inherent risk", "impact", "likelihood"],
        kind: "figure",
        means: &[
            "Impact, from 1 to 5, is weighed from sensitivity, volume, purpose and frequency; likelihood, from 1 to 5, from the \
             factors of the destination and the importer. The risk is their product, 1 to 25.",
            "The inherent risk is that without supplementary measures, the residual risk that with those which count: in place, \
             shown, looked at lately, their conditions confirmed.",
        ],
        see: "dmf transfer check transfers.yaml --explain TR-01",
    },
    Word {
        names: &["measure", "supplementary measure", "factor", "condition"],
        kind: "word",
        means: &[
            "A factor says how likely a destination is to fail the data, from 1 (good) to 5 (poor). A supplementary measure, such \
             as encryption with keys of the exporter, takes something off the risk when its conditions are confirmed.",
        ],
        see: "dmf explain measures",
    },
    Word {
        names: &["jurisdiction", "place", "fact", "confidence", "as of", "standing"],
        kind: "word",
        means: &[
            "What the law of a place asks is told fact by fact. Each has its standing (in force, phased, draft, none, unknown), \
             the day of which its sources speak, how sure it is, and where it comes from. A fact older than a year is shown as \
             stale, an unsure one as unsure.",
        ],
        see: "dmf law list",
    },
    Word {
        names: &["crosswalk", "catalogue", "reference"],
        kind: "word",
        means: &[
            "Identifiers of another catalogue, such as a standard's controls, and the practices that support them. To support is \
             not to certify.",
        ],
        see: "dmf explain ISO 27001 5.12",
    },
    Word {
        names: &["pack", "overlay", "data"],
        kind: "word",
        means: &[
            "A folder of data that the program works with: a framework, a clause set, the law of places, a method. A folder of \
             your own replaces and adds file by file.",
        ],
        see: "dmf framework list",
    },
    Word {
        names: &["basis points", "basis point"],
        kind: "word",
        means: &["A hundredth of a per cent: 6250 basis points are 62.5 %. Scores are kept as whole basis points."],
        see: "dmf assess org.yaml --format json",
    },
];

/// What the word means. `None` where it is none of these.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    let asked = plain(word);
    let found = WORDS.iter().find(|known| known.names.contains(&asked.as_str()))?;
    let head = format!("{}: {}", found.kind, found.names.join(", "));
    Some(Meaning::new(head, found.means.iter().map(|&line| line.to_owned()).collect()).see(found.see))
}

pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|word| word.names.iter().copied())
}

/// Small letters and single spaces; a hyphen is one.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(['-', '_'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_twice() {
        let mut seen: Vec<&str> = words().collect();
        seen.sort_unstable();
        let count = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), count);
        assert!(words().all(|word| plain(word) == word));
    }
}
