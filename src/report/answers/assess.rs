//! A scorecard with what to do next.

use comfy_table::{Attribute, Cell};
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Answer, Page, comparison,
    complained::{about, complained, files},
};
use crate::{
    assessment::{
        CountsView, EvidenceState, FiguresView, LevelRef, PracticeView, ScorecardView, StandingsView, State,
        baseline::ComparisonView,
    },
    gate::{FindingCode, FindingView, Kind, VerdictView},
    remediation::StepView,
    report::{
        Style,
        figures::{bar, days, percent, points},
        formats::{
            Case, Findings, Rows, Sheet, Suite,
            table::{Paint, finish, level, lines, right, shade, statement, verdict},
        },
        visible, wrap,
    },
};

/// A scorecard with what to do next.
#[derive(Debug, Clone, Serialize)]
pub struct AssessView {
    /// The file that was scored, as it was named.
    pub file: String,
    #[serde(flatten)]
    pub scorecard: ScorecardView,
    pub next_steps: Vec<StepView>,
    /// Held against a baseline, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<ComparisonView>,
    /// What was found, and whether it passes.
    #[serde(skip_serializing_if = "VerdictView::is_quiet")]
    pub verdict: VerdictView,
}

/// What came of the worksheets of one call.
#[derive(Debug, Clone)]
pub struct Scorecards {
    /// Those that could be scored.
    pub views: Vec<AssessView>,
    /// What was complained about, in whichever file; `None` where nothing was.
    pub complaints: Option<VerdictView>,
    /// How many were asked for.
    pub asked: usize,
}

impl Answer for Scorecards {
    /// One object; a list where several files were asked for in one call.
    fn json(&self) -> Value {
        match &self.objects()[..] {
            [one] if self.asked < 2 => one.clone(),
            list => json!(list),
        }
    }

    /// One a worksheet; one that could not be scored has its file and what is wrong with it.
    fn objects(&self) -> Vec<Value> {
        let complaints = self.complaints.iter();
        let wrong = complaints.flat_map(|verdict| {
            let files = files(verdict);
            let wrong = files.into_iter().map(|file| (file, about(verdict, file)));
            wrong.filter(|(_, verdict)| !verdict.passes)
        });
        let wrong = wrong.map(|(file, verdict)| json!({ "version": 1, "file": file, "verdict": verdict }));
        self.views.iter().map(|view| json!(view)).chain(wrong).collect()
    }

    fn sheet(&self) -> Sheet {
        let practices =
            self.views.iter().flat_map(|view| view.scorecard.practices.iter().map(move |practice| (view, practice)));
        Rows::of(practices).columns(&[
            ("file", |(view, _)| view.file.clone()),
            ("organisation", |(view, _)| view.scorecard.organisation.name.clone()),
            ("country", |(view, _)| view.scorecard.organisation.country.clone()),
            ("practice", |(_, practice)| practice.id.clone()),
            ("title", |(_, practice)| practice.title.clone()),
            ("block", |(_, practice)| practice.block.clone()),
            ("state", |(_, practice)| practice.state.as_str().to_owned()),
            ("claimed", |(_, practice)| applicable(practice, &practice.claimed.id)),
            ("evidenced", |(_, practice)| applicable(practice, &practice.evidenced.id)),
            ("verified", |(_, practice)| {
                practice.verified.as_ref().map_or_else(String::new, |verified| verified.counts.id.clone())
            }),
            ("target", |(_, practice)| applicable(practice, &practice.target.id)),
            ("gap", |(_, practice)| applicable(practice, &practice.gap.to_string())),
            ("key", |(_, practice)| practice.key.to_string()),
            ("weight", |(_, practice)| practice.weight.to_string()),
            ("evidence", |(_, practice)| practice.evidence.as_str().to_owned()),
            ("reason", |(_, practice)| practice.reason.clone().unwrap_or_default()),
            ("note", |(_, practice)| practice.note.clone().unwrap_or_default()),
        ])
    }

    fn text(&self, style: Style) -> String {
        self.views.iter().map(|view| scorecard(view, style)).collect::<Vec<_>>().join("\n")
    }

    fn page(&self) -> Page {
        Page::new("assess", json!({ "scorecards": self.views }))
    }

    fn findings(&self) -> Option<Vec<Findings<'_>>> {
        let complaints = self.complaints.iter().map(|verdict| complained("assess", TAGS, verdict));
        Some(self.views.iter().map(findings).chain(complaints).collect())
    }
}

/// What its rules are about.
pub(super) const TAGS: &[&str] = &["data-management", "maturity"];

/// Nothing where a practice does not apply, so that nobody adds it up.
fn applicable(practice: &PracticeView, text: &str) -> String {
    if practice.state == State::NotApplicable { String::new() } else { text.to_owned() }
}

/// A building block is a suite, a practice a case, and so is the block as a whole. A practice that has no level to test
/// is skipped, and never reads as passed.
pub(super) fn suites(card: &ScorecardView) -> Vec<Suite> {
    let suites = card.blocks.iter().map(|block| {
        let practices = card.practices.iter().filter(|practice| practice.block == block.id);
        let mut cases: Vec<Case> = practices
            .map(|practice| Case {
                kind: Kind::Practice,
                id: practice.id.clone(),
                name: format!("{} {}", practice.id, practice.title),
                skipped: match practice.state {
                    State::NotApplicable => {
                        Some(format!("not applicable: {}", practice.reason.as_deref().unwrap_or_default()))
                    }
                    State::NotAssessed => Some("not assessed".to_owned()),
                    State::Answered => None,
                },
            })
            .collect();
        let name = format!("{} {} as a whole", block.id, block.title);
        cases.push(Case { kind: Kind::Block, id: block.id.clone(), name, skipped: None });
        Suite { id: block.id.clone(), title: block.title.clone(), cases }
    });
    suites.collect()
}

fn findings(view: &AssessView) -> Findings<'_> {
    Findings {
        command: "assess",
        tags: TAGS,
        file: &view.file,
        figures: figures(&view.scorecard),
        suites: suites(&view.scorecard),
        verdict: &view.verdict,
    }
}

/// Whose scorecard it is and what it comes to, in a line.
pub(super) fn figures(card: &ScorecardView) -> String {
    let share = |share: Option<u32>| share.map_or_else(|| "nothing".to_owned(), percent);
    let overall = &card.overall;
    let whose = &card.organisation.name;
    let verified = overall.verified.map_or_else(String::new, |share| format!(", {} verified", percent(share)));
    format!("{whose}: {} claimed, {} evidenced{verified}", share(overall.claimed), share(overall.evidenced))
}

/// `3 of 51 verified (the others count as 0)`: what the third figure rests on; nothing where the method has none.
pub(in crate::report) fn coverage(counts: &CountsView) -> Option<String> {
    let (verified, applicable) = (counts.verified?, counts.asked - counts.not_applicable);
    Some(match verified {
        0 => format!("none of {applicable} verified by somebody else"),
        _ if verified < applicable => format!("{verified} of {applicable} verified (the others count as 0)"),
        _ => format!("{verified} of {applicable} verified"),
    })
}

/// Rows of gaps that are shown unless all are asked for.
const GAPS: usize = 10;

/// Warnings on records that are shown unless all are asked for.
const WARNINGS: usize = 10;

fn scorecard(view: &AssessView, style: Style) -> String {
    let paint = Paint::new(style);
    let card = &view.scorecard;
    let mut text = heading(card, paint);
    text.push_str(&scoreboard(card, style, paint));
    text.push_str(&counts(card, style));
    text.push_str(&evidence(&view.verdict, style, paint));
    if let Some(view) = &view.comparison {
        text.push_str(&format!("\n{}", comparison::section(view, style, paint)));
    }
    text.push_str(&verdict(&view.verdict, style, paint));
    text.push_str(&components(card, style, paint));
    text.push_str(&gaps(card, style, paint));
    text.push_str(&next_steps(&view.next_steps, style, paint));
    text.push_str(&lists(card, style, paint));
    text.push('\n');
    text.push_str(&statement(&card.statement, style, paint));
    text
}

fn heading(card: &ScorecardView, paint: Paint) -> String {
    let organisation = &card.organisation;
    let mut about = vec![organisation.country.clone()];
    about.extend(organisation.sector.as_deref().map(visible));
    about.push(format!("profile {}", card.profile));
    let as_of = card.as_of.as_ref().map_or(String::new(), |day| format!("answers as of {day}, "));
    let what_if = if card.what_if.is_empty() {
        String::new()
    } else {
        format!("{}\n", paint.warn(&format!("WHAT IF {}: not the organisation's own answers", card.what_if.join(", "))))
    };
    format!(
        "{}\n{} {}\n{as_of}evidence weighed on {}\n{what_if}\n",
        paint.named(&visible(&organisation.name), &about.join(", ")),
        card.framework.title,
        card.framework.version,
        card.today,
    )
}

/// One row a block, and one for all.
fn scoreboard(card: &ScorecardView, style: Style, paint: Paint) -> String {
    let wide = style.width >= 100;
    let verified = shows_verified(card, wide);
    let mut table = paint.table(&head("Building block", wide, verified));
    for block in &card.blocks {
        let mut title = format!("{} {}", block.id, block.title);
        if block.figures.left_out > 0 && block.figures.claimed.is_some() {
            title.push_str(&format!(" ({} n/a)", percent(block.figures.left_out)));
        }
        table.add_row(row(&title, &block.figures, card.scale.len(), (wide, verified), false));
    }
    table.add_row(row("Overall", &card.overall, card.scale.len(), (wide, verified), true));
    finish(&table)
}

/// Whether the third figure has a column: where there is room, or where it is not 0 everywhere. What it rests on always stands below.
fn shows_verified(card: &ScorecardView, wide: bool) -> bool {
    card.overall.verified.is_some() && (wide || card.overall.counts.verified > Some(0))
}

/// Columns: the narrow table leaves out the target, and shortens the bar or leaves it out as well.
fn head(first: &'static str, wide: bool, verified: bool) -> Vec<&'static str> {
    let mut heads = vec![first, "Claimed", "Evidenced"];
    heads.extend(verified.then_some("Verified"));
    heads.extend(wide.then_some("Target"));
    heads.extend(["Reached", "By evidence"]);
    heads
}

fn row(title: &str, figures: &FiguresView, of: usize, (wide, verified): (bool, bool), all: bool) -> Vec<Cell> {
    let title = Cell::new(title);
    let mut cells = vec![if all { title.add_attribute(Attribute::Bold) } else { title }];
    let (Some(claimed), Some(evidenced)) = (figures.claimed, figures.evidenced) else {
        cells.push(Cell::new("not applicable"));
        return cells;
    };
    let width = match (wide, verified) {
        (true, _) => 20,
        (false, false) => 8,
        (false, true) => 0,
    };
    let place = figures.reached.as_ref().map_or(0, |level| level.number.into());
    let shown = format!("{} {:>6}", bar(claimed, evidenced, width), percent(claimed));
    cells.push(right(shown.trim_start().to_owned()).fg(shade(place, of)));
    cells.push(right(percent(evidenced)));
    cells.extend(figures.verified.filter(|_| verified).map(|share| right(percent(share))));
    if wide {
        cells.push(right(percent(figures.target.unwrap_or(0))));
    }
    let reached = |reached: &Option<LevelRef>| {
        reached.as_ref().map_or_else(|| level("-", 0_u8, of), |reached| level(&reached.id, reached.number, of))
    };
    cells.push(reached(&figures.reached));
    cells.push(reached(&figures.reached_evidenced));
    cells
}

/// What the figures leave out or could not count.
fn counts(card: &ScorecardView, style: Style) -> String {
    let counts = &card.overall.counts;
    let mut parts = vec![format!("{} of {} practices answered", counts.answered, counts.asked)];
    if counts.not_assessed > 0 {
        parts.push(format!("{} not assessed (count as 0)", counts.not_assessed));
    }
    if counts.not_applicable > 0 {
        parts.push(format!(
            "{} not applicable ({} of the weight left out)",
            counts.not_applicable,
            percent(card.overall.left_out)
        ));
    }
    parts.push(format!("{} below target (claimed)", counts.below_target));
    if counts.unbacked > 0 {
        parts.push(format!("{} claimed beyond their evidence", counts.unbacked));
    }
    parts.extend(coverage(counts));
    if card.outside_profile > 0 {
        parts.push(format!("{} outside the profile", card.outside_profile));
    }
    if card.sentences_changed > 0 {
        let count = card.sentences_changed;
        parts.push(format!("{count} read by newer sentences (`dmf framework migrate` says which)"));
    }
    let records =
        counts.records.as_ref().map_or_else(String::new, |records| wrap(&standings(records), style.width, "") + "\n");
    wrap(&parts.join(" · "), style.width, "") + "\n" + &records
}

/// What is wrong with records, or what they contradict, where no gate is set: else it stands with the verdict.
fn evidence(verdict: &VerdictView, style: Style, paint: Paint) -> String {
    const CODES: [FindingCode; 12] = [
        FindingCode::AnswerContradicted,
        FindingCode::WeakEvidence,
        FindingCode::EvidenceNotFound,
        FindingCode::EvidenceChanged,
        FindingCode::EvidenceUndated,
        FindingCode::EvidenceMisdated,
        FindingCode::EvidenceShared,
        FindingCode::EvidencePlaceholder,
        FindingCode::VerifiedBelowClaimed,
        FindingCode::VerifiedNotIndependent,
        FindingCode::VerifiedOutOfDate,
        FindingCode::VerifiedInFuture,
    ];
    let about =
        |finding: &&FindingView| finding.waiver.is_none() && CODES.iter().any(|code| code.as_str() == finding.code);
    let mut found: Vec<&FindingView> = verdict.findings.iter().filter(about).collect();
    if verdict.gated || found.is_empty() {
        return String::new();
    }
    found.sort_by_key(|finding| (finding.place.line, finding.place.column));
    let shown = if style.all { found.len() } else { found.len().min(WARNINGS) };
    let mut text = format!("\n{}", lines(&found[..shown], style, paint));
    if found.len() > shown {
        text.push_str(&paint.dim(&format!("and {} more; `--all` shows them", found.len() - shown)));
        text.push('\n');
    }
    text
}

/// `18 records: 12 looked at, 6 cited`.
pub(super) fn standings(records: &StandingsView) -> String {
    let StandingsView { all, of_each } = records;
    let count = |number: usize, words: &str| (number > 0).then(|| format!("{number} {words}"));
    let parts = [
        count(of_each.looked_at, "looked at"),
        count(of_each.attested, "attested"),
        count(of_each.cited, "cited"),
        count(of_each.nothing, if of_each.nothing == 1 { "that stands for nothing" } else { "that stand for nothing" }),
        count(of_each.out_of_date, "out of date"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let mut text = match all {
        0 => "no record of evidence".to_owned(),
        1 => format!("1 record: {}", parts.join(", ")),
        all => format!("{all} records: {}", parts.join(", ")),
    };
    for (number, words) in [
        (of_each.not_looked, "not looked for, so cited at most"),
        (of_each.not_here, "not here, known by what git holds of them"),
    ] {
        if number > 0 {
            text.push_str(&format!("; {number} of their files {words}"));
        }
    }
    text
}

fn components(card: &ScorecardView, style: Style, paint: Paint) -> String {
    let Some(view) = &card.components else { return String::new() };
    let wide = style.width >= 100;
    let verified = shows_verified(card, wide);
    let mut table = paint.table(&head("Component", wide, verified));
    for component in &view.components {
        table.add_row(row(&component.title, &component.figures, card.scale.len(), (wide, verified), false));
    }
    format!(
        "\n{}\n{}{}",
        paint.strong(&wrap(&view.title, style.width, "")),
        finish(&table),
        statement(&view.statement, style, paint)
    )
}

fn gaps(card: &ScorecardView, style: Style, paint: Paint) -> String {
    if card.gaps.is_empty() {
        return "\nEvery practice is at its target.\n".to_owned();
    }
    let shown = if style.all { card.gaps.len() } else { GAPS };
    let mut table = paint.table(&["Gap", "Practice", "Claimed", "Target"]);
    for gap in card.gaps.iter().take(shown) {
        let key = if gap.key { " (key)" } else { "" };
        let at = |at: &LevelRef| level(&at.id, at.number, card.scale.len());
        let now = if gap.state == State::NotAssessed { Cell::new("not assessed") } else { at(&gap.claimed) };
        table.add_row(vec![Cell::new(&gap.id), Cell::new(format!("{}{key}", gap.title)), now, at(&gap.target)]);
    }
    let mut text = format!("\n{}", finish(&table));
    if card.gaps.len() > shown {
        text.push_str(&paint.dim(&format!("and {} more gaps; `--all` shows them", card.gaps.len() - shown)));
        text.push('\n');
    }
    text
}

fn next_steps(steps: &[StepView], style: Style, paint: Paint) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint.strong("Next best steps"));
    for (at, step) in steps.iter().enumerate() {
        let from = if step.assessed { step.from.as_str() } else { "not assessed" };
        let line = format!(
            "{}. {}  {}: {from} → {}, {} for {} ({})",
            at + 1,
            step.practice,
            step.title,
            step.to,
            points(step.gain),
            days(step.effort),
            step.role_title,
        );
        text.push_str(&wrap(&line, style.width, "   "));
        text.push('\n');
        let action = wrap(&format!("   {}", step.action), style.width - 3, "   ");
        text.push_str(&format!("   {}\n", paint.accent(action.trim_start())));
    }
    text.push_str(&paint.dim("`dmf plan` dates all of them; `dmf framework show ID` tells what a level asks for"));
    text.push('\n');
    text
}

/// What a reader should know before trusting the figures.
fn lists(card: &ScorecardView, style: Style, paint: Paint) -> String {
    let pick = |keep: &dyn Fn(&PracticeView) -> bool, show: &dyn Fn(&PracticeView) -> String| -> Vec<String> {
        card.practices.iter().filter(|practice| keep(practice)).map(show).collect()
    };
    let id = |practice: &PracticeView| practice.id.clone();
    let dated = |practice: &PracticeView| match &practice.evidence_day {
        Some(day) => format!("{} ({day})", practice.id),
        None => practice.id.clone(),
    };
    let lists = [
        ("Not assessed", pick(&|practice| practice.state == State::NotAssessed && practice.stays.is_none(), &id)),
        (
            "Evidence to renew, with the day on which it ran out",
            pick(&|practice| practice.evidence == EvidenceState::Expired, &dated),
        ),
        (
            "Evidence that counts only later, with its first day",
            pick(&|practice| practice.evidence == EvidenceState::NotYet, &dated),
        ),
        ("Evidence shows less than is claimed", pick(&|practice| practice.evidence == EvidenceState::Partial, &id)),
        ("Evidence that stands for nothing", pick(&|practice| practice.evidence == EvidenceState::Weak, &id)),
        ("No evidence", pick(&|practice| practice.evidence == EvidenceState::Missing, &id)),
    ];
    let mut text = String::new();
    for (words, ids) in lists.iter().filter(|(_, ids)| !ids.is_empty()) {
        let list = wrap(&format!("{words}: {}", ids.join(", ")), style.width, "  ");
        text.push_str(&format!("{}\n", paint.warn(&list)));
    }
    for practice in &card.practices {
        let Some(stays) = practice.stays else { continue };
        let line = format!("Said not to apply, and counts as not assessed: {}: {}", practice.id, stays.words());
        text.push_str(&format!("{}\n", paint.warn(&wrap(&line, style.width, "  "))));
    }
    let mut left_out = card.practices.iter().filter(|practice| practice.state == State::NotApplicable).peekable();
    if left_out.peek().is_some() {
        text.push_str("Not applicable:\n");
        for practice in left_out {
            let reason = practice.reason.as_deref().map(visible).unwrap_or_default();
            text.push_str(&format!("{}\n", wrap(&format!("  {}  {reason}", practice.id), style.width, "          ")));
        }
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}
