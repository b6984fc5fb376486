//! The agreements of a register: what each says of measures, and which agreement of the workspace no transfer uses.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use super::{
    super::{Notes, Scope, Stop, clauses::clause_set, files::files, gates::granted, session::same},
    ReadRegister,
    records::{Records, laws},
    register,
};
use crate::{
    agreement::{self, RawDeal},
    gate::{Asked, Finding, Verdict, Waiver, judge},
    load::decode,
    records::{DEAL, REGISTER},
    safeguard::{Agreed, BreachTerm},
    source::SourceId,
    transfer::{
        Agreement, Transfer, breach_notice,
        impact::{Method, asked, not_agreed},
    },
    workspace::{DealFile, RegisterFile, unused},
    world::beside,
};

/// What the agreements of transfers lack of what their assessments ask for, and what they leave the exporter too little time
/// for.
pub(super) fn lacking(
    file: &Path,
    register: SourceId,
    transfers: &[&Transfer],
    (records, method): (&Records, &Method),
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Vec<Finding>, Stop> {
    let world = &*scope.world;
    let mut deals: HashMap<PathBuf, Option<(RawDeal, SourceId)>> = HashMap::new();
    let (mut found, mut set) = (Vec::new(), None);
    for transfer in transfers {
        let Some(Agreement::Deal(named)) = &transfer.agreement else { continue };
        let path = beside(file, named);
        if !deals.contains_key(&path) {
            let barred = scope.barred(file, &path, named);
            let readable = barred.is_none() && world.has_file(&path);
            if let Some(barred) = barred {
                let place = notes.sources.value(register, &transfer.path().key("agreement"));
                notes.sink.push(barred.at(place));
            }
            let deal = if readable { raw_deal(&path, scope, notes)? } else { None };
            deals.insert(path.clone(), deal);
        }
        if let Some((raw, source)) = deals[&path].as_ref().filter(|(raw, _)| raw.options.breach_hours.is_some()) {
            let set = match &set {
                Some(set) => set,
                None => set.insert(clause_set(scope, notes)?),
            };
            let term = agreement::breach_term(raw, set, *source, &notes.sources);
            found.extend(late(transfer, register, term.as_ref(), scope, notes)?);
        }
        let measures = records.get(&transfer.id).map(|record| asked(record, method, &notes.sources));
        let Some(measures) = measures.filter(|measures| !measures.is_empty()) else { continue };
        let agreed: Option<Agreed> = deals[&path].as_ref().map(|(raw, source)| {
            let takes = raw.link().is_some_and(|link| {
                link.transfer.as_ref() == Some(&transfer.id) && same(world, &beside(&path, &link.register), file)
            });
            agreement::agreed(raw, takes, *source, &notes.sources)
        });
        found.extend(not_agreed(transfer, &measures, agreed.as_ref()));
    }
    Ok(found)
}

/// That the agreement of a transfer gives the importer longer to report a breach than the laws leave; nothing where it says
/// no time of its own.
pub(in crate::ops) fn late(
    transfer: &Transfer,
    register: SourceId,
    term: Option<&BreachTerm>,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Option<Finding>, Stop> {
    let Some(term) = term else { return Ok(None) };
    let laws = laws(transfer, scope, notes)?;
    let named = notes.sources.value(register, &transfer.path().key("agreement"));
    Ok(breach_notice(transfer, term, named, laws.on(scope.world.today())))
}

/// A deal, however much is still open in it. `None` when it is none, which the notes then say.
pub(in crate::ops) fn raw_deal(
    path: &Path,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Option<(RawDeal, SourceId)>, Stop> {
    let Some(source) = notes.read(&*scope.world, path)? else { return Ok(None) };
    Ok(decode(source, &notes.sources, &mut notes.sink).map(|raw| (raw, source)))
}

/// The agreements of the workspace that no transfer of its registers uses, one verdict a deal. Nothing where the register
/// in hand is none of the workspace's, nor where another one cannot be read: then nobody knows.
pub(super) fn without_transfer(
    file: &Path,
    read: ReadRegister,
    asked: &Asked,
    waivers: &[Waiver],
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Vec<Verdict>, Stop> {
    // What is wrong with other files is theirs to say.
    let (found, _) = notes.apart(|notes| around(file, read, scope, notes));
    let Some((registers, deals)) = found? else { return Ok(Vec::new()) };
    let world = &*scope.world;
    let verdict = |deal: &DealFile| {
        let finding = unused(&registers, deal, &beside, &notes.sources);
        let granted = granted(waivers, &deal.file, world);
        judge(finding.into_iter().collect(), asked, &granted, world.today())
    };
    Ok(deals.iter().map(verdict).collect())
}

type Around = Option<(Vec<RegisterFile>, Vec<DealFile>)>;

/// The registers and the deals of the workspace.
fn around(file: &Path, read: ReadRegister, scope: &Scope, notes: &mut Notes) -> Result<Around, Stop> {
    let paths = files(&REGISTER, scope, notes)?;
    let here = |path: &Path| same(&*scope.world, path, file);
    // As the workspace names it, so that paths seen from it meet those of the deals.
    let Some(home) = paths.iter().find(|path| here(path)).cloned() else { return Ok(None) };
    let mut registers = Vec::new();
    for path in paths.iter().filter(|path| !here(path)) {
        match register(path, scope, notes)? {
            Some(ReadRegister { source, register, .. }) if notes.sink.checked().is_ok() => {
                registers.push(RegisterFile { file: path.clone(), source, register });
            }
            _ => return Ok(None),
        }
    }
    registers.push(RegisterFile { file: home, source: read.source, register: read.register });
    let mut deals = Vec::new();
    for path in files(&DEAL, scope, notes)? {
        let Some((raw, source)) = raw_deal(&path, scope, notes)? else { continue };
        deals.push(DealFile { link: raw.link(), file: path, source });
    }
    Ok(Some((registers, deals)))
}
