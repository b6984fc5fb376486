//! What several laws together ask about telling of a breach: whom, within how many hours, from which event, of which law, and
//! why. The one answer for the agreement's clock, a returned agreement, a transfer, and the comparison of laws.

use jiff::civil::{Date, DateTime};

use super::{
    atlas::Atlas,
    combine::{Combined, Duty, combine},
    model::{Fact, Jurisdiction, Notice},
    words::{From, Status, To},
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
    /// The shortest fixed time to tell either, as a plan can count on it; `None` where no law that binds gives one.
    pub shortest: Option<ShortestNotice<'l>>,
}

/// The shortest time to tell of a breach that binds.
#[derive(Debug, Clone, Copy)]
pub struct ShortestNotice<'l> {
    /// Hours that pass at the least, whenever the time begins: three calendar days are 72.
    pub hours: u32,
    /// Who is told: the authority or the individuals.
    pub to: To,
    /// The event from which the time runs, where the law says it.
    pub from: Option<From>,
    /// Whose law it is.
    pub place: &'l Jurisdiction,
    /// What the law says, with its marks.
    pub fact: &'l Fact<Notice>,
}

/// The laws of an atlas as they stand on a day.
#[derive(Debug, Clone, Copy)]
pub struct LawsOn<'l> {
    pub(super) atlas: &'l Atlas,
    pub(super) day: Date,
}

impl<'l> LawsOn<'l> {
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
    let combined = |duty: Duty| combine(places.iter().map(|place| duty.of(place, day)), start);
    let shortest = places.iter().filter_map(|place| shortest(place, day));
    BreachDuties {
        authority: combined(Duty::TellAuthority),
        individuals: combined(Duty::TellIndividuals),
        shortest: shortest.min_by_key(|notice| (notice.hours, notice.place.id.as_str())),
    }
}

/// The shorter of the two times that a law gives, of those that bind on a day; the authority's where they are equal.
fn shortest(place: &Jurisdiction, day: Date) -> Option<ShortestNotice<'_>> {
    [(To::Authority, &place.breach.authority), (To::Individuals, &place.breach.individuals)]
        .into_iter()
        .filter(|(_, fact)| fact.marks.binds(day))
        .filter_map(|(to, fact)| {
            let deadline = fact.what.deadline;
            Some(ShortestNotice { hours: deadline.at_least_hours()?, to, from: deadline.from, place, fact })
        })
        .min_by_key(|notice| notice.hours)
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
    /// Hours that are left to an importer when the exporter keeps a margin for itself.
    #[must_use]
    pub const fn leaves(&self, margin: u32) -> u32 {
        self.hours.saturating_sub(margin)
    }

    /// Whether an importer that takes so many hours leaves the exporter less than its margin.
    #[must_use]
    pub const fn is_exceeded_by(&self, hours: u32, margin: u32) -> bool {
        hours.saturating_add(margin) > self.hours
    }

    /// That an importer takes too long: `the importer has 90 hours to report a breach; Japan leaves the exporter 72 hours
    /// in all`.
    #[must_use]
    pub fn against(&self, hours: u32) -> String {
        let (name, all) = (&self.place.name, self.hours);
        format!("the importer has {hours} hours to report a breach; {name} leaves the exporter {all} hours in all")
    }

    /// How sure it is: `as of 2026-08-31, in-force, confidence high`. Only what binds has a time.
    #[must_use]
    pub fn marks(&self) -> String {
        let marks = &self.fact.marks;
        format!("as of {}, {}, confidence {}", marks.as_of, Status::InForce, marks.confidence.as_str())
    }
}
