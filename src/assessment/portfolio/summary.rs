//! Rows, one after the other → what they come to together. What is held does not grow with the number of rows.

use std::collections::BTreeMap;

use super::row::{Brief, Row};
use crate::{assessment::figures::Basis, framework::Framework};

crate::words::words! {
    /// What organisations are put together by.
    #[derive(Default)]
    pub enum By {
        #[default]
        Country = "country",
        Sector = "sector",
        Tag = "tag",
    }
}
crate::words::serialize_words!(By);

/// What many organisations come to together.
#[derive(Debug, Clone)]
pub struct Summary {
    by: By,
    /// How many of the lowest and of the worst are kept.
    keep: usize,
    pub(super) organisations: u64,
    pub(super) failing: u64,
    /// Without a baseline, where others have one.
    pub(super) without_baseline: u64,
    pub(super) compared: u64,
    /// By the id of the framework.
    pub(super) frameworks: BTreeMap<String, Part>,
}

/// The organisations that answer one framework.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub organisations: u64,
    pub overall: Mean,
    pub blocks: Vec<Mean>,
    /// By level: how many have reached it and no higher; overall, then by block.
    pub reached: Vec<Vec<u64>>,
    /// By practice: organisations below target, and the levels that are missing to them.
    pub gaps: Vec<(u64, u64)>,
    pub groups: BTreeMap<String, Group>,
    /// The lowest first.
    pub lowest: Vec<Row>,
    /// The most that became worse first.
    pub worst: Vec<Row>,
    /// By practice: organisations where it became worse.
    pub regressions: Vec<u64>,
}

/// A group of organisations.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub organisations: u64,
    pub weight: u64,
    pub overall: Mean,
    pub blocks: Vec<Mean>,
}

/// Weighted means of shares, as sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mean {
    claimed: (u64, u64),
    evidenced: (u64, u64),
    verified: (u64, u64),
}

impl Summary {
    /// Nothing yet; of the lowest and of the worst, `keep` will be kept.
    #[must_use]
    pub fn new(by: By, keep: usize) -> Self {
        Self { by, keep, organisations: 0, failing: 0, without_baseline: 0, compared: 0, frameworks: BTreeMap::new() }
    }

    /// Takes a row; `weight` is what it counts in means beside others.
    pub fn add(&mut self, framework: &Framework, row: &Row, weight: u64) {
        self.organisations += 1;
        self.failing += u64::from(row.failing.is_some_and(|failing| failing > 0));
        match row.change {
            Some(_) => self.compared += 1,
            None => self.without_baseline += 1,
        }
        if !self.frameworks.contains_key(&framework.name) {
            self.frameworks.insert(framework.name.clone(), Part::new(framework));
        }
        let part = self.frameworks.get_mut(&framework.name).expect("put there just now");
        part.add(framework, row, weight);
        let labels: Vec<&str> = match self.by {
            By::Country => vec![&row.whose.country],
            By::Sector => vec![row.whose.sector.as_deref().unwrap_or("-")],
            By::Tag if row.whose.tags.is_empty() => vec!["-"],
            By::Tag => row.whose.tags.iter().map(String::as_str).collect(),
        };
        for label in labels {
            if !part.groups.contains_key(label) {
                part.groups.insert(label.to_owned(), Group::new(framework));
            }
            part.groups.get_mut(label).expect("put there just now").add(row, weight);
        }
        let low = |row: &Row| row.overall.claimed;
        keep(&mut part.lowest, self.keep, row, |a, b| low(a).cmp(&low(b)));
        if row.change.as_ref().is_some_and(|change| !change.worse.is_empty() || change.claimed_by < 0) {
            let bad = |row: &Row| {
                let change = row.change.as_ref().expect("only rows with a change are kept");
                (change.claimed_by, std::cmp::Reverse(change.worse.len()))
            };
            keep(&mut part.worst, self.keep, row, |a, b| bad(a).cmp(&bad(b)));
        }
    }

    /// How many organisations have findings that fail.
    #[must_use]
    pub fn failing(&self) -> u64 {
        self.failing
    }

    /// What organisations are put together by.
    #[must_use]
    pub fn by(&self) -> By {
        self.by
    }
}

/// Keeps a row among the first of an order; of equal ones, the earlier stays.
fn keep(list: &mut Vec<Row>, most: usize, row: &Row, order: impl Fn(&Row, &Row) -> std::cmp::Ordering) {
    let place = list.partition_point(|kept| order(kept, row) != std::cmp::Ordering::Greater);
    if place < most {
        list.insert(place, row.clone());
        list.truncate(most);
    }
}

impl Part {
    fn new(framework: &Framework) -> Self {
        let blocks = framework.blocks.len();
        Self {
            organisations: 0,
            overall: Mean::default(),
            blocks: vec![Mean::default(); blocks],
            reached: vec![vec![0; framework.levels.len()]; blocks + 1],
            gaps: vec![(0, 0); framework.practices.len()],
            groups: BTreeMap::new(),
            lowest: Vec::new(),
            worst: Vec::new(),
            regressions: vec![0; framework.practices.len()],
        }
    }

    fn add(&mut self, framework: &Framework, row: &Row, weight: u64) {
        self.organisations += 1;
        self.overall.add(&row.overall, weight);
        for at in 0..framework.blocks.len() {
            self.blocks[at].add(&row.blocks[at], weight);
        }
        for (counts, figures) in self.reached.iter_mut().zip(std::iter::once(&row.overall).chain(&row.blocks)) {
            if let Some(level) = figures.reached {
                counts[usize::from(level)] += 1;
            }
        }
        for (practice, gap) in &row.gaps {
            let (organisations, levels) = &mut self.gaps[practice.0];
            *organisations += 1;
            *levels += u64::from(*gap);
        }
        for practice in row.change.iter().flat_map(|change| &change.worse) {
            self.regressions[practice.0] += 1;
        }
    }
}

impl Group {
    fn new(framework: &Framework) -> Self {
        let blocks = vec![Mean::default(); framework.blocks.len()];
        Self { organisations: 0, weight: 0, overall: Mean::default(), blocks }
    }

    fn add(&mut self, row: &Row, weight: u64) {
        self.organisations += 1;
        self.weight += weight;
        self.overall.add(&row.overall, weight);
        for (mean, figures) in self.blocks.iter_mut().zip(&row.blocks) {
            mean.add(figures, weight);
        }
    }
}

impl Mean {
    fn add(&mut self, figures: &Brief, weight: u64) {
        let add = |(sum, whole): &mut (u64, u64), share: Option<Basis>| {
            if let Some(share) = share {
                *sum += u64::from(share.0) * weight;
                *whole += weight;
            }
        };
        add(&mut self.claimed, figures.claimed);
        add(&mut self.evidenced, figures.evidenced);
        add(&mut self.verified, figures.verified);
    }

    /// Claimed; `None` where nothing applies to anybody.
    pub(super) fn claimed(self) -> Option<Basis> {
        share(self.claimed)
    }

    pub(super) fn evidenced(self) -> Option<Basis> {
        share(self.evidenced)
    }

    /// `None` as well where no method counts what was verified.
    pub(super) fn verified(self) -> Option<Basis> {
        share(self.verified)
    }
}

/// Rounded half up, as every figure.
fn share((sum, whole): (u64, u64)) -> Option<Basis> {
    (whole > 0).then(|| Basis(u32::try_from((2 * sum + whole) / (2 * whole)).unwrap_or(u32::MAX)))
}
