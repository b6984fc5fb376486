//! The records of evidence one by one, and which of them have run out or soon will.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    model::{Answer, Assessment, Proof},
    score::Scorecard,
    show::level_ref,
    standing::{Holds, Standing, Weighed, Why},
    view::LevelRef,
};
use crate::{
    due::{Dated, Task, When},
    framework::{Framework, PracticeId},
    text::slug,
};

/// A record of an answer, or an answer that has none.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceRow {
    pub practice: String,
    pub title: String,
    /// The level that was answered.
    pub claimed: LevelRef,
    /// `None` where the answer has no record.
    pub record: Option<RecordRow>,
}

/// A record with all that whoever wants to see it has to know.
#[derive(Debug, Clone, Serialize)]
pub struct RecordRow {
    pub what: String,
    /// Where it is, as written.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The first day on which it counts, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Date>,
    /// The last day on which it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<Date>,
    /// Who keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Whether it counts on the day of the scorecard.
    pub holds: Holds,
    /// What it stands for; `None` where it is recorded and not weighed: the method does not, nothing is claimed, or the
    /// profile does not ask the practice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Why it stands for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// Whether its file is not in this checkout.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub not_here: bool,
}

/// Evidence with an end that is past or near.
#[derive(Debug, Clone, Serialize)]
pub struct ProofView {
    pub practice: String,
    pub title: String,
    pub what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The last day on which it counts.
    pub expires: String,
    /// Days until then; negative when it is past.
    pub days: i32,
}

/// Every record of every answer, in the framework's order and then as the worksheet has them; an answer without records is a row
/// of its own.
#[must_use]
pub fn evidence_rows(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard) -> Vec<EvidenceRow> {
    let mut rows = Vec::new();
    for (at, answer) in assessment.answers.iter().enumerate() {
        let id = PracticeId(at);
        let Answer::Level { level, evidence, .. } = answer else { continue };
        let row = |record: Option<RecordRow>| EvidenceRow {
            practice: framework[id].id.clone(),
            title: framework[id].title.clone(),
            claimed: level_ref(framework, *level),
            record,
        };
        // None of them where records are not weighed.
        let weighed = scorecard.practice(id).map_or(&[][..], |score| &score.records);
        let record = |(at, proof)| row(Some(record(proof, weighed.get(at), scorecard.today)));
        rows.extend(evidence.iter().enumerate().map(record));
        if evidence.is_empty() {
            rows.push(row(None));
        }
    }
    rows
}

fn record(proof: &Proof, weighed: Option<&Weighed>, today: Date) -> RecordRow {
    let (first, last) = weighed.map_or((proof.effective, proof.expires), |weighed| (weighed.first, weighed.last));
    RecordRow {
        what: proof.what.clone(),
        reference: proof.reference.as_ref().map(|reference| reference.as_str().to_owned()),
        first,
        last,
        owner: proof.owner.clone(),
        holds: Holds::on(today, first, last),
        standing: weighed.map(|weighed| weighed.standing),
        why: weighed.and_then(|weighed| weighed.why),
        not_here: weighed.is_some_and(|weighed| weighed.away),
    }
}

/// Records whose last day is before `today`, or at most `within` days after it; what ends first stands first.
#[must_use]
pub fn running_out(rows: &[EvidenceRow], today: Date, within: i32) -> Vec<ProofView> {
    let mut found = Vec::new();
    for row in rows {
        let Some((record, last)) = row.record.as_ref().and_then(|record| Some((record, record.last?))) else {
            continue;
        };
        // What stands for nothing has no day on which it would be missed.
        if record.standing == Some(Standing::Nothing) {
            continue;
        }
        let days = today.until(last).map_or(i32::MAX, |span| span.get_days());
        if days <= within {
            found.push((
                last,
                ProofView {
                    practice: row.practice.clone(),
                    title: row.title.clone(),
                    what: record.what.clone(),
                    reference: record.reference.clone(),
                    expires: last.to_string(),
                    days,
                },
            ));
        }
    }
    found.sort_by_key(|(last, _)| *last);
    found.into_iter().map(|(_, view)| view).collect()
}

/// The last days of the records of a worksheet, as something to do. `file` is where it stands.
#[must_use]
pub fn due(rows: &[EvidenceRow], organisation: &str, file: &str) -> Vec<Dated> {
    let dated = rows.iter().filter_map(|row| {
        let record = row.record.as_ref()?;
        // What stands for nothing has no day on which it would be missed.
        let last = record.last.filter(|_| record.standing != Some(Standing::Nothing))?;
        Some(Dated {
            of: "evidence".to_owned(),
            id: row.practice.clone(),
            title: row.title.clone(),
            owner: record.owner.clone(),
            holder: organisation.to_owned(),
            file: file.to_owned(),
            task: Task {
                kind: "evidence".to_owned(),
                key: format!("evidence.{}", slug(&record.what)),
                when: When::On(last),
                what: format!("Renew the record: {}", record.what),
                why: "the last day on which it counts".to_owned(),
            },
        })
    });
    dated.collect()
}
