//! Kind by kind of fact: what stands in the file → what the model holds.

use super::{
    filing::{Condition, Exemption, Filing, RawCondition, RawExemption, RawFiling, Scope},
    model::{
        Assessment, Authority, Certification, Deadline, Dpo, Grade, Law, Localisation, Money, Notice, Penalty, Point,
        Retention, Right, SectorNotice, Sensitive, Share, Test, Titled, Worry,
    },
    raw::{
        RawAssessment, RawAuthority, RawCertification, RawConcern, RawDpo, RawExport, RawGrade, RawKnown, RawLaw,
        RawLimit, RawLocalisation, RawMechanism, RawNotice, RawPenalty, RawPoint, RawRequired, RawRetention, RawRight,
        RawSectorNotice, RawSensitive, RawStanding, RawTitled, RawWord,
    },
    validate::Check,
    words::{Asks, ExportRule, Standing, Tool},
};
use crate::{
    diag::{Code, Diagnostic},
    load::{beside, wrong_id},
    source::Path,
    text::slug,
};

/// What one kind of fact says beside its marks.
pub(super) trait Details {
    type Model;

    /// The key of its sentence.
    const TEXT: &'static str = "text";

    /// Whether it is about a whole text, which applies in steps without being one of them.
    const IN_STEPS: bool = false;

    /// Whether it is this toolkit's own reading, which no text can bear out.
    const READING: bool = false;

    /// The key of a time that is given; a fact that is unknown or none cannot have one.
    fn given(&self) -> Option<&'static str> {
        None
    }

    /// Its sentence and its values; complains about values that do not fit each other.
    fn build(self, check: &mut Check, path: &Path) -> (String, Self::Model);
}

/// Facts whose values need no second look.
macro_rules! plain {
    ($($raw:ident => $model:ty: |$it:ident| $value:expr;)+) => { $(
        impl Details for $raw {
            type Model = $model;

            fn build(self, _: &mut Check, _: &Path) -> (String, $model) {
                let $it = self;
                let value = $value;
                ($it.text, value)
            }
        }
    )+ };
}

plain! {
    RawAuthority => Authority: |raw| Authority { name: raw.name, short: raw.short };
    RawDpo => Dpo: |raw| Dpo {
        rule: raw.rule.0,
        when: raw.when,
        processors: raw.processors,
        registration: raw.registration,
        residency: raw.residency,
    };
    RawExport => ExportRule: |raw| raw.kind.0;
    RawMechanism => Tool: |raw| raw.id.0;
    RawStanding => Standing: |raw| raw.standing.0;
    RawRequired => bool: |raw| raw.required;
    RawLocalisation => Localisation: |raw| Localisation { applies_to: raw.applies_to.0, trigger: raw.trigger.0 };
    RawRetention => Retention: |raw| Retention { rule: raw.rule, sector: raw.sector };
    RawSensitive => Sensitive: |raw| Sensitive { categories: raw.categories };
    RawCertification => Certification: |raw| Certification { id: raw.id, for_transfers: raw.for_transfers };
    RawKnown => bool: |raw| raw.known;
}

impl Details for RawLaw {
    type Model = Law;

    const IN_STEPS: bool = true;

    fn build(self, check: &mut Check, path: &Path) -> (String, Law) {
        check.text(&path.key("id"), &self.id);
        check.text(&path.key("title"), &self.title);
        let touches = self.touches.map(|touches| touches.into_iter().map(|word| word.0).collect());
        let law = Law {
            id: self.id,
            title: self.title,
            number: self.number,
            year: self.year,
            effective: self.effective,
            touches,
        };
        (self.text, law)
    }
}

impl Details for RawTitled {
    type Model = Titled;

    const IN_STEPS: bool = true;

    fn build(self, _: &mut Check, _: &Path) -> (String, Titled) {
        (self.text, Titled { title: self.title })
    }
}

impl Details for RawNotice {
    type Model = Notice;

    fn given(&self) -> Option<&'static str> {
        self.within.as_ref().map(|_| "within")
    }

    fn build(self, check: &mut Check, path: &Path) -> (String, Notice) {
        let deadline = check.deadline((self.within, self.promptly, self.from, self.first_day), path);
        let words = |list: Vec<RawWord<Asks>>| list.into_iter().map(|word| word.0).collect::<Vec<_>>();
        let test = self.test.and_then(|test| match (words(test.any), words(test.all)) {
            (any, all) if any.is_empty() != all.is_empty() => {
                Some(if all.is_empty() { Test::Any(any) } else { Test::All(all) })
            }
            _ => {
                check.complain(
                    &path.key("test"),
                    Diagnostic::new(Code::BadValue, "a test has a list `any` or a list `all`, and one of them alone"),
                );
                None
            }
        });
        if matches!(&test, Some(Test::Any(asks) | Test::All(asks)) if asks.contains(&Asks::People))
            && self.people.is_none()
        {
            check.complain(
                &path.key("test"),
                Diagnostic::new(
                    Code::BadValue,
                    "the test asks for a number of people, and `people` does not say how many",
                ),
            );
        }
        (self.text, Notice { deadline, when: self.when, test, people: self.people })
    }
}

impl Details for RawPoint {
    type Model = Point;

    fn given(&self) -> Option<&'static str> {
        self.within.as_ref().map(|_| "within")
    }

    fn build(self, check: &mut Check, path: &Path) -> (String, Point) {
        let deadline = check.deadline((self.within, self.promptly, self.from, self.first_day), path);
        let point = Point {
            about: self.about.0,
            name: self.name,
            age: self.age,
            deadline,
            expected: self.expected,
            to: self.to.map(|word| word.0),
            items: self.items.into_iter().map(|word| word.0).collect(),
        };
        (self.text, point)
    }
}

impl Details for RawLimit {
    type Model = Deadline;

    fn given(&self) -> Option<&'static str> {
        self.within.as_ref().map(|_| "within")
    }

    fn build(self, check: &mut Check, path: &Path) -> (String, Deadline) {
        let deadline = check.deadline((self.within, self.promptly, self.from, self.first_day), path);
        (self.text, deadline)
    }
}

impl Details for RawSectorNotice {
    type Model = SectorNotice;

    fn given(&self) -> Option<&'static str> {
        self.within.as_ref().map(|_| "within")
    }

    fn build(self, check: &mut Check, path: &Path) -> (String, SectorNotice) {
        check.text(&path.key("sector"), &self.sector);
        let deadline = check.deadline((self.within, self.promptly, self.from, self.first_day), path);
        (self.text, SectorNotice { sector: self.sector, to: self.to.map(|word| word.0), deadline, when: self.when })
    }
}

impl Details for RawRight {
    type Model = Right;

    fn given(&self) -> Option<&'static str> {
        self.within.as_ref().map(|_| "within")
    }

    fn build(self, check: &mut Check, path: &Path) -> (String, Right) {
        check.text(&path.key("right"), &self.right);
        let right = Right {
            right: self.right,
            deadline: check.deadline((self.within, self.promptly, self.from, self.first_day), path),
            via_processor: check.time(self.via_processor, &path.key("via_processor")),
            extension: check.time(self.extension, &path.key("extension")),
        };
        (self.text, right)
    }
}

impl Details for RawAssessment {
    type Model = Assessment;

    fn given(&self) -> Option<&'static str> {
        self.valid_months.map(|_| "valid_months")
    }

    fn build(self, _: &mut Check, _: &Path) -> (String, Assessment) {
        let assessment = Assessment {
            need: self.required.0,
            valid_months: self.valid_months,
            keep_months: self.keep_months,
            result_valid_months: self.result_valid_months,
            applies_when: condition(self.applies_when),
        };
        (self.text, assessment)
    }
}

/// The empty condition where none is given.
fn condition(raw: Option<RawCondition>) -> Condition {
    let raw = raw.unwrap_or_default();
    Condition {
        mechanisms: raw.mechanisms.into_iter().map(|word| word.0).collect(),
        people: raw.people,
        special_people: raw.special_people,
        kinds: raw.kinds.into_iter().map(|word| word.0).collect(),
        sectors: raw.sectors,
    }
}

/// Grounds of exemption, each with an id: its own, or its sentence in small letters and hyphens.
fn exemptions(check: &mut Check, raw: Vec<RawExemption>, path: &Path) -> Vec<Exemption> {
    let mut exemptions: Vec<Exemption> = Vec::with_capacity(raw.len());
    for (at, raw) in raw.into_iter().enumerate() {
        let path = path.index(at);
        check.text(&path, &raw.text);
        let id = raw.id.unwrap_or_else(|| slug(&raw.text));
        for told in wrong_id(&id).into_iter().chain(beside(&id, exemptions.iter().map(|one| one.id.as_str()))) {
            check.complain(&path, told);
        }
        let only = raw.only.unwrap_or_default();
        let (subjects, fewer_than) = (only.subjects, only.fewer_than);
        let only = Scope { subjects, fewer_than, without_special: only.without_special, until: only.until };
        exemptions.push(Exemption { id, text: raw.text.trim().to_owned(), only });
    }
    exemptions
}

impl Details for RawFiling {
    type Model = Filing;

    fn given(&self) -> Option<&'static str> {
        self.within.as_ref().map(|_| "within")
    }

    fn build(self, check: &mut Check, path: &Path) -> (String, Filing) {
        check.text(&path.key("what"), &self.what);
        let filing = Filing {
            what: self.what,
            form: self.form,
            deadline: check.deadline((self.within, None, self.from, self.first_day), path),
            result: check.time(self.result, &path.key("result")),
            update: self.update,
            update_every: check.time(self.update_every, &path.key("update_every")),
            via: self.via,
            applies_when: condition(self.applies_when),
            exempt: exemptions(check, self.exempt, &path.key("exempt")),
        };
        (self.text, filing)
    }
}

impl Details for RawPenalty {
    type Model = Penalty;

    fn build(self, check: &mut Check, path: &Path) -> (String, Penalty) {
        check.text(&path.key("what"), &self.what);
        if let Some(most) = &self.most
            && !(most.currency.len() == 3 && most.currency.bytes().all(|letter| letter.is_ascii_uppercase()))
        {
            let message = format!("`{}` is not a currency; three capital letters were expected", most.currency);
            check.complain(&path.key("most").key("currency"), Diagnostic::new(Code::BadValue, message));
        }
        let share = self.percent.map(|percent| {
            for (key, value) in [("of", &self.of), ("when", &self.when)] {
                if value.as_ref().is_none_or(|value| value.trim().is_empty()) {
                    let message = format!("a percentage lacks the key `{key}`");
                    let diagnostic = Diagnostic::new(Code::MissingKey, message).help(
                        "a percentage without what it is taken of and when it applies frightens more than it tells",
                    );
                    check.complain(&path.key("percent"), diagnostic);
                }
            }
            Share { percent, of: self.of.unwrap_or_default(), when: self.when.clone().unwrap_or_default() }
        });
        let penalty = Penalty {
            what: self.what,
            most: self.most.map(|most| Money { amount: most.amount, currency: most.currency }),
            when: if share.is_some() { None } else { self.when },
            share,
            prison_years: self.prison_years,
        };
        (self.text, penalty)
    }
}

impl Details for RawGrade {
    type Model = Grade;

    const READING: bool = true;

    const TEXT: &'static str = "reason";

    fn build(self, check: &mut Check, path: &Path) -> (String, Grade) {
        // The embedded data is decoded without its schema being asked.
        if !(1..=5).contains(&self.grade) {
            let message = format!("{} is out of range; a number from 1 to 5 was expected", self.grade);
            check.complain(&path.key("grade"), Diagnostic::new(Code::BadNumber, message));
        }
        (self.reason, Grade(self.grade.clamp(1, 5)))
    }
}

impl Details for RawConcern {
    type Model = Worry;

    const READING: bool = true;

    const TEXT: &'static str = "reason";

    fn build(self, check: &mut Check, path: &Path) -> (String, Worry) {
        let except = self.except.into_iter().enumerate().map(|(at, except)| {
            check.text(&path.key("except").index(at).key("when"), &except.when);
            (except.when, except.level.0)
        });
        let except = except.collect();
        (self.reason, Worry { level: self.level.0, except })
    }
}
