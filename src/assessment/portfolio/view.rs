//! What leaves the room: serialisable, versioned, changing only by adding.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    row::{Brief, Row},
    summary::{By, Mean, Part, Summary},
};
use crate::{framework::Framework, gate::FindingView};

/// An organisation in a line. Scores are basis points of the scale, levels go by their ids.
#[derive(Debug, Clone, Serialize)]
pub struct RowView<'a> {
    pub version: u32,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    pub organisation: &'a str,
    pub country: &'a str,
    pub sector: Option<&'a str>,
    pub tags: &'a [String],
    pub framework: &'a str,
    pub framework_version: &'a str,
    pub profile: &'a str,
    #[serde(flatten)]
    pub overall: CellView<'a>,
    pub asked: usize,
    pub answered: usize,
    pub not_applicable: usize,
    pub below_target: usize,
    pub unbacked: usize,
    /// Practices that count as verified, where the method counts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_practices: Option<usize>,
    /// Answers that may be to the sentences of an older version of the framework, since the worksheet names none.
    #[serde(skip_serializing_if = "crate::assessment::view::is_zero")]
    pub sentences_changed: usize,
    /// Basis points of the applicable weight that are not assessed.
    pub not_assessed: u32,
    /// By id.
    #[serde(serialize_with = "map")]
    pub blocks: Vec<BlockView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeView<'a>>,
    /// Findings that fail, where a gate is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failing: Option<usize>,
    /// Those findings.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub findings: &'a [FindingView],
}

/// Figures of a block, or of all.
#[derive(Debug, Clone, Serialize)]
pub struct CellView<'a> {
    pub claimed: Option<u32>,
    pub evidenced: Option<u32>,
    /// Not there where the method does not count it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<u32>,
    pub target: Option<u32>,
    pub reached: Option<&'a str>,
    pub reached_evidenced: Option<&'a str>,
}

/// A block with its figures.
#[derive(Debug, Clone)]
pub struct BlockView<'a> {
    pub id: &'a str,
    pub figures: CellView<'a>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChangeView<'a> {
    pub claimed_by: i64,
    pub evidenced_by: i64,
    /// Practices that are worse.
    pub worse: Vec<&'a str>,
    pub better: usize,
    pub method_changed: bool,
}

/// What many organisations come to together.
#[derive(Debug, Clone, Serialize)]
pub struct SummaryView {
    pub version: u32,
    pub kind: &'static str,
    pub today: String,
    pub organisations: u64,
    /// Files that could not be scored.
    pub unreadable: u64,
    /// Files below a folder that are no worksheets, those that look like lost ones among them.
    pub passed_over: u64,
    /// Organisations with findings that fail.
    pub failing: u64,
    /// Organisations that were held against a baseline, and those that had none.
    pub compared: u64,
    pub without_baseline: u64,
    /// How organisations count in means: `equal`, or as declared.
    pub weighting: String,
    /// What groups are made of.
    pub by: By,
    pub frameworks: Vec<FrameworkSummaryView>,
}

/// The organisations that answer one framework.
#[derive(Debug, Clone, Serialize)]
pub struct FrameworkSummaryView {
    pub id: String,
    /// What worksheets call it: its id, or `id@version` for an older version.
    #[serde(skip)]
    pub name: String,
    pub title: String,
    pub framework_version: String,
    pub scale: Vec<String>,
    /// Whether files that records name were looked at, where the method weighs records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'static str>,
    pub organisations: u64,
    pub overall: MeanView,
    pub blocks: Vec<MeanView>,
    /// How many have reached which level, overall and by block.
    pub distribution: Vec<DistributionView>,
    pub groups: Vec<GroupView>,
    pub common_gaps: Vec<CommonGapView>,
    /// Practices that became worse in the most organisations.
    pub common_regressions: Vec<CommonGapView>,
    /// The lowest scores first, as lines of their own.
    pub lowest: Vec<serde_json::Value>,
    pub worst_regressions: Vec<serde_json::Value>,
    pub statement: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct MeanView {
    pub id: String,
    pub title: String,
    pub claimed: Option<u32>,
    pub evidenced: Option<u32>,
    /// Not there where the method does not count it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<u32>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DistributionView {
    pub id: String,
    /// By level, from 0 upward.
    pub organisations: Vec<u64>,
}

#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    pub label: String,
    pub organisations: u64,
    pub weight: u64,
    pub overall: MeanView,
    pub blocks: Vec<MeanView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CommonGapView {
    pub id: String,
    pub title: String,
    pub key: bool,
    pub organisations: u64,
    /// Basis points of the organisations.
    pub share: u32,
    /// Levels that are missing over all of them.
    pub levels: u64,
}

/// Gaps that are shown.
const GAPS: usize = 10;

/// A row as it is shown and exported.
#[must_use]
pub fn row_view<'a>(framework: &'a Framework, row: &'a Row) -> RowView<'a> {
    RowView {
        version: 1,
        kind: "organisation",
        file: row.file.as_deref(),
        organisation: &row.whose.name,
        country: &row.whose.country,
        sector: row.whose.sector.as_deref(),
        tags: &row.whose.tags,
        framework: &framework.pack.id,
        framework_version: &framework.pack.version,
        profile: &framework.profiles[row.profile].id,
        overall: cell(framework, &row.overall),
        asked: row.counts.asked,
        answered: row.counts.answered,
        not_applicable: row.counts.not_applicable,
        below_target: row.counts.below_target,
        sentences_changed: row.sentences_changed,
        unbacked: row.counts.unbacked,
        verified_practices: row.overall.verified.map(|_| row.counts.verified),
        not_assessed: row.not_assessed.0,
        blocks: framework
            .blocks
            .iter()
            .zip(&row.blocks)
            .map(|(block, figures)| BlockView { id: &block.id, figures: cell(framework, figures) })
            .collect(),
        change: row.change.as_ref().map(|change| ChangeView {
            claimed_by: change.claimed_by,
            evidenced_by: change.evidenced_by,
            worse: change.worse.iter().map(|practice| framework[*practice].id.as_str()).collect(),
            better: change.better,
            method_changed: change.method_changed,
        }),
        failing: row.failing,
        findings: &[],
    }
}

/// What there is beside rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Passed {
    /// Files that could not be scored.
    pub unreadable: u64,
    /// Files below a folder that are no worksheets.
    pub passed_over: u64,
    /// Whether worksheets were to be held against something.
    pub asked: bool,
    /// Whether the files were looked at that records name.
    pub looked: bool,
}

/// What rows came to together. `framework` finds a framework by its name.
#[must_use]
pub fn summary_view<'f>(
    summary: &Summary,
    framework: impl Fn(&str) -> &'f Framework,
    today: String,
    passed: Passed,
    weighting: String,
) -> SummaryView {
    SummaryView {
        version: 1,
        kind: "portfolio",
        today,
        organisations: summary.organisations,
        unreadable: passed.unreadable,
        passed_over: passed.passed_over,
        failing: summary.failing,
        compared: summary.compared,
        without_baseline: if passed.asked { summary.without_baseline } else { 0 },
        weighting,
        by: summary.by(),
        frameworks: summary
            .frameworks
            .iter()
            .map(|(name, part)| part_view(framework(name), part, passed.looked))
            .collect(),
    }
}

fn part_view(framework: &Framework, part: &Part, looked: bool) -> FrameworkSummaryView {
    let blocks = |means: &[Mean]| -> Vec<MeanView> {
        framework.blocks.iter().zip(means).map(|(block, mean)| mean_view(&block.id, &block.title, *mean)).collect()
    };
    let ids = std::iter::once("overall").chain(framework.blocks.iter().map(|block| block.id.as_str()));
    let kept = |list: &[Row]| -> Vec<serde_json::Value> {
        list.iter()
            .map(|row| serde_json::to_value(row_view(framework, row)).expect("rows hold text and numbers"))
            .collect()
    };
    FrameworkSummaryView {
        id: framework.pack.id.clone(),
        name: framework.name.clone(),
        title: framework.pack.title.clone(),
        framework_version: framework.pack.version.clone(),
        scale: framework.levels.iter().map(|level| level.id.clone()).collect(),
        evidence: framework.evidence.as_ref().map(|_| if looked { "looked at" } else { "not looked at" }),
        organisations: part.organisations,
        overall: mean_view("overall", "Overall", part.overall),
        blocks: blocks(&part.blocks),
        distribution: ids
            .zip(&part.reached)
            .map(|(id, counts)| DistributionView { id: id.to_owned(), organisations: counts.clone() })
            .collect(),
        groups: part
            .groups
            .iter()
            .map(|(label, group)| GroupView {
                label: label.clone(),
                organisations: group.organisations,
                weight: group.weight,
                overall: mean_view("overall", "Overall", group.overall),
                blocks: blocks(&group.blocks),
            })
            .collect(),
        common_gaps: common(framework, part.organisations, part.gaps.iter().copied()),
        common_regressions: common(framework, part.organisations, part.regressions.iter().map(|count| (*count, 0))),
        lowest: kept(&part.lowest),
        worst_regressions: kept(&part.worst),
        statement: framework.pack.statement.clone(),
    }
}

/// The practices that most organisations are counted for, in the framework's order where they are equal.
fn common(framework: &Framework, of: u64, counts: impl Iterator<Item = (u64, u64)>) -> Vec<CommonGapView> {
    let mut list: Vec<CommonGapView> = framework
        .practices
        .iter()
        .zip(counts)
        .filter(|(_, (organisations, _))| *organisations > 0)
        .map(|(practice, (organisations, levels))| CommonGapView {
            id: practice.id.clone(),
            title: practice.title.clone(),
            key: practice.key,
            organisations,
            share: crate::assessment::Basis::of(organisations, of).unwrap_or_default().0,
            levels,
        })
        .collect();
    list.sort_by_key(|gap| std::cmp::Reverse((gap.organisations, gap.levels)));
    list.truncate(GAPS);
    list
}

fn mean_view(id: &str, title: &str, mean: Mean) -> MeanView {
    MeanView {
        id: id.to_owned(),
        title: title.to_owned(),
        claimed: mean.claimed().map(|share| share.0),
        evidenced: mean.evidenced().map(|share| share.0),
        verified: mean.verified().map(|share| share.0),
    }
}

fn cell<'a>(framework: &'a Framework, figures: &Brief) -> CellView<'a> {
    let level = |level: Option<u8>| level.map(|level| framework.levels[usize::from(level)].id.as_str());
    CellView {
        claimed: figures.claimed.map(|share| share.0),
        evidenced: figures.evidenced.map(|share| share.0),
        verified: figures.verified.map(|share| share.0),
        target: figures.target.map(|share| share.0),
        reached: level(figures.reached),
        reached_evidenced: level(figures.reached_evidenced),
    }
}

/// Blocks as a map in the framework's order.
fn map<S: Serializer>(blocks: &[BlockView<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(blocks.len()))?;
    for block in blocks {
        map.serialize_entry(block.id, &block.figures)?;
    }
    map.end()
}
