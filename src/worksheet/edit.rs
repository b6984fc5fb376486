//! Changes one answer in the text of a worksheet and leaves every other byte as it was: comments, order, quotes, spaces.
//!
//! What was written is read back and held against what was meant; a text that cannot be changed so (an answer that
//! shares its value with others by an anchor, say) is refused rather than spoilt.

use std::ops::Range;

use super::{
    entry::{Entry, Record, Verified, answers, entry, pair},
    scalar::{quoted, scalar},
};
use crate::source::{Entry as Pair, Kind, Node, Sources};

/// Why an answer could not be changed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EditError {
    #[error("the worksheet cannot be parsed")]
    Unreadable,
    #[error("the answer to `{0}` cannot be changed without changing something else; change it by hand")]
    Entangled(String),
}

/// The new text.
pub type Edited = Result<String, EditError>;

/// Answers practice `id` of a worksheet with `new`; an empty one takes the answer away. `order` is that of the framework,
/// which says where an answer that is new has its place.
///
/// # Errors
/// When the text cannot be parsed, or the answer cannot be changed alone.
pub fn set(text: &str, order: &[&str], id: &str, new: &Entry) -> Edited {
    let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let body = &text[mark.len()..];
    let tree = parse(body).ok_or(EditError::Unreadable)?;
    let old = answers(&tree).and_then(|map| pair(map, id));
    if old.and_then(|pair| entry(&pair.value)).unwrap_or_default() == *new {
        return Ok(text.to_owned());
    }
    let edit = Edit::of(body);
    let ways = [edit.inside(&tree, id, new), edit.whole(&tree, order, id, new)];
    ways.into_iter()
        .flatten()
        .find(|changed| as_meant(&tree, changed, id, new))
        .map(|changed| format!("{mark}{changed}"))
        .ok_or_else(|| EditError::Entangled(id.to_owned()))
}

pub(super) fn parse(text: &str) -> Option<Node> {
    let mut sources = Sources::default();
    let source = sources.add("worksheet.yaml", text.to_owned());
    sources.get(source).tree().ok().cloned()
}

/// Whether the changed text says what it said before, but for the one answer.
fn as_meant(before: &Node, changed: &str, id: &str, new: &Entry) -> bool {
    let Some(after) = parse(changed) else { return false };
    let (Kind::Map(old), Kind::Map(now)) = (&before.kind, &after.kind) else { return false };
    let rest = |pairs: &[Pair]| -> Vec<String> {
        let others = pairs.iter().filter(|pair| pair.key.text != "answers");
        others.map(|pair| format!("{}: {}", pair.key.text, plain(&pair.value))).collect()
    };
    let listed = |tree: &Node| -> Vec<(String, String)> {
        let pairs = match answers(tree).map(|node| &node.kind) {
            Some(Kind::Map(pairs)) => &pairs[..],
            _ => &[],
        };
        pairs.iter().filter(|pair| pair.key.text != id).map(|p| (p.key.text.clone(), plain(&p.value))).collect()
    };
    let answer = answers(&after).and_then(|map| pair(map, id)).map(|pair| entry(&pair.value));
    let repeated = after.repeated_keys().len() > before.repeated_keys().len();
    rest(old) == rest(now)
        && listed(before) == listed(&after)
        && !repeated
        && match answer {
            None => new.is_empty(),
            Some(answer) => answer.as_ref() == Some(new),
        }
}

/// The value without its places.
pub(super) fn plain(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(scalar) => format!("{scalar:?}"),
        Kind::List(items) => format!("{:?}", items.iter().map(plain).collect::<Vec<_>>()),
        Kind::Map(pairs) => {
            format!("{:?}", pairs.iter().map(|pair| (pair.key.text.as_str(), plain(&pair.value))).collect::<Vec<_>>())
        }
    }
}

pub(super) struct Edit<'a> {
    text: &'a str,
    pub(super) newline: &'static str,
}

/// Keys of an answer in the order in which they are written.
const KEYS: [&str; 5] = ["level", "not_applicable", "evidence", "note", "verified"];

impl<'a> Edit<'a> {
    /// Of a text, with the line ends that it has.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, newline: if text.contains("\r\n") { "\r\n" } else { "\n" } }
    }

    /// Changes what differs inside an answer that stands there already. `None` where that does not go.
    fn inside(&self, tree: &Node, id: &str, new: &Entry) -> Option<String> {
        let found = pair(answers(tree)?, id)?;
        let value = &found.value;
        let old = entry(value)?;
        if new.is_empty() {
            return None;
        }
        if !matches!(value.kind, Kind::Map(_)) {
            // A level alone that stays one.
            let alone = Entry { level: new.level.clone(), ..Entry::default() } == *new;
            let level = new.level.as_deref().unwrap_or_default();
            let level = if self.is_json(found) { quoted(level) } else { scalar(level) };
            return alone.then(|| self.splice(value.range.clone(), &level));
        }
        if self.is_flow(value) {
            return self.inside_braces(found, &old, new);
        }
        // From the last to the first, so that places stay right.
        let mut text = self.text.to_owned();
        for key in KEYS.into_iter().rev() {
            if written(&old, key) == written(new, key) {
                continue;
            }
            // Each step is taken on a tree of its own: there are five at most.
            let tree = parse(&text)?;
            let value = &pair(answers(&tree)?, id)?.value;
            let step = Edit { text: &text, newline: self.newline };
            text = step.key(value, key, &old, new)?;
        }
        Some(text)
    }

    /// Sets or adds words of an answer between braces. `None` where anything else differs.
    fn inside_braces(&self, found: &Pair, old: &Entry, new: &Entry) -> Option<String> {
        let Kind::Map(pairs) = &found.value.kind else { return None };
        let write =
            if self.is_json(found) || pairs.first().is_some_and(|first| self.is_json(first)) { quoted } else { scalar };
        let mut text = self.text.to_owned();
        let mut splices = Vec::new();
        for (key, old, new) in [
            ("level", &old.level, &new.level),
            ("not_applicable", &old.not_applicable, &new.not_applicable),
            ("note", &old.note, &new.note),
        ] {
            if old == new {
                continue;
            }
            let words = new.as_deref()?;
            match pairs.iter().find(|pair| pair.key.text == key).map(|pair| &pair.value.range) {
                Some(range) if range.is_empty() => return None,
                Some(range) => splices.push((range.clone(), write(words))),
                None => {
                    let last = &pairs.last()?.value;
                    let at = self.end_of(last)?;
                    splices.push((at..at, format!(", {}: {}", write(key), write(words))));
                }
            }
        }
        if old.evidence != new.evidence {
            return None;
        }
        // From the last to the first, so that places stay right.
        splices.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
        for (range, words) in splices {
            text.replace_range(range, &words);
        }
        Some(text)
    }

    /// Sets, adds or takes away one key of an answer in block style.
    fn key(&self, value: &Node, key: &str, old: &Entry, new: &Entry) -> Option<String> {
        let Kind::Map(pairs) = &value.kind else { return None };
        let indent = self.indent_of(pairs.first()?.key.range.start)?;
        let lines = written(new, key);
        match (pair(value, key), lines.is_empty()) {
            (None, true) => Some(self.text.to_owned()),
            // The only key that is left goes when the others have come.
            (Some(found), true) if pairs.len() > 1 => {
                Some(self.splice(self.lines_of(found.key.range.start, self.end(found)), ""))
            }
            (Some(_), true) => None,
            (Some(found), false) => {
                let more = (key == "evidence").then(|| new.evidence.strip_prefix(old.evidence.as_slice())).flatten();
                if let (Some(more @ [_, ..]), Kind::List(items)) = (more, &found.value.kind)
                    && let Some(last) = items.last()
                    && !self.is_flow(&found.value)
                {
                    let dash = self.text[self.line_start(last.range.start)..].find('-')?;
                    let records: Vec<String> =
                        more.iter().map(|one| format!("- {}", record(one, str::to_owned, scalar))).collect();
                    let records = self.block(&records, &" ".repeat(dash));
                    let at = self.line_end(self.end_of(last).unwrap_or(last.range.end));
                    return Some(self.splice(at..at, &records));
                }
                let (_, rest) = lines[0].split_once(':').expect("a key is written with a colon");
                let start = self.colon(found)?;
                // Words on their line are changed where they stand, so that a comment in front of them stays.
                let range = &found.value.range;
                if matches!(found.value.kind, Kind::Scalar(_))
                    && !range.is_empty()
                    && self.text[start..range.start].trim().is_empty()
                {
                    return Some(self.splice(range.clone(), rest.trim_start()));
                }
                let rest = format!("{rest}{}", self.block(&lines[1..], &indent));
                Some(self.splice(start..self.end(found), &rest))
            }
            (None, false) => {
                let place = KEYS.iter().position(|known| *known == key)?;
                let before = KEYS[..place].iter().rev().find_map(|earlier| pair(value, earlier));
                if let Some(before) = before {
                    let at = self.line_end(self.end(before));
                    return Some(self.splice(at..at, &self.block(&lines, &indent)));
                }
                let at = self.line_start(pairs.first()?.key.range.start);
                let lines: String = lines.iter().flat_map(|line| [indent.as_str(), line, self.newline]).collect();
                Some(self.splice(at..at, &lines))
            }
        }
    }

    /// Writes the whole answer anew, takes it away, or puts it where it belongs.
    fn whole(&self, tree: &Node, order: &[&str], id: &str, new: &Entry) -> Option<String> {
        let top = pair(tree, "answers");
        let map = top.map(|top| &top.value);
        let Some(Node { kind: Kind::Map(pairs), .. }) = map else {
            // Nothing is answered yet.
            let top = top?;
            if let Some(changed) = self.at_placeholder(top, id, new, "  ") {
                return Some(changed);
            }
            let at = self.line_end(self.colon(top)?);
            return Some(self.splice(at..at, &self.block(&answer(id, new), "  ")));
        };
        let map = map?;
        if self.is_flow(map) {
            return self.in_flow(map, pairs, id, new);
        }
        let first = pairs.first()?;
        let indent = self.indent_of(first.key.range.start)?;
        if let Some(found) = pairs.iter().find(|pair| pair.key.text == id) {
            if new.is_empty() {
                let lines = self.lines_of(found.key.range.start, self.end(found));
                return Some(self.splice(lines, &format!("{indent}# {id}:{}", self.newline)));
            }
            let lines = answer(&scalar(id), new);
            let (_, rest) = lines[0].split_once(": ").unwrap_or((&lines[0], ""));
            let rest = if rest.is_empty() { String::new() } else { format!(" {rest}") };
            let rest = format!("{rest}{}", self.block(&lines[1..], &indent));
            return Some(self.splice(self.colon(found)?..self.end(found), &rest));
        }
        if let Some(changed) = self.at_placeholder(top?, id, new, &indent) {
            return Some(changed);
        }
        let place = order.iter().position(|known| *known == id).unwrap_or(order.len());
        let before =
            order[..place].iter().rev().find_map(|earlier| pairs.iter().find(|pair| pair.key.text == *earlier));
        let at = match before {
            Some(before) => self.line_end(self.end(before)),
            None => self.line_end(self.colon(top?)?),
        };
        Some(self.splice(at..at, &self.block(&answer(id, new), &indent)))
    }

    /// In place of a line such as `# GOV-01:`, which the starter leaves for an answer.
    fn at_placeholder(&self, top: &Pair, id: &str, new: &Entry, indent: &str) -> Option<String> {
        let mut at = self.line_start(top.key.range.start);
        for line in self.text[at..].split_inclusive('\n') {
            let words = line.trim_end().trim_start();
            if words.strip_prefix('#').is_some_and(|rest| rest.trim() == format!("{id}:")) {
                let lines: Vec<String> = answer(id, new).iter().map(|line| format!("{indent}{line}")).collect();
                return Some(self.splice(at..at + line.trim_end().len(), &lines.join(self.newline)));
            }
            at += line.len();
        }
        None
    }

    /// Inside `answers: { … }`.
    fn in_flow(&self, map: &Node, pairs: &[Pair], id: &str, new: &Entry) -> Option<String> {
        // A file in JSON stays one.
        let json = pairs.first().is_some_and(|first| self.is_json(first));
        let write = if json { quoted } else { scalar };
        let words = flow(new, write);
        match (pairs.iter().position(|pair| pair.key.text == id), new.is_empty()) {
            (Some(at), false) => Some(self.splice(pairs[at].value.range.clone(), &words)),
            (Some(at), true) => Some(self.splice(Self::in_flow_without(map, pairs, at), "")),
            (None, false) => {
                if let Some(last) = pairs.last() {
                    let at = self.end_of(&last.value).unwrap_or(last.value.range.end);
                    return Some(self.splice(at..at, &format!(", {}: {words}", write(id))));
                }
                // `{}` becomes the start of a list of lines.
                let start = self.text[..map.range.start].trim_end_matches(' ').len();
                Some(self.splice(start..map.range.end, &self.block(&answer(id, new), "  ")))
            }
            (None, true) => None,
        }
    }

    /// What has to go for a pair inside braces to go, with the comma beside it.
    pub(super) fn in_flow_without(map: &Node, pairs: &[Pair], at: usize) -> Range<usize> {
        match at.checked_sub(1) {
            None => {
                let end = pairs.get(1).map_or(map.range.end - 1, |next| next.key.range.start);
                pairs[0].key.range.start..end
            }
            Some(before) => pairs[before].value.range.end..pairs[at].value.range.end,
        }
    }

    /// Lines below a line, each indented.
    fn block(&self, lines: &[String], indent: &str) -> String {
        lines.iter().flat_map(|line| [self.newline, indent, line]).collect()
    }

    pub(super) fn splice(&self, range: Range<usize>, with: &str) -> String {
        format!("{}{with}{}", &self.text[..range.start], &self.text[range.end..])
    }

    pub(super) fn is_flow(&self, node: &Node) -> bool {
        self.text.get(node.range.start..).is_some_and(|text| text.starts_with(['{', '[']))
    }

    /// Whether a key stands between quotation marks.
    fn is_json(&self, pair: &Pair) -> bool {
        self.text[pair.key.range.clone()].starts_with('"')
    }

    /// The end of what stands behind a key, without comments after it.
    pub(super) fn end(&self, pair: &Pair) -> usize {
        let end = self.end_of(&pair.value).filter(|end| *end > pair.key.range.end);
        end.unwrap_or_else(|| self.colon(pair).unwrap_or(pair.key.range.end))
    }

    /// The end of a value: of a collection in block style, that of its last part.
    fn end_of(&self, node: &Node) -> Option<usize> {
        let trimmed = || self.text.get(node.range.clone()).map(|text| node.range.start + text.trim_end().len());
        match &node.kind {
            Kind::Scalar(_) if node.range.is_empty() => None,
            Kind::Scalar(_) => trimmed(),
            _ if self.is_flow(node) => trimmed(),
            Kind::List(items) => items.last().and_then(|last| self.end_of(last)),
            Kind::Map(pairs) => pairs.last().map(|last| self.end(last)),
        }
    }

    /// After the colon of a key.
    fn colon(&self, pair: &Pair) -> Option<usize> {
        let rest = &self.text[pair.key.range.end..];
        rest.find(':').filter(|at| rest[..*at].trim().is_empty()).map(|at| pair.key.range.end + at + 1)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Before the end of the line, with what else stands in it.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// Whole lines.
    pub(super) fn lines_of(&self, from: usize, to: usize) -> Range<usize> {
        let end = self.text[to..].find('\n').map_or(self.text.len(), |newline| to + newline + 1);
        self.line_start(from)..end
    }

    /// What stands before the first letter of a line; `None` where that is more than space.
    pub(super) fn indent_of(&self, at: usize) -> Option<String> {
        let before = &self.text[self.line_start(at)..at];
        before.bytes().all(|byte| byte == b' ').then(|| before.to_owned())
    }
}

/// An answer as the lines below `answers`.
fn answer(id: &str, new: &Entry) -> Vec<String> {
    let parts: Vec<Vec<String>> = KEYS.iter().map(|key| written(new, key)).filter(|lines| !lines.is_empty()).collect();
    if let (Some(level), 1) = (&new.level, parts.len()) {
        return vec![format!("{id}: {}", scalar(level))];
    }
    if let (Some(reason), 1) = (&new.not_applicable, parts.len()) {
        return vec![format!("{id}: {{ not_applicable: {} }}", scalar(reason))];
    }
    let mut lines = vec![format!("{id}:")];
    lines.extend(parts.into_iter().flatten().map(|line| format!("  {line}")));
    lines
}

/// One key of an answer as lines; none where it has nothing to say.
fn written(entry: &Entry, key: &str) -> Vec<String> {
    let line = |words: &Option<String>| words.iter().map(|words| format!("{key}: {}", scalar(words))).collect();
    match key {
        "level" => line(&entry.level),
        "not_applicable" => line(&entry.not_applicable),
        "note" => line(&entry.note),
        "verified" => {
            entry.verified.iter().map(|one| format!("{key}: {}", verified(one, str::to_owned, scalar))).collect()
        }
        _ if entry.evidence.is_empty() => Vec::new(),
        _ => std::iter::once("evidence:".to_owned())
            .chain(entry.evidence.iter().map(|one| format!("  - {}", record(one, str::to_owned, scalar))))
            .collect(),
    }
}

/// A record between braces; `name` writes keys, `write` words.
fn record(record: &Record, name: fn(&str) -> String, write: fn(&str) -> String) -> String {
    let part = |key: &str, written: String| format!("{}: {written}", name(key));
    let inside = |parts: &[String]| format!("{{ {} }}", parts.join(", "));
    let fields = record.fields().into_iter().filter_map(|(key, words)| {
        let words = write(words?);
        let cited = key == "ref" && record.cited;
        Some(part(key, if cited { inside(&[part("cite", words)]) } else { words }))
    });
    let mut parts: Vec<String> = fields.collect();
    for (key, seen) in [("confirmed", &record.confirmed), ("seen", &record.seen)] {
        let seen = seen.iter().map(|seen| inside(&[part("by", write(&seen.by)), part("on", write(&seen.on))]));
        parts.extend(seen.map(|seen| part(key, seen)));
    }
    parts.extend(record.sealed.then(|| part("sealed", "true".to_owned())));
    inside(&parts)
}

/// What was verified, between braces; `name` writes keys, `write` words.
fn verified(verified: &Verified, name: fn(&str) -> String, write: fn(&str) -> String) -> String {
    let Verified { level, by, on, note } = verified;
    let words = [("level", Some(level)), ("by", Some(by)), ("on", Some(on)), ("note", note.as_ref())];
    let parts = words.into_iter().filter_map(|(key, words)| Some(format!("{}: {}", name(key), write(words?))));
    format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
}

/// A whole answer between braces; `write` writes keys and words.
fn flow(entry: &Entry, write: fn(&str) -> String) -> String {
    let alone = Entry { level: entry.level.clone(), ..Entry::default() } == *entry;
    if let (Some(level), true) = (&entry.level, alone) {
        return write(level);
    }
    let part = |key: &str, words: &str| format!("{}: {words}", write(key));
    let mut parts = Vec::new();
    for (key, words) in [("level", &entry.level), ("not_applicable", &entry.not_applicable), ("note", &entry.note)] {
        parts.extend(words.iter().map(|words| part(key, &write(words))));
    }
    let records: Vec<String> = entry.evidence.iter().map(|one| record(one, write, write)).collect();
    if !records.is_empty() {
        parts.push(part("evidence", &format!("[{}]", records.join(", "))));
    }
    parts.extend(entry.verified.iter().map(|one| part("verified", &verified(one, write, write))));
    format!("{{ {} }}", parts.join(", "))
}

#[cfg(test)]
mod tests;
