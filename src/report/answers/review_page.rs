//! A review as one self-contained page: what the model asks to the left, what the text says to the right. No script.

use std::fmt::Write;

use super::next_step::{self, Step};
use crate::{
    report::formats::excuse,
    review::{
        ChangeView, ComparedView, FactView, Kept, ObligationReview, PlaceView, Reason, ReviewView, Shows, Stands,
        Status, TitleView,
    },
    text::{escape, visible},
};

const STYLE: &str = include_str!("review_page.css");

/// The page.
pub(super) fn review_page(view: &ReviewView) -> String {
    let file = escape(&view.file);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Review of {file}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>Review of {file}</h1>\n"
    );
    let names = |names: &[String]| if names.is_empty() { "not made out".to_owned() } else { names.join(", ") };
    line(
        &mut out,
        "lead",
        &format!(
            "{} · {} · exporter: {} · importer: {}",
            view.format,
            view.module,
            names(&view.exporter),
            names(&view.importer)
        ),
    );
    if let Some(laws) = &view.laws {
        line(&mut out, "lead", &format!("Notice of a breach: held against {} hours ({})", laws.hours, laws.words));
        if !laws.unknown.is_empty() {
            line(&mut out, "alarm", &format!("There is no file on the law of {}.", laws.unknown.join(", ")));
        }
    }
    if !view.not_an_agreement.is_empty() {
        line(&mut out, "alarm", &format!("Nothing is assured: {}.", view.not_an_agreement));
    }
    if !view.few_words.is_empty() {
        line(&mut out, "alarm", &format!("Read with care: {}.", view.few_words));
    }
    for doubt in &view.doubts {
        line(&mut out, "alarm", &format!("Not sure who is who: {doubt}; --exporter NAME --importer NAME says it."));
    }
    for share in view.languages.iter().filter(|share| !share.read) {
        line(
            &mut out,
            "alarm",
            &format!("{} % of the text is in {}, which is not read.", share.percent, share.language),
        );
    }
    for loss in &view.losses {
        line(&mut out, "alarm", &format!("Not read: {loss}"));
    }
    let (step, words) = next_step::line(view);
    line(&mut out, if step == Step::Nothing { "lead" } else { "alarm" }, &words);
    gate(&mut out, view);
    counts(&mut out, view);
    out.push_str("</header>\n<main>\n");
    if let Some(compared) = &view.compared {
        ours(&mut out, compared);
    }
    if !view.facts.is_empty() {
        facts(&mut out, &view.facts);
    }
    out.push_str("<section>\n<h2>Obligation by obligation</h2>\n");
    for (obligation, title) in next_step::worst_first(view) {
        side_by_side(&mut out, obligation, title);
    }
    out.push_str("</section>\n");
    if let Some(compared) = view.compared.as_ref().filter(|compared| compared.ours) {
        touched(&mut out, compared);
    }
    let _ = write!(out, "</main>\n<footer>{}</footer>\n</body>\n</html>\n", escape(view.statement));
    out
}

fn line(out: &mut String, class: &str, text: &str) {
    let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escape(text));
}

/// Whether it passes, and what does not.
fn gate(out: &mut String, view: &ReviewView) {
    let Some(verdict) = view.verdict.as_ref().filter(|verdict| verdict.gated || verdict.waived > 0) else { return };
    if verdict.gated {
        line(out, if verdict.passes { "pass" } else { "fail" }, &verdict.headline("Passes", "Fails"));
    }
    let shown = verdict.findings.iter().filter(|finding| finding.fails || finding.waiver.is_some());
    let items: Vec<String> = shown
        .map(|finding| {
            let excuse = finding.waiver.as_ref().map(|waiver| format!(" ({})", excuse(waiver)));
            let text = format!("{}{}", finding.message, excuse.unwrap_or_default());
            format!("<li><code>{}</code> {}</li>", finding.code, escape(&text))
        })
        .collect();
    if !items.is_empty() {
        let _ = writeln!(out, "<ul class=\"findings\">{}</ul>", items.concat());
    }
}

/// Every obligation as a chip that leads to it, by verdict.
fn counts(out: &mut String, view: &ReviewView) {
    let all = view.summary;
    let kinds = [
        (Status::Contradicted, all.contradicted),
        (Status::Absent, all.absent),
        (Status::Weak, all.weak),
        (Status::Present, all.present),
    ];
    out.push_str("<nav aria-label=\"Verdicts\">\n");
    for (status, count) in kinds.iter().filter(|(_, count)| *count > 0) {
        let those = view.obligations.iter().filter(|obligation| obligation.status == *status);
        let chips: Vec<String> =
            those.map(|obligation| format!("<a href=\"#{0}\">{0}</a>", escape(&obligation.id))).collect();
        let status = status.as_str();
        let _ = writeln!(out, "<div class=\"{status}\"><b>{count} {status}</b> {}</div>", chips.join(" "));
    }
    out.push_str("</nav>\n");
}

fn ours(out: &mut String, compared: &ComparedView) {
    out.push_str("<section>\n<h2>Is it our agreement, changed?</h2>\n");
    if !compared.ours {
        line(
            out,
            "lead",
            &format!("No: {} % of the wording of {} stands in it.", compared.kept_percent, compared.against),
        );
        out.push_str("</section>\n");
        return;
    }
    line(
        out,
        "lead",
        &format!(
            "Yes. Held against {}: {} changed, {} moved, {} deleted, {} added, {} filled in, {} unchanged.",
            compared.against,
            compared.changed,
            compared.moved,
            compared.deleted,
            compared.added,
            compared.filled,
            compared.unchanged
        ),
    );
    if compared.blank {
        line(out, "lead", "What a deal chooses shows as a change here; --deal tells the two apart.");
    }
    if !compared.touched.is_empty() {
        out.push_str("<ul class=\"findings\">");
        for touched in &compared.touched {
            let core = if touched.core { "<b>core</b> " } else { "" };
            let _ = write!(
                out,
                "<li>{core}<a href=\"#{0}\">{0}</a> {1}: {2}</li>",
                escape(&touched.id),
                escape(&touched.title),
                escape(&touched.clauses.join(", "))
            );
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn facts(out: &mut String, facts: &[FactView]) {
    out.push_str(
        "<section>\n<h2>The facts of the deal</h2>\n<table>\n<thead><tr><th scope=\"col\">Fact</th><th scope=\"col\">The \
         deal</th><th scope=\"col\"></th><th scope=\"col\">The text</th></tr></thead>\n<tbody>\n",
    );
    for fact in facts {
        let class = fact.stands.as_str().replace(' ', "-");
        let _ = write!(
            out,
            "<tr class=\"{class}\"><th scope=\"row\">{}</th><td>{}</td><td><b class=\"stands\">{}</b></td><td>{}",
            escape(&fact.label),
            escape(&fact.deal),
            fact.stands.as_str(),
            escape(&fact.found)
        );
        for place in fact.places.iter().filter(|_| fact.stands != Stands::Same) {
            quoted(out, place);
        }
        out.push_str("</td></tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

/// One obligation: what is asked, and what is there.
fn side_by_side(out: &mut String, obligation: &ObligationReview, title: &TitleView) {
    let id = escape(&obligation.id);
    let kind = if title.core { "core" } else { title.class };
    let _ = write!(
        out,
        "<article id=\"{id}\" class=\"{}\">\n<div class=\"asked\"><h3>{}</h3><p class=\"id\">{id} · {kind}</p><p>{}</p></div>\n\
         <div class=\"there\"><p class=\"status\"><b>{}</b> <span>confidence {}</span></p>\n",
        obligation.status.as_str(),
        escape(&title.title),
        escape(&title.gist),
        obligation.status.as_str(),
        obligation.confidence.as_str()
    );
    let (lacks, found): (Vec<&Reason>, Vec<&Reason>) = obligation.why.iter().partition(|why| why.is_lack());
    for (class, list) in [("lacks", lacks), ("found", found)] {
        if !list.is_empty() {
            let items: Vec<String> = list.iter().map(|why| format!("<li>{}</li>", escape(&why.to_string()))).collect();
            let _ = writeln!(out, "<ul class=\"{class}\">{}</ul>", items.concat());
        }
    }
    for place in &obligation.places {
        quoted(out, place);
    }
    out.push_str("</div>\n</article>\n");
}

/// A passage within its paragraph, highlighted.
fn quoted(out: &mut String, place: &PlaceView) {
    let (whole, quote) = (visible(&place.whole), visible(&place.quote));
    let marked = match whole.split_once(&quote) {
        Some((before, after)) if !quote.is_empty() && place.shows != Shows::Fact => {
            format!("{}<mark>{}</mark>{}", escape(before), escape(&quote), escape(after))
        }
        _ if place.shows == Shows::Fact => escape(&quote),
        _ => format!("<mark>{}</mark>", escape(&quote)),
    };
    let number = match (place.clause.as_str(), place.line) {
        ("", Some(line)) => format!("line {line}"),
        ("", None) => format!("paragraph {}", place.paragraph),
        (clause, _) => clause.to_owned(),
    };
    let heading = if place.heading.is_empty() || place.heading.starts_with(&number) {
        String::new()
    } else {
        format!(" · {}", place.heading)
    };
    let shows = match place.shows {
        Shows::Nearest => "the nearest passage, which is not it",
        Shows::Limit => "promises, with a limit",
        Shows::Opposite => "says the opposite",
        Shows::Reference => "by reference",
        Shows::Promise => "promises",
        Shows::Fact => "",
    };
    let shows = if shows.is_empty() { String::new() } else { format!(" · {shows}") };
    let _ = writeln!(
        out,
        "<figure class=\"{}\"><figcaption>{}</figcaption><blockquote dir=\"auto\">{marked}</blockquote></figure>",
        place.shows.as_str(),
        escape(&format!("{number}{heading}{shows}"))
    );
}

/// The clauses of ours that were touched, word by word.
fn touched(out: &mut String, compared: &ComparedView) {
    let those: Vec<&ChangeView> = compared.clauses.iter().filter(|clause| clause.change.touches()).collect();
    if those.is_empty() {
        return;
    }
    out.push_str("<section>\n<h2>What was touched in our text</h2>\n");
    for clause in those {
        let number = if clause.theirs.is_empty() { &clause.ours } else { &clause.theirs };
        let number = if number.is_empty() { &clause.heading } else { number };
        let words: String = clause
            .words
            .iter()
            .map(|span| {
                let text = escape(&span.text);
                match span.kept {
                    Kept::Deleted => format!("<del>{text}</del>"),
                    Kept::Inserted => format!("<ins>{text}</ins>"),
                    Kept::Same => text,
                }
            })
            .collect();
        let ids: Vec<String> =
            clause.obligations.iter().map(|id| format!("<a href=\"#{0}\">{0}</a>", escape(id))).collect();
        let carries = if ids.is_empty() { String::new() } else { format!(" · carries {}", ids.join(", ")) };
        let _ = writeln!(
            out,
            "<figure class=\"change\"><figcaption>{} · <b>{}</b>{carries}</figcaption><blockquote dir=\"auto\">{words}</blockquote></figure>",
            escape(number),
            clause.change.as_str()
        );
    }
    out.push_str("</section>\n");
}

fn escape(text: &str) -> String {
    escape::html(&visible(text)).into_owned()
}
