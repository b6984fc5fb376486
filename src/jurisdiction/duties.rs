//! Each duty that a breach sets off in one place, with its own time and event: what the clocks of an incident run by.

use jiff::civil::Date;

use super::{
    model::{Age, Deadline, Fact, Jurisdiction, Marks, Notice, Test},
    words::{About, Status, To},
};
use crate::words::words;

words! {
    /// What a breach sets off, in the order in which it is told.
    pub enum BreachStep {
        Authority = "authority": "tell the authority",
        Individuals = "individuals": "tell the people concerned",
        Assessment = "assessment": "assess whether the breach must be told",
        OuterLimit = "outer-limit": "the latest day of the notice to the authority",
        FullReport = "full-report": "send the authority the full report",
        Sector = "sector": "a notice of a line of business or a kind of data",
        Cyber = "cyber": "a report of a cyber incident",
        Contract = "contract": "what an agreement asks of the importer of a transfer",
    }
}

impl BreachStep {
    /// Whether it binds only some: a line of business, or who runs what is named.
    #[must_use]
    pub const fn is_for_some(self) -> bool {
        matches!(self, Self::Sector | Self::Cyber)
    }
}

/// One duty of one place.
#[derive(Debug, Clone, Copy)]
pub struct BreachDuty<'l> {
    pub place: &'l Jurisdiction,
    pub step: BreachStep,
    /// Which of several: a line of business, or what the fact is called; empty where there is one.
    pub name: &'l str,
    /// Who is told, where the fact says it.
    pub to: Option<To>,
    pub deadline: Deadline,
    /// The test for it, in words.
    pub when: Option<&'l str>,
    /// What that test asks; `None` where the file does not say.
    pub test: Option<&'l Test>,
    /// From how many people on, whatever the harm.
    pub people: Option<u64>,
    /// The rule, in a sentence.
    pub text: &'l str,
    pub marks: &'l Marks,
}

impl Jurisdiction {
    /// Everything that a breach sets off here. The notices to the authority and to the individuals are always among it, also
    /// where nothing is known of them.
    #[must_use]
    pub fn breach_steps(&self) -> Vec<BreachDuty<'_>> {
        let mut steps = vec![
            self.notice(BreachStep::Authority, To::Authority, &self.breach.authority),
            self.notice(BreachStep::Individuals, To::Individuals, &self.breach.individuals),
        ];
        let limits = [
            (BreachStep::Assessment, None, &self.breach.assess_within),
            (BreachStep::OuterLimit, Some(To::Authority), &self.breach.outer_limit),
            (BreachStep::FullReport, Some(To::Authority), &self.breach.full_report),
        ];
        for (step, to, fact) in limits {
            let Some(fact) = fact else { continue };
            // What follows the notice to the authority is asked where that notice is.
            let general = &self.breach.authority.what;
            let asked = step != BreachStep::Assessment;
            steps.push(BreachDuty {
                place: self,
                step,
                name: "",
                to,
                deadline: fact.what,
                when: general.when.as_deref().filter(|_| asked),
                test: general.test.as_ref().filter(|_| asked),
                people: general.people.filter(|_| asked),
                text: &fact.text,
                marks: &fact.marks,
            });
        }
        steps.extend(self.breach.sectors.iter().map(|fact| BreachDuty {
            place: self,
            step: BreachStep::Sector,
            name: &fact.what.sector,
            to: fact.what.to,
            deadline: fact.what.deadline,
            when: fact.what.when.as_deref(),
            test: None,
            people: None,
            text: &fact.text,
            marks: &fact.marks,
        }));
        let cyber = self.points.iter().filter(|fact| fact.what.about == About::BreachCyber);
        steps.extend(cyber.map(|fact| BreachDuty {
            place: self,
            step: BreachStep::Cyber,
            name: fact.what.name.as_deref().unwrap_or_default(),
            to: Some(To::Authority),
            deadline: fact.what.deadline,
            when: None,
            test: None,
            people: None,
            text: &fact.text,
            marks: &fact.marks,
        }));
        steps
    }

    fn notice<'l>(&'l self, step: BreachStep, to: To, fact: &'l Fact<Notice>) -> BreachDuty<'l> {
        BreachDuty {
            place: self,
            step,
            name: "",
            to: Some(to),
            deadline: fact.what.deadline,
            when: fact.what.when.as_deref(),
            test: fact.what.test.as_ref(),
            people: fact.what.people,
            text: &fact.text,
            marks: &fact.marks,
        }
    }
}

impl BreachDuty<'_> {
    /// Its standing on a day. That there is no such duty lets people off: it counts only while somebody is sure of it, no
    /// source says otherwise, and the fact is not stale.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status {
        let status = self.marks.status_on(day);
        let doubted = || self.marks.unsure() || !self.marks.conflicts.is_empty() || self.marks.age(day) == Age::Stale;
        if status == Status::None && doubted() { Status::Unknown } else { status }
    }
}
