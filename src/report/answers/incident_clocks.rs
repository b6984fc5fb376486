//! Who must be told of a breach by when, as a list and as a calendar.

use comfy_table::{Cell, Color};
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    due::clock_uid,
    incident::{ClockView, ClocksView, named},
    report::{
        Style,
        formats::{
            Calendar, Event, Rows, Sheet, When,
            table::{Paint, finish, statement},
        },
        visible, wrap,
    },
};

impl Answer for ClocksView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.clocks).columns(&[
            ("state", |clock| clock.state.to_owned()),
            ("due_utc", |clock| clock.due.clone().unwrap_or_default()),
            ("due_local", |clock| clock.due_local.clone().unwrap_or_default()),
            ("minutes_left", |clock| clock.minutes_left.map(|left| left.to_string()).unwrap_or_default()),
            ("place", |clock| clock.place.clone()),
            ("duty", |clock| clock.duty.to_owned()),
            ("who", |clock| clock.who.clone()),
            ("only_for", |clock| clock.only_for.clone()),
            ("condition", |clock| clock.condition.to_owned()),
            ("when", |clock| clock.when.clone()),
            ("time", |clock| clock.time.clone()),
            ("from", |clock| clock.from.unwrap_or_default().to_owned()),
            ("counted_from", |clock| clock.counted_from.unwrap_or_default().to_owned()),
            ("started", |clock| clock.started.clone().unwrap_or_default()),
            ("stands", |clock| clock.stands.clone()),
            ("told", |clock| clock.told.clone().unwrap_or_default()),
            ("text", |clock| clock.text.clone()),
            ("remarks", |clock| clock.remarks.join("; ")),
            ("conflicts", |clock| clock.conflicts.join("; ")),
            ("status", |clock| clock.status.to_owned()),
            ("as_of", |clock| clock.as_of.clone()),
            ("confidence", |clock| clock.confidence.to_owned()),
            ("unsure", |clock| clock.unsure.to_string()),
            ("sources", |clock| clock.sources.join(" ")),
            ("pinpoint", |clock| clock.read.as_ref().map(|read| read.pinpoint.clone()).unwrap_or_default()),
            ("words", |clock| clock.read.as_ref().map(|read| read.words.clone()).unwrap_or_default()),
            ("read_on", |clock| clock.read.as_ref().map(|read| read.on.clone()).unwrap_or_default()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("incident-clocks", json!(self))
    }

    /// What has no moment is left out: a calendar has no place for it.
    fn calendar(&self) -> Option<Calendar> {
        let made = self.now.split('T').next().unwrap_or_default().to_owned();
        let open = self
            .clocks
            .iter()
            .filter(|clock| !matches!(clock.state, "done" | "not-told") && clock.condition != "not-met");
        let events = open.filter_map(|clock| Some(event(self, clock, clock.due.clone()?)));
        Some(Calendar { name: "Clocks of an incident".to_owned(), made, events: events.collect() })
    }
}

fn event(view: &ClocksView, clock: &ClockView, due: String) -> Event {
    let name = named(clock);
    let begins = view.events.first().map(|event| event.utc.replace([':', '-'], "")).unwrap_or_default();
    let test = if clock.when.is_empty() { String::new() } else { format!("\nWhen: {}", clock.when) };
    Event {
        id: clock_uid(&clock.key(), view.incident.as_deref().unwrap_or(&begins)),
        when: When::Moment(due),
        title: format!("{name}: latest moment"),
        about: format!("{}\n{}{test}", clock.time, clock.text),
        category: clock.duty.to_owned(),
        reminder: name,
    }
}

/// Two tables, of what binds everybody and of what binds some, then what each row rests on.
fn text(view: &ClocksView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = String::new();
    let mut line = |words: String| text.push_str(&format!("{}\n", wrap(&words, style.width, "  ")));
    let given: Vec<String> = view.events.iter().map(|event| format!("{} {}", event.event, event.at)).collect();
    let incident = view.incident.as_ref().map(|id| visible(id));
    line(incident.into_iter().chain(given).collect::<Vec<_>>().join(" · "));
    let mut counts = vec![format!("looked at {}", view.now)];
    let some = view.run_out_for_some;
    counts.push(match view.run_out - some {
        0 => "no time that binds everybody has run out".to_owned(),
        1 => "1 time has run out".to_owned(),
        many => format!("{many} times have run out"),
    });
    if some > 0 {
        counts.push(format!("{some} run out for those whom they bind"));
    }
    if view.no_fact > 0 {
        counts.push(format!("of {} nothing is known", rows(view.no_fact)));
    }
    line(counts.join(" · "));
    for who in &view.unmatched {
        text.push_str(&paint.warn(&wrap(
            &format!("`{}` means no duty here and stops no clock; `dmf incident check` says more", visible(who)),
            style.width,
            "  ",
        )));
        text.push('\n');
    }
    for (title, some) in [("For everybody", false), ("Only for some: whether you are one of them is not said", true)] {
        let shown: Vec<&ClockView> = view.clocks.iter().filter(|clock| clock.is_for_some() == some).collect();
        if shown.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{}\n", paint.strong(title)));
        text.push_str(&table(&shown, style, paint));
    }
    text.push_str(&format!("{}\n", paint.dim("? unsure: no text was opened, or little confidence")));
    text.push_str(&format!("\n{}\n", paint.strong("What each rests on")));
    for clock in &view.clocks {
        text.push_str(&entry(clock, style, paint));
    }
    format!("{text}\n{}", statement(&view.statement, style, paint))
}

fn rows(count: usize) -> String {
    format!("{count} row{}", if count == 1 { "" } else { "s" })
}

fn table(clocks: &[&ClockView], style: Style, paint: Paint) -> String {
    let wide = style.width >= 110;
    let mut head = vec!["Due there", "Whom", "Stands", "Test"];
    if wide {
        head.insert(1, "Due in UTC");
        head.push("Counted from");
    }
    let mut table = paint.table(&head);
    for clock in clocks {
        let colour = colour(clock);
        let due = clock.due_local.as_deref().unwrap_or("–");
        let mut cells = vec![
            Cell::new(if clock.unsure { format!("{due} ?") } else { due.to_owned() }).fg(colour),
            Cell::new(visible(&named(clock))),
            Cell::new(visible(&clock.stands)).fg(colour),
            Cell::new(test(clock)),
        ];
        if wide {
            cells.insert(1, Cell::new(clock.due.as_deref().unwrap_or("–")));
            cells.push(Cell::new(clock.counted_from.unwrap_or("–")));
        }
        table.add_row(cells);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        if at == 0 || (wide && at == 1) {
            column.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
        }
    }
    finish(&table)
}

fn test(clock: &ClockView) -> String {
    let asked = !matches!(clock.state, "no-fact" | "no-duty" | "draft" | "later");
    if asked { clock.condition.replace('-', " ") } else { "–".to_owned() }
}

fn colour(clock: &ClockView) -> Color {
    match clock.state {
        "late" => Color::Red,
        "runs" | "promptly" | "waits" => Color::Yellow,
        _ => Color::Reset,
    }
}

/// What a row says, and on what it rests.
fn entry(clock: &ClockView, style: Style, paint: Paint) -> String {
    let time = if clock.time.is_empty() { clock.stands.clone() } else { clock.time.clone() };
    let sign = if clock.unsure { "? " } else { "" };
    let mut text = format!("{}\n", wrap(&format!("{sign}{}: {time}", visible(&named(clock))), style.width, "    "));
    let mut line = |words: &str| text.push_str(&format!("{}\n", wrap(&format!("    {words}"), style.width, "    ")));
    if let (Some(utc), Some(started)) = (&clock.due, &clock.started) {
        line(&format!("from {started} to {utc}"));
    }
    if !clock.when.is_empty() {
        line(&format!("test: {} ({})", visible(&clock.when), clock.condition.replace('-', " ")));
    }
    if !clock.text.is_empty() {
        line(&visible(&clock.text));
    }
    if let Some(note) = &clock.note {
        line(&visible(note));
    }
    for remark in &clock.remarks {
        line(&format!("! {}", visible(remark)));
    }
    for says in &clock.conflicts {
        line(&format!("Disputed: {}", visible(says)));
    }
    if let Some(read) = &clock.read {
        let (words, source, at) = (visible(&read.words), visible(&read.source), visible(&read.pinpoint));
        line(&format!("“{words}” ({source}, {at}, read {})", read.on));
    }
    if !clock.as_of.is_empty() {
        let marks = [
            clock.status.replace('-', " "),
            format!("as of {}", clock.as_of),
            format!("confidence {}", clock.confidence),
            visible(&clock.sources.join(", ")),
        ];
        let marks = wrap(&format!("    {}", marks.join(" · ")), style.width, "    ");
        text.push_str(&format!("{}\n", paint.dim(&marks)));
    }
    text
}
