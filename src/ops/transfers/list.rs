//! A register as a list, as a map, and as what is to be done until when.

use std::path::{Path, PathBuf};

use super::{
    super::{Notes, Scope, Session, Stop},
    ReadRegister, appetite, atlas, method, records,
    register::open,
};
use crate::{
    due::Dated,
    jurisdiction::country,
    transfer::{self, Country, DueView, FlowsView, RegisterView, Risk, Status, Transfer, WeighedView, Word, impact},
};

/// Which transfers are shown; all where nothing is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Transfers that touch one of these.
    countries: Vec<Country>,
    /// Transfers of one of these.
    statuses: Vec<Status>,
}

impl Filter {
    /// By countries, each with its code or name, and statuses, as words.
    ///
    /// # Errors
    /// When one of them names nothing.
    pub fn of(countries: &[String], statuses: &[String]) -> Result<Self, Stop> {
        let mut filter = Self::default();
        for word in countries {
            let country = Country::meant(word).ok_or_else(|| {
                let meant =
                    country::nearest(word).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                Stop::usage(format!("`{word}` is no country, such as VN or Vietnam{meant}"))
            });
            filter.countries.push(country?);
        }
        for word in statuses {
            let known: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
            filter.statuses.push(Status::of(word).ok_or_else(|| Stop::unknown("status", word, &known))?);
        }
        Ok(filter)
    }

    /// Whether a transfer is shown.
    pub(super) fn keeps(&self, transfer: &Transfer) -> bool {
        let Self { countries, statuses } = self;
        let touched = transfer.countries();
        (countries.is_empty() || countries.iter().any(|country| touched.contains(country)))
            && (statuses.is_empty() || statuses.contains(&transfer.status))
    }
}

/// Asks for the transfers of a register.
#[derive(Debug, Clone, Default)]
pub struct TransferList {
    /// `-` is the standard input.
    pub register: PathBuf,
    pub filter: Filter,
}

/// The transfers of a register, with what came of their assessments.
///
/// # Errors
/// When the register, an assessment or the settings are wrong or cannot be read.
pub fn transfer_list(session: &mut Session, request: &TransferList) -> Result<RegisterView, Stop> {
    let read = open(&request.register, session)?;
    let weighed = weighed(&request.register, &read, &session.scope, &mut session.notes)?;
    let shown = |transfer: &Transfer| request.filter.keeps(transfer);
    Ok(transfer::weighed_view(&read.register, shown, |transfer| weighed[transfer.at].clone()))
}

/// Who sends to whom, with the risk that the assessments leave.
///
/// # Errors
/// As [`transfer_list`] has them.
pub fn transfer_flows(session: &mut Session, request: &TransferList) -> Result<FlowsView, Stop> {
    let read = open(&request.register, session)?;
    let weighed = weighed(&request.register, &read, &session.scope, &mut session.notes)?;
    let shown = |transfer: &Transfer| request.filter.keeps(transfer);
    Ok(transfer::flows(&read.register, shown, |transfer| {
        let WeighedView { residual, band, .. } = &weighed[transfer.at];
        (band.as_deref().map_or(Risk::NotAssessed, Risk::of), *residual)
    }))
}

/// What came of the assessments, one a transfer. Where there is none, nothing more need be read.
fn weighed(file: &Path, read: &ReadRegister, scope: &Scope, notes: &mut Notes) -> Result<Vec<WeighedView>, Stop> {
    let transfers = &read.register.transfers;
    if transfers.iter().all(|transfer| transfer.impact.is_none()) {
        return Ok(transfers.iter().map(|_| impact::not_weighed()).collect());
    }
    let method = method(scope, notes)?;
    let appetite = appetite(None, &method, scope, notes)?;
    let records = records(file, read, &method, scope, notes)?;
    let atlas = atlas(&read.register, scope, notes)?;
    notes.sink.checked()?;
    let one = |transfer: &Transfer| {
        let (record, today) = (records.get(&transfer.id), scope.world.today());
        let checked = impact::check(&method, transfer, record, &read.register, &atlas, appetite, today);
        impact::weighed(&method, &checked)
    };
    Ok(transfers.iter().map(one).collect())
}

/// Asks what is to be done until when.
#[derive(Debug, Clone, Default)]
pub struct TransferDue {
    /// `-` is the standard input.
    pub register: PathBuf,
    pub filter: Filter,
    /// Days ahead that count as soon.
    pub within: u32,
    /// Show later things as well.
    pub all: bool,
}

/// Reviews, ends of agreements, certificates and filings of live transfers.
///
/// # Errors
/// When the register or an assessment is wrong or cannot be read.
pub fn transfer_due(session: &mut Session, request: &TransferDue) -> Result<DueView, Stop> {
    let read = open(&request.register, session)?;
    let Session { notes, scope, .. } = session;
    let tasks = due(&request.register, &read, &|transfer| request.filter.keeps(transfer), scope, notes)?;
    notes.sink.checked()?;
    Ok(transfer::due_view(&read.register, tasks, scope.world.today(), request.within, request.all))
}

/// What is to be done for those transfers of a register for which `shown` holds. The notes say what is wrong with what it
/// rests on.
pub(in crate::ops) fn due(
    file: &Path,
    read: &ReadRegister,
    shown: &dyn Fn(&Transfer) -> bool,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Vec<Dated>, Stop> {
    let method = method(scope, notes)?;
    let records = records(file, read, &method, scope, notes)?;
    let atlas = atlas(&read.register, scope, notes)?;
    let record = |transfer: &Transfer| records.get(&transfer.id);
    let name = file.display().to_string();
    Ok(transfer::due(&read.register, &name, &method, &atlas, shown, record, scope.world.today()))
}
