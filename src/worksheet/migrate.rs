//! The text of a worksheet for a newer version of its framework: keys are renamed where they stand, an answer that was split is
//! written once for each part, and what is not asked any more stays as a comment. Every other byte is as it was.

use super::{
    edit::{Edit, EditError, parse, set},
    entry::{Entry, answers, entry, pair},
};
use crate::{
    framework::{Change, Fate, Framework, VersionMap, pin, pinned},
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
pub fn migrated(text: &str, framework: &Framework, map: Option<&VersionMap>) -> Result<Migrated, EditError> {
    let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let mut migration = Migration { framework, text: text[mark.len()..].to_owned(), rows: Vec::new() };
    for of in SECTIONS {
        for id in ids(&migration.tree()?, of) {
            let row = map.and_then(|map| map.practices.get(&id));
            let Some(Change { fate, look_again }) = row.or_else(|| framework.change(&id)) else { continue };
            let mut look_again = look_again.as_ref().filter(|_| of == SECTIONS[0]);
            match fate {
                Fate::Same => look_again = look_again.filter(|_| row.is_some()),
                Fate::Renamed(now) => migration.renamed(of, &id, &framework[*now].id)?,
                Fate::Split { parts, confirm } => {
                    let parts: Vec<&str> = parts.iter().map(|part| framework[*part].id.as_str()).collect();
                    migration.split(of, &id, &parts, confirm)?;
                }
                Fate::Dropped(because) => {
                    let version = &framework.pack.version;
                    migration.comment(of, &id, &format!("is not asked since version {version}: {because}"))?;
                }
            }
            if let Some(words) = look_again {
                migration.tell(of, &id, Became::LookAgain(words.clone()));
            }
        }
    }
    if map.is_some() {
        migration.pin()?;
    }
    Ok(Migrated { text: format!("{mark}{}", migration.text), rows: migration.rows })
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

    fn says(&self, of: &str, id: &str) -> Result<bool, EditError> {
        Ok(section(&self.tree()?, of).is_some_and(|(_, pairs)| pairs.iter().any(|pair| pair.key.text == id)))
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

    fn renamed(&mut self, of: &'static str, id: &str, now: &str) -> Result<(), EditError> {
        if self.says(of, now)? {
            return self.comment(of, id, &format!("is {now} now, which stands here as well"));
        }
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

    fn split(&mut self, of: &'static str, id: &str, parts: &[&str], confirm: &str) -> Result<(), EditError> {
        let mut free = Vec::new();
        for part in parts {
            if !self.says(of, part)? {
                free.push(*part);
            }
        }
        let Some((first, more)) = free.split_first() else {
            return self.comment(of, id, &format!("is {} now, which stand here as well", parts.join(" and ")));
        };
        if of == "targets" {
            self.targets(id, &free)?;
        } else {
            let tree = self.tree()?;
            let old = answers(&tree).and_then(|map| pair(map, id)).and_then(|pair| entry(&pair.value));
            let old = old.ok_or_else(|| EditError::Entangled(id.to_owned()))?;
            let words = format!("to be confirmed: it was the answer to {id} ({confirm})");
            let note = old.note.as_ref().map_or_else(|| words.clone(), |note| format!("{note}; {words}"));
            let new = Entry { note: Some(note), ..old };
            self.key(of, id, first)?;
            let order: Vec<&str> = self.framework.practices.iter().map(|practice| practice.id.as_str()).collect();
            for part in std::iter::once(first).chain(more) {
                self.text = set(&self.text, &order, part, &new)?;
            }
        }
        let parts = free.into_iter().map(str::to_owned).collect();
        self.tell(of, id, Became::Split(parts, confirm.to_owned()));
        Ok(())
    }

    /// Writes a target once for each of several practices.
    fn targets(&mut self, id: &str, now: &[&str]) -> Result<(), EditError> {
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
    fn comment(&mut self, of: &'static str, id: &str, why: &str) -> Result<(), EditError> {
        let tree = self.tree()?;
        let entangled = || EditError::Entangled(id.to_owned());
        let (top, pairs) = section(&tree, of).ok_or_else(entangled)?;
        let at = pairs.iter().position(|pair| pair.key.text == id).ok_or_else(entangled)?;
        let edit = self.edit();
        if self.text.trim_start().starts_with('{') {
            return Err(EditError::NoComments(id.to_owned()));
        }
        let head = format!("# {of}: {id} {why}");
        let text = if edit.is_flow(&top.value) {
            // Of several lines, comments stand between the answers: which of them goes with this one, nobody can tell.
            let all = &self.text[top.value.range.clone()];
            if all.contains('\n') && all.contains('#') {
                return Err(entangled());
            }
            let said = &self.text[pairs[at].key.range.start..pairs[at].value.range.end];
            let words = if said.contains('\n') {
                said.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                said.to_owned()
            };
            let lines = [head, format!("# {words}")];
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

    /// The version that the worksheet pins is the one that it is written for now.
    fn pin(&mut self) -> Result<(), EditError> {
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
        self.take(text, "framework")
    }
}
