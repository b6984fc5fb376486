//! A folder to begin in: which files, and what stands in them.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Session, Stop, clauses, schema, starter_register, written};
use crate::{
    agreement::{self, ClauseSet},
    framework::{Framework, ProfileId},
    jurisdiction::country,
    records::{ASSESSMENT, Content, RECORDS, RecordKind},
    transfer::resting,
    worksheet::{self, Starter},
    workspace,
};

/// The framework that a worksheet begins with.
const FRAMEWORK: &str = "asean-dmf";

/// The profile of small organisations, as kinds of record call the fields of such.
const SMALL: &str = "sme";

/// The kind of file that settings are.
const CONFIG: &str = "config";

/// Asks for a folder to begin in.
#[derive(Debug, Clone, Default)]
pub struct Init {
    pub folder: PathBuf,
    /// What the organisation is called.
    pub name: Option<String>,
    /// Its country, by code or by name.
    pub country: Option<String>,
    /// Its line of business.
    pub sector: Option<String>,
    /// Who assesses, by the id of a profile.
    pub profile: Option<String>,
    /// The role pair of the deal.
    pub module: String,
}

/// A folder of which is known what it asks for.
#[derive(Debug)]
pub struct Beginning {
    folder: PathBuf,
    framework: Arc<Framework>,
    set: ClauseSet,
    module: String,
    name: Option<String>,
    /// Code of two letters.
    country: Option<String>,
    sector: Option<String>,
    profile: Option<ProfileId>,
    begun: bool,
}

/// Whose worksheet it becomes.
#[derive(Debug, Clone)]
pub struct Owner {
    pub name: String,
    /// Code of two letters.
    pub country: String,
    pub sector: Option<String>,
    pub profile: ProfileId,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Seen from the folder, with `/`.
    pub name: String,
    /// Nothing where it stays as it is, whatever that is.
    pub text: Option<String>,
    /// What it is, in a line; empty for those that are told of together, by their folder.
    pub about: String,
}

/// Looks at a folder and at what is asked for it.
///
/// # Errors
/// When something is asked for that is not there, or data cannot be read.
pub fn init(session: &mut Session, request: &Init) -> Result<Beginning, Stop> {
    session.open(&request.folder)?;
    let framework = session.scope.framework(FRAMEWORK, &mut session.notes)?;
    let framework = session.notes.sink.made(framework)?;
    let set = clauses::clause_set(&session.scope, &mut session.notes)?;
    clauses::known_module(&set, &request.module)?;
    let ids: Vec<&str> = framework.profiles.iter().map(|profile| profile.id.as_str()).collect();
    let profile = match &request.profile {
        Some(word) => Some(framework.profile(word).ok_or_else(|| Stop::unknown("profile", word, &ids))?),
        None => None,
    };
    let country = request.country.as_deref().map(code).transpose()?;
    let begun = session.world().kind(&request.folder.join(ASSESSMENT.file)).is_some();
    if !begun && request.name.as_deref().is_some_and(|name| name.trim().is_empty()) {
        return Err(Stop::usage("`--name` is empty"));
    }
    for (flag, words) in [("--name", &request.name), ("--sector", &request.sector)] {
        let checked = words.as_deref().map_or(Ok(()), written::words);
        checked.map_err(|message| Stop::usage(format!("`{flag}`: {message}")))?;
    }
    let (folder, module) = (request.folder.clone(), request.module.clone());
    let (name, sector) = (request.name.clone(), request.sector.clone());
    Ok(Beginning { folder, framework, set, module, name, country, sector, profile, begun })
}

impl Beginning {
    /// The framework that is going to be answered.
    #[must_use]
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// What is known of the owner: name, code of the country, line of business and profile.
    #[must_use]
    pub fn known(&self) -> (Option<&str>, Option<&str>, Option<&str>, Option<ProfileId>) {
        (self.name.as_deref(), self.country.as_deref(), self.sector.as_deref(), self.profile)
    }

    /// Whether name or country lack that a worksheet needs. Where there is a worksheet already nothing does.
    #[must_use]
    pub fn lacks(&self) -> bool {
        !self.begun && (self.name.is_none() || self.country.is_none())
    }

    /// The owner as far as nothing lacks; nothing where there is a worksheet already.
    #[must_use]
    pub fn owner(&self) -> Option<Owner> {
        let (Some(name), Some(country), false) = (&self.name, &self.country, self.begun) else { return None };
        let (sector, profile) = (self.sector.clone(), self.profile.unwrap_or(ProfileId(0)));
        Some(Owner { name: name.clone(), country: country.clone(), sector, profile })
    }

    /// Whether whoever assesses is asked what a small organisation is.
    #[must_use]
    pub fn is_small(&self, owner: Option<&Owner>) -> bool {
        let profile = owner.map_or(self.profile, |owner| Some(owner.profile));
        profile.is_some_and(|profile| self.framework.profiles[profile.0].id == SMALL)
    }

    /// Every file, in the order in which they are told of. Each was read again as it will be read.
    ///
    /// # Errors
    /// When the data of the program lacks something, or a text could not be read again.
    pub fn files(&self, session: &mut Session, owner: Option<&Owner>) -> Result<Vec<NewFile>, Stop> {
        let framework = &self.framework;
        let profile = owner.map_or(self.profile.unwrap_or(ProfileId(0)), |owner| owner.profile);
        let settings = workspace::starter(framework, profile, &schema_of(CONFIG));
        written::settings(&self.at("dmf.toml"), &settings, session)?;
        let mut files = vec![file("dmf.toml", settings, "settings, all explained")];
        let mut schemas = Vec::new();
        for kind in RECORDS {
            let (begun, schema) = match kind.content {
                Content::Answers => (self.worksheet(kind, owner, session)?, schema::worksheet_text(framework)),
                Content::Deal => (self.deal(kind, session)?, schema::kind_text(kind.name)),
                Content::Transfers => (self.register(kind, session)?, schema::kind_text(kind.name)),
                // These are begun when there is something to say in them.
                Content::Impact | Content::Alone(_) => continue,
            };
            files.push(begun);
            schemas.push(file(schema_of(kind.name), schema, ""));
        }
        files.push(file("ci/github.yml", workspace::ci(), "a job that fails when maturity regresses"));
        files.append(&mut schemas);
        files.push(file(schema_of(CONFIG), schema::kind_text(CONFIG), ""));
        Ok(files)
    }

    fn deal(&self, kind: &RecordKind, session: &mut Session) -> Result<NewFile, Stop> {
        let text = with_schema(kind, &agreement::starter(&self.set, &self.module));
        written::deal(&self.at(kind.file), &text, &self.set, session)?;
        Ok(file(kind.file, text, "the facts of an agreement, every field explained"))
    }

    fn register(&self, kind: &RecordKind, session: &mut Session) -> Result<NewFile, Stop> {
        let text = with_schema(kind, &resting(&starter_register(session)?));
        written::register(&self.at(kind.file), &text, session)?;
        Ok(file(kind.file, text, "a register of transfers, every field explained"))
    }

    fn worksheet(&self, kind: &RecordKind, owner: Option<&Owner>, session: &mut Session) -> Result<NewFile, Stop> {
        let name = kind.file.to_owned();
        let Some(owner) = owner else { return Ok(NewFile { name, text: None, about: String::new() }) };
        for words in [Some(owner.name.as_str()), owner.sector.as_deref()].into_iter().flatten() {
            written::words(words).map_err(Stop::usage)?;
        }
        let starter = Starter {
            name: &owner.name,
            country: &owner.country,
            sector: owner.sector.as_deref(),
            profile: owner.profile,
            as_of: session.today(),
            schema: Some(&schema_of(kind.name)),
        };
        let text = worksheet::starter(&self.framework, starter);
        written::worksheet(&self.at(&name), &text, None, session)?;
        let asked = self.framework.asked(owner.profile).count();
        let about = format!("a worksheet: {asked} questions, and their levels in words");
        Ok(NewFile { name, text: Some(text), about })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(Path::new(name))
    }
}

/// Where the schema of a kind of file lies, seen from the folder.
fn schema_of(name: &str) -> String {
    format!(".dmf/{name}.schema.json")
}

/// A text that tells editors its schema.
fn with_schema(kind: &RecordKind, text: &str) -> String {
    format!("# yaml-language-server: $schema={}\n{text}", schema_of(kind.name))
}

fn file(name: impl Into<String>, text: String, about: &str) -> NewFile {
    NewFile { name: name.into(), text: Some(text), about: about.to_owned() }
}

/// The code of a country that is given by code or by name.
fn code(word: &str) -> Result<String, Stop> {
    if let Some(code) = country::resolve(word) {
        return Ok(code.to_owned());
    }
    let hint = country::nearest(word).map_or_else(
        || "write its code of two letters, such as `SG`".to_owned(),
        |name| format!("did you mean `{name}`?"),
    );
    Err(Stop::usage(format!("there is no country `{word}`; {hint}")))
}
