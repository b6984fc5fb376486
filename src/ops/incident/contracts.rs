//! The agreements of the transfers that incidents touch → what each says of the time to report a breach.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::super::{
    Notes, Scope, Stop,
    files::files,
    transfers::{raw_deal, register},
};
use crate::{
    incident::{Contract, Incidents},
    load::same_id,
    records::REGISTER,
    transfer::{Agreement, Transfer},
    world::beside,
};

/// By the id of the transfer, as incidents name it. A transfer that no register has is left to `dmf check`.
pub(super) fn contracts(
    file: &Path,
    incidents: &Incidents,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<BTreeMap<String, Contract>, Stop> {
    let mut found = BTreeMap::new();
    let named: Vec<&String> = incidents.incidents.iter().flat_map(|incident| &incident.transfers).collect();
    if named.is_empty() {
        return Ok(found);
    }
    let mut registers = files(&REGISTER, scope, notes)?;
    let usual = beside(file, REGISTER.file);
    if registers.is_empty() && scope.world.has_file(&usual) {
        registers.push(usual);
    }
    for path in registers {
        let Some(read) = register(&path, scope, notes)? else { continue };
        for transfer in &read.register.transfers {
            if let Some(id) = named.iter().find(|id| same_id(id, &transfer.id)) {
                found.insert((*id).clone(), contract(id, &path, transfer, scope, notes)?);
            }
        }
    }
    Ok(found)
}

fn contract(
    id: &str,
    register: &Path,
    transfer: &Transfer,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Contract, Stop> {
    let mut contract = Contract {
        transfer: id.to_owned(),
        importer: transfer.importer.name.clone(),
        exporter: transfer.exporter.name.clone(),
        agreement: String::new(),
        hours: None,
    };
    let Some(Agreement::Deal(named)) = &transfer.agreement else { return Ok(contract) };
    contract.agreement.clone_from(named);
    let path: PathBuf = beside(register, named);
    if scope.barred(register, &path, named).is_some() || !scope.world.has_file(&path) {
        return Ok(contract);
    }
    if let Some((raw, _)) = raw_deal(&path, scope, notes)? {
        contract.hours = raw.options.breach_hours;
    }
    Ok(contract)
}
