//! What the exporter's law wants filed for a transfer, and what the register says of it: one reading for the assessment of a
//! transfer and for the calendar.

use jiff::civil::Date;

use super::{
    model::{Agreement, Exempt, Transfer},
    words::{self, Mechanism},
};
use crate::{
    jurisdiction::{Case, Fact, Filing, From, Holds, Jurisdiction, Status, Tool},
    text::slug,
};

/// A filing that the law of the exporter knows, and how it stands for a transfer.
#[derive(Debug, Clone)]
pub struct Asked<'l> {
    pub fact: &'l Fact<Filing>,
    pub stands: Stands,
    /// The last day on which it is in time; `None` where no time is given, or not from when it runs.
    pub by: Option<Date>,
    /// The day from which its time runs, where that is known.
    pub since: Option<Date>,
}

/// How a filing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// The register records it.
    Filed,
    /// It is not asked in this case, by the condition of the law.
    NotAsked,
    /// On a ground that the law knows.
    Exempt,
    /// The register names a ground that the law does not know, or does not say who judged it and when.
    NoGround(String),
    /// What would have to be known to tell whether it is asked.
    Unknown(Vec<String>),
    /// It is asked, and the register does not record it.
    Open,
}

/// The filings that bind a transfer by the law of its day, and those of which nobody is sure whether they do. What is done
/// about them is what is done today.
#[must_use]
pub fn filings<'l>(transfer: &Transfer, law: &'l Jurisdiction, today: Date) -> Vec<Asked<'l>> {
    let day = law_day(transfer, today);
    let known = |fact: &&Fact<Filing>| matches!(fact.marks.status_on(day), Status::InForce | Status::Unknown);
    let facts: Vec<&Fact<Filing>> = law.transfer.filing.iter().filter(known).collect();
    facts
        .iter()
        .map(|fact| {
            let since = since(transfer, fact.what.deadline.from);
            Asked {
                fact,
                stands: stands(transfer, fact, &facts, today),
                by: since
                    .and_then(|day| fact.what.deadline.due(day.at(0, 0, 0, 0), &law.working))
                    .map(jiff::civil::DateTime::date),
                since,
            }
        })
        .collect()
}

/// The day whose law a transfer has to keep: today's, and for one that is still to begin that of its first day.
pub(super) fn law_day(transfer: &Transfer, today: Date) -> Date {
    let start = transfer.start.filter(|_| transfer.status == words::Status::Planned);
    start.map_or(today, |start| start.max(today))
}

fn stands(transfer: &Transfer, fact: &Fact<Filing>, all: &[&Fact<Filing>], today: Date) -> Stands {
    let country = transfer.exporter.country;
    // Words that mean two filings mean neither.
    let means =
        |words: &str| names(words, &fact.what) && all.iter().filter(|each| names(words, &each.what)).count() == 1;
    let of_country = transfer.filings.iter().filter(|filing| Some(filing.country) == country && filing.date <= today);
    if of_country.into_iter().any(|filing| means(&filing.what)) {
        return Stands::Filed;
    }
    let holds = fact.what.applies_when.holds(&case(transfer));
    if holds == Holds::No {
        return Stands::NotAsked;
    }
    let claims = transfer.exempt.iter().filter(|exempt| means(&exempt.what));
    let grounds: Vec<Result<(), String>> =
        claims.map(|claim| ground(claim, &fact.what, &case(transfer), (law_day(transfer, today), today))).collect();
    if grounds.iter().any(Result::is_ok) {
        return Stands::Exempt;
    }
    if let Some(Err(why)) = grounds.into_iter().next() {
        return Stands::NoGround(why);
    }
    match holds {
        Holds::Unknown(what) => Stands::Unknown(what),
        _ => Stands::Open,
    }
}

/// Whether the law of `day` knows the ground, the data is such as it counts for, and somebody judged it by then.
fn ground(claim: &Exempt, filing: &Filing, case: &Case<'_>, (day, today): (Date, Date)) -> Result<(), String> {
    let grounds: Vec<&str> = filing.exempt.iter().map(|ground| ground.id.as_str()).collect();
    if grounds.is_empty() {
        return Err(format!("the register names the ground `{}`, and the law knows none", claim.ground));
    }
    let Some(known) = filing.exempt.iter().find(|known| known.id == claim.ground) else {
        return Err(format!("the ground `{}` is none of the law's, which are {}", claim.ground, grounds.join(", ")));
    };
    if claim.on > today {
        return Err(format!(
            "the ground `{}` is said to be judged on {}, which is still to come",
            claim.ground, claim.on
        ));
    }
    match known.only.holds(case, day) {
        Holds::Yes => Ok(()),
        Holds::No => Err(format!("the ground `{}` counts only {}", claim.ground, known.only.words())),
        Holds::Unknown(what) => Err(format!(
            "the ground `{}` counts only {}, and the register does not say {}",
            claim.ground,
            known.only.words(),
            what.join(" and ")
        )),
    }
}

/// Whether a register means that filing by `words`: `transfer dossier` is short for `transfer impact dossier (Form 09)`.
fn names(words: &str, filing: &Filing) -> bool {
    let known = slug(&format!("{} {}", filing.what, filing.form.as_deref().unwrap_or_default()));
    let known: Vec<&str> = known.split('-').collect();
    let words = slug(words);
    !words.is_empty() && words.split('-').all(|word| known.contains(&word))
}

/// The day from which a time runs, where the register knows it.
fn since(transfer: &Transfer, from: Option<From>) -> Option<Date> {
    match from {
        Some(From::ContractEffect) => match &transfer.agreement {
            Some(Agreement::Other { date, .. }) => *date,
            _ => None,
        },
        _ => transfer.start,
    }
}

/// What the register tells of a transfer, for the conditions of laws.
fn case(transfer: &Transfer) -> Case<'_> {
    Case {
        mechanisms: transfer.mechanism.and_then(mechanisms),
        people: transfer.people,
        kinds: transfer.special.as_deref(),
        subjects: &transfer.subjects,
        sector: transfer.exporter.sector.as_deref(),
    }
}

/// As what a law may see a mechanism of the register.
fn mechanisms(mechanism: Mechanism) -> Option<Vec<Tool>> {
    Some(match mechanism {
        Mechanism::Unknown | Mechanism::Other => return None,
        Mechanism::Mcc => vec![Tool::AseanMcc, Tool::Contract],
        Mechanism::EuScc => vec![Tool::EuScc, Tool::Contract],
        Mechanism::StandardContract => vec![Tool::StandardContract],
        Mechanism::Bcr => vec![Tool::Bcr],
        Mechanism::Certification => vec![Tool::Certification],
        Mechanism::Adequacy => vec![Tool::Adequacy],
        Mechanism::Consent => vec![Tool::Consent],
        Mechanism::Derogation => vec![Tool::Derogation],
        Mechanism::None => Vec::new(),
    })
}
