//! Strips to pages.

use super::strip::Strip;
use super::{BOTTOM, TOP};
use std::collections::HashMap;

/// A document in pages.
pub(super) struct Pages<'a> {
    /// Each page's strips with the height at which they stand.
    pub pages: Vec<Vec<(f32, &'a Strip)>>,
    /// Where each anchor stands.
    pub anchors: HashMap<String, Place>,
}

/// A page, counted from 0, and a height on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub page: usize,
    pub y: f32,
}

/// Fills pages from the top. The distance before a strip counts there only where a page was asked for, as in Word. Strips that are to stay together move to the next page together, unless no page holds them.
pub(super) fn paginate(strips: &[Strip]) -> Pages<'_> {
    let mut filler = Filler { done: Pages { pages: vec![Vec::new()], anchors: HashMap::new() }, y: TOP };
    let mut at = 0;
    while at < strips.len() {
        let end = chain_end(strips, at);
        let chain = &strips[at..end];
        if strips[at].new_page && !filler.at_top() {
            filler.turn();
        }
        let height: f32 = chain.iter().map(|strip| strip.space + strip.height).sum();
        if filler.y + height > BOTTOM + 0.01 && !filler.at_top() {
            filler.turn();
        }
        for strip in chain {
            filler.place(strip);
        }
        at = end;
    }
    filler.done
}

/// The end of the strips from `start` on that stay together.
fn chain_end(strips: &[Strip], start: usize) -> usize {
    let mut end = start + 1;
    while end < strips.len() && strips[end - 1].keep && !strips[end].new_page {
        end += 1;
    }
    end
}

struct Filler<'a> {
    done: Pages<'a>,
    y: f32,
}

impl<'a> Filler<'a> {
    fn page(&mut self) -> &mut Vec<(f32, &'a Strip)> {
        self.done.pages.last_mut().expect("there is always a page")
    }

    fn at_top(&mut self) -> bool {
        self.page().is_empty()
    }

    fn turn(&mut self) {
        self.done.pages.push(Vec::new());
        self.y = TOP;
    }

    fn place(&mut self, strip: &'a Strip) {
        if self.y + strip.space + strip.height > BOTTOM + 0.01 && !self.at_top() {
            self.turn();
        }
        let begins = self.at_top() && (strip.new_page || self.done.pages.len() == 1);
        if self.at_top() && !begins {
            for head in strip.head.iter().flat_map(|head| head.iter()) {
                self.put(head);
            }
        } else {
            self.y += strip.space;
        }
        self.put(strip);
    }

    fn put(&mut self, strip: &'a Strip) {
        let y = self.y;
        self.page().push((y, strip));
        let page = self.done.pages.len() - 1;
        for anchor in &strip.anchors {
            self.done.anchors.entry(anchor.clone()).or_insert(Place { page, y });
        }
        self.y += strip.height;
    }
}
