//! What is filed with an authority: by when, in which cases, and who is exempt.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::{
    model::{Deadline, Time},
    raw::{RawTime, RawWord},
    words::{FirstDay, From, Special, Tool},
};

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
}

/// What is known of a transfer, for conditions. `None` is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case<'t> {
    /// The mechanisms as which the law may see the one that it relies on.
    pub mechanisms: Option<Vec<Tool>>,
    pub people: Option<u64>,
    /// The kinds of data among it that weigh more.
    pub kinds: &'t [Special],
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
            let known = if special && case.kinds.is_empty() { Some(false) } else { enough };
            ask(true, known, format!("whether it concerns {least} people or more"));
        }
        let among = self.kinds.iter().any(|kind| case.kinds.contains(kind));
        ask(!self.kinds.is_empty(), Some(among), String::new());
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

impl<'de> Deserialize<'de> for RawExemption {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = RawExemption;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a mapping with `id` and `text`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<RawExemption, E> {
                Ok(RawExemption { id: None, text: text.to_owned() })
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<RawExemption, A::Error> {
                let named = Named::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(RawExemption { id: Some(named.id), text: named.text })
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
        Case { mechanisms: Some(vec![Tool::StandardContract]), people: Some(5_000), kinds: &[], sector: None }
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
        assert_eq!(health.holds(&Case { kinds: &[Special::Health], ..case() }), Holds::Yes);
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
