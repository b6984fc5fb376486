//! Waivers and codes that fail, for every command that judges a file.

mod assess;

use std::path::{Component, Path, PathBuf};

use dmf::{
    diag::{Code, Diagnostic},
    framework::Framework,
    gate::{FindingCode, Kind, Known, Waiver},
    load,
};

pub(crate) use assess::{Case, baseline, policy, verdicts};

use super::{
    Failure,
    context::{Context, unknown},
    workspace_files::{near, with_name},
};

/// The waivers of `dmf.toml`; what they name is looked for in `known`. The sink says what is wrong with them.
pub(crate) fn waivers(known: &[Known<'_>], no_gate: bool, context: &mut Context) -> Vec<Waiver> {
    let Some(workspace) = context.workspace.as_ref().filter(|_| !no_gate) else { return Vec::new() };
    let waivers = workspace.waivers(known, context.today, &context.sources, &mut context.sink);
    for waiver in &waivers {
        if let Some(file) = &waiver.file
            && !workspace.folder().join(file).is_file()
        {
            let message = format!("there is no file `{file}` for which something could be waived");
            let place = waiver.file_place.clone().unwrap_or_else(|| waiver.place.clone());
            let near = near(&workspace.folder().join(file)).map(|near| with_name(file, &near));
            context.sink.push(Diagnostic::new(Code::FileNotFound, message).at(place).suggest(near.as_deref()));
        }
    }
    waivers
}

/// The waivers that are granted for a file, each with its index among all.
pub(crate) fn granted<'a>(waivers: &'a [Waiver], file: &Path, context: &Context) -> Vec<(usize, &'a Waiver)> {
    let home = context.workspace.as_ref().map_or(Path::new(""), |workspace| workspace.folder());
    let here = |waiver: &Waiver| waiver.file.as_ref().is_none_or(|named| same(&home.join(named), file));
    waivers.iter().enumerate().filter(|(_, waiver)| here(waiver)).collect()
}

/// The practices of frameworks, which a waiver may name.
pub(crate) fn practices<'a>(frameworks: &[&'a Framework]) -> Known<'a> {
    let ids = frameworks.iter().flat_map(|framework| &framework.practices).map(|practice| practice.id.as_str());
    Known { kind: Kind::Practice, ids: ids.collect(), complaint: Code::UnknownPractice }
}

/// A file as seen from the top of the repository that it lies in, else from here; as it is where it is no file.
pub(crate) fn repository_path(name: &str) -> String {
    let whole = plain(Path::new(name));
    let here = std::env::current_dir().unwrap_or_default();
    let top = load::repository(&whole).unwrap_or(here);
    match whole.strip_prefix(&top) {
        Ok(path) if !name.starts_with('<') => {
            path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
        }
        _ => name.to_owned(),
    }
}

/// Whether two paths name one file, without following links.
pub(crate) fn same(one: &Path, other: &Path) -> bool {
    plain(one) == plain(other)
}

/// A path that a file names, seen from where the file stands, as short as it can be said.
pub(crate) fn beside(file: &Path, named: &str) -> PathBuf {
    let path = file.parent().unwrap_or(Path::new("")).join(named);
    path.components().fold(PathBuf::new(), |mut path, part| {
        let name = path.components().next_back();
        match (part, name) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(path.pop()),
            (part, _) => path.push(part),
        }
        path
    })
}

fn plain(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole.components().fold(PathBuf::new(), |mut path, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(path.pop()),
            part => path.push(part),
        }
        path
    })
}

/// The code of a finding, as typed.
pub(crate) fn finding_code(word: &str) -> Result<FindingCode, String> {
    FindingCode::of(word).ok_or_else(|| {
        let known: Vec<&str> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
        match unknown("finding", word, &known) {
            Failure::Usage(message) => message,
            Failure::Data | Failure::World(_) => String::new(),
        }
    })
}
