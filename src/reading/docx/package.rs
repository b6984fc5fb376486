//! The zip archive and its parts, within limits.

use std::{
    collections::{HashMap, HashSet},
    io::{Cursor, Read},
};

use zip::ZipArchive;

use super::{
    directory,
    xml::{self, Node},
};
use crate::reading::refuse::Unreadable;

/// Largest part that is read, in bytes, and all of them together.
const LARGEST: u64 = 32 << 20;
const ALL: u64 = 64 << 20;
/// A part above a mebibyte that was pressed together further than this is a bomb; Word's are pressed to a twentieth.
const RATIO: u64 = 300;

/// A package with what its main part refers to.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names as the archive spells them, by what they are compared by.
    names: HashMap<String, String>,
    read: u64,
    /// The name of the main part.
    pub main: String,
    /// What the main part refers to inside the package.
    pub relations: Vec<Relation>,
}

/// A part that another refers to.
pub(crate) struct Relation {
    /// By which elements refer to it.
    id: String,
    /// The last word of its type.
    pub kind: String,
    pub target: String,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let members = directory::check(bytes)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Unreadable::Broken(error.to_string()))?;
        let names: HashMap<String, String> =
            archive.file_names().flatten().map(|name| (directory::key(&name), name.into_owned())).collect();
        if names.len() != members || archive.len() != members {
            return Err(Unreadable::Broken("its list of files can be read in two ways".to_owned()));
        }
        let mut package = Self { archive, names, read: 0, main: String::new(), relations: Vec::new() };
        package.main = package.main_part()?;
        package.relations = package.relations(&package.main.clone())?;
        Ok(package)
    }

    fn main_part(&mut self) -> Result<String, Unreadable> {
        let relations = self.relations("")?;
        let named = relations.into_iter().find(|relation| relation.kind == "officeDocument").map(|one| one.target);
        let name = named.unwrap_or_else(|| "word/document.xml".to_owned());
        if self.name(&name).is_some() && !name.starts_with("xl/") && !name.starts_with("ppt/") {
            return Ok(name);
        }
        let has = |start: &str| self.archive.file_names().flatten().any(|name| name.starts_with(start));
        let how = "`soffice --headless --convert-to docx FILE`";
        if has("xl/") {
            Err(Unreadable::Convert { what: "an Excel workbook", how: "copy the agreement into a Word file" })
        } else if has("ppt/") {
            Err(Unreadable::Convert { what: "a presentation", how: "copy the agreement into a Word file" })
        } else if has("content.xml") {
            Err(Unreadable::Convert { what: "an OpenDocument text (.odt)", how })
        } else {
            Err(Unreadable::Broken("the archive holds no Word document".to_owned()))
        }
    }

    /// The name as the archive spells it: programs differ in their capitals.
    fn name(&self, part: &str) -> Option<String> {
        self.names.get(&directory::key(part)).cloned()
    }

    /// The text of a part; `None` when there is none of that name.
    pub(crate) fn part(&mut self, part: &str) -> Result<Option<String>, Unreadable> {
        let Some(name) = self.name(part) else { return Ok(None) };
        let broken = |error: &dyn std::fmt::Display| Unreadable::Broken(format!("`{part}`: {error}"));
        let file = self.archive.by_name(&name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => Unreadable::Encrypted,
            error => broken(&error),
        })?;
        let pressed = file.compressed_size().max(1);
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        let size = bytes.len() as u64;
        self.read += size;
        if size > LARGEST || self.read > ALL {
            return Err(Unreadable::TooMuch(format!("`{part}` is larger than {} MiB", LARGEST >> 20)));
        }
        if size > 1 << 20 && size / pressed > RATIO {
            return Err(Unreadable::TooMuch(format!("`{part}` unfolds to {} times its size", size / pressed)));
        }
        let mut losses = Vec::new();
        let text = match crate::reading::refuse::text(&bytes, &mut losses) {
            Ok(text) if losses.is_empty() => text,
            _ => return Err(broken(&"it is not text")),
        };
        Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
    }

    /// The parts that a part refers to; the empty name stands for the package itself.
    fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Unreadable> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}{}_rels/{file}.rels", if folder.is_empty() { "" } else { "/" });
        let Some(text) = self.part(&name)? else { return Ok(Vec::new()) };
        let tree = xml::parse(&name, &text)?;
        let relation = |node: &Node| {
            let kind = node.attribute("Type")?;
            Some(Relation {
                id: node.attribute("Id").unwrap_or_default().to_owned(),
                kind: kind.rsplit('/').next().unwrap_or(kind).to_owned(),
                target: target(folder, node.attribute("Target")?),
            })
        };
        let inside = tree.elements().filter(|node| node.attribute("TargetMode") != Some("External"));
        Ok(inside.filter_map(relation).collect())
    }

    /// The names of the parts of a kind that the main part refers to, each once.
    pub(crate) fn of_kind(&self, kind: &str) -> Vec<String> {
        let named = self.relations.iter().filter(|relation| relation.kind == kind).map(|relation| &relation.target);
        let mut seen = HashSet::new();
        named.filter(|name| seen.insert(directory::key(name))).cloned().collect()
    }

    /// What is put in whole when the file is opened, by the ids of its relations: its text, or the name where it is none.
    pub(crate) fn put_in(&mut self) -> Result<HashMap<String, String>, Unreadable> {
        let chunks = self.relations.iter().filter(|relation| relation.kind.eq_ignore_ascii_case("aFChunk"));
        let named: Vec<(String, String)> =
            chunks.map(|relation| (relation.id.clone(), relation.target.clone())).collect();
        let mut texts = HashMap::new();
        for (id, name) in named {
            let text = match self.part(&name) {
                Ok(Some(text)) => crate::reading::html::words(&text),
                Err(error @ Unreadable::TooMuch(_)) => return Err(error),
                _ => String::new(),
            };
            texts.insert(id, if text.is_empty() { name } else { text });
        }
        Ok(texts)
    }

    /// The text of the one part of a kind.
    pub(crate) fn text_of(&mut self, kind: &str) -> Result<Option<String>, Unreadable> {
        match self.of_kind(kind).first() {
            Some(name) => self.part(name),
            None => Ok(None),
        }
    }
}

/// The name of a target that is written as seen from a folder.
fn target(folder: &str, written: &str) -> String {
    let written = written.replace('\\', "/");
    let mut parts: Vec<&str> = if written.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}
