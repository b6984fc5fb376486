//! What is found in an incident: times that have run out, notices too early or too late, names that mean nothing.

use jiff::Timestamp;

use super::{
    clocks::{Clock, Place},
    recipient::Unmatched,
    record::Incident,
    standing::Remark,
};
use crate::{
    gate::{At, Finding, FindingCode, Kind, Subject},
    jurisdiction::BreachStep,
    source::Path,
};

/// How much a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Who, when and what, for whoever works on the incident.
    Full,
    /// Id, code and place alone: what a job prints, everybody reads.
    Bare,
}

/// What is found in one incident.
#[must_use]
pub fn findings(
    incident: &Incident,
    clocks: &[Clock<'_>],
    wrong: &[Unmatched],
    now: Timestamp,
    detail: Detail,
) -> Vec<Finding> {
    let say = Say { incident, detail };
    let mut found = Vec::new();
    for name in wrong {
        found.push(unmatched(&say, name));
    }
    for clock in clocks {
        let who = named(clock);
        if clock.has_run_out(now) {
            let at = At::Value(incident.path().key("id"));
            let assess = matches!(&clock.law, Place::Duty(duty) if duty.step == BreachStep::Assessment);
            let words = if assess {
                format!("the time to assess whether it must be told has run out ({})", clock.place)
            } else {
                format!("the time to tell {who} has run out, and nobody is said to have been told")
            };
            found.push(say.finding(FindingCode::ClockRunOut, &who, &words, at));
        }
        // The latest day is one of the same notice, of which its own row tells.
        let same = matches!(&clock.law, Place::Duty(duty) if duty.step == BreachStep::OuterLimit);
        let Some(nth) = clock.told_nth.filter(|_| !same) else { continue };
        let at = || At::Value(incident.path().key("told").index(nth).key("at"));
        if clock.remarks.contains(&Remark::ToldLate) {
            let words = format!("{who} was told after the time had run out");
            found.push(say.finding(FindingCode::ToldLate, &who, &words, at()));
        }
        if clock.remarks.contains(&Remark::ToldBefore) {
            let words = format!("{who} is said to have been told before the time began");
            found.push(say.finding(FindingCode::ToldBeforeStart, &who, &words, at()));
        }
    }
    found
}

/// That a file lists nothing.
#[must_use]
pub fn nothing() -> Finding {
    let at = At::Value(Path::root().key("incidents"));
    Finding::new(FindingCode::NoIncident, Subject::overall(), "", "the file lists no incident".to_owned(), at)
}

fn unmatched(say: &Say<'_>, name: &Unmatched) -> Finding {
    let (key, who) = (if name.told { "told" } else { "not_told" }, &name.who);
    let path = say.incident.path().key(key).index(name.nth).key("who");
    let words = if name.several {
        format!("`{who}` may mean more than one duty")
    } else {
        format!("`{who}` means no duty of the places of this incident")
    };
    let words = match name.names.as_slice() {
        [] => format!("{words}: nobody is told of it"),
        names => format!("{words}; there are {}", names.join(", ")),
    };
    say.finding(FindingCode::RecipientUnknown, who, &words, At::Value(path))
}

/// `PDPC (SG)`, `SG banks`.
fn named(clock: &Clock<'_>) -> String {
    match &clock.law {
        Place::NoLaw => clock.place.clone(),
        Place::Contract(contract) => format!("{} under the agreement of {}", contract.exporter, contract.transfer),
        Place::Duty(duty) => {
            let who = super::view::who(duty, &clock.place);
            let only = if duty.name.is_empty() { String::new() } else { format!(", {}", duty.name) };
            format!("{who} ({}{only})", clock.place)
        }
    }
}

/// Says what is found of one incident, with as much as whoever reads it may know.
pub(super) struct Say<'i> {
    pub(super) incident: &'i Incident,
    pub(super) detail: Detail,
}

impl Say<'_> {
    /// `detail` tells two findings apart, and `words` are for whoever may read them.
    pub(super) fn finding(&self, code: FindingCode, detail: &str, words: &str, at: At) -> Finding {
        let (id, title) = (&self.incident.id, &self.incident.title);
        match self.detail {
            Detail::Full => {
                Finding::new(code, Subject::of(Kind::Incident, id, title), detail, format!("{id}: {words}"), at)
            }
            Detail::Bare => {
                Finding::new(code, Subject::of(Kind::Incident, id, ""), detail, format!("{id}: {}", code.summary()), at)
            }
        }
    }
}
