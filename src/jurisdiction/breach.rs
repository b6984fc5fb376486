//! What several laws together ask about telling of a breach: whom, within how many hours, from which event, of which law, and
//! why. The one answer for the agreement's clock, a returned agreement, a transfer, and the comparison of laws.

use jiff::civil::{Date, DateTime};

use super::{
    atlas::Atlas,
    combine::{Clock, Combined, Duty, combine},
    model::{Deadline, Fact, Jurisdiction, Marks, SectorNotice},
    words::{From, Promptly, Status, To},
};

/// Hours within which a breach is usually told to an authority; what is held against a text where no law is named. The
/// time of article 33(1) of the EU's General Data Protection Regulation, and of most laws of ASEAN that give one:
/// Indonesia (Law 27 of 2022, article 46: 3 x 24 hours), Malaysia, the Philippines (rules of the Data Privacy Act, section
/// 38), Thailand (Personal Data Protection Act, section 37(4)), Vietnam.
pub const USUAL_NOTICE_HOURS: u32 = 72;

/// What several laws together ask about a breach, on a day.
#[derive(Debug, Clone)]
pub struct BreachDuties<'l> {
    /// What they ask about telling the authority.
    pub authority: Combined<'l>,
    /// What they ask about telling the individuals.
    pub individuals: Combined<'l>,
    /// Cases that every operator may be in and for which a law gives a time of its own, such as cyber incidents: whose they
    /// are, and what they are. Their times count among the others.
    pub cases: Vec<(&'l str, &'l str)>,
    /// The shortest time to tell either, as a plan can count on it; `None` where no law that binds gives one.
    pub shortest: Option<ShortestNotice<'l>>,
}

/// The shortest time to tell of a breach that binds.
#[derive(Debug, Clone, Copy)]
pub struct ShortestNotice<'l> {
    /// Hours that pass at the least, whenever the time begins: three calendar days are 72, and none is left where the law
    /// wants it told at once.
    pub hours: u32,
    /// Who is told: the authority or the individuals.
    pub to: To,
    /// The event from which the time runs, where the law says it.
    pub from: Option<From>,
    /// Whose law it is.
    pub place: &'l Jurisdiction,
    /// The time as the law gives it.
    pub deadline: Deadline,
    /// The test for it, or the case that it is for.
    pub when: Option<&'l str>,
    /// How sure it is.
    pub marks: &'l Marks,
}

/// The laws of an atlas as they stand on a day.
#[derive(Debug, Clone, Copy)]
pub struct LawsOn<'l> {
    pub(super) atlas: &'l Atlas,
    pub(super) day: Date,
}

impl<'l> LawsOn<'l> {
    /// The law that holds in the country of that code; `None` where there is no file on it.
    #[must_use]
    pub fn get(self, code: &str) -> Option<&'l Jurisdiction> {
        self.atlas.get(code)
    }

    /// The day.
    #[must_use]
    pub const fn day(self) -> Date {
        self.day
    }

    /// What the laws of these countries together ask about a breach that is noticed that day. Places of which no law is
    /// known are left out; a member of a union counts as the union.
    #[must_use]
    pub fn breach<'c>(self, codes: impl IntoIterator<Item = &'c str>) -> BreachDuties<'l> {
        let places: Vec<&Jurisdiction> = codes.into_iter().filter_map(|code| self.atlas.get(code)).collect();
        breach_duties(&places, self.day.at(0, 0, 0, 0))
    }
}

/// What the laws of these places together ask about a breach that is noticed at `start`. The order of the places makes no
/// difference.
#[must_use]
pub fn breach_duties<'l>(places: &[&'l Jurisdiction], start: DateTime) -> BreachDuties<'l> {
    let day = start.date();
    let combined = |duty: Duty, to: To| {
        let usual = places.iter().map(|place| duty.of(place, day));
        combine(usual.chain(places.iter().flat_map(|place| case_clocks(place, to, day))), start)
    };
    let of_place = |place: &'l Jurisdiction| {
        for_all(place, day).map(|fact| (place.id.as_str(), fact.what.sector.as_str())).collect::<Vec<_>>()
    };
    let mut cases: Vec<(&str, &str)> = places.iter().copied().flat_map(of_place).collect();
    cases.sort_unstable();
    cases.dedup();
    let shortest = places.iter().filter_map(|place| shortest(place, day));
    BreachDuties {
        authority: combined(Duty::TellAuthority, To::Authority),
        individuals: combined(Duty::TellIndividuals, To::Individuals),
        cases,
        shortest: shortest.min_by_key(|notice| (notice.hours, notice.place.id.as_str())),
    }
}

/// The shortest of the times that a law gives, of those that bind on a day; the authority's where they are equal.
fn shortest(place: &Jurisdiction, day: Date) -> Option<ShortestNotice<'_>> {
    let usual = [(To::Authority, &place.breach.authority), (To::Individuals, &place.breach.individuals)]
        .into_iter()
        .map(|(to, fact)| (to, fact.what.deadline, fact.what.when.as_deref(), &fact.marks));
    let cases = for_all(place, day).map(|fact| {
        let to = fact.what.to.unwrap_or(To::Authority);
        (to, fact.what.deadline, Some(fact.what.sector.as_str()), &fact.marks)
    });
    usual
        .chain(cases)
        .filter(|(_, _, _, marks)| marks.binds(day))
        .filter_map(|(to, deadline, when, marks)| {
            let at_once = (deadline.promptly == Some(Promptly::AtOnce)).then_some(0);
            let hours = deadline.at_least_hours().or(at_once)?;
            Some(ShortestNotice { hours, to, from: deadline.from, place, deadline, when, marks })
        })
        .min_by_key(|notice| notice.hours)
}

/// The special cases of a law that bind on a day and that every operator may be in. Those of a line of business are not
/// among them: who is in it is not known here.
fn for_all(place: &Jurisdiction, day: Date) -> impl Iterator<Item = &Fact<SectorNotice>> {
    place.breach.sectors.iter().filter(move |fact| fact.what.holds_for_all() && fact.marks.binds(day))
}

/// The same as deadlines towards those who have to be told.
fn case_clocks(place: &Jurisdiction, to: To, day: Date) -> impl Iterator<Item = Clock<'_>> {
    let towards = move |fact: &&Fact<SectorNotice>| fact.what.to.is_none_or(|told| told == to || told == To::Both);
    for_all(place, day).filter(towards).map(|fact| Clock {
        whose: &place.id,
        deadline: fact.what.deadline,
        status: Status::InForce,
        applies_from: None,
        working: &place.working,
    })
}

impl BreachDuties<'_> {
    /// The codes of places whose duty, to the one or the other, is not known, in order.
    #[must_use]
    pub fn unknown(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = self.authority.unknown.iter().chain(&self.individuals.unknown).copied().collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

impl ShortestNotice<'_> {
    /// Hours that are left to an importer when the exporter keeps a margin for itself, or as much as the importer where the
    /// time is no longer than the margin.
    #[must_use]
    pub const fn leaves(&self, margin: u32) -> u32 {
        if self.hours > margin { self.hours - margin } else { self.hours / 2 }
    }

    /// Whether an importer that takes so many hours leaves the exporter less than that.
    #[must_use]
    pub const fn is_exceeded_by(&self, hours: u32, margin: u32) -> bool {
        hours > self.leaves(margin)
    }

    /// That an importer takes too long. `exporter` is the country of the exporter, where it is known: a time of another law
    /// is not one that the exporter is left.
    #[must_use]
    pub fn against(&self, hours: u32, exporter: Option<&Jurisdiction>) -> String {
        let name = &self.place.name;
        let taken = format!("the importer has {hours} hours to report a breach");
        match (self.hours, exporter.is_some_and(|law| law.id == self.place.id)) {
            (0, true) => format!("{taken}; {name} wants the exporter to tell it at once"),
            (0, false) => format!("{taken}; {name}, on the importer's side, wants it told at once"),
            (all, true) => format!("{taken}; {name} leaves the exporter {all} hours in all"),
            (all, false) => format!("{taken}; {name}, on the importer's side, wants it told within {all} hours"),
        }
    }

    /// What an importer may take: `at most 48 hours keep a margin of 24`.
    #[must_use]
    pub fn advice(&self, margin: u32) -> String {
        match self.leaves(margin) {
            0 => "no number of hours keeps that: agree on the shortest that the importer can keep".to_owned(),
            most if self.hours > margin => format!("at most {most} hours keep a margin of {margin}"),
            most => format!("at most {most} hours leave the exporter as many"),
        }
    }

    /// The time as the law gives it, with the test or the case.
    #[must_use]
    pub fn words(&self) -> String {
        let when = self.when.map(str::to_owned);
        std::iter::once(self.deadline.words())
            .chain(when)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// How sure it is: `as of 2026-08-31, in-force, confidence high`. Only what binds has a time.
    #[must_use]
    pub fn marks(&self) -> String {
        let marks = self.marks;
        format!("as of {}, {}, confidence {}", marks.as_of, Status::InForce, marks.confidence.as_str())
    }
}
