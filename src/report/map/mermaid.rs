//! The map of flows as a Mermaid diagram, for pages that draw it themselves.

use super::super::{neutral, visible};
use crate::{
    text::escape,
    transfer::{FlowView, FlowsView, PlaceView, Risk, Status, Word as _},
};

/// A flowchart from left to right. Texts cannot become syntax: every sign is written by its number.
#[must_use]
pub fn mermaid(view: &FlowsView) -> String {
    let mut nodes: Vec<(Side, &PlaceView)> = Vec::new();
    let mut edges: Vec<(usize, usize, String, Risk)> = Vec::new();
    for flow in &view.flows {
        let exporter = node(&mut nodes, Side::Exporter, &flow.exporter);
        let importer = node(&mut nodes, Side::Importer, &flow.importer);
        edges.push((exporter, importer, label(flow), flow.risk));
        for onward in &flow.onward {
            let onward = node(&mut nodes, Side::Onward, onward);
            edges.push((importer, onward, escape(&flow.id), flow.risk));
        }
    }
    let mut text = "flowchart LR\n".to_owned();
    for (side, title) in [(Side::Exporter, "Exporters"), (Side::Importer, "Importers"), (Side::Onward, "Onward")] {
        let inside: Vec<(usize, &PlaceView)> = nodes
            .iter()
            .enumerate()
            .filter(|(_, (other, _))| *other == side)
            .map(|(at, (_, place))| (at, *place))
            .collect();
        if inside.is_empty() {
            continue;
        }
        text.push_str(&format!("  subgraph {title}\n"));
        for (at, place) in inside {
            text.push_str(&format!("    n{at}[\"{}<br/>{}\"]\n", escape(&place.name), escape(place.country)));
        }
        text.push_str("  end\n");
    }
    for (from, to, label, risk) in &edges {
        let arrow = if *risk == Risk::NotAssessed { "-.->" } else { "-->" };
        text.push_str(&format!("  n{from} {arrow}|\"{label}\"| n{to}\n"));
    }
    for &risk in Risk::ALL {
        let of: Vec<String> =
            edges.iter().enumerate().filter(|(_, edge)| edge.3 == risk).map(|(at, _)| at.to_string()).collect();
        if !of.is_empty() {
            let (colour, width) = stroke(risk);
            text.push_str(&format!("  linkStyle {} stroke:{colour},stroke-width:{width}px\n", of.join(",")));
        }
    }
    neutral(&text, false).into_owned()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Exporter,
    Importer,
    Onward,
}

fn node<'a>(nodes: &mut Vec<(Side, &'a PlaceView)>, side: Side, place: &'a PlaceView) -> usize {
    let found = nodes.iter().position(|other| *other == (side, place));
    found.unwrap_or_else(|| {
        nodes.push((side, place));
        nodes.len() - 1
    })
}

fn label(flow: &FlowView) -> String {
    let status = if flow.status == Status::Active { String::new() } else { format!(", {}", flow.status.as_str()) };
    let score = flow.score.map_or_else(String::new, |score| format!("{score} "));
    escape(&format!("{} {}{status}: {score}{}", flow.id, flow.title, flow.risk.title()))
}

/// Colour and width of a line: wider where more risk is left.
fn stroke(risk: Risk) -> (&'static str, u8) {
    match risk {
        Risk::Low => ("#2a7f3f", 1),
        Risk::Moderate => ("#8a6d00", 2),
        Risk::High => ("#c2570c", 4),
        Risk::Critical => ("#b3202c", 6),
        Risk::NotAssessed => ("#6b7280", 2),
    }
}

fn escape(text: &str) -> String {
    escape::mermaid(&visible(text))
}
