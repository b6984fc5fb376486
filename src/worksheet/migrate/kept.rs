//! Whether a worksheet that was rewritten says all that it said: each value, each comment, each word of what is dropped.

use std::collections::HashMap;

use super::{
    Became, Row, SECTIONS,
    comments::comments,
    confirmed, ids,
    refused::{Refused, Why},
    section,
};
use crate::{
    source::{Entry as Pair, Kind, Node},
    worksheet::{
        edit::{Edit, parse, plain},
        entry::{entry, pair},
    },
};

/// Holds the new text against the old one. `pinned` is what `framework` is to say now.
pub(super) fn kept(before: &str, after: &str, rows: &[Row], pinned: Option<&str>) -> Result<(), Refused> {
    let unreadable = || Refused { why: Why::Unreadable, range: 0..0, beside: None };
    let old = parse(before).ok_or_else(unreadable)?;
    let new = parse(after).ok_or_else(unreadable)?;
    let check = Check { before, after, old: &old, new: &new, rows };
    check.top(pinned)?;
    for of in SECTIONS {
        check.section(of)?;
    }
    check.comments()
}

struct Check<'a> {
    before: &'a str,
    after: &'a str,
    old: &'a Node,
    new: &'a Node,
    rows: &'a [Row],
}

impl Check<'_> {
    /// What stands beside the sections is as it was, but for the version.
    fn top(&self, pinned: Option<&str>) -> Result<(), Refused> {
        let Kind::Map(pairs) = &self.old.kind else { return Ok(()) };
        for old in pairs.iter().filter(|pair| !SECTIONS.contains(&pair.key.text.as_str())) {
            let key = &old.key.text;
            let now = pair(self.new, key);
            let same = match pinned.filter(|_| key == "framework") {
                Some(pinned) => now.is_some_and(
                    |now| matches!(&now.value.kind, Kind::Scalar(word) if word.text().as_deref() == Some(pinned)),
                ),
                None => now.is_some_and(|now| plain(&now.value) == plain(&old.value)),
            };
            if !same {
                return Err(at(old, Why::Repeats(key.clone())));
            }
        }
        Ok(())
    }

    /// Each answer or target is where its row says, with all that it says, and none came from elsewhere.
    fn section(&self, of: &'static str) -> Result<(), Refused> {
        let Some((_, pairs)) = section(self.old, of) else { return Ok(()) };
        let mut expected = 0;
        for old in pairs {
            let id = &old.key.text;
            let lost = || at(old, Why::Lost(id.clone()));
            let find =
                |id: &str| section(self.new, of).and_then(|(_, pairs)| pairs.iter().find(|pair| pair.key.text == id));
            let same = |id: &str| find(id).is_some_and(|now| plain(&now.value) == plain(&old.value));
            match self.became(of, id) {
                None if same(id) => expected += 1,
                None => return Err(at(old, Why::Repeats(id.clone()))),
                Some(Became::Renamed(now)) if same(now) => expected += 1,
                Some(Became::Split(parts, _)) if of != SECTIONS[0] && parts.iter().all(|part| same(part)) => {
                    expected += parts.len();
                }
                Some(Became::Split(parts, confirm)) if of == SECTIONS[0] => {
                    let wanted = entry(&old.value).map(|old| confirmed(id, confirm, old));
                    if !parts.iter().all(|part| find(part).and_then(|now| entry(&now.value)) == wanted) {
                        return Err(lost());
                    }
                    expected += parts.len();
                }
                Some(Became::Comment(_)) if find(id).is_none() && self.is_comment(old) => {}
                Some(_) => return Err(lost()),
            }
        }
        let now = ids(self.new, of);
        if now.len() == expected { Ok(()) } else { Err(at(&pairs[0], Why::Entangled(of.to_owned()))) }
    }

    fn became(&self, of: &str, id: &str) -> Option<&Became> {
        let rows = self.rows.iter().filter(|row| row.of == of && row.id == id).map(|row| &row.became);
        rows.into_iter().find(|became| !matches!(became, Became::LookAgain(_)))
    }

    /// Whether each line of what was said stands in a comment now.
    fn is_comment(&self, old: &Pair) -> bool {
        let said = &self.before[old.key.range.start..Edit::of(self.before).end(old)];
        let now: Vec<&str> = comments(self.after, self.new).into_iter().map(|range| &self.after[range]).collect();
        said.lines().map(str::trim).all(|line| now.iter().any(|comment| comment.contains(line)))
    }

    /// Each comment is one still, as often as it stood.
    fn comments(&self) -> Result<(), Refused> {
        let mut now: HashMap<&str, usize> = HashMap::new();
        for range in comments(self.after, self.new) {
            *now.entry(&self.after[range]).or_default() += 1;
        }
        // Those that are the same first: what is left may hold one that stood behind what is a comment as a whole now.
        let mut moved = Vec::new();
        for range in comments(self.before, self.old) {
            match now.get_mut(&self.before[range.clone()]).filter(|left| **left > 0) {
                Some(left) => *left -= 1,
                None => moved.push(range),
            }
        }
        now.retain(|_, left| *left > 0);
        for range in moved {
            if !now.keys().any(|comment| comment.contains(self.before[range.clone()].trim_end())) {
                return Err(Refused { why: Why::Comment, range, beside: None });
            }
        }
        Ok(())
    }
}

fn at(pair: &Pair, why: Why) -> Refused {
    Refused { why, range: pair.key.range.clone(), beside: None }
}
