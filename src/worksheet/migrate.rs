//! The text of a worksheet for a newer version of its framework: keys are renamed where they stand, an answer that was split is
//! written once for each part, and what is not asked any more stays as a comment. Every other byte is as it was.
//!
//! The new text is held against the old one: where a value, a comment or a word would be lost, or an alias carry the change to
//! where it does not belong, nothing is written.

mod comments;
mod kept;
mod refused;

use comments::comments;
pub use refused::{Refused, Why};

use super::{
    edit::{Edit, EditError, parse, set},
    entry::{Entry, answers, entry, pair},
};
use crate::{
    framework::{Change, Fate, Framework, PracticeId, VersionMap, pin, pinned},
    source::{Entry as Pair, Kind, Node, Scalar},
};

/// A worksheet in the words of another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    pub text: String,
    /// What became of what it says, in the order of the file: answers, then targets.
    pub rows: Vec<Row>,
}

/// What became of an answer or a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// `answers` or `targets`.
    pub of: &'static str,
    /// The id that it had.
    pub id: String,
    pub became: Became,
}

/// Where an answer or a target is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    Renamed(String),
    /// Each of these has it; what to confirm.
    Split(Vec<String>, String),
    /// It stays as a comment, for this reason.
    Comment(String),
    /// Its sentences ask something else, in these words.
    LookAgain(String),
}

const SECTIONS: [&str; 2] = ["answers", "targets"];

/// Rewrites a worksheet for `framework`. `map` leads there from the version that the worksheet pins; where it pins none, only
/// ids that `framework` does not have are of another version.
///
/// # Errors
/// When something cannot be changed alone, or cannot be kept: a file in JSON has no comments.
pub fn migrated(text: &str, framework: &Framework, map: Option<&VersionMap>) -> Result<Migrated, Refused> {
    let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let made = rewritten(&text[mark.len()..], framework, map)?;
    Ok(Migrated { text: format!("{mark}{}", made.text), ..made })
}

fn rewritten(text: &str, framework: &Framework, map: Option<&VersionMap>) -> Result<Migrated, Refused> {
    let Some(tree) = parse(text) else { return Err(Refused { why: Why::Unreadable, range: 0..0, beside: None }) };
    let mut migration = Migration { framework, text: text.to_owned(), rows: Vec::new() };
    for of in SECTIONS {
        let Some((_, pairs)) = section(&tree, of) else { continue };
        for old in pairs {
            let id = &old.key.text;
            let row = map.and_then(|map| map.practices.get(id));
            let Some(change) = row.or_else(|| framework.change(id)) else { continue };
            migration.change(of, old, pairs, change, row.is_some())?;
        }
    }
    let mut pinned = None;
    if map.is_some() {
        let range = pair(&tree, "framework").map_or(0..0, |found| found.value.range.clone());
        let now = migration.pin().map_err(|error| Refused { why: error.into(), range, beside: None })?;
        pinned = Some(now);
    }
    let Migration { text: now, rows, .. } = migration;
    kept::kept(text, &now, &rows, pinned.as_deref())?;
    Ok(Migrated { text: now, rows })
}

/// The keys of a section, in the order of the file.
fn ids(tree: &Node, of: &str) -> Vec<String> {
    section(tree, of).map(|(_, pairs)| pairs.iter().map(|pair| pair.key.text.clone()).collect()).unwrap_or_default()
}

fn section<'a>(tree: &'a Node, of: &str) -> Option<(&'a Pair, &'a [Pair])> {
    let top = pair(tree, of)?;
    let Kind::Map(pairs) = &top.value.kind else { return None };
    Some((top, pairs))
}

/// What a part of a practice that was split is answered with: the old answer, and what to confirm.
fn confirmed(id: &str, confirm: &str, old: Entry) -> Entry {
    let words = format!("to be confirmed: it was the answer to {id} ({confirm})");
    let note = old.note.as_ref().map_or_else(|| words.clone(), |note| format!("{note}; {words}"));
    Entry { note: Some(note), ..old }
}

struct Migration<'a> {
    framework: &'a Framework,
    text: String,
    rows: Vec<Row>,
}

impl Migration<'_> {
    fn tree(&self) -> Result<Node, EditError> {
        parse(&self.text).ok_or(EditError::Unreadable)
    }

    fn edit(&self) -> Edit<'_> {
        Edit::of(&self.text)
    }

    fn tell(&mut self, of: &'static str, id: &str, became: Became) {
        self.rows.push(Row { of, id: id.to_owned(), became });
    }

    /// Takes the new text where it can be parsed and repeats no key.
    fn take(&mut self, text: String, id: &str) -> Result<(), EditError> {
        let repeated = |text: &str| parse(text).map(|tree| tree.repeated_keys().len());
        if repeated(&text).is_none() || repeated(&text) > repeated(&self.text) {
            return Err(EditError::Entangled(id.to_owned()));
        }
        self.text = text;
        Ok(())
    }

    /// What became of one answer or target. `pinned`: whether the worksheet says that it is of the version of the change.
    fn change(
        &mut self,
        of: &'static str,
        old: &Pair,
        all: &[Pair],
        change: &Change,
        pinned: bool,
    ) -> Result<(), Refused> {
        let framework = self.framework;
        let id = old.key.text.as_str();
        let name = |practice: &PracticeId| framework[*practice].id.clone();
        let now: Vec<String> = match &change.fate {
            Fate::Renamed(now) => vec![name(now)],
            Fate::Split { parts, .. } => parts.iter().map(name).collect(),
            Fate::Same | Fate::Dropped(_) => Vec::new(),
        };
        // Of two answers to one practice, only a person can say which is true.
        if let Some(other) = all.iter().find(|other| now.contains(&other.key.text)) {
            let why = Why::Both(id.to_owned(), other.key.text.clone());
            return Err(Refused { why, range: old.key.range.clone(), beside: Some(other.key.range.clone()) });
        }
        let mut look_again = change.look_again.as_ref().filter(|_| of == SECTIONS[0]);
        let done = match &change.fate {
            Fate::Same => {
                look_again = look_again.filter(|_| pinned);
                Ok(())
            }
            Fate::Renamed(_) => self.renamed(of, id, &now[0]),
            Fate::Split { confirm, .. } => self.split(of, id, now, confirm),
            Fate::Dropped(because) => {
                let version = &framework.pack.version;
                self.comment(of, id, &format!("is not asked since version {version}: {because}"))
            }
        };
        done.map_err(|why| {
            // By the id that stands in the file.
            let why = if let Why::Entangled(_) = why { Why::Entangled(id.to_owned()) } else { why };
            Refused { why, range: old.key.range.clone(), beside: None }
        })?;
        if let Some(words) = look_again {
            self.tell(of, id, Became::LookAgain(words.clone()));
        }
        Ok(())
    }

    fn renamed(&mut self, of: &'static str, id: &str, now: &str) -> Result<(), Why> {
        self.key(of, id, now)?;
        self.tell(of, id, Became::Renamed(now.to_owned()));
        Ok(())
    }

    /// Writes another key in the place of one.
    fn key(&mut self, of: &str, id: &str, now: &str) -> Result<(), EditError> {
        let tree = self.tree()?;
        let entangled = || EditError::Entangled(id.to_owned());
        let (_, pairs) = section(&tree, of).ok_or_else(entangled)?;
        let key = &pairs.iter().find(|pair| pair.key.text == id).ok_or_else(entangled)?.key;
        let written = &self.text[key.range.clone()];
        if written.matches(id).count() != 1 {
            return Err(entangled());
        }
        let text = self.edit().splice(key.range.clone(), &written.replace(id, now));
        self.take(text, id)
    }

    fn split(&mut self, of: &'static str, id: &str, parts: Vec<String>, confirm: &str) -> Result<(), Why> {
        if of == "targets" {
            self.targets(id, &parts)?;
        } else {
            let tree = self.tree()?;
            let old = answers(&tree).and_then(|map| pair(map, id)).and_then(|pair| entry(&pair.value));
            let new = confirmed(id, confirm, old.ok_or_else(|| EditError::Entangled(id.to_owned()))?);
            // The first stands where the old one stood, with the comments in it; the others say the same.
            self.key(of, id, &parts[0])?;
            let order: Vec<&str> = self.framework.practices.iter().map(|practice| practice.id.as_str()).collect();
            for part in &parts {
                self.text = set(&self.text, &order, part, &new)?;
            }
        }
        self.tell(of, id, Became::Split(parts, confirm.to_owned()));
        Ok(())
    }

    /// Writes a target once for each of several practices.
    fn targets(&mut self, id: &str, now: &[String]) -> Result<(), EditError> {
        let tree = self.tree()?;
        let entangled = || EditError::Entangled(id.to_owned());
        let (top, pairs) = section(&tree, "targets").ok_or_else(entangled)?;
        let found = pairs.iter().find(|pair| pair.key.text == id).ok_or_else(entangled)?;
        let edit = self.edit();
        let range = found.key.range.start..edit.end(found);
        let written = self.text[range.clone()].to_owned();
        let between = if edit.is_flow(&top.value) {
            ", ".to_owned()
        } else {
            format!("{}{}", edit.newline, edit.indent_of(range.start).ok_or_else(entangled)?)
        };
        let each: Vec<String> = now.iter().map(|now| written.replacen(id, now, 1)).collect();
        let text = edit.splice(range, &each.join(&between));
        self.take(text, id)
    }

    /// Turns what is said of a practice into a comment, with the reason above it.
    fn comment(&mut self, of: &'static str, id: &str, why: &str) -> Result<(), Why> {
        let tree = self.tree()?;
        let entangled = || EditError::Entangled(id.to_owned());
        let (top, pairs) = section(&tree, of).ok_or_else(entangled)?;
        let at = pairs.iter().position(|pair| pair.key.text == id).ok_or_else(entangled)?;
        let edit = self.edit();
        if edit.is_flow(&tree) {
            return Err(Why::NoComments(id.to_owned()));
        }
        let head = format!("# {of}: {id} {why}");
        let text = if edit.is_flow(&top.value) {
            // Comments stand between the answers: which of them goes with this one, nobody can tell.
            let inside = top.value.range.clone();
            if comments(&self.text, &tree).iter().any(|comment| inside.contains(&comment.start)) {
                return Err(entangled().into());
            }
            let said = &self.text[pairs[at].key.range.start..edit.end(&pairs[at])];
            let words = said.lines().map(|line| format!("# {line}"));
            let lines: Vec<String> = std::iter::once(head).chain(words).collect();
            let below = edit.line_end(edit.end(top));
            let comment: String = lines.iter().flat_map(|line| [edit.newline, line]).collect();
            let text = edit.splice(below..below, &comment);
            Edit::of(&text).splice(Edit::in_flow_without(&top.value, pairs, at), "")
        } else {
            // A section that has nothing else goes with it.
            let first = if pairs.len() == 1 && of != SECTIONS[0] { top } else { &pairs[at] };
            let lines = edit.lines_of(first.key.range.start, edit.end(&pairs[at]));
            let indent = edit.indent_of(first.key.range.start).ok_or_else(entangled)?;
            let mut text = format!("{indent}{head}{}", edit.newline);
            for line in self.text[lines.clone()].split_inclusive('\n') {
                // Only these indent in YAML; another blank sign is a word.
                let blank = line.len() - line.trim_start_matches(' ').len();
                let (shift, rest) = line.split_at(indent.len().min(blank));
                match rest.trim_end_matches(['\r', '\n']) {
                    "" => text.push_str(&format!("{indent}#{rest}")),
                    _ => text.push_str(&format!("{shift}# {rest}")),
                }
            }
            edit.splice(lines, &text)
        };
        self.take(text, id)?;
        self.tell(of, id, Became::Comment(why.to_owned()));
        Ok(())
    }

    /// The version that the worksheet pins is the one that it is written for now: what `framework` says.
    fn pin(&mut self) -> Result<String, EditError> {
        let tree = self.tree()?;
        let entangled = || EditError::Entangled("framework".to_owned());
        let found = pair(&tree, "framework").ok_or_else(entangled)?;
        let Kind::Scalar(Scalar::Text(word)) = &found.value.kind else { return Err(entangled()) };
        let written = &self.text[found.value.range.clone()];
        if written.matches(word.as_str()).count() != 1 {
            return Err(entangled());
        }
        let now = pinned(pin(word).0, &self.framework.pack.version);
        let text = self.edit().splice(found.value.range.clone(), &written.replace(word.as_str(), &now));
        self.take(text, "framework")?;
        Ok(now)
    }
}
