//! What an agreement of ours loses when a clause is cut out: the obligations that this clause alone carries.

use std::{collections::BTreeMap, fs};

use serde_json::Value;

use crate::{
    harness::{Folder, root},
    review::{shipped, verdicts},
};

/// Agreements of ours: the blanks, and what the examples make.
const AGREEMENTS: [(&str, &str); 5] = [
    ("c2p", ""),
    ("c2c", ""),
    ("c2p", "examples/mcc-sg-vn-cloud/expected/agreement.md"),
    ("c2c", "examples/mcc-my-th-reinsurance/expected/agreement.md"),
    ("c2c", "examples/mcc-id-eu-group/expected/agreement.md"),
];

/// Obligations of which other clauses carry a part, so that they are weak without their own: each is a case that the
/// meaning of the verdicts calls weak, such as rights of correction that are stated with nothing passed on.
const IN_PART: [(&str, &str); 12] = [
    ("DEF", "the parties are named by their roles where they are introduced"),
    ("EXP-ACC", "the importer corrects, or tells of, what is inaccurate"),
    ("EXP-SEC", "the importer encrypts sensitive data in transmission"),
    ("EXP-ENQ", "requests are passed on to the exporter, who then has to answer"),
    ("IMP-SEC", "what is kept after the end has to be kept secure"),
    ("IMP-ACC", "rights to correction are spoken of"),
    ("IMP-LEGAL", "a legal requirement to process is told"),
    ("IMP-RET", "the data is deleted at the end"),
    ("COM-NONCOMP", "an instruction that cannot be followed is told"),
    ("COM-END", "the data is returned or deleted, without confirmation"),
    ("COM-LIAB", "limits in the commercial terms are spoken of"),
    ("APX-A", "purposes and labels stand in other tables"),
];

/// The top clauses and schedules of a text by their ids, each with its text; what stands before the first has none.
fn clauses(text: &str) -> Vec<(String, String)> {
    let mut found = vec![(String::new(), String::new())];
    for line in text.lines() {
        if let Some(id) = line.strip_prefix("## <a id=\"").and_then(|rest| rest.split('"').next()) {
            found.push((id.to_owned(), String::new()));
        }
        let last = found.last_mut().expect("never empty");
        last.1.push_str(line);
        last.1.push('\n');
    }
    found
}

/// The clauses that carry each obligation, by its key, as `dmf mcc list` has them.
fn carriers(module: &str) -> BTreeMap<String, Vec<String>> {
    let answer = Folder::new().dmf(["mcc", "list", "--module", module, "--format", "json"]).run().answer();
    let list: Value = serde_json::from_str(&answer).expect("JSON");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let list = list["obligations"].as_array().expect("a list").iter();
    list.map(|obligation| {
        let carried = obligation["carried_by"].as_array().expect("a list");
        let key = text(&obligation["id"]).split_once('-').expect("a module and a key").1.to_owned();
        (key, carried.iter().map(|carrier| text(&carrier["clause"])).collect())
    })
    .collect()
}

#[test]
fn a_clause_that_is_cut_out_takes_with_it_what_it_alone_carries() {
    let shipped = shipped();
    let (mut wrong, mut cut) = (String::new(), 0);
    for (module, file) in AGREEMENTS {
        let text = if file.is_empty() {
            Folder::new().dmf(["mcc", "render", "--module", module]).run().answer()
        } else {
            fs::read_to_string(root().join(file)).expect("an example has its agreement")
        };
        let (all, carriers) = (clauses(&text), carriers(module));
        let has = |id: &String| all.iter().any(|(other, _)| other == id);
        // Each clause alone, and all clauses together that carry an obligation.
        let single = all.iter().filter(|(id, _)| !id.is_empty()).map(|(id, _)| vec![id.clone()]);
        let together = carriers.values().filter(|ids| ids.len() > 1).cloned();
        for gone in single.chain(together).collect::<Vec<_>>() {
            let alone = |ids: &[String]| {
                let mut here = ids.iter().filter(|id| has(id)).peekable();
                here.peek().is_some() && here.all(|id| gone.contains(id))
            };
            let lost: Vec<&String> = carriers.iter().filter(|(_, ids)| alone(ids)).map(|(key, _)| key).collect();
            if lost.is_empty() {
                continue;
            }
            let kept = all.iter().filter(|(id, _)| !gone.contains(id));
            let left: String = kept.map(|(_, text)| text.as_str()).collect();
            let keys: Vec<&str> = lost.iter().map(|key| key.as_str()).collect();
            let said = verdicts(&left, "agreement.md", module, &shipped, &keys);
            for key in lost {
                cut += 1;
                let by_reference = left.contains("(EU) 2021/914");
                let in_part = by_reference || IN_PART.iter().any(|(other, _)| other == key);
                let refused = key == "OPT-TPB";
                let right = match said[key] {
                    "absent" => true,
                    "weak" => in_part,
                    // Who is no party may not enforce, unless the clause on remedies says so.
                    "contradicted" => refused,
                    _ => false,
                };
                if !right {
                    wrong.push_str(&format!("{module} {file} without {gone:?}: {key} is {}\n", said[key]));
                }
            }
        }
    }
    assert!(cut >= 100, "{cut}");
    assert!(wrong.is_empty(), "{wrong}");
}
