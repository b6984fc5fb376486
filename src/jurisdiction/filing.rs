//! What is filed with an authority: by when, in which cases, and who is exempt.

use std::fmt;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::{
    model::{Deadline, Time},
    raw::{RawTime, RawWord, optional_date},
    words::{FirstDay, From, Special, Tool},
};
use crate::{diag::list, text::slug};

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawFiling {
    /// What is filed.
    pub what: String,
    /// The number or name of the form.
    pub form: Option<String>,
    /// The longest time for it.
    pub within: Option<RawTime>,
    /// From when the time runs.
    pub from: Option<RawWord<From>>,
    /// Whether the day of that event counts; where it is not said, it does not.
    pub first_day: Option<RawWord<FirstDay>>,
    /// How long the authority takes to answer.
    pub result: Option<RawTime>,
    /// How often or when it is brought up to date.
    pub update: Option<String>,
    /// How often it must be brought up to date, where that is a fixed time.
    pub update_every: Option<RawTime>,
    /// Where it is filed.
    pub via: Option<String>,
    /// In which cases it is asked for; all that is given has to hold.
    pub applies_when: Option<RawCondition>,
    /// Who or what is exempt.
    #[serde(default)]
    pub exempt: Vec<RawExemption>,
    /// The rule, in a sentence.
    pub text: String,
}

/// In which cases a duty holds: all that is given.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCondition {
    /// Only where data leaves by one of these mechanisms.
    #[serde(default)]
    pub mechanisms: Vec<RawWord<Tool>>,
    /// From how many people on.
    pub people: Option<u64>,
    /// From how many people on whose data weighs more.
    pub special_people: Option<u64>,
    /// Only where such data is among it, in the words of a register.
    #[serde(default)]
    pub kinds: Vec<RawWord<Special>>,
    /// Only for such lines of business of the exporter.
    #[serde(default)]
    pub sectors: Vec<String>,
}

/// Who or what is exempt: a sentence, or a sentence with the id by which a register names it.
#[derive(Debug)]
pub(super) struct RawExemption {
    pub id: Option<String>,
    pub text: String,
    pub only: Option<RawScope>,
}

/// For what data a ground counts: all that is given.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScope {
    /// Only for data of such people: the words by which a register may name them under `subjects`.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// Only for fewer people than that.
    pub fewer_than: Option<u64>,
    /// Only where no data that weighs more is among it.
    #[serde(default)]
    pub without_special: bool,
    /// The last day on which the ground counts.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub until: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    pub what: String,
    pub form: Option<String>,
    /// Time to file, and the event from which it runs.
    pub deadline: Deadline,
    /// Time in which the authority answers.
    pub result: Option<Time>,
    pub update: Option<String>,
    pub update_every: Option<Time>,
    pub via: Option<String>,
    pub applies_when: Condition,
    pub exempt: Vec<Exemption>,
}

/// In which cases a duty holds; the empty one holds always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Condition {
    pub mechanisms: Vec<Tool>,
    /// At least so many.
    pub people: Option<u64>,
    /// At least so many whose data weighs more.
    pub special_people: Option<u64>,
    pub kinds: Vec<Special>,
    pub sectors: Vec<String>,
}

/// A ground on which something need not be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// By which a register names it.
    pub id: String,
    pub text: String,
    pub only: Scope,
}

/// For what data a ground counts; the empty one counts for any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Words for the people whose data it may be, and for nobody else's.
    pub subjects: Vec<String>,
    pub fewer_than: Option<u64>,
    pub without_special: bool,
    /// The last day on which it counts.
    pub until: Option<Date>,
}

/// What is known of a transfer, for conditions. `None` is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case<'t> {
    /// The mechanisms as which the law may see the one that it relies on.
    pub mechanisms: Option<Vec<Tool>>,
    pub people: Option<u64>,
    /// The kinds of data among it that weigh more; none of them is an empty list.
    pub kinds: Option<&'t [Special]>,
    /// Whose data it is, in the words of the register.
    pub subjects: &'t [String],
    pub sector: Option<&'t str>,
}

/// Whether a condition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    Yes,
    No,
    /// What would have to be known.
    Unknown(Vec<String>),
}

impl Condition {
    /// Whether it holds of a transfer. What is not known of it never makes a duty go away.
    #[must_use]
    pub fn holds(&self, case: &Case<'_>) -> Holds {
        let mut unknown = Vec::new();
        let mut holds = true;
        let mut ask = |given: bool, known: Option<bool>, what: String| {
            if given {
                match known {
                    Some(yes) => holds &= yes,
                    None => unknown.push(what),
                }
            }
        };
        let by = case.mechanisms.as_ref().map(|known| known.iter().any(|tool| self.mechanisms.contains(tool)));
        let tools: Vec<&str> = self.mechanisms.iter().map(|tool| tool.as_str()).collect();
        ask(!tools.is_empty(), by, format!("whether it relies on {}", tools.join(" or ")));
        for (least, special) in [(self.people, false), (self.special_people, true)] {
            let Some(least) = least else { continue };
            let enough = case.people.map(|people| people >= least);
            let (known, what) = match case.kinds {
                _ if !special => (enough, ""),
                Some([]) => (Some(false), ""),
                Some(_) => (enough, " whose data weighs more"),
                // Few people are few of any kind.
                None => (enough.filter(|enough| !enough), " whose data weighs more"),
            };
            ask(true, known, format!("whether it concerns {least} people or more{what}"));
        }
        let among = case.kinds.map(|kinds| self.kinds.iter().any(|kind| kinds.contains(kind)));
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.as_str()).collect();
        ask(!kinds.is_empty(), among, format!("whether {} data is among it", kinds.join(" or ")));
        let business = case.sector.map(|sector| {
            let sector = sector.to_lowercase();
            self.sectors.iter().any(|one| sector.contains(&one.to_lowercase()))
        });
        ask(!self.sectors.is_empty(), business, format!("whether the exporter is in {}", self.sectors.join(" or ")));
        match (holds, unknown.is_empty()) {
            (false, _) => Holds::No,
            (true, true) => Holds::Yes,
            (true, false) => Holds::Unknown(unknown),
        }
    }

    /// `where it relies on standard-contract; from 100,000 people on`; empty for the one that holds always.
    #[must_use]
    pub fn words(&self) -> String {
        let tools: Vec<&str> = self.mechanisms.iter().map(|tool| tool.as_str()).collect();
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.as_str()).collect();
        let several = |words: String, some: bool| some.then_some(words);
        [
            several(format!("where it relies on {}", tools.join(" or ")), !tools.is_empty()),
            self.people.map(|least| format!("from {least} people on")),
            self.special_people.map(|least| format!("from {least} people on whose data weighs more")),
            several(format!("where {} data is among it", kinds.join(" or ")), !kinds.is_empty()),
            several(format!("for {}", self.sectors.join(" and ")), !self.sectors.is_empty()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
    }
}

impl Scope {
    /// Whether a ground counts for a transfer on a day. What is not known of the transfer never makes it count.
    #[must_use]
    pub fn holds(&self, case: &Case<'_>, day: Date) -> Holds {
        if self.until.is_some_and(|until| until < day) {
            return Holds::No;
        }
        let mut known = Vec::new();
        if !self.subjects.is_empty() {
            let named = |subject: &String| self.subjects.iter().any(|one| slug(one) == slug(subject));
            known.push(((!case.subjects.is_empty()).then(|| case.subjects.iter().all(named)), "whose data it is"));
        }
        if let Some(most) = self.fewer_than {
            known.push((case.people.map(|people| people < most), "of how many people it is"));
        }
        if self.without_special {
            known.push((case.kinds.map(<[Special]>::is_empty), "whether data that weighs more is among it"));
        }
        if known.iter().any(|(holds, _)| *holds == Some(false)) {
            return Holds::No;
        }
        let unknown: Vec<String> =
            known.iter().filter(|(holds, _)| holds.is_none()).map(|(_, what)| (*what).to_owned()).collect();
        if unknown.is_empty() { Holds::Yes } else { Holds::Unknown(unknown) }
    }

    /// `for data of employees or staff alone; for fewer than 100,000 people`; empty for the one that counts for any.
    #[must_use]
    pub fn words(&self) -> String {
        [
            (!self.subjects.is_empty())
                .then(|| format!("for data of {} alone", list(self.subjects.iter().map(String::as_str)))),
            self.fewer_than.map(|most| format!("for fewer than {most} people")),
            self.without_special.then(|| "without data that weighs more".to_owned()),
            self.until.map(|until| format!("until {until}")),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
    }
}

impl<'de> Deserialize<'de> for RawExemption {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = RawExemption;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a mapping with `id` and `text`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<RawExemption, E> {
                Ok(RawExemption { id: None, text: text.to_owned(), only: None })
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<RawExemption, A::Error> {
                let named = Named::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(RawExemption { id: Some(named.id), text: named.text, only: named.only })
            }
        }
        from.deserialize_any(Visitor)
    }
}

/// An exemption with its id.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Named {
    /// By which a register names it: small letters, digits and hyphens.
    id: String,
    /// Who or what is exempt.
    text: String,
    /// For what data the ground counts; a register that says something else, or nothing, of it is not exempt.
    only: Option<RawScope>,
}

impl JsonSchema for RawExemption {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Exemption".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let named = generator.subschema_for::<Named>();
        json_schema!({ "anyOf": [{ "type": "string" }, named] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Case<'static> {
        Case {
            mechanisms: Some(vec![Tool::StandardContract]),
            people: Some(5_000),
            kinds: Some(&[]),
            ..Case::default()
        }
    }

    #[test]
    fn each_thing_that_is_given_has_to_hold() {
        let by = |tool| Condition { mechanisms: vec![tool], ..Condition::default() };
        assert_eq!(Condition::default().holds(&Case::default()), Holds::Yes);
        assert_eq!(by(Tool::StandardContract).holds(&case()), Holds::Yes);
        assert_eq!(by(Tool::Consent).holds(&case()), Holds::No);
        let large = Condition { people: Some(5_001), ..by(Tool::StandardContract) };
        assert_eq!(large.holds(&case()), Holds::No);
        assert_eq!(large.holds(&Case { people: Some(5_001), ..case() }), Holds::Yes);
        let health = Condition { kinds: vec![Special::Health], special_people: Some(1), ..Condition::default() };
        assert_eq!(health.holds(&case()), Holds::No);
        assert_eq!(health.holds(&Case { kinds: Some(&[Special::Health]), ..case() }), Holds::Yes);
        // Left out is not none.
        let silent = Case { kinds: None, ..case() };
        assert!(matches!(health.holds(&silent), Holds::Unknown(what) if what.len() == 2));
        let few = Condition { special_people: Some(5_001), ..Condition::default() };
        assert_eq!(few.holds(&silent), Holds::No);
    }

    #[test]
    fn a_ground_counts_for_its_own_data_alone() {
        let day = jiff::civil::date(2026, 11, 24);
        let scope = Scope {
            subjects: vec!["employees".to_owned(), "own staff".to_owned()],
            fewer_than: Some(5_001),
            without_special: true,
            until: Some(day),
        };
        let (staff, others) =
            (["Own Staff".to_owned()], ["employees".to_owned(), "customers of the staff shop".to_owned()]);
        let fits = Case { subjects: &staff, ..case() };
        assert_eq!(scope.holds(&fits, day), Holds::Yes);
        for other in [
            Case { subjects: &others, ..fits.clone() },
            Case { people: Some(5_001), ..fits.clone() },
            Case { kinds: Some(&[Special::Health]), people: None, ..fits.clone() },
        ] {
            assert_eq!(scope.holds(&other, day), Holds::No, "{other:?}");
        }
        for silent in [
            Case { subjects: &[], ..fits.clone() },
            Case { people: None, ..fits.clone() },
            Case { kinds: None, ..fits.clone() },
        ] {
            assert!(matches!(scope.holds(&silent, day), Holds::Unknown(what) if what.len() == 1), "{silent:?}");
        }
        assert_eq!(scope.holds(&fits, day.tomorrow().expect("not the last")), Holds::No);
        assert_eq!(Scope::default().holds(&Case::default(), day), Holds::Yes);
    }

    #[test]
    fn what_is_not_known_never_makes_a_duty_go_away() {
        let all = Condition {
            mechanisms: vec![Tool::StandardContract],
            people: Some(5_000),
            special_people: None,
            kinds: Vec::new(),
            sectors: vec!["bank".to_owned()],
        };
        for case in [
            Case { mechanisms: None, sector: Some("bank"), ..case() },
            Case { people: None, sector: Some("bank"), ..case() },
            Case { sector: None, ..case() },
        ] {
            assert!(matches!(all.holds(&case), Holds::Unknown(what) if what.len() == 1), "{case:?}");
        }
        assert_eq!(all.holds(&Case { sector: Some("Private Banking"), ..case() }), Holds::Yes);
        assert_eq!(all.holds(&Case { sector: Some("retail"), people: None, ..case() }), Holds::No);
    }
}
