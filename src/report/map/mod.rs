//! In: who sends to whom, with the risk that is left.
//! Out: the map as SVG or Mermaid.
//! Never: a meaning that colour alone carries.

mod mermaid;
mod svg;

pub use mermaid::mermaid;

use super::drawing::{Sketch, draw};
use crate::{diag::Sink, load::Library, source::Sources, transfer::FlowsView};

/// As an SVG picture by a template that a user may replace. `None`, with the reason in the sink, when the user's is wrong.
pub fn svg(view: &FlowsView, library: &Library, sources: &mut Sources, sink: &mut Sink) -> Option<String> {
    draw(sketch(view), library, sources, sink).map(|picture| picture.svg)
}

/// The map before it is drawn.
pub(super) fn sketch(view: &FlowsView) -> Sketch {
    svg::picture(view)
}
