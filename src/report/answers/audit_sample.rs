//! What an auditor looks at, with room for what is found.

use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    assessment::{AuditSample, Drawn, Holds, RecordRow},
    report::{
        Style,
        formats::{Rows, Sheet, table::Paint},
        visible, wrap,
    },
    words::Word,
};

impl Answer for AuditSample {
    fn json(&self) -> Value {
        let words = |practice: &Drawn| practice.evidence.iter().map(record).collect::<Vec<_>>();
        let mut value = json!(self);
        for (practice, drawn) in value["practices"].as_array_mut().into_iter().flatten().zip(&self.practices) {
            practice["evidence_words"] = json!(words(drawn));
        }
        value
    }

    /// One practice a row; the last columns are to be filled in.
    fn sheet(&self) -> Sheet {
        Rows::of(self.practices.iter().map(|practice| (self, practice))).columns(&[
            ("seed", |(sample, _)| sample.seed.to_string()),
            ("practice", |(_, practice)| practice.id.clone()),
            ("title", |(_, practice)| practice.title.clone()),
            ("key", |(_, practice)| practice.key.to_string()),
            ("claimed", |(_, practice)| practice.claimed.id.clone()),
            ("sentence", |(_, practice)| practice.sentence.clone()),
            ("evidenced", |(_, practice)| practice.evidenced.id.clone()),
            ("evidence", |(_, practice)| practice.evidence.iter().map(record).collect::<Vec<_>>().join("\n")),
            ("found", |_| String::new()),
            ("by", |_| String::new()),
            ("on", |_| String::new()),
            ("note", |_| String::new()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("audit-sample", self.json())
    }
}

/// `Charter (charter.pdf): looked at, until 2027-01-14, kept by the DPO`.
fn record(record: &RecordRow) -> String {
    let mut words = record.what.clone();
    if let Some(reference) = &record.reference {
        words.push_str(&format!(" ({reference})"));
    }
    let mut parts = vec![match (record.standing, record.why) {
        (Some(_), Some(why)) => format!("stands for nothing: {}", why.meaning()),
        (Some(standing), None) => standing.as_str().replace('-', " "),
        (None, _) => "not weighed".to_owned(),
    }];
    parts.extend(match (record.holds, record.first, record.last) {
        (Holds::Later, Some(first), _) => Some(format!("counts only from {first}")),
        (Holds::Ended, _, Some(last)) => Some(format!("ran out on {last}")),
        (_, _, Some(last)) => Some(format!("until {last}")),
        _ => None,
    });
    parts.extend(record.owner.as_ref().map(|owner| format!("kept by {owner}")));
    parts.extend(record.not_here.then(|| "its file is not here".to_owned()));
    format!("{words}: {}", parts.join(", "))
}

fn text(sample: &AuditSample, style: Style) -> String {
    let paint = Paint::new(style);
    let AuditSample { organisation, practices, claims, wanted, seed, .. } = sample;
    let of = if practices.len() < *wanted { format!(", {wanted} were asked for") } else { String::new() };
    let about = format!(
        "{} {} · seed {seed} · {} of {claims} practices above level 0{of}",
        sample.framework,
        sample.framework_version,
        practices.len(),
    );
    let mut text = format!("{}\n{}\n", paint.title(&visible(organisation)), wrap(&about, style.width, ""));
    if practices.is_empty() {
        text.push_str("\nNothing is claimed, so there is nothing to look at.\n");
        return text;
    }
    let line = |words: &str, hanging: &str| wrap(&visible(words), style.width, hanging) + "\n";
    for (at, practice) in practices.iter().enumerate() {
        let key = if practice.key { " (key)" } else { "" };
        let title = format!("{:>2}. {}  {}{key}: {}", at + 1, practice.id, practice.title, practice.claimed);
        text.push_str(&format!("\n{}\n", paint.strong(&wrap(&title, style.width, "    "))));
        text.push_str(&line(&format!("    {}", practice.sentence), "    "));
        if practice.evidence.is_empty() {
            text.push_str("    · no record\n");
        }
        for one in &practice.evidence {
            text.push_str(&line(&format!("    · {}", record(one)), "      "));
        }
        if let Some(verified) = &practice.verified {
            let words = format!("    · {} verified by {} on {}", verified.level, verified.by, verified.on);
            text.push_str(&line(&words, "      "));
        }
        text.push_str(&line("    found: ____________  by: ____________________  on: __________", "    "));
        text.push_str("    note: ____________\n");
    }
    text.push_str(&format!("\n{}\n", paint.dim(&wrap(sample.drawing, style.width, ""))));
    let then = format!(
        "What was found is written with `dmf answer {} --verify ID=LEVEL --by NAME`, by somebody who did not answer.",
        sample.file
    );
    text + &wrap(&then, style.width, "") + "\n"
}
