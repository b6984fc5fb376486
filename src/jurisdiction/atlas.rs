//! The jurisdictions that a command asks for, by country code.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    breach::LawsOn,
    country,
    holidays::{FOLDER as HOLIDAYS, WorkingDays},
    model::Jurisdiction,
    raw::RawUnions,
    validate,
};
use crate::{
    diag::{Code, Diagnostic, Sink, did_you_mean},
    load::{Library, PackFile, decode},
    source::{Path, Sources},
    world::WorldError,
};

/// Where the files lie.
pub const FOLDER: &str = "frameworks/jurisdictions";
/// Where the files of regions lie.
pub const REGIONS: &str = "frameworks/regions";

/// Why there is no law for a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoLaw {
    /// There is no file for the place of this name.
    NoFile(&'static str),
    /// It names no place; the code or name that somebody may have meant.
    NoPlace { meant: Option<String> },
}

/// Some jurisdictions by code; only the files asked for are read.
#[derive(Debug, Default)]
pub struct Atlas {
    places: BTreeMap<String, Jurisdiction>,
    /// Code → the code whose file holds for it.
    follows: BTreeMap<String, String>,
}

/// Places that were read elsewhere.
impl FromIterator<Jurisdiction> for Atlas {
    fn from_iter<I: IntoIterator<Item = Jurisdiction>>(places: I) -> Self {
        Self { places: places.into_iter().map(|place| (place.id.clone(), place)).collect(), follows: BTreeMap::new() }
    }
}

impl Atlas {
    /// Reads what holds for `codes`, such as `SG`; a member of a union such as `DE` is read from the union's file. A code that
    /// no file knows is left out. What is wrong with a file is in the sink, and its place is left out as well.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read<'a>(
        library: &Library,
        codes: impl IntoIterator<Item = &'a str>,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Result<Self, WorldError> {
        let mut atlas = Self::default();
        let mut unions = None;
        for code in codes {
            if atlas.get(code).is_some() || atlas.add(code, library, sources, sink)? {
                continue;
            }
            if unions.is_none() {
                unions = Some(read_unions(library, sources, sink)?);
            }
            if let Some(union) = unions.as_ref().and_then(|unions| unions.get(code)) {
                let known = atlas.places.contains_key(union) || atlas.add(union, library, sources, sink)?;
                if known {
                    atlas.follows.insert(code.to_owned(), union.clone());
                }
            }
        }
        Ok(atlas)
    }

    /// The codes for which [`Self::read`] finds a file: those of the files, and the members of unions.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn codes(library: &Library, sources: &mut Sources, sink: &mut Sink) -> Result<Vec<String>, WorldError> {
        let names = library.list(FOLDER, sink)?;
        let mut codes: Vec<String> =
            names.iter().filter_map(|name| name.strip_suffix(".yaml").map(str::to_uppercase)).collect();
        codes.extend(read_unions(library, sources, sink)?.into_keys());
        codes.sort();
        codes.dedup();
        Ok(codes)
    }

    /// The code among `known` (see [`Self::codes`]) that a person means by a code or a name.
    ///
    /// # Errors
    /// When the word names a place without a file, or no place.
    pub fn resolve(word: &str, known: &[String]) -> Result<String, NoLaw> {
        let code = word.trim().to_uppercase();
        if known.contains(&code) {
            return Ok(code);
        }
        match country::resolve_place(word) {
            Some(code) if known.iter().any(|known| known == code) => Ok(code.to_owned()),
            Some(code) => Err(NoLaw::NoFile(country::name(code).unwrap_or(code))),
            None => {
                let words = known.iter().map(String::as_str).chain(country::names().map(|name| -> &str { name }));
                Err(NoLaw::NoPlace { meant: did_you_mean(word, words).map(str::to_owned) })
            }
        }
    }

    /// Reads every file.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn all(library: &Library, sources: &mut Sources, sink: &mut Sink) -> Result<Self, WorldError> {
        let files = library.files(FOLDER, sources, sink)?;
        Ok(Self::of(&files, sources, sink))
    }

    /// The jurisdictions among the files of a folder, all of them gone through.
    pub fn of(files: &[PackFile], sources: &Sources, sink: &mut Sink) -> Self {
        let mut atlas = Self::default();
        for file in files.iter().filter(|file| file.name.ends_with(".yaml")) {
            if let Some(place) = validate::validate(file, sources, sink) {
                atlas.places.insert(place.id.clone(), place);
            }
        }
        atlas
    }

    /// What holds in the country of that code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Jurisdiction> {
        let code = self.follows.get(code).map_or(code, String::as_str);
        self.places.get(code)
    }

    /// The laws as they stand on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> LawsOn<'_> {
        LawsOn { atlas: self, day }
    }

    /// Each jurisdiction once, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Jurisdiction> {
        self.places.values()
    }

    /// Whether there is a file for that code; a file with mistakes is one.
    fn add(
        &mut self,
        code: &str,
        library: &Library,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Result<bool, WorldError> {
        // A code stands for a file of that name: nothing else may come of a user's text.
        if !(code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase())) {
            return Ok(false);
        }
        let name = format!("{}.yaml", code.to_lowercase());
        let before = sink.errors();
        let Some(source) = library.file(&format!("{FOLDER}/{name}"), sources, sink)? else {
            // A file that is there and no text is not missing: no other law holds in its place.
            return Ok(sink.errors() > before);
        };
        let calendar = library.file(&format!("{HOLIDAYS}/{}.ics", code.to_lowercase()), sources, sink)?;
        if let Some(mut place) = validate::validate(&PackFile { name, source }, sources, sink) {
            if let Some(calendar) = calendar {
                place.working = WorkingDays::read(calendar, sources, sink);
            }
            self.places.insert(code.to_owned(), place);
        }
        Ok(true)
    }
}

fn read_unions(
    library: &Library,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<BTreeMap<String, String>, WorldError> {
    let Some(source) = library.file(&format!("{FOLDER}/unions.toml"), sources, sink)? else {
        return Ok(BTreeMap::new());
    };
    let raw: Option<RawUnions> = decode(source, sources, sink);
    let unions = raw.into_iter().flat_map(|raw| raw.unions);
    Ok(unions.flat_map(|union| union.members.into_iter().map(move |member| (member, union.id.clone()))).collect())
}

/// What only the author of a folder of jurisdictions is asked: whether the unions name places and files that are there.
pub fn check_unions(files: &[PackFile], sources: &Sources, sink: &mut Sink) {
    let Some(file) = files.iter().find(|file| file.name == "unions.toml") else { return };
    let Some(raw) = decode::<RawUnions>(file.source, sources, sink) else { return };
    let top = Path::root().key("unions");
    for (at, union) in raw.unions.iter().enumerate() {
        let path = top.index(at);
        let name = format!("{}.yaml", union.id.to_lowercase());
        if !files.iter().any(|file| file.name == name) {
            let message = format!("there is no file `{name}` for the union `{}`", union.id);
            let place = sources.value(file.source, &path.key("id"));
            sink.push(Diagnostic::new(Code::UnknownId, message).at(place));
        }
        for (nth, member) in union.members.iter().enumerate() {
            if country::name(member).is_none() {
                let place = sources.value(file.source, &path.key("members").index(nth));
                let diagnostic = Diagnostic::new(Code::UnknownCountry, format!("`{member}` is not a country code"))
                    .suggest(country::suggest(member));
                sink.push(diagnostic.at(place));
            }
        }
    }
}
