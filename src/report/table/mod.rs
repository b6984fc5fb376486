//! Tables for a terminal: the words that a person reads first, in as much room as there is.

mod agreement;
mod assess;
mod comparison;
mod framework;
mod impact;
mod law;
mod paint;
mod plan;
mod portfolio;
mod review;
mod transfer;
mod verdict;
mod workspace;

pub(super) use assess::percent;

use super::{Answer, Style, visible};
use paint::Paint;

/// The answer for people.
pub(super) fn render(answer: &Answer, style: Style) -> String {
    let paint = Paint::new(style);
    let text = match answer {
        Answer::Assess(list) => {
            list.iter().map(|view| assess::render(view, style, paint)).collect::<Vec<_>>().join("\n")
        }
        Answer::Comparison(view) => comparison::render(view, style, paint),
        Answer::Plan(view) => plan::render(view, style, paint),
        Answer::Portfolio(view) => portfolio::render(view, style, paint),
        Answer::Explanation(view) => explanation(view, style, paint),
        Answer::Packs(list) => framework::packs(list, paint),
        Answer::Framework(view) => framework::framework(view, style, paint),
        Answer::Trace(view) => agreement::trace(view, style, paint),
        Answer::Obligation(view) => agreement::obligation(view, style, paint),
        Answer::Review(view) => review::review(view, style, paint),
        Answer::Due(view) => transfer::due(view, style, paint),
        Answer::Register(view) => transfer::register(view, style, paint),
        Answer::Law(view) => law::law(view, style, paint),
        Answer::LawList(view) => law::list(view, style, paint),
        Answer::LawComparison(view) => law::comparison(view, style, paint),
        Answer::Check(view) => impact::check(view, style, paint),
        Answer::Workspace(view) => workspace::workspace(view, style, paint),
        Answer::Practice(view) => framework::practice(view, style, paint),
    };
    // Cells are padded to the width of their column; nobody wants the spaces at the end of a line.
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    while lines.last() == Some(&"") {
        lines.pop();
    }
    lines.join("\n") + "\n"
}

fn explanation(view: &crate::assessment::Explanation, style: Style, paint: Paint) -> String {
    let mut text = paint.title(&format!("{}  {}", view.id, view.title)) + "\n";
    for step in &view.steps {
        text.push_str(&super::wrap(&format!("  · {}", visible(step)), style.width, "    "));
        text.push('\n');
    }
    text + &paint.strong(&super::wrap(&format!("  = {}", view.result), style.width, "    ")) + "\n"
}

/// The remark that stands under every answer: what it is, and what it is not.
fn statement(text: &str, style: Style, paint: Paint) -> String {
    paint.dim(&super::wrap(text, style.width, "")) + "\n"
}
