//! Answers of a worksheet, held against the registers that its workspace keeps.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    super::{Notes, Scope, Stop, files::files as listed, rules::Before, score::Scored, stop::Wrong},
    criticise::kinds_beside,
    kinds::kinds,
    open::{files, register},
};
use crate::{
    assessment::against::{RuleFile, Rules, contradicted, is_rules, validate},
    framework::{Framework, PracticeId, RecordsAsked},
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
    known: Vec<(Key, Kept)>,
}

/// The state of the files, the framework, and the state whose rules count beside its own.
#[derive(Debug, Clone)]
struct Key {
    scope: Arc<Scope>,
    framework: String,
    /// By its name and its `dmf.toml`: each worksheet comes with a state of its own.
    before: Option<(String, Option<PathBuf>)>,
}

/// The rules of a framework, and the registers that they go by.
#[derive(Debug, Clone)]
enum Kept {
    /// No register is kept, or the framework has no rules.
    Nothing,
    /// Something in them is wrong, which was told.
    Wrong(Wrong),
    Registers(Arc<(RulesOfBoth, Vec<Register>)>),
}

/// The rules of now, and those of the state whose rules count beside them where they are other ones.
#[derive(Debug)]
struct RulesOfBoth {
    now: Rules,
    before: Option<Rules>,
}

impl KeptRegisters {
    /// The answers of a worksheet that records contradict, also by rules of `before` that the worksheet's own packs do not have any
    /// more. Nothing is read where its workspace keeps no register.
    ///
    /// # Errors
    /// When a register, a kind or a rule is wrong or cannot be read: what the records say is not known then.
    pub(in crate::ops) fn contradictions(
        &mut self,
        (file, scored): (&Path, &Scored),
        before: Option<&Before>,
        scope: &Arc<Scope>,
        notes: &mut Notes,
    ) -> Result<Vec<Finding>, Stop> {
        let kept = match self.of(&scored.framework, before, scope, notes)? {
            Kept::Nothing => return Ok(Vec::new()),
            Kept::Wrong(wrong) => return Err(Stop::Data(wrong)),
            Kept::Registers(kept) => kept,
        };
        let (rules, registers) = (&kept.0, kept.1.iter().collect::<Vec<&Register>>());
        let mut found = by_records(file, scored, (&rules.now, &registers), scope, notes)?;
        if let (Some(then), Some(before)) = (&rules.before, before) {
            let what = |finding: &Finding| (finding.subject.id.clone(), finding.detail.clone());
            let known: Vec<_> = found.iter().map(what).collect();
            let more = by_records(file, scored, (then, &registers), scope, notes)?;
            let more = more.into_iter().filter(|finding| !known.contains(&what(finding)));
            found.extend(more.map(|finding| finding.help(format!("the rule is that of {}", before.name))));
        }
        Ok(found)
    }

    fn of(
        &mut self,
        framework: &Framework,
        before: Option<&Before>,
        scope: &Arc<Scope>,
        notes: &mut Notes,
    ) -> Result<Kept, Stop> {
        let rules = before.map(|before| {
            let settings = before.scope.workspace.as_ref().map(|workspace| workspace.file.clone());
            (before.name.clone(), settings)
        });
        let same = |(key, _): &&(Key, Kept)| {
            Arc::ptr_eq(&key.scope, scope) && key.framework == framework.name && key.before == rules
        };
        if let Some((_, kept)) = self.known.iter().find(same) {
            return Ok(kept.clone());
        }
        let kept = match kept(framework, before.map(|before| &*before.scope), scope, notes) {
            Err(Stop::Data(wrong)) => Kept::Wrong(wrong),
            kept => kept?,
        };
        let key = Key { scope: Arc::clone(scope), framework: framework.name.clone(), before: rules };
        self.known.push((key, kept.clone()));
        Ok(kept)
    }
}

fn kept(framework: &Framework, before: Option<&Scope>, scope: &Scope, notes: &mut Notes) -> Result<Kept, Stop> {
    let Some(workspace) = &scope.workspace else { return Ok(Kept::Nothing) };
    if !keeps_any(workspace, scope, notes)? {
        return Ok(Kept::Nothing);
    }
    let kinds = kinds(scope, notes)?;
    let own = rule_files(framework, scope, notes)?;
    let now = rules_of(&own, framework, &kinds, notes);
    notes.sink.checked()?;
    let before = match before {
        Some(before) => other_rules(&own, before, (framework, &kinds), notes)?,
        None => None,
    };
    let rules = RulesOfBoth { now, before };
    let mut registers = Vec::new();
    let names: BTreeSet<&str> = rules.before.iter().chain([&rules.now]).flat_map(Rules::kinds).collect();
    for kind in names.into_iter().filter_map(|name| kinds.get(name)) {
        let paths = files(kind, scope, notes)?;
        if !paths.is_empty() {
            registers.push(register(kind, paths, scope, notes)?);
        }
    }
    notes.sink.checked()?;
    Ok(if registers.is_empty() { Kept::Nothing } else { Kept::Registers(Arc::new((rules, registers))) })
}

/// The rules of another state of the files, where they are not those of `own`. What is wrong with them cannot be mended any more.
fn other_rules(
    own: &[PackFile],
    before: &Scope,
    (framework, kinds): (&Framework, &Kinds),
    notes: &mut Notes,
) -> Result<Option<Rules>, Stop> {
    let (rules, _) = notes.apart(|notes| {
        let then = rule_files(framework, before, notes)?;
        let texts = |files: &[PackFile]| -> Vec<String> {
            files.iter().map(|file| notes.sources.get(file.source).text.to_string()).collect()
        };
        let same = texts(own) == texts(&then);
        Ok((!same).then(|| rules_of(&then, framework, kinds, notes)))
    });
    rules
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
    Ok(rules_of(&rule_files(framework, scope, notes)?, framework, kinds, notes))
}

fn rule_files(framework: &Framework, scope: &Scope, notes: &mut Notes) -> Result<Vec<PackFile>, Stop> {
    let folder = format!("frameworks/{}", framework.name);
    let mut files = Vec::new();
    for name in scope.library.list(&folder, &mut notes.sink)?.into_iter().filter(|name| is_rules(name)) {
        let source = scope.library.file(&format!("{folder}/{name}"), &mut notes.sources, &mut notes.sink)?;
        files.extend(source.map(|source| PackFile { name, source }));
    }
    Ok(files)
}

/// What registers have to show for a practice. Where rules or kinds are wrong there is nothing; that is told where they are used.
///
/// # Errors
/// When one cannot be read.
pub(in crate::ops) fn records_asked(
    framework: &Framework,
    practice: PracticeId,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Vec<RecordsAsked>, Stop> {
    let (found, _) = notes.apart(|notes| -> Result<Vec<RecordsAsked>, Stop> {
        let files = rule_files(framework, scope, notes)?;
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let kinds = kinds_beside(None, scope, notes)?;
        let rules = rules_of(&files, framework, &kinds, notes);
        let asked = rules.iter().filter(|rule| rule.practice == practice).map(|rule| RecordsAsked {
            from: framework.levels[usize::from(rule.from)].id.clone(),
            asks: rule.asks(),
            what: rule.message.clone(),
            register: rule.figure.kind.clone(),
        });
        Ok(asked.collect())
    });
    found
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
