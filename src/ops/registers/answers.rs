//! Answers of a worksheet, held against the registers that its workspace keeps.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    super::{Notes, Scope, Stop, files::files as listed, score::Scored, stop::Wrong},
    kinds::kinds,
    open::{files, register},
};
use crate::{
    assessment::against::{RuleFile, Rules, contradicted, is_rules, validate},
    framework::Framework,
    gate::Finding,
    load::{PackFile, decode},
    records::ASSESSMENT,
    register::{FOLDER, Kinds, Record, Register, Scene},
    source::SourceId,
    workspace::Workspace,
    world::{World, plain},
};

/// What workspaces keep that answers are held against, read once for all worksheets of a run.
#[derive(Debug, Default)]
pub(in crate::ops) struct KeptRegisters {
    known: Vec<(Arc<Scope>, String, Kept)>,
}

/// The rules of a framework, and the registers that they go by.
#[derive(Debug, Clone)]
enum Kept {
    /// No register is kept, or the framework has no rules.
    Nothing,
    /// Something in them is wrong, which was told.
    Wrong(Wrong),
    Registers(Arc<(Rules, Vec<Register>)>),
}

impl KeptRegisters {
    /// The answers of a worksheet that records contradict. Nothing is read where its workspace keeps no register.
    ///
    /// # Errors
    /// When a register, a kind or a rule is wrong or cannot be read: what the records say is not known then.
    pub(in crate::ops) fn contradictions(
        &mut self,
        file: &Path,
        scored: &Scored,
        scope: &Arc<Scope>,
        notes: &mut Notes,
    ) -> Result<Vec<Finding>, Stop> {
        let kept = match self.of(&scored.framework, scope, notes)? {
            Kept::Nothing => return Ok(Vec::new()),
            Kept::Wrong(wrong) => return Err(Stop::Data(wrong)),
            Kept::Registers(kept) => kept,
        };
        let registers: Vec<&Register> = kept.1.iter().collect();
        by_records(file, scored, (&kept.0, &registers), scope, notes)
    }

    fn of(&mut self, framework: &Framework, scope: &Arc<Scope>, notes: &mut Notes) -> Result<Kept, Stop> {
        let same = |(of, name, _): &&(Arc<Scope>, String, Kept)| Arc::ptr_eq(of, scope) && *name == framework.name;
        if let Some((.., kept)) = self.known.iter().find(same) {
            return Ok(kept.clone());
        }
        let kept = match kept(framework, scope, notes) {
            Err(Stop::Data(wrong)) => Kept::Wrong(wrong),
            kept => kept?,
        };
        self.known.push((Arc::clone(scope), framework.name.clone(), kept.clone()));
        Ok(kept)
    }
}

fn kept(framework: &Framework, scope: &Scope, notes: &mut Notes) -> Result<Kept, Stop> {
    let Some(workspace) = &scope.workspace else { return Ok(Kept::Nothing) };
    if !keeps_any(workspace, scope, notes)? {
        return Ok(Kept::Nothing);
    }
    let kinds = kinds(scope, notes)?;
    let rules = rules(framework, &kinds, scope, notes)?;
    notes.sink.checked()?;
    let mut registers = Vec::new();
    for kind in rules.kinds().into_iter().filter_map(|name| kinds.get(name)) {
        let paths = files(kind, scope, notes)?;
        if !paths.is_empty() {
            registers.push(register(kind, paths, scope, notes)?);
        }
    }
    notes.sink.checked()?;
    Ok(if registers.is_empty() { Kept::Nothing } else { Kept::Registers(Arc::new((rules, registers))) })
}

/// The answers of a worksheet that registers contradict which were read.
///
/// # Errors
/// When the folders of the workspace cannot be read.
pub(in crate::ops) fn by_records(
    file: &Path,
    scored: &Scored,
    (rules, registers): (&Rules, &[&Register]),
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Vec<Finding>, Stop> {
    // A worksheet that names no file is told where it is listed.
    let (worksheets, _) = notes.apart(|notes| listed(&ASSESSMENT, scope, notes));
    let worksheets = worksheets?;
    let own: Vec<Cow<'_, Register>> =
        registers.iter().filter_map(|register| nearest(register, file, &worksheets, &*scope.world)).collect();
    let scene = Scene::of(scope.world.today(), registers.iter().copied());
    Ok(contradicted(rules, (&scored.framework, &scored.assessment), &own, &scene))
}

/// The rules of a framework on records; none where it has no file of them. The notes say what is wrong with them.
///
/// # Errors
/// When one cannot be read.
pub(in crate::ops) fn rules(
    framework: &Framework,
    kinds: &Kinds,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Rules, Stop> {
    let folder = format!("frameworks/{}", framework.name);
    let mut files = Vec::new();
    for name in scope.library.list(&folder, &mut notes.sink)?.into_iter().filter(|name| is_rules(name)) {
        let source = scope.library.file(&format!("{folder}/{name}"), &mut notes.sources, &mut notes.sink)?;
        files.extend(source.map(|source| PackFile { name, source }));
    }
    Ok(rules_of(&files, framework, kinds, notes))
}

/// The rules among the files of a pack.
pub(in crate::ops) fn rules_of(files: &[PackFile], framework: &Framework, kinds: &Kinds, notes: &mut Notes) -> Rules {
    let read = files.iter().filter(|file| is_rules(&file.name)).filter_map(|file| {
        let raw = decode(file.source, &notes.sources, &mut notes.sink)?;
        Some(RuleFile { source: file.source, raw })
    });
    let read = read.collect();
    validate(read, framework, kinds, &notes.sources, &mut notes.sink)
}

/// Whether the workspace keeps a register: it names one, or a file of one lies where it usually does.
fn keeps_any(workspace: &Workspace, scope: &Scope, notes: &mut Notes) -> Result<bool, Stop> {
    let names = scope.library.list(FOLDER, &mut notes.sink)?;
    let kinds = names.iter().filter_map(|name| name.strip_suffix(".toml"));
    let mut patterns = kinds.flat_map(|kind| workspace.register_patterns(kind, &notes.sources));
    let home = workspace.folder();
    Ok(patterns.any(|pattern| pattern.place.is_some() || scope.world.has_file(&home.join(pattern.path))))
}

/// What a register says for a worksheet: of its files those to which no other worksheet of the workspace lies nearer. `None` where
/// there is none.
fn nearest<'a>(
    register: &'a Register,
    file: &Path,
    worksheets: &[PathBuf],
    world: &dyn World,
) -> Option<Cow<'a, Register>> {
    let folder = |path: &Path| {
        let path = if path == Path::new("-") { Path::new("./-") } else { path };
        plain(&world.absolute(path)).parent().map(Path::to_owned).unwrap_or_default()
    };
    let (own, others): (PathBuf, Vec<PathBuf>) = (folder(file), worksheets.iter().map(|other| folder(other)).collect());
    let kept = |(path, _): &&(PathBuf, SourceId)| {
        let of_register = folder(path);
        let near = shared(&of_register, &own);
        others.iter().all(|other| shared(&of_register, other) <= near)
    };
    let files: Vec<(PathBuf, SourceId)> = register.files.iter().filter(kept).cloned().collect();
    if files.len() == register.files.len() {
        return Some(Cow::Borrowed(register));
    }
    let theirs = |record: &&Record| files.iter().any(|(_, source)| *source == record.source);
    let records = register.records.iter().filter(theirs).cloned().collect();
    (!files.is_empty()).then(|| Cow::Owned(Register { kind: Arc::clone(&register.kind), files, records }))
}

/// How many folders two paths have in common from the top.
fn shared(one: &Path, other: &Path) -> usize {
    one.components().zip(other.components()).take_while(|(one, other)| one == other).count()
}
