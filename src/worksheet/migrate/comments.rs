//! Where the comments of a text in YAML stand.

use std::ops::Range;

use crate::source::{Kind, Node};

/// The comments of a text, each from its `#` to the end of its line, in the order of the text.
pub(super) fn comments(text: &str, tree: &Node) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    scalars(tree, &mut words);
    words.sort_unstable_by_key(|range| (range.start, range.end));
    let mut words = words.into_iter().peekable();
    let (mut found, mut past) = (Vec::new(), 0);
    for (at, _) in text.match_indices('#') {
        while let Some(range) = words.next_if(|range| range.start <= at) {
            past = past.max(range.end);
        }
        // A sign in words is none, nor one that stands right behind a word.
        let apart = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        if at < past || !apart {
            continue;
        }
        past = text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end);
        found.push(at..past);
    }
    found
}

/// Where keys and values without parts stand.
fn scalars(node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.kind {
        Kind::Scalar(_) => found.push(node.range.clone()),
        Kind::List(items) => items.iter().for_each(|item| scalars(item, found)),
        Kind::Map(pairs) => {
            for pair in pairs {
                found.push(pair.key.range.clone());
                scalars(&pair.value, found);
            }
        }
    }
}
