//! The sheet that goes beside an agreement and is not signed: where its obligations stand, what corresponds to them, what a
//! lawyer should look at, and what the clause set rests on.

use super::{
    assemble::statement,
    deal::Deal,
    set::ClauseSet,
    view::{ObligationLine, trace_view},
};
use crate::{
    document::{
        captions::CompanionCaptions,
        number::number,
        numbered::Numbered,
        tree::{Block, Document, Inline, ListStyle, Meta, Table},
    },
    gate::Finding,
    safeguard::Field,
};

/// The sheet of an agreement; `found` is what its deal was found to say.
///
/// # Panics
/// Never: it refers to nothing that could be missing.
#[must_use]
pub fn companion(set: &ClauseSet, deal: &Deal, module: &str, agreement: &Numbered, found: &[Finding]) -> Numbered {
    let words = &set.captions.companion;
    let mut body = vec![paragraph(statement(set, module))];
    if !found.is_empty() {
        body.push(heading(&words.remarks));
        let items = found.iter().map(|finding| vec![Inline::Text(format!("{}: {}", finding.code, remark(finding)))]);
        body.push(Block::List { style: ListStyle::Bullet, items: items.collect() });
    }
    let trace = trace_view(set, module, agreement);
    body.push(heading(&words.obligations));
    let rows = trace.obligations.iter().map(|line| {
        row([line.id.clone(), line.title.clone(), line.class.to_owned(), places(line, words), line.scc.clone()])
    });
    body.push(table(&words.obligations_head, rows.collect()));
    for (block, topics) in [("eu-scc", &set.scc), ("cbpr", &set.cbpr)] {
        let Some(layer) = set.block(block).filter(|_| deal.blocks.contains(block)) else { continue };
        body.push(heading(&layer.title));
        let rows = topics.iter().map(|topic| {
            let covered = topic.between(module);
            let other = if topic.questions.is_empty() { covered.scc.clone() } else { topic.questions.join(", ") };
            row([
                topic.title.clone(),
                covered.obligations.join(", "),
                other,
                topic.gap.clone(),
                topic.covered_by.clone(),
            ])
        });
        body.push(table(&words.topics_head, rows.collect()));
    }
    body.push(heading(&words.sources));
    let rows = set.pack.sources.iter().map(|source| {
        row([
            source.title.clone(),
            source.publisher.clone(),
            source.date.clone(),
            format!("{}, {}", source.status, source.confidence.as_str()),
            source.note.clone(),
        ])
    });
    body.push(table(&words.sources_head, rows.collect()));
    let names = deal.text(Field::ExporterName).zip(deal.text(Field::ImporterName));
    let captions = &set.captions.agreement;
    let meta = Meta {
        title: words.title.clone(),
        subtitle: names
            .map(|(exporter, importer)| captions.parties.fill(&[("exporter", exporter), ("importer", importer)])),
        date: deal.date().map(|day| day.to_string()),
        ..Meta::default()
    };
    number(&Document { meta, captions: set.captions.clone(), body }).expect("there are no references in it")
}

/// What was found, with its way out.
fn remark(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    for help in &finding.help {
        text.push_str("; ");
        text.push_str(help);
    }
    text
}

/// The numbers under which an obligation stands in the agreement.
fn places(line: &ObligationLine, words: &CompanionCaptions) -> String {
    let numbers: Vec<&str> =
        line.carried_by.iter().map(|carrier| carrier.number.as_str()).filter(|number| !number.is_empty()).collect();
    if numbers.is_empty() { words.nowhere.clone() } else { numbers.join(", ") }
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 1, text: vec![Inline::Text(text.to_owned())] }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Inline::Text(text)])
}

fn row(cells: [String; 5]) -> Vec<Vec<Inline>> {
    cells
        .into_iter()
        .map(|text| vec![Inline::Text(if text.trim().is_empty() { "–".to_owned() } else { text })])
        .collect()
}

fn table(head: &[String; 5], rows: Vec<Vec<Vec<Inline>>>) -> Block {
    let head = head.iter().map(|text| vec![Inline::Text(text.clone())]).collect();
    Block::Table(Table { widths: vec![1_700, 2_100, 1_700, 2_300, 2_200], head, rows })
}
