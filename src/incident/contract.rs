//! What agreements ask about telling of a breach: the clock of the importer of a transfer towards its exporter.

use jiff::Timestamp;

use super::{
    clocks::{Clock, Place, later},
    condition::Met,
    event::{Counted, Start, start},
    model::Case,
    standing::{Remark, Standing},
};
use crate::jurisdiction::{BreachStep, From};

/// What the agreement of a transfer says of the time to report a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// The id of the transfer.
    pub transfer: String,
    /// Who has to tell.
    pub importer: String,
    /// Who is told.
    pub exporter: String,
    /// Where the agreement is: the file of the deal, or how the register refers to it; empty where it names none.
    pub agreement: String,
    /// Hours from the importer's becoming aware; `None` where no number was read.
    pub hours: Option<u32>,
}

/// The clock of each contract of a case: hours from becoming aware, or no fact.
pub(super) fn clocks<'l>(case: &Case) -> impl Iterator<Item = Clock<'l>> {
    case.contracts.iter().map(|contract| {
        let notice = case.told("", BreachStep::Contract, &contract.transfer);
        let begins = start(Some(From::Awareness), &case.events, None, None, None);
        let (standing, mut remarks) = standing(contract, begins);
        if let (Some(notice), Standing::Runs { start: Start::Begun { at, .. }, due }) = (notice, standing) {
            remarks.extend((notice.at.at < at).then_some(Remark::ToldBefore));
            remarks.extend((notice.at.at > due).then_some(Remark::ToldLate));
        }
        Clock {
            place: String::new(),
            law: Place::Contract(contract.clone()),
            met: if standing == Standing::NoFact { Met::Unknown } else { Met::Always },
            standing,
            told: notice.map(|notice| notice.at),
            told_nth: notice.map(|notice| notice.nth),
            spared: case.spares("", BreachStep::Contract, &contract.transfer),
            remarks,
        }
    })
}

fn standing(contract: &Contract, begins: Start) -> (Standing, Vec<Remark>) {
    let Some(hours) = contract.hours else { return (Standing::NoFact, Vec::new()) };
    match begins {
        Start::Begun { at, event, how } => {
            let due: Timestamp = later(at, hours);
            let remark = match how {
                Counted::InsteadOf(asked) => Some(Remark::EventNotGiven { asked, counted: event }),
                _ => None,
            };
            (Standing::Runs { start: begins, due }, remark.into_iter().collect())
        }
        Start::Waits { event, latest } => (Standing::Waits { event, latest }, Vec::new()),
        Start::Nothing { event } => (Standing::NoMoment { event }, Vec::new()),
    }
}
