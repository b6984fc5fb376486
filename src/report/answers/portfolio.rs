//! Many organisations at a glance: a heat map, what has been reached, groups, and what most have in common.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{
    Answer, Page,
    assess::{TAGS, figures, suites},
    complained::complained,
};
use crate::{
    assessment::ScorecardView,
    assessment::portfolio::{CommonGapView, FrameworkSummaryView, GroupView, MeanView, SummaryView},
    gate::VerdictView,
    report::{
        Style,
        figures::{percent, signed},
        formats::{
            Findings, Rows, Sheet, Suite,
            table::{Paint, finish, right, shade, statement, trend, verdict},
        },
        visible, wrap,
    },
};

/// What was found in one worksheet.
#[derive(Debug)]
pub struct Judged {
    /// As it was named.
    pub file: String,
    /// Whose it is and what it comes to, in a line.
    pub figures: String,
    pub suites: Vec<Suite>,
    pub verdict: VerdictView,
}

impl Judged {
    /// Of a scorecard and the verdict on it.
    #[must_use]
    pub fn of(file: String, card: &ScorecardView, verdict: VerdictView) -> Self {
        Self { file, figures: figures(card), suites: suites(card), verdict }
    }
}

/// What was found in each of many worksheets, and on all together: files that were lost, organisations that came twice, files
/// that are wrong, waivers.
#[must_use]
pub fn portfolio_findings<'a>(judged: &'a [Judged], together: &'a VerdictView) -> Vec<Findings<'a>> {
    let one = |judged: &'a Judged| Findings {
        command: "portfolio",
        tags: TAGS,
        file: &judged.file,
        figures: judged.figures.clone(),
        suites: judged.suites.clone(),
        verdict: &judged.verdict,
    };
    judged.iter().map(one).chain([complained("portfolio", TAGS, together)]).collect()
}

impl Answer for SummaryView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        let mut means = Vec::new();
        for framework in &self.frameworks {
            for group in &framework.groups {
                let figures = std::iter::once(&group.overall).chain(&group.blocks);
                means.extend(figures.map(|mean| (framework, self.by, group, mean)));
            }
        }
        Rows::of(means).columns(&[
            ("framework", |(framework, ..)| framework.name.clone()),
            ("group", |(_, by, ..)| by.as_str().to_owned()),
            ("label", |(_, _, group, _)| group.label.clone()),
            ("organisations", |(_, _, group, _)| group.organisations.to_string()),
            ("weight", |(_, _, group, _)| group.weight.to_string()),
            ("figure", |(.., mean)| mean.id.clone()),
            ("claimed", |(.., mean)| share(mean.claimed)),
            ("evidenced", |(.., mean)| share(mean.evidenced)),
            ("verified", |(.., mean)| share(mean.verified)),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("portfolio", json!({ "portfolio": self, "verdict": VerdictView::empty() }))
    }
}

/// What many organisations come to, with what was found in each and on all together where a gate is set.
#[derive(Debug)]
pub struct JudgedSummary<'a> {
    summary: &'a SummaryView,
    verdict: VerdictView,
    /// What was not told yet.
    single: VerdictView,
}

impl<'a> JudgedSummary<'a> {
    /// Of a summary with the verdicts on single worksheets and `together`, that on all: its findings were told while they came.
    #[must_use]
    pub fn of(summary: &'a SummaryView, judged: &[Judged], together: &VerdictView) -> Self {
        let mut single = VerdictView::empty();
        for one in judged {
            single.add(Some(VerdictView { gates: Vec::new(), rules: Vec::new(), ..one.verdict.clone() }));
        }
        let mut gates: Vec<String> = judged.iter().flat_map(|one| one.verdict.gates.clone()).collect();
        gates.sort();
        gates.dedup();
        let findings = single.findings.iter().chain(&together.findings).cloned().collect();
        let verdict = VerdictView { gates: gates.clone(), findings, rules: Vec::new(), ..together.clone() };
        let single = VerdictView { gates, gated: together.gated, passes: together.passes, ..single };
        Self { summary, verdict, single }
    }
}

impl Answer for JudgedSummary<'_> {
    fn json(&self) -> Value {
        self.summary.json()
    }

    fn sheet(&self) -> Sheet {
        self.summary.sheet()
    }

    fn text(&self, style: Style) -> String {
        self.summary.text(style) + &verdict(&self.single, style, Paint::new(style))
    }

    fn page(&self) -> Page {
        Page::new("portfolio", json!({ "portfolio": self.summary, "verdict": self.verdict }))
    }
}

/// Basis points; nothing where nothing was counted.
fn share(share: Option<u32>) -> String {
    share.map(|share| share.to_string()).unwrap_or_default()
}

fn text(view: &SummaryView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut parts = vec!["figures as claimed".to_owned()];
    parts.extend([format!("evidence weighed on {}", view.today), format!("weighting {}", view.weighting)]);
    if view.unreadable > 0 {
        parts.push(format!("{} could not be scored", view.unreadable));
    }
    if view.passed_over > 0 {
        parts.push(format!("{} files are no worksheets", view.passed_over));
    }
    if view.compared > 0 || view.without_baseline > 0 {
        parts.push(format!("{} held against a baseline, {} without one", view.compared, view.without_baseline));
    }
    if view.failing > 0 {
        parts.push(format!("{} fail a gate", view.failing));
    }
    let same =
        |one: &&FrameworkSummaryView| view.frameworks.iter().any(|other| other.id == one.id && other.name != one.name);
    let versions: Vec<&str> =
        view.frameworks.iter().filter(same).map(|framework| framework.framework_version.as_str()).collect();
    if !versions.is_empty() {
        parts.push(format!("versions {} apart: no figure is of both", versions.join(" and ")));
    }
    let mut text = format!(
        "{}\n{}\n",
        paint.title(&count(view.organisations, "organisation")),
        wrap(&parts.join(" · "), style.width, "")
    );
    for framework in &view.frameworks {
        text.push_str(&part(framework, view.by.as_str(), style, paint));
    }
    text
}

fn part(view: &FrameworkSummaryView, by: &str, style: Style, paint: Paint) -> String {
    let evidence = match view.evidence {
        Some("looked at") => " · evidenced, and looked at",
        Some(_) => " · evidenced, not looked at: a file counts as a citation at most (`--look` opens it)",
        None => "",
    };
    let mut text = format!("\n{} {}{evidence}\n", view.title, view.framework_version);
    text.push_str(&heat(view, style, paint));
    text.push_str(&distribution(view, paint));
    text.push_str(&groups(&view.groups, by, paint));
    text.push_str(&common("Most common gaps", &view.common_gaps, paint));
    if !view.worst_regressions.is_empty() {
        text.push_str(&worst(view, paint));
        text.push_str(&common("Most common regressions", &view.common_regressions, paint));
    }
    text.push('\n');
    text.push_str(&statement(&view.statement, style, paint));
    text
}

/// Claimed scores, organisation by block, the lowest first, in the colour of what is reached, with the evidenced one of all beside
/// them; the means below.
fn heat(view: &FrameworkSummaryView, style: Style, paint: Paint) -> String {
    let mut head = vec![""];
    head.extend(view.blocks.iter().map(|block| block.id.as_str()));
    head.push("Overall");
    // A narrow table has no room for it; then a line below tells of the mean.
    let wide = style.width >= 80;
    head.extend(wide.then_some("By evidence"));
    let verified = view.overall.verified;
    let widest = style.width >= 92 && verified.is_some();
    head.extend(widest.then_some("Verified"));
    let mut table = paint.table(&head);
    for row in &view.lowest {
        let mut cells = vec![Cell::new(name(row))];
        cells.extend(view.blocks.iter().map(|block| heat_cell(&row["blocks"][&block.id], &view.scale)));
        cells.push(heat_cell(row, &view.scale));
        cells.extend(wide.then(|| right(by_evidence(view, figure(row, "evidenced")))));
        cells.extend(widest.then(|| right(figure(row, "verified").map_or_else(|| "-".to_owned(), percent))));
        table.add_row(cells);
    }
    let mut cells = vec![Cell::new(format!("Mean of {}", view.organisations))];
    cells.extend(view.blocks.iter().chain([&view.overall]).map(mean));
    let backed = by_evidence(view, view.overall.evidenced);
    cells.extend(wide.then(|| right(&backed)));
    cells.extend(verified.filter(|_| widest).map(|share| right(percent(share))));
    table.add_row(cells);
    // Figures stay whole; only names wrap.
    for column in table.column_iter_mut().skip(if wide { 1 } else { usize::MAX }) {
        column.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
    }
    let mut below = if wide { String::new() } else { format!("Overall by evidence, the mean: {backed}\n") };
    if let Some(share) = verified.filter(|_| !widest) {
        below.push_str(&format!("Overall verified, the mean: {}\n", percent(share)));
    }
    let shown = u64::try_from(view.lowest.len()).unwrap_or(u64::MAX);
    let more = if shown < view.organisations {
        let words = format!("the {shown} lowest; `--top` shows more, `--format ndjson` or `csv` all of them");
        paint.dim(&words) + "\n"
    } else {
        paint.dim("`dmf assess FILE` tells more of one") + "\n"
    };
    finish(&table) + &below + &more
}

fn heat_cell(figures: &Value, scale: &[String]) -> Cell {
    let Some(claimed) = figure(figures, "claimed") else { return right("-") };
    let reached = figures["reached"].as_str().unwrap_or_default();
    let place = scale.iter().position(|level| level == reached).unwrap_or(0);
    right(percent(claimed)).fg(shade(place, scale.len()))
}

/// Basis points of a row.
fn figure(figures: &Value, name: &str) -> Option<u32> {
    figures[name].as_u64().and_then(|share| u32::try_from(share).ok())
}

/// What evidence backs; no figure where its files were not looked at, which would be one of citations only.
fn by_evidence(view: &FrameworkSummaryView, evidenced: Option<u32>) -> String {
    match (view.evidence, evidenced) {
        (Some("not looked at"), _) => "not looked at".to_owned(),
        (_, Some(evidenced)) => percent(evidenced),
        (_, None) => "-".to_owned(),
    }
}

fn mean(mean: &MeanView) -> Cell {
    right(mean.claimed.map_or_else(|| "-".to_owned(), percent))
}

fn distribution(view: &FrameworkSummaryView, paint: Paint) -> String {
    let mut head = vec!["Reached"];
    head.extend(view.scale.iter().map(String::as_str));
    let mut table = paint.table(&head);
    let (overall, blocks) = view.distribution.split_first().expect("there is always one for all");
    for (id, row) in blocks.iter().map(|row| (row.id.as_str(), row)).chain([("Overall", overall)]) {
        let mut cells = vec![Cell::new(id)];
        cells.extend(row.organisations.iter().map(right));
        table.add_row(cells);
    }
    format!("\n{}", finish(&table))
}

fn groups(groups: &[GroupView], by: &str, paint: Paint) -> String {
    let Some(first) = groups.first() else { return String::new() };
    let title = format!("By {by}");
    let mut head = vec![title.as_str(), "Organisations"];
    head.extend(first.blocks.iter().map(|block| block.id.as_str()));
    head.push("Overall");
    let mut table = paint.table(&head);
    for group in groups {
        let mut cells = vec![Cell::new(visible(&group.label)), right(group.organisations)];
        cells.extend(group.blocks.iter().chain([&group.overall]).map(mean));
        table.add_row(cells);
    }
    format!("\n{}", finish(&table))
}

fn common(title: &str, gaps: &[CommonGapView], paint: Paint) -> String {
    if gaps.is_empty() {
        return String::new();
    }
    let mut table = paint.table(&[title, "", "Organisations", ""]);
    for gap in gaps {
        let key = if gap.key { " (key)" } else { "" };
        table.add_row(vec![
            Cell::new(&gap.id),
            Cell::new(format!("{}{key}", gap.title)),
            right(gap.organisations),
            right(percent(gap.share)),
        ]);
    }
    format!("\n{}", finish(&table))
}

fn worst(view: &FrameworkSummaryView, paint: Paint) -> String {
    let mut table = paint.table(&["Worst regressions", "Claimed", "Evidenced", "Worse"]);
    for row in &view.worst_regressions {
        let by = |figure: &str| row["change"][figure].as_i64().unwrap_or(0);
        let worse: Vec<&str> =
            row["change"]["worse"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        table.add_row(vec![
            Cell::new(name(row)),
            trend(by("claimed_by"), signed(by("claimed_by"))),
            trend(by("evidenced_by"), signed(by("evidenced_by"))),
            Cell::new(worse.join(", ")),
        ]);
    }
    format!("\n{}", finish(&table))
}

fn name(row: &Value) -> String {
    visible(row["organisation"].as_str().unwrap_or_default())
}

fn count(number: u64, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
