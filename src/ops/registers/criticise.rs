//! Kinds of record, criticised before anybody keeps records of them.

use std::path::Path;

use super::{
    super::{Notes, Scope, Stop},
    kinds::of_files,
};
use crate::{
    diag::{Code, Diagnostic, Severity},
    load::{self, PackFile},
    register::{self, FOLDER, Kind, Kinds},
    source::Path as InText,
};

/// The kinds of record that rules of a pack may go by: those among the data, and those that lie in a folder beside the pack's. What is
/// wrong with them is told where they are checked.
pub(in crate::ops) fn kinds_beside(folder: Option<&Path>, scope: &Scope, notes: &mut Notes) -> Result<Kinds, Stop> {
    let world = &*scope.world;
    let beside = folder.map(|folder| folder.join("../registers")).filter(|path| world.is_folder(path));
    let (kinds, _) = notes.apart(|notes| -> Result<_, Stop> {
        let mut files = scope.files(FOLDER, notes)?;
        if let Some(path) = beside {
            let own = PackFile::folder(world, &path, &mut notes.sources, &mut notes.sink)?;
            files.retain(|file| own.iter().all(|other| other.name != file.name));
            files.extend(own);
        }
        Ok(of_files(&files, notes))
    });
    kinds
}

/// Complains of everything that is wrong with kinds of record, which are held against those that the program carries; what they are.
pub(in crate::ops) fn check_kinds(own: Vec<PackFile>, scope: &Scope, notes: &mut Notes) -> Result<String, Stop> {
    let names: Vec<String> = own.iter().map(|file| file.name.clone()).collect();
    let mut files = scope.files(FOLDER, notes)?;
    files.retain(|file| !names.contains(&file.name));
    files.extend(own);
    let kinds = of_files(&files, notes);
    let mut found = Vec::new();
    for kind in kinds.iter().filter(|kind| names.contains(&format!("{}.toml", kind.name))) {
        begin(kind, scope, notes);
        found.push(kind.name.as_str());
    }
    Ok(match found.as_slice() {
        [one] => format!("a kind of record, {one}"),
        many => format!("{} kinds of record: {}", many.len(), many.join(", ")),
    })
}

/// What a kind begins a register with has to be one.
fn begin(kind: &std::sync::Arc<Kind>, scope: &Scope, notes: &mut Notes) {
    let text = register::starter(kind, false);
    let today = scope.world.today();
    let (_, sink) = notes.apart(|notes| {
        let name = kind.file();
        let source = load::text(name.clone(), text.into_bytes(), &mut notes.sources, &mut notes.sink)?;
        let files = vec![(Path::new(&name).to_owned(), source)];
        Some(register::read(kind, files, today, &notes.sources, &mut notes.sink))
    });
    for wrong in sink.sorted().into_iter().filter(|one| one.severity() == Severity::Error) {
        let place = notes.sources.value(kind.source, &InText::root().key("starter"));
        let message = format!("the starter is no register: {}", wrong.message);
        notes.sink.push(Diagnostic::new(Code::KindIncomplete, message).at(place));
    }
}
