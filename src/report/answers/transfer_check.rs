//! Transfers, weighed.

use comfy_table::{Cell, Color};
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    gate::Kind,
    report::{
        Style,
        formats::{
            Case, Findings, Rows, Sheet, Suite,
            table::{Paint, finish, right, statement, verdict},
        },
        visible, wrap,
    },
    transfer::{
        Status,
        impact::{CheckView, CheckedView, Decision, MeasureView, RiskView},
    },
};

impl Answer for CheckView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.transfers).columns(&[
            ("id", |transfer| transfer.id.clone()),
            ("title", |transfer| transfer.title.clone()),
            ("status", |transfer| transfer.status.as_str().to_owned()),
            ("from", |transfer| transfer.from.clone()),
            ("to", |transfer| transfer.to.clone()),
            ("onward", |transfer| transfer.onward.join(" ")),
            ("impact", |transfer| figure_of(transfer.inherent.as_ref(), |risk| risk.impact)),
            ("likelihood", |transfer| figure_of(transfer.inherent.as_ref(), |risk| risk.likelihood)),
            ("inherent", |transfer| figure_of(transfer.inherent.as_ref(), |risk| risk.risk)),
            ("residual", |transfer| figure_of(transfer.residual.as_ref(), |risk| risk.risk)),
            ("band", |transfer| transfer.residual.as_ref().map(|risk| risk.band.clone()).unwrap_or_default()),
            ("decision", |transfer| transfer.decision.id.as_str().to_owned()),
            ("rule", |transfer| transfer.decision.rule.to_owned()),
            ("may_proceed", |transfer| transfer.decision.may_proceed.to_string()),
            ("blocked_by", |transfer| transfer.decision.blocked_by.clone().unwrap_or_default()),
            ("reasons", |transfer| transfer.decision.reasons.join("; ")),
            ("measures_counted", |transfer| measures(transfer, "counts")),
            ("measures_refused", |transfer| measures(transfer, "refused")),
            ("sure", |transfer| transfer.decision.sure.to_string()),
            ("assessed", |transfer| {
                transfer.assessed.as_ref().map(|assessed| assessed.date.clone()).unwrap_or_default()
            }),
            ("due", |transfer| transfer.due.as_ref().map(|due| due.on.clone()).unwrap_or_default()),
            ("overdue", |transfer| transfer.due.as_ref().is_some_and(|due| due.overdue).to_string()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("transfer-check", json!({ "check": self }))
    }

    fn findings(&self) -> Option<Vec<Findings<'_>>> {
        Some(vec![findings(self)])
    }
}

fn figure_of(risk: Option<&RiskView>, figure: fn(&RiskView) -> u8) -> String {
    risk.map(|risk| figure(risk).to_string()).unwrap_or_default()
}

/// The measures of this verdict, by id.
fn measures(transfer: &CheckedView, verdict: &str) -> String {
    let those = transfer.measures.iter().filter(|measure| measure.verdict == verdict);
    those.map(|measure| measure.id.as_str()).collect::<Vec<_>>().join(" ")
}

/// A transfer is a case; one that nothing can be decided of fails by its finding.
fn findings(view: &CheckView) -> Findings<'_> {
    let cases = view.transfers.iter().map(|transfer| Case {
        kind: Kind::Transfer,
        id: transfer.id.clone(),
        name: format!("{} {}", transfer.id, transfer.title),
        skipped: (transfer.status == Status::Ended).then(|| "it has ended".to_owned()),
    });
    let suite = Suite { id: "transfers".to_owned(), title: "Transfers".to_owned(), cases: cases.collect() };
    Findings {
        command: "transfer check",
        tags: &["data-transfer", "privacy"],
        file: &view.file,
        figures: String::new(),
        suites: vec![suite],
        verdict: &view.verdict,
    }
}

fn text(view: &CheckView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = String::new();
    if !view.organisation.is_empty() {
        text.push_str(&paint.named(&visible(&view.organisation), "transfers, weighed"));
        text.push('\n');
    }
    let shown = view.transfers.len();
    let count = if shown == view.total { String::new() } else { format!(" of {}", view.total) };
    let plural = if view.total == 1 { "transfer" } else { "transfers" };
    let (own, highest) = (view.appetite, view.method.appetite);
    let appetite = if own < highest { format!(", appetite {own} instead of {highest}") } else { String::new() };
    text.push_str(&wrap(
        &format!(
            "{shown}{count} {plural} on {}, by {} {} (tia-method {}){appetite}",
            view.today, view.method.title, view.method.version, view.method.number
        ),
        style.width,
        "",
    ));
    text.push_str("\n\n");
    text.push_str(&overview(view, style, paint));
    if style.all {
        for transfer in &view.transfers {
            text.push('\n');
            text.push_str(&details(transfer, style, paint));
        }
    }
    text.push_str(&verdict(&view.verdict, style, paint));
    text.push('\n');
    text + &statement(&view.limits.join(" "), style, paint)
}

fn overview(view: &CheckView, style: Style, paint: Paint) -> String {
    if view.transfers.is_empty() {
        return String::new();
    }
    if style.width < 72 {
        return view.transfers.iter().map(|transfer| block(transfer, style, paint)).collect();
    }
    let wide = style.width >= 110;
    let head: &[&str] = if wide {
        &["Id", "Title", "Status", "Route", "Before", "After", "Decision", "Due"]
    } else {
        &["Id", "Route", "Risk", "Decision", "Due"]
    };
    let mut table = paint.table(head);
    for transfer in &view.transfers {
        let id = Cell::new(&transfer.id);
        let decision = Cell::new(decision(transfer)).fg(colour(transfer));
        let due = Cell::new(due(transfer));
        let before = transfer.inherent.as_ref().map_or_else(|| "?".to_owned(), figure);
        let after = transfer.residual.as_ref().map_or_else(|| "?".to_owned(), figure);
        table.add_row(if wide {
            vec![
                id,
                Cell::new(visible(&transfer.title)),
                Cell::new(transfer.status.as_str()),
                Cell::new(route(transfer)),
                right(before),
                right(after).fg(colour(transfer)),
                decision,
                due,
            ]
        } else {
            let number = |risk: Option<&RiskView>| risk.map_or("?".to_owned(), |risk| risk.risk.to_string());
            let risk = format!("{} → {}", number(transfer.inherent.as_ref()), number(transfer.residual.as_ref()));
            vec![id, Cell::new(route(transfer)), Cell::new(risk), decision, due]
        });
    }
    finish(&table)
}

/// A transfer where there is no room for a table.
fn block(transfer: &CheckedView, style: Style, paint: Paint) -> String {
    let risk = |risk: Option<&RiskView>| risk.map_or_else(|| "?".to_owned(), figure);
    let mut text = paint.named(&transfer.id, &visible(&transfer.title)) + "\n";
    let lines = [
        format!(
            "  {}   {} → {}   due {}",
            route(transfer),
            risk(transfer.inherent.as_ref()),
            risk(transfer.residual.as_ref()),
            due(transfer)
        ),
        format!("  {}", decision(transfer)),
    ];
    for line in lines {
        text.push_str(&wrap(&line, style.width, "  "));
        text.push('\n');
    }
    text
}

fn details(transfer: &CheckedView, style: Style, paint: Paint) -> String {
    let decision = &transfer.decision;
    let mut text = paint.named(&transfer.id, &visible(&transfer.title)) + "\n";
    let mut line = |indent: &str, line: &str| {
        text.push_str(&wrap(&format!("{indent}{}", visible(line)), style.width, &format!("{indent}  ")));
        text.push('\n');
    };
    line("  ", &format!("{} · {}", route(transfer), transfer.status.as_str()));
    if let (Some(before), Some(after)) = (&transfer.inherent, &transfer.residual) {
        line("  ", &format!("risk before measures {}, after {}", product(before), product(after)));
    }
    line("  ", &format!("decision: {} (rule {})", decision.title, decision.rule));
    line("  ", &decision.sentence);
    line("  ", &format!("because {}", decision.rule_text));
    for reason in &decision.reasons {
        line("  · ", reason);
    }
    if let Some(why) = &decision.blocked_by {
        line("  ", &format!("not yet: {why}"));
    }
    if !transfer.drivers.is_empty() {
        let drivers: Vec<String> = transfer
            .drivers
            .iter()
            .map(|driver| {
                let mark = if driver.known { "" } else { ", not known" };
                format!("{} ({}{mark})", driver.title.to_lowercase(), driver.grade)
            })
            .collect();
        line("  ", &format!("driven by {}", drivers.join(", ")));
    }
    section(&mut text, "Measures", transfer.measures.iter().map(measure), style, paint);
    let changes = transfer.changes.iter().map(|change| {
        format!("{} → {} (residual {})", change.steps.join("; "), change.decision_title, change.residual)
    });
    section(&mut text, "What would change the decision", changes, style, paint);
    for law in &transfer.laws {
        let head = format!("{}, as {}", law.name, law.side);
        let facts = law.facts.iter().map(|fact| {
            let doubt = if fact.doubtful { "?" } else { "" };
            format!("{} [{}, {}, {}{doubt}]", fact.text, fact.status, fact.as_of, fact.confidence)
        });
        let none = law.facts.is_empty().then(|| "nothing is known of its law here".to_owned());
        section(&mut text, &head, facts.chain(none), style, paint);
    }
    let mut times: Vec<String> = Vec::new();
    if let Some(assessed) = &transfer.assessed {
        let version = assessed.version.as_ref().map_or_else(String::new, |version| format!(", version {version}"));
        times.push(format!("assessed on {} by {}{version}", assessed.date, assessed.assessor));
        if let Some(accepted) = &assessed.acceptance {
            times.push(format!(
                "residual risk accepted by {}, {}, on {} until {}: {}",
                accepted.by, accepted.role, accepted.date, accepted.until, accepted.reason
            ));
        }
        times.extend(assessed.opinions.iter().map(|opinion| {
            let said = opinion.text.as_ref().map_or_else(String::new, |text| format!(": {text}"));
            format!("{}, {}: {}{said}", opinion.by, opinion.date, opinion.view)
        }));
        let done = assessed.steps.iter().filter(|step| step.done.is_some()).count();
        times.push(format!("{done} of {} steps of the checklist have a date", assessed.steps.len()));
    }
    times.extend(transfer.dues.iter().map(|due| {
        let mark = if due.overdue { "overdue since the day after" } else { "holds until" };
        format!("{mark} {}: {}", due.on, due.what)
    }));
    times.extend(transfer.triggers.iter().map(|trigger| format!("since then: {}", trigger.what)));
    section(&mut text, "Assessment", times.into_iter(), style, paint);
    text
}

fn section(text: &mut String, head: &str, lines: impl Iterator<Item = String>, style: Style, paint: Paint) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    text.push_str(&format!("  {}\n", paint.strong(head)));
    for line in lines {
        text.push_str(&wrap(&format!("  · {}", visible(&line)), style.width, "    "));
        text.push('\n');
    }
}

fn measure(measure: &MeasureView) -> String {
    let effect = match (measure.verdict, measure.likelihood, measure.impact) {
        ("counts", likelihood, 0) => format!("likelihood −{likelihood}"),
        ("counts", 0, impact) => format!("impact −{impact}"),
        ("counts", likelihood, impact) => format!("likelihood −{likelihood}, impact −{impact}"),
        ("refused", ..) => "does not count".to_owned(),
        _ => "adds nothing".to_owned(),
    };
    let why = measure.why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
    let evidence = match (&measure.evidence, &measure.verified) {
        (Some(evidence), Some(day)) => format!(" ({evidence}, looked at {day})"),
        (Some(evidence), None) => format!(" ({evidence})"),
        _ => String::new(),
    };
    format!("{} {}: {effect}{why}{evidence}", measure.id, measure.kind)
}

/// The decision, with a mark where it may not go ahead as it is.
fn decision(transfer: &CheckedView) -> String {
    let mark = if transfer.decision.may_proceed { "" } else { "✗ " };
    format!("{mark}{}", transfer.decision.title)
}

fn due(transfer: &CheckedView) -> String {
    match &transfer.due {
        None => "–".to_owned(),
        Some(due) if due.overdue => format!("{} overdue", due.on),
        Some(due) => due.on.clone(),
    }
}

fn route(transfer: &CheckedView) -> String {
    let onward = if transfer.onward.is_empty() { String::new() } else { format!(" → {}", transfer.onward.join(" ")) };
    format!("{} → {}{onward}", transfer.from, transfer.to)
}

fn figure(risk: &RiskView) -> String {
    format!("{} {}", risk.risk, risk.band)
}

fn product(risk: &RiskView) -> String {
    format!("{} × {} = {} ({})", risk.impact, risk.likelihood, risk.risk, risk.band)
}

fn colour(transfer: &CheckedView) -> Color {
    match (transfer.decision.may_proceed, transfer.decision.id) {
        (false, Decision::DoNotTransfer) => Color::Red,
        (false, _) => Color::DarkYellow,
        (true, Decision::Suffices) => Color::Green,
        (true, _) => Color::Yellow,
    }
}
