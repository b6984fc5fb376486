//! What the program knows: packs, frameworks and practices; and whether a pack is right.

use std::{path::Path, sync::Arc};

use super::{
    Notes, Scope, Session, Stop,
    clauses::SET,
    former,
    registers::{check_kinds, kinds_beside, records_asked, rules_of},
};
use crate::{
    agreement::{self, ClauseSet, Request},
    assessment::against::is_rules,
    framework::{self, Framework, FrameworkView, PackInfo, PackView, PracticeId, PracticeView},
    jurisdiction::{self, Atlas},
    load::PackFile,
    register::FOLDER,
    transfer::impact,
    vocabulary,
};

/// A framework, or a practice of one.
#[derive(Debug)]
pub enum FrameworkPage {
    Framework(Box<FrameworkView>),
    Practice(Box<PracticeView>),
}

/// The packs and the crosswalks that are loaded.
///
/// # Errors
/// When one is wrong or cannot be read.
pub fn packs(session: &mut Session) -> Result<Vec<PackView>, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let packs = scope.packs(notes)?;
    let view = |(name, pack): &(String, PackInfo)| PackView { id: name.clone(), ..framework::pack_view(pack) };
    let mut views: Vec<PackView> = packs.iter().map(view).collect();
    views.extend(scope.crosswalks(notes)?.iter().map(framework::crosswalk_view));
    notes.sink.checked()?;
    Ok(views)
}

/// The framework of that id, or the practice of that id of the framework `of`.
///
/// # Errors
/// When there is none, or the framework is wrong.
pub fn framework_page(session: &mut Session, id: &str, of: &str) -> Result<FrameworkPage, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let packs = scope.packs(notes)?.into_iter().filter(|(_, pack)| pack.kind == "framework");
    let frameworks: Vec<String> = packs.map(|(folder, _)| folder).collect();
    let names: Vec<&str> = frameworks.iter().map(String::as_str).collect();
    let loaded = scope.names([id, of], notes)?;
    let folder = |word| loaded.folder(word).filter(|folder| names.contains(folder));
    if let Some(folder) = folder(id) {
        let framework = scope.framework(folder, notes)?;
        let framework = notes.sink.made(framework)?;
        return Ok(FrameworkPage::Framework(Box::new(framework::framework_view(&framework))));
    }
    let Some(folder) = folder(of) else {
        // One that is there and wrong is not unknown.
        notes.sink.checked()?;
        return Err(Stop::unknown("framework", of, &names));
    };
    let framework = scope.framework(folder, notes)?;
    let framework = notes.sink.made(framework)?;
    let Some(practice) = former::one(id, &framework, notes)? else {
        notes.sink.checked()?;
        let practices = framework.practices.iter().map(|practice| practice.id.as_str());
        let known: Vec<&str> = names.into_iter().chain(practices).collect();
        return Err(Stop::unknown("framework or practice", id, &known));
    };
    Ok(FrameworkPage::Practice(Box::new(practice_view(&framework, practice, scope, notes)?)))
}

/// One practice in full, with what registers have to show for it.
pub(super) fn practice_view(
    framework: &Framework,
    practice: PracticeId,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<PracticeView, Stop> {
    let view = framework::practice_view(framework, practice, &scope.crosswalks(notes)?);
    Ok(PracticeView { records: records_asked(framework, practice, scope, notes)?, ..view })
}

/// Reads a pack that lies in a folder by itself, a crosswalk, or a folder of data, and complains of everything that is wrong
/// with it; what it is, where nothing is.
///
/// # Errors
/// When something cannot be read, or the folder holds no pack.
pub fn check_pack(session: &mut Session, path: &Path) -> Result<Option<String>, Stop> {
    session.open(path)?;
    let world = Arc::clone(&session.scope.world);
    let what = if world.has_file(path) {
        file(path, session)?
    } else if world.is_folder(&path.join("frameworks")) || world.is_folder(&path.join("templates")) {
        session.scope = Arc::new(Scope::of_packs(world, path)?);
        data_folder(path, &session.scope, &mut session.notes)?
    } else {
        folder(path, &session.scope, &mut session.notes)?
    };
    Ok(session.notes.sink.is_empty().then_some(what))
}

/// A crosswalk and a kind of record lie in a file.
fn file(path: &Path, session: &mut Session) -> Result<String, Stop> {
    let Session { notes, scope, .. } = session;
    let source = notes.read(&*scope.world, path)?;
    let is_kind = |source| notes.sources.has(source, &crate::source::Path::root().key("fields"));
    if let Some(source) = source.filter(|source| is_kind(*source)) {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        return check_kinds(vec![PackFile { name, source }], scope, notes);
    }
    let file = source.map(|source| PackFile { name: path.display().to_string(), source });
    let crosswalk = file.and_then(|file| framework::crosswalk(&file, &notes.sources, &mut notes.sink));
    Ok(format!("a crosswalk with {} references", crosswalk.map_or(0, |crosswalk| crosswalk.references.len())))
}

/// A pack that lies in a folder by itself.
fn folder(path: &Path, scope: &Scope, notes: &mut Notes) -> Result<String, Stop> {
    let world = &*scope.world;
    let files = PackFile::folder(world, path, &mut notes.sources, &mut notes.sink)?;
    if path.file_name().is_some_and(|name| name == "registers") {
        return check_kinds(files, scope, notes);
    }
    if !files.iter().any(|file| file.name == "pack.toml") {
        if world.has_file(&path.join("pack.toml")) {
            notes.sink.checked()?;
        }
        return Err(Stop::said(format!("`{}` holds no `pack.toml`, so it is not a pack", path.display())));
    }
    // The texts of clauses lie beside the packs; where they do not, those of the program stand in.
    let beside = path.join("../../templates/mcc");
    let templates = world.is_folder(&beside).then_some(beside.as_path());
    pack(&files, (Some(path), templates), scope, notes)
}

/// Checks a folder of the user's as it would be used: over what the program carries, each pack that it touches.
fn data_folder(path: &Path, scope: &Scope, notes: &mut Notes) -> Result<String, Stop> {
    let is_folder = |named: &str| scope.world.is_folder(&path.join(named));
    let mut what = Vec::new();
    for id in scope.library.packs(&mut notes.sink)? {
        let own = is_folder(&format!("frameworks/{id}"));
        let texts = id == SET && is_folder("templates/mcc");
        if own || texts {
            let files = scope.pack(&id, notes)?;
            what.push(pack(&files, (None, None), scope, notes)?);
        }
    }
    if is_folder(FOLDER) {
        what.push(check_kinds(scope.files(FOLDER, notes)?, scope, notes)?);
    }
    if is_folder("frameworks/crosswalks") {
        what.push(format!("{} crosswalks", scope.crosswalks(notes)?.len()));
    }
    if is_folder(jurisdiction::CALENDARS) {
        let files = scope.library.files(jurisdiction::CALENDARS, &mut notes.sources, &mut notes.sink)?;
        let number = jurisdiction::check_calendars(&files, &notes.sources, &mut notes.sink);
        what.push(format!("{number} calendar{} of holidays", if number == 1 { "" } else { "s" }));
    }
    Ok(what.join(", "))
}

/// Older versions of a framework, as far as there are any to be read: beside the folder of the newest where that lies by
/// itself, else among what is loaded.
fn older(
    framework: &Framework,
    folder: Option<&Path>,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Vec<Framework>, Stop> {
    let mut found = Vec::new();
    for map in &framework.older {
        let name = framework::pinned(&framework.pack.id, &map.version);
        let beside = folder.map(|folder| folder.join("..").join(&name)).filter(|path| scope.world.is_folder(path));
        let (old, _) = notes.apart(|notes| -> Result<_, Stop> {
            let files = match &beside {
                Some(path) => PackFile::folder(&*scope.world, path, &mut notes.sources, &mut notes.sink)?,
                None => scope.pack(&name, notes)?,
            };
            Ok(framework::validate(&files, &notes.sources, &mut notes.sink))
        });
        found.extend(old?);
    }
    Ok(found)
}

/// Complains of everything that is wrong with a pack; what it is, where nothing is. `folder` is its own where it lies by
/// itself, and `templates` that of the texts of clauses beside it.
fn pack(
    files: &[PackFile],
    (folder, templates): (Option<&Path>, Option<&Path>),
    scope: &Scope,
    notes: &mut Notes,
) -> Result<String, Stop> {
    let Some(pack) = framework::pack_info(files, &notes.sources, &mut notes.sink) else { return Ok(String::new()) };
    framework::check_pack(&pack, files, &notes.sources, &mut notes.sink);
    Ok(match pack.kind.as_str() {
        "framework" => {
            let framework = framework::validate(files, &notes.sources, &mut notes.sink);
            if let Some(file) = files.iter().find(|file| file.name == vocabulary::UNITS) {
                vocabulary::vocabulary(file.source, &notes.sources, &mut notes.sink);
            }
            let crosswalks = scope.crosswalks(notes)?;
            let Some(framework) = framework else { return Ok(String::new()) };
            framework::check_maps(&framework, &crosswalks, files, &notes.sources, &mut notes.sink);
            if files.iter().any(|file| is_rules(&file.name)) {
                let kinds = kinds_beside(folder, scope, notes)?;
                rules_of(files, &framework, &kinds, notes);
            }
            for old in older(&framework, folder, scope, notes)? {
                framework::check_map(&framework, &old, files, &notes.sources, &mut notes.sink);
            }
            format!("a framework with {} practices in {} blocks", framework.practices.len(), framework.blocks.len())
        }
        "view" => {
            let known = scope.library.packs(&mut notes.sink)?;
            let of = framework::view_of(&pack, &known, files, &notes.sources, &mut notes.sink);
            let framework = match of {
                Some(of) => scope.framework(of, notes)?,
                None => None,
            };
            framework
                .and_then(|framework| framework::view(files, &framework, &notes.sources, &mut notes.sink))
                .map_or_else(String::new, |view| format!("a view with {} components", view.components.len()))
        }
        "clause-set" => {
            let templates = match templates {
                Some(folder) => PackFile::folder(&*scope.world, folder, &mut notes.sources, &mut notes.sink)?,
                None => scope.files("templates/mcc", notes)?,
            };
            let set = agreement::clause_set(files, &templates, &notes.sources, &mut notes.sink);
            set.map_or_else(String::new, |set| clauses(&set, notes))
        }
        "jurisdictions" => {
            let atlas = Atlas::of(files, &notes.sources, &mut notes.sink);
            jurisdiction::check_unions(files, &notes.sources, &mut notes.sink);
            let facts: usize = atlas.iter().map(|place| jurisdiction::lines(place).len()).sum();
            format!("the law of {} places in {facts} facts", atlas.iter().count())
        }
        "impact-method" => {
            let method = impact::method(files, &notes.sources, &mut notes.sink);
            method.map_or_else(String::new, |method| {
                format!("a method with {} factors and {} measures", method.factors.len(), method.measures.len())
            })
        }
        kind => format!("a {kind}"),
    })
}

/// Makes an agreement of each module with everything on and with everything off, so that no reference dangles.
fn clauses(set: &ClauseSet, notes: &mut Notes) -> String {
    let modules: Vec<&str> = set.modules().collect();
    for module in &modules {
        let layers: Vec<String> = set.layers().map(str::to_owned).collect();
        let mut on = agreement::blank(set, module, &layers);
        on.switch_on(set.optional(module));
        let mut off = agreement::blank(set, module, &[]);
        off.switch_off_all();
        let request = Request { module, mark: None, date: None };
        let whole = agreement::assemble(set, &on, request, &notes.sources, &mut notes.sink);
        agreement::assemble(set, &off, request, &notes.sources, &mut notes.sink);
        if let Some(whole) = whole {
            agreement::check_carriers(set, module, &whole, &notes.sources, &mut notes.sink);
        }
    }
    format!("a clause set for {}", modules.join(" and "))
}
