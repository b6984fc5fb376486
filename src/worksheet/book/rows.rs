//! Answers as cells, the same on the way out and on the way back.

use crate::{
    framework::{Framework, PracticeId, ProfileId},
    worksheet::{Entry, Record},
};

/// Columns of a block's sheet, with their widths; those of an answer are the fourth to the tenth.
pub(super) const COLUMNS: [(&str, u16); 11] = [
    ("Id", 9),
    ("Practice", 20),
    ("Question", 32),
    ("Level", 14),
    ("What shows it", 26),
    ("Where", 20),
    ("Valid from", 12),
    ("Valid until", 12),
    ("Does not apply because", 20),
    ("Note", 24),
    ("On sheet Evidence", 10),
];

/// The first row of answers, from 0.
pub(super) const FIRST: u32 = 3;

/// Rows of the sheet of further records: those that there are, and room for more.
pub(super) fn room(records: usize) -> u32 {
    u32::try_from(records).unwrap_or(u32::MAX).saturating_add(100)
}

/// A practice with the cells of its answer: level, what, where, from, until, not applicable, note.
pub(super) struct Row {
    pub(super) practice: PracticeId,
    pub(super) cells: [String; 7],
}

/// The rows of a building block.
pub(super) fn rows(framework: &Framework, profile: ProfileId, block: usize, entries: &[(String, Entry)]) -> Vec<Row> {
    framework
        .asked(profile)
        .filter(|(_, practice)| practice.block == block)
        .map(|(id, practice)| Row { practice: id, cells: cells(framework, &of(entries, &practice.id)) })
        .collect()
}

/// The answer to a practice; empty where there is none.
pub(super) fn of(entries: &[(String, Entry)], id: &str) -> Entry {
    entries.iter().find(|(known, _)| known == id).map(|(_, entry)| entry.clone()).unwrap_or_default()
}

pub(super) fn cells(framework: &Framework, entry: &Entry) -> [String; 7] {
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    let level = entry.level.as_deref().and_then(|word| framework.level(word));
    let first = beside(entry).cloned().unwrap_or_default();
    [
        level.map_or(String::new(), |level| framework.levels[usize::from(level)].id.clone()),
        first.what,
        words(&first.reference),
        words(&first.effective),
        words(&first.expires),
        words(&entry.not_applicable),
        words(&entry.note),
    ]
}

/// The record that stands beside the answer: the first, where it says no more than there is room for.
pub(super) fn beside(entry: &Entry) -> Option<&Record> {
    let more = |record: &&Record| {
        record.collected.is_some()
            || record.shows.is_some()
            || record.owner.is_some()
            || record.sha256.is_some()
            || record.says_more()
    };
    entry.evidence.first().filter(|record| !more(record))
}

/// All other records: practice, what, where, from, until, collected, shows, owner, sha256.
pub(super) fn extra(framework: &Framework, id: &str, entry: &Entry) -> Vec<[String; 9]> {
    let skip = usize::from(beside(entry).is_some());
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    entry.evidence[skip..]
        .iter()
        .map(|record| {
            [
                id.to_owned(),
                record.what.clone(),
                words(&record.reference),
                words(&record.effective),
                words(&record.expires),
                words(&record.collected),
                record.shows.as_ref().map_or(String::new(), |word| {
                    framework.level(word).map_or(word.clone(), |level| framework.levels[usize::from(level)].id.clone())
                }),
                words(&record.owner),
                words(&record.sha256),
            ]
        })
        .collect()
}

/// A further record of a practice.
pub(super) struct Extra {
    pub(super) practice: PracticeId,
    /// Its number among all records of the practice.
    pub(super) at: usize,
    pub(super) cells: [String; 9],
}

pub(super) fn extra_rows(framework: &Framework, profile: ProfileId, entries: &[(String, Entry)]) -> Vec<Extra> {
    let mut rows = Vec::new();
    for (id, practice) in framework.asked(profile) {
        let entry = of(entries, &practice.id);
        let skip = usize::from(beside(&entry).is_some());
        let cells = extra(framework, &practice.id, &entry).into_iter();
        rows.extend(cells.zip(skip..).map(|(cells, at)| Extra { practice: id, at, cells }));
    }
    rows
}
