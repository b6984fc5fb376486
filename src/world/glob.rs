//! Files whose paths fit a pattern, found on a walk.

use std::path::{Component, Path, PathBuf};

use globset::{Candidate, GlobBuilder, GlobMatcher};

use super::{EntryKind, Met, Walk, World, WorldError};

/// Names that are looked at for one pattern.
const MOST: usize = 500_000;

/// The files that fit a pattern, seen from a folder.
///
/// `*` stands for any letters of a name, `?` for one, `{a,b}` for one of several, `**` for any folders, but those whose names
/// begin with a dot. Folders before the first of these signs are named as they are and may lead upwards. Brackets are
/// letters.
pub struct Glob {
    /// The folder that every file lies below.
    base: PathBuf,
    /// The whole of the pattern below it; nothing where the pattern is one path.
    whole: Option<GlobMatcher>,
    /// The parts of it, where each stands for one name; up to the first `**`.
    parts: Vec<GlobMatcher>,
    /// Whether folders below those parts are gone into as well.
    deep: bool,
}

impl Glob {
    /// # Errors
    /// When the pattern is none, in words.
    pub fn new(home: &Path, pattern: &str) -> Result<Self, String> {
        let parts: Vec<&str> = pattern.split('/').filter(|part| *part != ".").collect();
        let signs = parts.iter().position(|part| part.contains(['*', '?', '{']));
        let (named, open) = parts.split_at(signs.unwrap_or(parts.len()));
        let base = match named.split_first() {
            Some((&"", rest)) => rest.iter().fold(PathBuf::from("/"), |path, part| path.join(part)),
            _ => named.iter().filter(|part| !part.is_empty()).fold(home.to_owned(), |path, part| path.join(part)),
        };
        if open.is_empty() {
            return Ok(Self { base, whole: None, parts: Vec::new(), deep: false });
        }
        let whole = |part: &str| part.matches('{').count() == part.matches('}').count();
        let single = open.iter().take_while(|part| !part.contains("**") && whole(part));
        let single: Vec<GlobMatcher> = single.map(|part| matcher(part)).collect::<Result<_, _>>()?;
        let deep = single.len() < open.len();
        Ok(Self { base, whole: Some(matcher(&open.join("/"))?), parts: single, deep })
    }

    /// The one path that the pattern is, where no sign of it stands for anything else.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.whole.is_none().then_some(&self.base)
    }

    /// The folder that every file lies below.
    #[must_use]
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// Walks. What is told beside files comes in its place.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds too many names.
    pub fn find(&self, world: &dyn World) -> Result<Vec<Result<Met, WorldError>>, WorldError> {
        let Some(whole) = &self.whole else {
            return Ok(match world.kind(&self.base) {
                None | Some(EntryKind::Folder) => Vec::new(),
                Some(EntryKind::File) => vec![Ok(Met::File(self.base.clone()))],
                Some(_) => vec![Err(WorldError::NoFile { path: self.base.clone() })],
            });
        };
        let here = if self.base.as_os_str().is_empty() { Path::new(".") } else { &self.base };
        if !world.is_folder(here) {
            return Ok(Vec::new());
        }
        let mut walk = Walk::bounded(world, &self.base, MOST)?;
        let wanted = |path: &Path| whole.is_match(path) && self.shown(path);
        Ok(std::iter::from_fn(|| walk.next(world, &|folder| self.into(folder), &wanted)).collect())
    }

    /// Whether files below a folder may fit.
    fn into(&self, folder: &Path) -> bool {
        let names: Vec<_> = folder.components().collect();
        let fits = names.iter().zip(&self.parts).all(|(name, part)| part.is_match_candidate(&Candidate::new(name)));
        // The last part is the file's own.
        fits && (self.deep || names.len() < self.parts.len()) && self.shown(folder)
    }

    /// Whether no name that a part for many folders stands for begins with a dot.
    fn shown(&self, path: &Path) -> bool {
        let hidden = |part: &Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        !self.deep || !path.components().skip(self.parts.len()).any(|part| hidden(&part))
    }
}

fn matcher(pattern: &str) -> Result<GlobMatcher, String> {
    let plain: String = pattern
        .chars()
        .map(|sign| match sign {
            '[' => "[[]".to_owned(),
            ']' => "[]]".to_owned(),
            sign => sign.to_string(),
        })
        .collect();
    let glob = GlobBuilder::new(&plain).literal_separator(true).backslash_escape(false).empty_alternates(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| error.kind().to_string())
}
