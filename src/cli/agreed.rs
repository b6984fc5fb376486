//! The agreements of a register: what each says of measures, and which agreement of the workspace no transfer uses.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use dmf::{
    agreement::{self, RawDeal},
    gate::{Asked, Finding, Verdict, Waiver, judge},
    jurisdiction::Atlas,
    load::decode,
    safeguard::{Agreed, BreachTerm},
    source::SourceId,
    transfer::{
        Agreement, Transfer, breach_notice,
        impact::{Method, asked, not_agreed},
    },
    workspace::{DealFile, FileKind, RegisterFile, unused},
};

use super::{
    Failure,
    context::Context,
    gate::{beside, granted, same},
    mcc,
    records::Records,
    transfer::{self, Read},
};

/// What the agreements of transfers lack of what their assessments ask for, and what they leave the exporter too little time
/// for.
pub(crate) fn lacking(
    file: &Path,
    register: SourceId,
    transfers: &[&Transfer],
    records: &Records,
    method: &Method,
    context: &mut Context,
) -> Result<Vec<Finding>, Failure> {
    let mut deals: HashMap<PathBuf, Option<(RawDeal, SourceId)>> = HashMap::new();
    let (mut found, mut set) = (Vec::new(), None);
    for transfer in transfers {
        let Some(Agreement::Deal(named)) = &transfer.agreement else { continue };
        let path = beside(file, named);
        if !deals.contains_key(&path) {
            let deal = if path.is_file() { deal(&path, context)? } else { None };
            deals.insert(path.clone(), deal);
        }
        if let Some((raw, source)) = deals[&path].as_ref().filter(|(raw, _)| raw.options.breach_hours.is_some()) {
            let set = match &set {
                Some(set) => set,
                None => set.insert(mcc::set(context)?),
            };
            let term = agreement::breach_term(raw, set, *source, &context.session.notes.sources);
            found.extend(late(transfer, register, term.as_ref(), context)?);
        }
        let measures = records.get(&transfer.id).map(|record| asked(record, method, &context.session.notes.sources));
        let Some(measures) = measures.filter(|measures| !measures.is_empty()) else { continue };
        let agreed: Option<Agreed> = deals[&path].as_ref().map(|(raw, source)| {
            let takes = raw.link().is_some_and(|link| {
                link.transfer.as_ref() == Some(&transfer.id) && same(&beside(&path, &link.register), file, context)
            });
            agreement::agreed(raw, takes, *source, &context.session.notes.sources)
        });
        found.extend(not_agreed(transfer, &measures, agreed.as_ref()));
    }
    Ok(found)
}

/// That the agreement of a transfer gives the importer longer to report a breach than the laws leave; nothing where it says
/// no time of its own.
pub(crate) fn late(
    transfer: &Transfer,
    register: SourceId,
    term: Option<&BreachTerm>,
    context: &mut Context,
) -> Result<Option<Finding>, Failure> {
    let Some(term) = term else { return Ok(None) };
    let countries = transfer.countries();
    let codes = countries.iter().map(|country| country.code());
    let laws = Atlas::read(
        &context.session.scope.library,
        codes,
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?;
    let named = context.session.notes.sources.value(register, &transfer.path().key("agreement"));
    Ok(breach_notice(transfer, term, named, laws.on(context.today())))
}

/// A deal, however much is still open in it. `None` when it is none, which the sink then says.
fn deal(path: &Path, context: &mut Context) -> Result<Option<(RawDeal, SourceId)>, Failure> {
    let Some(source) = context.read(path)? else { return Ok(None) };
    let raw: Option<RawDeal> = decode(source, &context.session.notes.sources, &mut context.session.notes.sink);
    Ok(raw.map(|raw| (raw, source)))
}

/// The agreements of the workspace that no transfer of its registers uses, one verdict a deal. Nothing where the register
/// in hand is none of the workspace's, nor where another one cannot be read: then nobody knows.
pub(crate) fn without_transfer(
    file: &Path,
    read: Read,
    asked: &Asked,
    waivers: &[Waiver],
    context: &mut Context,
) -> Result<Vec<Verdict>, Failure> {
    // What is wrong with other files is theirs to say.
    let kept = std::mem::take(&mut context.session.notes.sink);
    let found = around(file, read, context);
    context.session.notes.sink = kept;
    let Some((registers, deals)) = found? else { return Ok(Vec::new()) };
    let mut verdicts = Vec::new();
    for deal in &deals {
        let finding = unused(&registers, deal, &beside, &context.session.notes.sources);
        let granted = granted(waivers, &deal.file, context);
        verdicts.push(judge(finding.into_iter().collect(), asked, &granted, context.today()));
    }
    Ok(verdicts)
}

type Around = Option<(Vec<RegisterFile>, Vec<DealFile>)>;

/// The registers and the deals of the workspace.
fn around(file: &Path, read: Read, context: &mut Context) -> Result<Around, Failure> {
    let paths = context.files(FileKind::Register)?;
    // As the workspace names it, so that paths seen from it meet those of the deals.
    let Some(home) = paths.iter().find(|path| same(path, file, context)).cloned() else { return Ok(None) };
    let mut registers = Vec::new();
    let others: Vec<PathBuf> = paths.into_iter().filter(|path| !same(path, file, context)).collect();
    for path in &others {
        match transfer::register(path, context)? {
            Some(Read { source, register, .. }) if !context.session.notes.sink.has_errors() => {
                registers.push(RegisterFile { file: path.clone(), source, register });
            }
            _ => return Ok(None),
        }
    }
    registers.push(RegisterFile { file: home, source: read.source, register: read.register });
    let mut deals = Vec::new();
    for path in context.files(FileKind::Deal)? {
        let Some((raw, source)) = deal(&path, context)? else { continue };
        deals.push(DealFile { link: raw.link(), file: path, source });
    }
    Ok(Some((registers, deals)))
}
