//! HTML: one self-contained page without script, with its own style for screen, dark screen and paper.

use super::captions::{Caption, CaptionPart};
use super::numbered::{
    Entry, Grid, Item, Numbered, NumberedClause, NumberedFigure, NumberedList, NumberedPart, NumberedPicture,
    NumberedSchedule, Piece, Run, RunKind, Signer,
};
use super::tree::{ListStyle, Look, Meta, Tone};
use crate::text::escape;
use std::fmt::Write;

/// How a page of each look is styled.
const AGREEMENT: &str = include_str!("html.css");
const REPORT: &str = include_str!("html/report.css");

/// What a style has where the number of a page is to stand.
const PAGE: &str = "/* page of pages */";

/// A picture wider than this, in pixels, scrolls on a narrow screen rather than shrink to nothing.
const WIDE: u32 = 640;

/// The document as an HTML page.
#[must_use]
pub fn html(document: &Numbered) -> String {
    let mut page = Page { document, out: String::new() };
    page.head();
    page.put("<body>\n<main>\n<article>\n");
    page.title();
    page.pieces(document.body(), 2);
    page.put("</article>\n</main>\n</body>\n</html>\n");
    page.out
}

struct Page<'a> {
    document: &'a Numbered,
    out: String,
}

impl Page<'_> {
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn head(&mut self) {
        let meta = self.document.meta();
        let subject = meta.subject.as_ref().map_or_else(String::new, |subject| {
            format!("<meta name=\"description\" content=\"{}\">\n", escape::html(subject))
        });
        let style = match meta.look {
            Look::Agreement => AGREEMENT,
            Look::Report => REPORT,
        };
        let style = style.replace(PAGE, &page_counter(&self.document.captions().page));
        let head = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{}</title>\n{subject}<style>\n{style}{}</style>\n</head>\n",
            escape::html(&meta.language),
            escape::html(&meta.title),
            running(meta),
        );
        self.put(&head);
    }

    fn title(&mut self) {
        let meta = self.document.meta();
        let line = |class: &str, text: &Option<String>| {
            text.as_ref().map_or_else(String::new, |text| {
                format!("<p class=\"{class}\"{}>{}</p>\n", dir(text), escape::html(text))
            })
        };
        let header = format!(
            "<header>\n{}<h1{}>{}</h1>\n{}</header>\n",
            line("mark", &meta.mark),
            dir(&meta.title),
            escape::html(&meta.title),
            line("subtitle", &meta.subtitle),
        );
        self.put(&header);
    }

    /// `rank` is the heading level of a first-level clause here.
    fn pieces(&mut self, pieces: &[Piece], rank: u8) {
        for piece in pieces {
            self.piece(piece, rank);
        }
    }

    fn piece(&mut self, piece: &Piece, rank: u8) {
        match piece {
            Piece::Heading { level, text } => {
                let tag = heading(rank + level - 1);
                self.element(&tag, " class=\"plain\"", text);
            }
            Piece::Part(part) => self.part(part, rank),
            Piece::Figures { figures } => self.figures(figures),
            Piece::Picture(picture) => self.picture(picture),
            Piece::Clause(clause) => self.clause(clause, rank),
            Piece::Schedule(schedule) => self.schedule(schedule),
            Piece::Paragraph { text } => self.element("p", "", text),
            Piece::List(list) => self.list(list),
            Piece::Table(grid) => self.table(grid),
            Piece::Note { title, body } => self.note(title.as_deref(), body, rank),
            Piece::Contents => self.contents(),
            Piece::PageBreak => self.put("<div class=\"page-break\"></div>\n"),
            Piece::Signatures { signatories } => self.signatures(signatories),
        }
    }

    fn part(&mut self, part: &NumberedPart, rank: u8) {
        let (id, tag) = (&part.anchor, heading(rank));
        let half = if part.half { " half" } else { "" };
        let _ = writeln!(self.out, "<section class=\"part{half}\" id=\"{id}\" aria-labelledby=\"{id}.title\">");
        self.element(&tag, &format!(" id=\"{id}.title\""), &part.title);
        self.pieces(&part.body, rank + 1);
        self.put("</section>\n");
    }

    fn figures(&mut self, figures: &[NumberedFigure]) {
        self.put("<dl class=\"figures\">\n");
        for NumberedFigure { label, value, note, tone } in figures {
            let _ = writeln!(
                self.out,
                "<div class=\"figure {}\"><dt{}>{}</dt> <dd class=\"value\"{}>{}</dd> <dd{}>{}</dd></div>",
                named(*tone),
                dir(label),
                escape::html(label),
                dir(value),
                escape::html(value),
                dir(note),
                escape::html(note)
            );
        }
        self.put("</dl>\n");
    }

    /// The picture itself; it carries its own words.
    fn picture(&mut self, picture: &NumberedPicture) {
        let wide = if picture.width > WIDE { " class=\"picture wide\" tabindex=\"0\"" } else { " class=\"picture\"" };
        let _ = writeln!(self.out, "<figure{wide}>\n{}\n</figure>", picture.svg.trim());
    }

    fn clause(&mut self, clause: &NumberedClause, rank: u8) {
        let tag = if clause.level == 1 { "section" } else { "div" };
        let id = &clause.anchor;
        let _ = writeln!(self.out, "<{tag} class=\"clause level-{}\" id=\"{id}\">", clause.level);
        let line = if clause.is_headed() { heading(rank) } else { "p".to_owned() };
        let opening = clause.opening();
        let number = format!("<span class=\"number\">{} </span>", clause.label);
        let _ = write!(self.out, "<{line} class=\"numbered\">{number}<span class=\"text\"{}>", dir_of(&opening));
        self.inline(&opening);
        let _ = writeln!(self.out, "</span></{line}>");
        if !clause.lead().is_empty() {
            self.element("p", "", clause.lead());
        }
        self.pieces(&clause.body, rank);
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn schedule(&mut self, schedule: &NumberedSchedule) {
        let _ = writeln!(self.out, "<section class=\"schedule\" id=\"{}\">", schedule.anchor);
        self.element("h2", "", &schedule.heading());
        self.pieces(&schedule.body, 3);
        self.put("</section>\n");
    }

    fn list(&mut self, list: &NumberedList) {
        let (tag, class) = match list.style {
            ListStyle::Bullet => ("ul", "bullet"),
            ListStyle::Decimal | ListStyle::Letter => ("ol", "counted"),
        };
        let _ = writeln!(self.out, "<{tag} class=\"{class}\" role=\"list\">");
        for Item { label, text } in &list.items {
            let mark = if list.style == ListStyle::Bullet { " aria-hidden=\"true\"" } else { "" };
            let _ = write!(
                self.out,
                "<li><span class=\"number\"{mark}>{label} </span><span class=\"text\"{}>",
                dir_of(text)
            );
            self.inline(text);
            self.put("</span></li>\n");
        }
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn table(&mut self, grid: &Grid) {
        let framed = self.document.meta().look == Look::Report;
        if framed {
            self.put("<div class=\"scroll\" tabindex=\"0\">\n");
        }
        self.put("<table>\n<colgroup>");
        for width in &grid.widths {
            let _ = write!(self.out, "<col style=\"width:{}.{:02}%\">", width / 100, width % 100);
        }
        self.put("</colgroup>\n");
        if !grid.head.is_empty() {
            self.put("<thead>\n");
            self.row(&grid.head, "th", " scope=\"col\"");
            self.put("</thead>\n");
        }
        self.put("<tbody>\n");
        grid.rows.iter().for_each(|row| self.row(row, "td", ""));
        self.put("</tbody>\n</table>\n");
        if framed {
            self.put("</div>\n");
        }
    }

    fn row(&mut self, cells: &[Vec<Run>], tag: &str, attributes: &str) {
        self.put("<tr>");
        for cell in cells {
            let _ = write!(self.out, "<{tag}{attributes}{}>", dir_of(cell));
            self.inline(cell);
            let _ = write!(self.out, "</{tag}>");
        }
        self.put("</tr>\n");
    }

    fn note(&mut self, title: Option<&str>, body: &[Piece], rank: u8) {
        self.put("<aside class=\"note\">\n");
        if let Some(title) = title {
            let _ = writeln!(self.out, "<p class=\"note-title\">{}</p>", escape::html(title));
        }
        self.pieces(body, rank);
        self.put("</aside>\n");
    }

    fn contents(&mut self) {
        let title = escape::html(&self.document.captions().contents).into_owned();
        let head =
            "<nav class=\"contents\" aria-labelledby=\"contents.title\">\n<h2 class=\"plain\" id=\"contents.title\">";
        self.put(&format!("{head}{title}</h2>\n<ul role=\"list\">\n"));
        let document = self.document;
        for Entry { label, title, anchor, .. } in document.contents() {
            let _ = write!(
                self.out,
                "<li><a href=\"#{anchor}\">{}<span class=\"text\">",
                if label.is_empty() { String::new() } else { format!("<span class=\"number\">{label}</span> ") }
            );
            for run in title {
                self.put(&escape::html(&run.text.replace('\n', " ")));
            }
            self.put("</span></a></li>\n");
        }
        self.put("</ul>\n</nav>\n");
    }

    fn signatures(&mut self, signatories: &[Signer]) {
        self.put("<div class=\"signatures\">\n");
        for signer in signatories {
            self.put("<section class=\"signatory\">\n");
            self.element("p", " class=\"caption\"", &signer.caption);
            self.put("<dl>\n");
            for line in &signer.lines {
                let blank = if line.value.is_empty() { " class=\"blank\"" } else { "" };
                let _ =
                    write!(self.out, "<div><dt>{}</dt> <dd{blank}{}>", escape::html(&line.label), dir_of(&line.value));
                self.inline(&line.value);
                self.put("</dd></div>\n");
            }
            self.put("</dl>\n</section>\n");
        }
        self.put("</div>\n");
    }

    fn element(&mut self, tag: &str, attributes: &str, text: &[Run]) {
        let _ = write!(self.out, "<{tag}{attributes}{}>", dir_of(text));
        self.inline(text);
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn inline(&mut self, runs: &[Run]) {
        for run in runs {
            let text = escape::html(&run.text);
            let core = match &run.kind {
                RunKind::Text => text.into_owned(),
                RunKind::Term => format!("<dfn>{text}</dfn>"),
                RunKind::Placeholder => format!("<mark>{text}</mark>"),
                RunKind::Badge { tone } => format!("<span class=\"badge {}\">{text}</span>", named(*tone)),
                RunKind::Reference { anchor, .. } => format!("<a href=\"#{anchor}\">{text}</a>"),
                RunKind::Break => "<br>".to_owned(),
            };
            let core = if run.emphasis { format!("<em>{core}</em>") } else { core };
            let core = if run.strong { format!("<strong>{core}</strong>") } else { core };
            self.put(&core);
        }
    }
}

fn heading(rank: u8) -> String {
    format!("h{}", rank.clamp(2, 6))
}

/// The class of a tone.
fn named(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Caution => "caution",
        Tone::Bad => "bad",
    }
}

/// ` dir="auto"` where the text has letters written from right to left, so that the reader's software sets it by its first letter.
fn dir(text: &str) -> &'static str {
    if text.chars().any(super::direction::is_right_to_left) { " dir=\"auto\"" } else { "" }
}

fn dir_of(runs: &[Run]) -> &'static str {
    if runs.iter().any(|run| !dir(&run.text).is_empty()) { " dir=\"auto\"" } else { "" }
}

/// The running header and footer of the printed pages.
fn running(meta: &Meta) -> String {
    let mark = meta.mark.as_deref().unwrap_or("");
    format!(
        "@page {{\n  @top-left {{ content: {}; }}\n  @top-right {{ content: {}; }}\n}}\n",
        escape::css_string(&meta.title),
        escape::css_string(mark)
    )
}

/// The number of a page as the value of `content` in a style.
fn page_counter(caption: &Caption) -> String {
    let parts = caption.parts().map(|part| match part {
        CaptionPart::Text(text) => escape::css_string(text),
        CaptionPart::Gap(gap) => format!("counter({gap})"),
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
