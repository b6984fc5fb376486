//! Tables, notes and places to sign.

use super::flow::{BODY, Flow, Frame, widest};
use super::lines::{Align, Look, set};
use super::strip::{Colour, Strip, hold_all};
use crate::document::numbered::{Grid, Piece, Run, Signer};
use std::rc::Rc;

const CELL: Look = Look { size: 10.5, leading: 1.05, bold: false, align: Align::Start, colour: Colour::BLACK };
/// Between the edge of a cell and its text.
const PAD: (f32, f32) = (5.4, 3.5);
/// A row of more lines than this may be cut by the end of a page.
const WHOLE: usize = 16;

/// A table: rules around every cell, the heading row repeated on every page.
pub(super) fn table(flow: &mut Flow, grid: &Grid, left: f32, width: f32) {
    if grid.widths.is_empty() {
        return;
    }
    let columns: Vec<(f32, f32)> = grid
        .widths
        .iter()
        .scan(left, |x, share| {
            let own = width * f32::from(*share) / 10_000.0;
            *x += own;
            Some((*x - own, own))
        })
        .collect();
    let mut strips = Vec::new();
    let mut head = None;
    if !grid.head.is_empty() {
        let mut row = row(flow, &grid.head, &columns, Look { bold: true, ..CELL });
        for strip in &mut row {
            strip.ground(left, width, Colour::HEAD);
            strip.keep = true;
        }
        head = Some(Rc::new(row.clone()));
        strips.append(&mut row);
    }
    for cells in &grid.rows {
        let mut row = row(flow, cells, &columns, CELL);
        for strip in &mut row {
            strip.head.clone_from(&head);
        }
        strips.append(&mut row);
    }
    flow.add_held(strips, 3.0, 9.0, Vec::new());
}

/// A row: one strip for each line of its longest cell.
fn row(flow: &Flow, cells: &[Vec<Run>], columns: &[(f32, f32)], look: Look) -> Vec<Strip> {
    let fonts = flow.fonts;
    let set = |(cell, (x, width)): (&Vec<Run>, &(f32, f32))| set(cell, look, x + PAD.0, width - 2.0 * PAD.0, fonts);
    let cells: Vec<Vec<Strip>> = cells.iter().zip(columns).map(set).collect();
    let count = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut strips: Vec<Strip> =
        (0..count).map(|at| side_by_side(cells.iter().filter_map(|cell| cell.get(at)))).collect();
    if let Some(first) = strips.first_mut() {
        first.lower(PAD.1);
    }
    if let Some(last) = strips.last_mut() {
        last.height += PAD.1;
    }
    let (left, right) = (columns[0].0, columns.last().map_or(0.0, |(x, width)| x + width));
    for (at, strip) in strips.iter_mut().enumerate() {
        for (x, _) in columns {
            strip.edge(*x, Colour::RULE);
        }
        strip.edge(right, Colour::RULE);
        if at == 0 {
            strip.rule(left, 0.0, right - left, Colour::RULE);
        }
        if at + 1 == count {
            strip.rule(left, strip.height, right - left, Colour::RULE);
        }
    }
    if count <= WHOLE {
        hold_all(&mut strips, false);
    }
    strips
}

/// One strip of several that stand at the same height, on one base line.
fn side_by_side<'s>(strips: impl Iterator<Item = &'s Strip> + Clone) -> Strip {
    let base = strips.clone().map(|strip| strip.base).fold(0.0, f32::max);
    let mut joined = Strip { base, ..Strip::default() };
    for strip in strips {
        let lowered = base - strip.base;
        joined.height = joined.height.max(strip.height + lowered);
        joined.ops.extend(strip.ops.iter().cloned().map(|op| op.lowered(lowered)));
    }
    joined
}

/// A note: a tinted ground with a bar at its left.
pub(super) fn note(flow: &mut Flow, title: Option<&str>, body: &[Piece], left: f32, width: f32) {
    const INSET: f32 = 12.0;
    let look = Look { size: 10.5, align: Align::Start, ..BODY };
    let mut inner =
        Flow { document: flow.document, fonts: flow.fonts, strips: Vec::new(), new_page: false, space: 0.0 };
    let frame = Frame { left: left + INSET, width: width - 2.0 * INSET, depth: 0, keep: false, look };
    if let Some(title) = title {
        let lines = set(&[Run::text(title)], Look { bold: true, ..look }, frame.left, frame.width, flow.fonts);
        inner.add(lines, 0.0, 3.0, true, Vec::new());
    }
    inner.pieces(body, &frame);
    let mut strips = inner.strips;
    if let Some(first) = strips.first_mut() {
        first.space = 7.0;
    }
    if let Some(last) = strips.last_mut() {
        last.height += 7.0;
    }
    for strip in &mut strips {
        let space = std::mem::take(&mut strip.space);
        strip.lower(space);
        strip.ground(left, width, Colour::GROUND);
        strip.ground(left, 3.0, Colour::ACCENT);
        strip.ops.swap(0, 1);
    }
    let anchors = strips.first_mut().map(|first| std::mem::take(&mut first.anchors)).unwrap_or_default();
    flow.add_held(strips, 6.0, 12.0, anchors);
}

/// Two places to sign, side by side, on one page.
pub(super) fn signatures(flow: &mut Flow, pair: &[Signer], left: f32, width: f32) {
    const BETWEEN: f32 = 26.0;
    let own = (width - BETWEEN) / 2.0;
    let columns: Vec<Vec<Strip>> =
        pair.iter().zip([left, left + own + BETWEEN]).map(|(signer, x)| signatory(flow, signer, x, own)).collect();
    let count = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut strips: Vec<Strip> =
        (0..count).map(|at| side_by_side(columns.iter().filter_map(|column| column.get(at)))).collect();
    hold_all(&mut strips, false);
    flow.add_held(strips, 12.0, 18.0, Vec::new());
}

/// The caption as one strip, then one strip for each line to fill in.
fn signatory(flow: &Flow, signer: &Signer, x: f32, width: f32) -> Vec<Strip> {
    let look = Look { align: Align::Start, ..BODY };
    let mut caption = stacked(&set(&signer.caption, look, x, width, flow.fonts));
    caption.height += 6.0;
    let label =
        (widest(signer.lines.iter().map(|line| line.label.as_str()), look, flow.fonts) + 10.0).clamp(50.0, width / 2.0);
    let mut strips = vec![caption];
    for line in &signer.lines {
        let name = stacked(&set(&[Run::text(line.label.clone())], look, x, label - 6.0, flow.fonts));
        let value = stacked(&set(&line.value, look, x + label + 2.0, width - label - 2.0, flow.fonts));
        let mut strip = side_by_side([&name, &value].into_iter());
        strip.lower(14.0);
        strip.rule(x + label, strip.height + 1.0, width - label, Colour::BLACK);
        strip.height += 1.5;
        strips.push(strip);
    }
    strips
}

/// Lines under each other as one strip, with the base line of the first.
fn stacked(lines: &[Strip]) -> Strip {
    let mut whole = Strip { base: lines.first().map_or(0.0, |line| line.base), ..Strip::default() };
    for line in lines {
        let lowered = whole.height;
        whole.ops.extend(line.ops.iter().cloned().map(|op| op.lowered(lowered)));
        whole.height += line.height;
    }
    whole
}
