//! An agreement: what became of ours, the facts of the deal, and obligation by obligation what it carries.

use comfy_table::{Cell, Color};
use serde_json::{Value, json};

use super::{Answer, Page, next_step, review_page::review_page};
use crate::{
    gate::{Kind, VerdictView},
    report::{
        Style,
        formats::{
            Case, Findings, Rows, Sheet, Suite,
            table::{Paint, finish, statement, verdict},
        },
        visible, wrap,
    },
    review::{
        ChangeView, ComparedView, FactView, Fate, Kept, ObligationReview, PlaceView, ReviewView, Shows, Stands, Status,
        reasons,
    },
};

/// Longest quotation, in letters; the rest is in the file.
const QUOTE: usize = 280;
/// Letters around a change that are shown of what stayed the same.
const AROUND: usize = 60;

impl Answer for ReviewView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(self.obligations.iter().zip(&self.titles)).columns(&[
            ("obligation", |(obligation, _)| obligation.id.clone()),
            ("title", |(_, title)| title.title.clone()),
            ("class", |(_, title)| title.class.to_owned()),
            ("status", |(obligation, _)| obligation.status.as_str().to_owned()),
            ("confidence", |(obligation, _)| obligation.confidence.as_str().to_owned()),
            ("clause", |(obligation, _)| {
                obligation.places.first().map(|place| place.clause.clone()).unwrap_or_default()
            }),
            ("paragraph", |(obligation, _)| {
                obligation.places.first().map(|place| place.paragraph.to_string()).unwrap_or_default()
            }),
            ("quote", |(obligation, _)| obligation.places.first().map(|place| place.quote.clone()).unwrap_or_default()),
            ("why", |(obligation, _)| reasons(&obligation.why)),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("review", json!(self))
    }

    fn html(&self) -> Option<String> {
        Some(review_page(self))
    }

    fn findings(&self) -> Option<Vec<Findings<'_>>> {
        self.verdict.as_ref().map(|verdict| vec![findings(self, verdict)])
    }
}

/// An obligation is a case; those that an agreement must carry stand together.
fn findings<'a>(view: &'a ReviewView, verdict: &'a VerdictView) -> Findings<'a> {
    let suite = |core: bool, id: &str, title: &str| {
        let those = view.obligations.iter().zip(&view.titles).filter(|(_, title)| title.core == core);
        let cases = those.map(|(obligation, title)| Case {
            kind: Kind::Obligation,
            id: obligation.id.clone(),
            name: format!("{} {}", obligation.id, title.title),
            // What nothing asks for is no failure, and reads as no pass either.
            skipped: (obligation.status != Status::Present)
                .then(|| format!("{}: {}", obligation.status.as_str(), reasons(&obligation.why))),
        });
        Suite { id: id.to_owned(), title: title.to_owned(), cases: cases.collect() }
    };
    Findings {
        command: "mcc check",
        tags: &["agreement", "privacy"],
        file: &view.file,
        figures: String::new(),
        suites: vec![suite(true, "core", "obligations"), suite(false, "other", "obligations")],
        verdict,
    }
}

fn text(view: &ReviewView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = paint.title(&visible(&view.file)) + "\n";
    let parties = |names: &[String]| if names.is_empty() { "not made out".to_owned() } else { names.join(", ") };
    let head = format!(
        "{}, read as {}; exporter: {}; importer: {}",
        view.format,
        view.module,
        visible(&parties(&view.exporter)),
        visible(&parties(&view.importer))
    );
    text.push_str(&(wrap(&head, style.width, "") + "\n"));
    if let Some(laws) = &view.laws {
        let line = format!("notice of a breach: held against {} hours ({})", laws.hours, laws.words);
        text.push_str(&(wrap(&visible(&line), style.width, "") + "\n"));
        if !laws.unknown.is_empty() {
            let line = format!("no file on the law of {}", laws.unknown.join(", "));
            text.push_str(&(paint.warn(&wrap(&visible(&line), style.width, "")) + "\n"));
        }
    }
    if !view.not_an_agreement.is_empty() {
        let warning = format!("Nothing is assured: {}.", view.not_an_agreement);
        text.push_str(&(paint.warn(&wrap(&warning, style.width, "")) + "\n"));
    }
    if !view.few_words.is_empty() {
        let warning = format!("Read with care: {}.", view.few_words);
        text.push_str(&(paint.warn(&wrap(&warning, style.width, "")) + "\n"));
    }
    for doubt in &view.doubts {
        let warning = format!("Not sure who is who: {doubt}; `--exporter NAME --importer NAME` says it.");
        text.push_str(&(paint.warn(&wrap(&visible(&warning), style.width, "")) + "\n"));
    }
    if !view.languages.is_empty() {
        let list: Vec<String> = view
            .languages
            .iter()
            .map(|share| {
                format!("{} ({} %{})", share.language, share.percent, if share.read { "" } else { ", not read" })
            })
            .collect();
        let warning =
            format!("Written in {}: what stands in a language that is not read bears on no verdict.", list.join(", "));
        text.push_str(&(paint.warn(&wrap(&visible(&warning), style.width, "")) + "\n"));
    }
    text.push_str(&format!("\n{}", next_step::text(view, style, paint)));
    if let Some(compared) = &view.compared {
        text.push_str(&format!("\n{}", ours(compared, style, paint)));
    }
    if !view.facts.is_empty() {
        text.push_str(&format!("\n{}", facts(&view.facts, paint)));
    }
    text.push('\n');
    let mut table = paint.table(&["Obligation", "Title", "Verdict", "Confidence", "Where"]);
    let worst_first = next_step::worst_first(view);
    for (obligation, title) in &worst_first {
        table.add_row(vec![
            Cell::new(&obligation.id),
            Cell::new(if title.core { title.title.clone() } else { format!("{} ({})", title.title, title.class) }),
            Cell::new(obligation.status.as_str()).fg(colour(obligation.status)),
            Cell::new(obligation.confidence.as_str()),
            Cell::new(place(obligation)),
        ]);
    }
    text.push_str(&finish(&table));
    let all = view.summary;
    text.push_str(&format!(
        "{} present · {} weak · {} absent · {} contradicted\n",
        all.present, all.weak, all.absent, all.contradicted
    ));
    for (obligation, title) in &worst_first {
        text.push_str(&format!("\n{}", passages(obligation, &title.title, style, paint)));
    }
    if let Some(compared) = view.compared.as_ref().filter(|compared| compared.ours) {
        text.push_str(&changes(compared, style, paint));
    }
    for loss in &view.losses {
        text.push_str(&(paint.warn(&wrap(&format!("not read: {}", visible(loss)), style.width, "  ")) + "\n"));
    }
    if let Some(found) = view.verdict.as_ref().filter(|found| found.gated || found.waived > 0) {
        text.push_str(&verdict(found, style, paint));
    }
    format!("{text}\n{}", statement(view.statement, style, paint))
}

/// Whether it is ours, and what was touched.
fn ours(compared: &ComparedView, style: Style, paint: Paint) -> String {
    let against = visible(&compared.against);
    if !compared.ours {
        let line = format!("Not our agreement: {} % of the wording of {against} stands in it.", compared.kept_percent);
        return paint.strong(&wrap(&line, style.width, "")) + "\n";
    }
    let counts = [
        (compared.changed, "changed"),
        (compared.moved, "moved"),
        (compared.deleted, "deleted"),
        (compared.added, "added"),
        (compared.filled, "filled in"),
    ];
    let parts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let parts = if parts.is_empty() { "nothing changed".to_owned() } else { parts.join(" · ") };
    let line = format!("Our agreement, held against {against}: {parts} · {} unchanged", compared.unchanged);
    let mut text = paint.strong(&wrap(&line, style.width, "")) + "\n";
    if compared.blank {
        let line = "  what a deal chooses shows as a change here; `--deal` tells the two apart";
        text.push_str(&(paint.dim(&wrap(line, style.width, "  ")) + "\n"));
    }
    for touched in &compared.touched {
        let kind = if touched.core { "core" } else { "not core" };
        let line = format!("  {} {} ({kind}): {}", touched.id, touched.title, touched.clauses.join(", "));
        let line = wrap(&visible(&line), style.width, "    ");
        text.push_str(&(if touched.core { paint.warn(&line) } else { line }));
        text.push('\n');
    }
    text
}

fn facts(facts: &[FactView], paint: Paint) -> String {
    let mut table = paint.table(&["Fact", "The deal", "", "The text", "Where"]);
    for fact in facts {
        let colour = match fact.stands {
            Stands::Same => Color::Green,
            Stands::Differs => Color::Red,
            Stands::Unsaid => Color::DarkYellow,
        };
        let where_ = fact.places.first().map(at).unwrap_or_default();
        let found = match fact.places.first() {
            // A quotation says it where we cannot.
            Some(place) if fact.found.is_empty() && fact.stands == Stands::Differs => quote(place, 120),
            _ => fact.found.clone(),
        };
        table.add_row(vec![
            Cell::new(visible(&fact.label)),
            Cell::new(visible(&fact.deal)),
            Cell::new(fact.stands.as_str()).fg(colour),
            Cell::new(visible(&found)),
            Cell::new(visible(&where_)),
        ]);
    }
    finish(&table)
}

/// Every clause that was touched, word by word.
fn changes(compared: &ComparedView, style: Style, paint: Paint) -> String {
    let touched: Vec<&ChangeView> = compared.clauses.iter().filter(|clause| clause.change.touches()).collect();
    if touched.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint.strong("What was touched"));
    for clause in touched {
        let number = if clause.theirs.is_empty() { &clause.ours } else { &clause.theirs };
        let name = match (number.is_empty(), clause.heading.is_empty()) {
            (false, _) => number.clone(),
            (true, false) => format!("under {}", clause.heading),
            (true, true) => "a paragraph".to_owned(),
        };
        let carries = if clause.obligations.is_empty() {
            String::new()
        } else {
            format!("; carries {}", clause.obligations.join(", "))
        };
        let line = format!("  · {name} {}{carries}", clause.change.as_str());
        text.push_str(&(wrap(&visible(&line), style.width, "    ") + "\n"));
        text.push_str(&(paint.dim(&wrap(&words(clause), style.width, "    ")) + "\n"));
    }
    text
}

/// The change within its sentence: `within [-24-]{+240+} hours`; long stretches that stayed are cut.
fn words(clause: &ChangeView) -> String {
    let last = clause.words.len().saturating_sub(1);
    let whole = matches!(clause.change, Fate::Added | Fate::Deleted);
    let mut text = String::from("    ");
    for (at, span) in clause.words.iter().enumerate() {
        let shown = visible(&span.text);
        match span.kept {
            _ if whole => text.push_str(&cut(&shown, QUOTE)),
            Kept::Deleted => text.push_str(&format!("[-{shown}-]")),
            Kept::Inserted => text.push_str(&format!("{{+{shown}+}}")),
            Kept::Same => {
                let letters: Vec<char> = shown.chars().collect();
                let room = if at == 0 || at == last { AROUND } else { AROUND * 2 };
                if letters.len() <= room + 1 {
                    text.push_str(&shown);
                    continue;
                }
                let head: String = letters[..AROUND].iter().collect();
                let tail: String = letters[letters.len() - AROUND..].iter().collect();
                text.push_str(&match (at == 0, at == last) {
                    (true, false) => format!("…{tail}"),
                    (_, true) => format!("{head}…"),
                    (false, false) => format!("{head} … {tail}"),
                });
            }
        }
    }
    text
}

/// Where the verdict is seen; `–` where nothing shows it.
fn place(obligation: &ObligationReview) -> String {
    match obligation.places.first() {
        Some(place) if place.shows != Shows::Nearest => visible(&at(place)),
        _ => "–".to_owned(),
    }
}

pub(super) fn at(place: &PlaceView) -> String {
    match (place.clause.as_str(), place.line) {
        ("", Some(line)) => format!("line {line}"),
        ("", None) => format!("paragraph {}", place.paragraph),
        (clause, _) => clause.to_owned(),
    }
}

fn passages(obligation: &ObligationReview, title: &str, style: Style, paint: Paint) -> String {
    let mut text = paint.strong(&format!("{}  {title}: {}", obligation.id, obligation.status.as_str())) + "\n";
    for why in &obligation.why {
        text.push_str(&(wrap(&format!("  · {}", visible(&why.to_string())), style.width, "    ") + "\n"));
    }
    for place in &obligation.places {
        let nearest = match place.shows {
            Shows::Nearest => "nearest: ",
            Shows::Opposite => "opposite: ",
            _ => "",
        };
        let line = format!("  {nearest}{}: “{}”", visible(&at(place)), quote(place, QUOTE));
        text.push_str(&(paint.dim(&wrap(&line, style.width, "    ")) + "\n"));
    }
    text
}

fn quote(place: &PlaceView, most: usize) -> String {
    cut(&visible(&place.quote), most)
}

fn cut(text: &str, most: usize) -> String {
    let mut kept: String = text.chars().take(most).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

const fn colour(status: Status) -> Color {
    match status {
        Status::Present => Color::Green,
        Status::Weak => Color::Yellow,
        Status::Absent => Color::DarkYellow,
        Status::Contradicted => Color::Red,
    }
}
