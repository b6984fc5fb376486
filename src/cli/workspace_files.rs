//! Which files belong to a workspace.

use std::{
    fs,
    path::{Path, PathBuf},
};

use dmf::{
    diag::{Code, Diagnostic, did_you_mean},
    workspace::{FileKind, Pattern},
};

use super::{Failure, context::Context};

/// The files of a kind, in order; complains of a path that leads nowhere.
pub(crate) fn files(kind: FileKind, context: &mut Context) -> Result<Vec<PathBuf>, Failure> {
    let Some(workspace) = &context.workspace else { return Ok(Vec::new()) };
    let home = workspace.folder().to_owned();
    let mut all = Vec::new();
    for Pattern { path, place } in workspace.patterns(kind, &context.sources) {
        let mut found = vec![home.clone()];
        for part in path.split('/') {
            found = found.iter().map(|folder| step(folder, part)).collect::<Result<Vec<_>, _>>()?.concat();
        }
        found.retain(|path| path.is_file());
        if let (true, Some(place)) = (found.is_empty(), place) {
            let near = near(&home.join(&path)).map(|near| with_name(&path, &near));
            let diagnostic = Diagnostic::new(Code::FileNotFound, format!("there is no file `{path}`")).at(place);
            context.sink.push(diagnostic.suggest(near.as_deref()));
        }
        for path in found {
            if !all.contains(&path) {
                all.push(path);
            }
        }
    }
    Ok(all)
}

/// The name beside a path that leads nowhere which somebody may have meant.
pub(crate) fn near(path: &Path) -> Option<String> {
    let mut names = names(path.parent()?).ok()?;
    let last = path.file_name()?.to_string_lossy().into_owned();
    // What is there and no file, such as a folder, is not meant.
    names.retain(|name| *name != last);
    did_you_mean(&last, names.iter().map(String::as_str)).map(str::to_owned)
}

/// A path as it is written, with another name at its end.
pub(crate) fn with_name(path: &str, name: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}

/// What a part of a path leads to from a folder.
fn step(folder: &Path, part: &str) -> Result<Vec<PathBuf>, Failure> {
    if !part.contains('*') {
        return Ok(vec![if part == "." { folder.to_owned() } else { folder.join(part) }]);
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !here.is_dir() {
        return Ok(Vec::new());
    }
    Ok(names(here)?.into_iter().filter(|name| fits(part, name)).map(|name| folder.join(name)).collect())
}

fn names(folder: &Path) -> Result<Vec<String>, std::io::Error> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names: Result<Vec<String>, _> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect();
    names.map(|mut names| {
        names.sort();
        names
    })
}

/// Whether a name fits a pattern, in which `*` stands for any letters.
fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| name.strip_prefix(start)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((end, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_letters() {
        for (pattern, name, expected) in [
            ("*.yaml", "a.yaml", true),
            ("*.yaml", "a.yml", false),
            ("org-*.yaml", "org-.yaml", true),
            ("o*g*.yaml", "org-sg.yaml", true),
            ("o*x*.yaml", "org-sg.yaml", false),
            ("a*a", "a", false),
            ("org.yaml", "org.yaml2", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
