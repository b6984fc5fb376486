//! Every fact of a jurisdiction in one list: its topic, what it says in a few words, and its marks.

use super::{
    model::{Deadline, Fact, Jurisdiction, Marks, Notice, Penalty, Time},
    words::{Counted, FirstDay, From, Promptly, Status, Trigger},
};

/// A fact without its kind: what a list or a table needs of it.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Such as `breach.authority`.
    pub topic: &'static str,
    /// A name within the topic, such as a law or a sector; empty where the topic has one fact.
    pub name: &'a str,
    pub text: &'a str,
    pub marks: &'a Marks,
    pub deadline: Option<Deadline>,
}

/// A topic: its id, the section it stands under, and its title.
pub struct Topic {
    pub id: &'static str,
    pub section: &'static str,
    pub title: &'static str,
}

/// All topics, in the order in which they are told.
pub static TOPICS: &[Topic] = &[
    topic("region", "Agreed in the region", "Text"),
    topic("laws", "Law", "Law"),
    topic("authority", "Law", "Authority"),
    topic("breach.authority", "Breach", "Tell the authority"),
    topic("breach.outer_limit", "Breach", "Latest day"),
    topic("breach.full_report", "Breach", "Full report"),
    topic("breach.assess_within", "Breach", "Assess"),
    topic("breach.individuals", "Breach", "Tell individuals"),
    topic("breach.processor", "Breach", "Processor"),
    topic("breach.sectors", "Breach", "Special case"),
    topic("breach.contents", "Breach", "Contents of a notice"),
    topic("breach.records", "Breach", "Register of breaches"),
    topic("breach.cyber", "Breach", "Cyber incident"),
    topic("requests.acknowledge", "Requests", "First answer"),
    topic("requests.answer", "Requests", "Answer"),
    topic("requests.by_right", "Requests", "By right"),
    topic("bases", "Ground", "Legal bases"),
    topic("bases.age", "Ground", "Age of consent"),
    topic("children", "Ground", "Children"),
    topic("notice", "Ground", "Privacy notice"),
    topic("notice.language", "Ground", "Language of notices"),
    topic("automated", "Ground", "Automated decisions"),
    topic("records", "Organisation", "Records of processing"),
    topic("assessments", "Organisation", "Impact assessment"),
    topic("registration", "Organisation", "Registration"),
    topic("representative", "Organisation", "Representative"),
    topic("contracts", "Organisation", "Contract with a processor"),
    topic("contracts.language", "Organisation", "Language of contracts"),
    topic("sectors", "Organisation", "Line of business"),
    topic("dpo", "Organisation", "Data protection officer"),
    topic("transfer.rule", "Transfer", "Export rule"),
    topic("transfer.clauses", "Transfer", "ASEAN model clauses"),
    topic("transfer.mechanisms", "Transfer", "Mechanism"),
    topic("transfer.name_countries", "Transfer", "Name the countries"),
    topic("transfer.remedies", "Transfer", "Remedies of individuals"),
    topic("transfer.filing", "Transfer", "Filing"),
    topic("transfer.assessment", "Transfer", "Assessment"),
    topic("localisation", "Keeping", "Keep at home"),
    topic("retention", "Keeping", "Retention"),
    topic("sensitive", "Keeping", "Sensitive data"),
    topic("penalties", "Penalties", "Penalty"),
    topic("fined", "Penalties", "Who is fined"),
    topic("certifications", "Schemes", "Certification"),
    topic("ai", "Schemes", "Artificial intelligence"),
    topic("next", "What comes next", "Expected"),
    topic("recipient.law", "As a recipient", "Law"),
    topic("recipient.regulator", "As a recipient", "Regulator"),
    topic("recipient.access", "As a recipient", "Government access"),
    topic("recipient.oversight", "As a recipient", "Oversight"),
    topic("recipient.redress", "As a recipient", "Redress"),
    topic("recipient.transparency", "As a recipient", "Transparency"),
    topic("recipient.concern", "As a recipient", "Concern"),
    topic("recipient.gag", "As a recipient", "Secrecy or decryption duty"),
];

const fn topic(id: &'static str, section: &'static str, title: &'static str) -> Topic {
    Topic { id, section, title }
}

/// Every fact with its value in a few words, in the order of [`TOPICS`].
#[must_use]
pub fn lines(place: &Jurisdiction) -> Vec<(Line<'_>, String)> {
    let mut list = Lines::default();
    for law in &place.laws {
        let number = law.what.number.as_ref().map(|number| format!("no. {number}"));
        let effective = law.what.effective.map(|day| format!("from {day}"));
        list.add("laws", &law.what.title, law, joined([number, effective].into_iter().flatten()));
    }
    let short = place.authority.what.short.as_ref().map_or(String::new(), |short| format!(" ({short})"));
    list.add("authority", "", &place.authority, format!("{}{short}", place.authority.what.name));
    breach(place, &mut list);
    list.limit("requests.acknowledge", place.requests.acknowledge.as_ref());
    list.limit("requests.answer", Some(&place.requests.answer));
    for right in &place.requests.by_right {
        let via = right.what.via_processor.map(|time| format!("via a processor {}", time.words()));
        let more = right.what.extension.map(|time| format!("extended once by {}", time.words()));
        let value = joined([Some(right.what.deadline.words()), via, more].into_iter().flatten());
        list.timed("requests.by_right", &right.what.right, right, right.what.deadline, value);
    }
    let dpo = &place.dpo.what;
    let processors = dpo.processors.map(|yes| if yes { "processors too" } else { "not processors" }.to_owned());
    let rule = Some(dpo.rule.sentence().to_owned());
    let value = joined(
        [rule, dpo.when.clone(), processors, dpo.registration.clone(), dpo.residency.clone()].into_iter().flatten(),
    );
    list.add("dpo", "", &place.dpo, value);
    transfer(place, &mut list);
    for each in &place.localisation {
        let trigger = if each.what.trigger == Trigger::Order { "on order" } else { "without an order" };
        // Where there is no duty, it binds nobody.
        let bound = each.marks.status != Status::None;
        let value = bound.then(|| format!("{}, {trigger}", each.what.applies_to.sentence()));
        list.add("localisation", "", each, value.unwrap_or_else(|| "no such duty".to_owned()));
    }
    for each in &place.retention {
        let sector = each.what.sector.as_deref().unwrap_or_default();
        list.add("retention", sector, each, each.what.rule.clone().unwrap_or_default());
    }
    list.add("sensitive", "", &place.sensitive, place.sensitive.what.categories.join(", "));
    for each in &place.penalties {
        list.add("penalties", &each.what.what, each, each.what.words());
    }
    for each in &place.certifications {
        list.add("certifications", &each.what.id, each, String::new());
    }
    for each in &place.ai {
        list.add("ai", &each.what.title, each, String::new());
    }
    for each in &place.points {
        let point = &each.what;
        let age = point.age.map(|age| format!("{age} years"));
        let expected = point.expected.map(|day| day.to_string());
        let value = joined([age, Some(point.deadline.words()), expected].into_iter().flatten());
        list.timed(point.about.as_str(), point.name.as_deref().unwrap_or_default(), each, point.deadline, value);
    }
    recipient(place, &mut list);
    let mut lines = list.0;
    lines.sort_by_key(|(line, _)| TOPICS.iter().position(|topic| topic.id == line.topic));
    lines
}

fn breach<'a>(place: &'a Jurisdiction, list: &mut Lines<'a>) {
    let breach = &place.breach;
    list.notice("breach.authority", &breach.authority);
    list.limit("breach.outer_limit", breach.outer_limit.as_ref());
    list.limit("breach.full_report", breach.full_report.as_ref());
    list.limit("breach.assess_within", breach.assess_within.as_ref());
    list.notice("breach.individuals", &breach.individuals);
    list.limit("breach.processor", breach.processor.as_ref());
    for sector in &breach.sectors {
        let to = sector.what.to.map(|to| format!("to {}", to.sentence()));
        let value = joined([Some(sector.what.deadline.words()), to, sector.what.when.clone()].into_iter().flatten());
        list.timed("breach.sectors", &sector.what.sector, sector, sector.what.deadline, value);
    }
}

fn transfer<'a>(place: &'a Jurisdiction, list: &mut Lines<'a>) {
    let transfer = &place.transfer;
    list.add("transfer.rule", "", &transfer.rule, transfer.rule.what.sentence().to_owned());
    list.add("transfer.clauses", "", &transfer.clauses, transfer.clauses.what.sentence().to_owned());
    for each in &transfer.mechanisms {
        list.add("transfer.mechanisms", each.what.as_str(), each, String::new());
    }
    if let Some(each) = &transfer.name_countries {
        list.add("transfer.name_countries", "", each, required(each.what).to_owned());
    }
    for each in &transfer.filing {
        let result = each.what.result.map(|time| format!("result in {}", time.words()));
        let update = each.what.update.as_ref().map(|update| format!("update {update}"));
        let via = each.what.via.as_ref().map(|via| format!("through {via}"));
        let exempt = (!each.what.exempt.is_empty()).then(|| {
            // By the id a register names the ground.
            let texts: Vec<String> = each.what.exempt.iter().map(|one| format!("{} ({})", one.id, one.text)).collect();
            format!("exempt: {}", texts.join("; "))
        });
        let value = joined(
            [
                Some(each.what.deadline.words()),
                Some(each.what.applies_when.words()),
                each.what.form.clone(),
                result,
                update,
                via,
                exempt,
            ]
            .into_iter()
            .flatten(),
        );
        list.timed("transfer.filing", &each.what.what, each, each.what.deadline, value);
    }
    if let Some(each) = &transfer.assessment {
        let months =
            |what: &str, months: Option<u32>| months.map(|months| format!("{what} {}", Time::Months(months).words()));
        let told = [
            Some(each.what.need.sentence().to_owned()),
            Some(each.what.applies_when.words()),
            months("valid", each.what.valid_months),
            months("record kept", each.what.keep_months),
            months("answer of the authority holds", each.what.result_valid_months),
        ];
        list.add("transfer.assessment", "", each, joined(told.into_iter().flatten()));
    }
}

fn recipient<'a>(place: &'a Jurisdiction, list: &mut Lines<'a>) {
    const GRADES: [&str; 6] = [
        "recipient.law",
        "recipient.regulator",
        "recipient.access",
        "recipient.oversight",
        "recipient.redress",
        "recipient.transparency",
    ];
    for (topic, (_, fact)) in GRADES.into_iter().zip(place.recipient.grades()) {
        list.add(topic, "", fact, format!("grade {} of 5", fact.what.get()));
    }
    let concern = &place.recipient.concern;
    let except = concern.what.except.iter().map(|(when, level)| format!("{level} when {when}"));
    list.add(
        "recipient.concern",
        "",
        concern,
        joined(std::iter::once(concern.what.level.as_str().to_owned()).chain(except)),
    );
    if let Some(duty) = &place.recipient.gag_or_decryption_duty {
        let value = if duty.what { "known" } else { "none known" };
        list.add("recipient.gag", "", duty, value.to_owned());
    }
}

#[derive(Default)]
struct Lines<'a>(Vec<(Line<'a>, String)>);

impl<'a> Lines<'a> {
    fn add<T>(&mut self, topic: &'static str, name: &'a str, fact: &'a Fact<T>, value: String) {
        self.0.push((Line { topic, name, text: &fact.text, marks: &fact.marks, deadline: None }, value));
    }

    fn timed<T>(&mut self, topic: &'static str, name: &'a str, fact: &'a Fact<T>, deadline: Deadline, value: String) {
        let line = Line { topic, name, text: &fact.text, marks: &fact.marks, deadline: Some(deadline) };
        self.0.push((line, value));
    }

    fn limit(&mut self, topic: &'static str, fact: Option<&'a Fact<Deadline>>) {
        if let Some(fact) = fact {
            self.timed(topic, "", fact, fact.what, fact.what.words());
        }
    }

    fn notice(&mut self, topic: &'static str, fact: &'a Fact<Notice>) {
        self.timed(topic, "", fact, fact.what.deadline, fact.what.words());
    }
}

fn required(yes: bool) -> &'static str {
    if yes { "required" } else { "not required" }
}

/// What is there, in one line.
fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

impl Time {
    /// `72 hours`, `3 calendar days`, `1 month`.
    #[must_use]
    pub fn words(self) -> String {
        let many = |number: u32, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
        match self {
            Self::Hours(hours) => many(hours, "hour"),
            Self::Days(days, Counted::Calendar) => many(days, "calendar day"),
            Self::Days(days, Counted::Working) => many(days, "working day"),
            Self::Months(months) if months % 12 == 0 => many(months / 12, "year"),
            Self::Months(months) => many(months, "month"),
        }
    }
}

impl Deadline {
    /// `72 hours from discovery`; empty when there is nothing to say.
    #[must_use]
    pub fn words(self) -> String {
        let time = match (self.promptly, self.within) {
            (Some(promptly), Some(within)) => format!("{}, at most {}", promptly.sentence(), within.words()),
            (Some(promptly), None) => promptly.sentence().to_owned(),
            (None, Some(within)) => within.words(),
            (None, None) => return String::new(),
        };
        let counts = if self.first_day == Some(FirstDay::Counts) { ", that day counted" } else { "" };
        match self.from {
            Some(from) => format!("{time} from {}{counts}", from.sentence()),
            None => time,
        }
    }
}

impl Notice {
    /// The deadline and the test for it.
    #[must_use]
    pub fn words(&self) -> String {
        joined([Some(self.deadline.words()), self.when.clone()].into_iter().flatten())
    }
}

impl Penalty {
    /// The most that it costs; a share only with its condition.
    #[must_use]
    pub fn words(&self) -> String {
        let most = self.most.as_ref().map(|most| format!("up to {} {}", most.currency, grouped(most.amount)));
        let share =
            self.share.as_ref().map(|share| format!("{} % of {}, where {}", share.percent, share.of, share.when));
        let prison =
            self.prison_years.map(|years| format!("prison up to {years} year{}", if years == 1 { "" } else { "s" }));
        joined([most, share, self.when.clone(), prison].into_iter().flatten())
    }
}

/// `1,000,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl Promptly {
    /// Words for it in a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::AtOnce => "at once",
            Self::WithoutDelay => "without undue delay",
            Self::Practicable => "as soon as practicable",
        }
    }
}

impl From {
    /// Words for it in a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Occurrence => "the occurrence",
            Self::Awareness => "becoming aware",
            Self::Discovery => "discovery",
            Self::Belief => "reasonable belief",
            Self::Assessment => "the assessment",
            Self::FirstNotice => "the first notice",
            Self::Receipt => "receipt",
            Self::FirstTransfer => "the first transfer",
            Self::ContractEffect => "the effect of the contract",
            Self::Appointment => "the appointment",
            Self::Collection => "the collection",
            Self::Start => "the start",
        }
    }
}

impl super::words::To {
    const fn sentence(self) -> &'static str {
        match self {
            Self::Authority => "the authority",
            Self::Individuals => "the individuals",
            Self::Both => "the authority and the individuals",
        }
    }
}

impl super::words::Need {
    /// Words for it in a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Must => "required",
            Self::OneWay => "one way of showing that the law is kept",
            Self::None => "not required",
        }
    }
}

impl super::words::DpoRule {
    /// Words for it in a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::All => "everyone needs one",
            Self::Threshold => "needed from a size on",
            Self::Conditional => "needed in some cases",
            Self::None => "not needed",
            Self::Unknown => "not known",
        }
    }
}

impl super::words::ExportRule {
    /// Words for it in a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::ComparableProtection => "comparable protection abroad",
            Self::Adequacy => "adequate protection abroad, or a tool",
            Self::Consent => "consent",
            Self::Dossier => "a file with the authority",
            Self::Permission => "permission of the authority",
            Self::Accountability => "the exporter answers for it",
            Self::OpenUnlessRestricted => "free unless restricted",
            Self::None => "no rule",
            Self::Unknown => "not known",
        }
    }
}

impl super::words::Standing {
    /// Words for it in a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Recognised => "recognised",
            Self::Accepted => "accepted",
            Self::Voluntary => "voluntary, welcomed",
            Self::Usable => "usable",
            Self::NotEnoughAlone => "not enough alone",
            Self::None => "no standing",
            Self::Unknown => "not known",
        }
    }
}

impl super::words::Binds {
    const fn sentence(self) -> &'static str {
        match self {
            Self::Public => "public bodies",
            Self::Domestic => "domestic companies",
            Self::Foreign => "foreign companies",
            Self::Platforms => "platforms",
            Self::Sector => "a sector",
            Self::All => "everyone",
        }
    }
}

impl Line<'_> {
    /// Whether it is a reading of this toolkit's own, which no text can bear out.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.marks.reading
    }

    /// What the line is about.
    #[must_use]
    pub fn about(&self) -> &'static Topic {
        TOPICS.iter().find(|topic| topic.id == self.topic).expect("lines are made of topics of the table")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_and_times_counted() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(Time::Hours(1).words(), "1 hour");
        assert_eq!(Time::Months(36).words(), "3 years");
        assert_eq!(Time::Days(30, Counted::Working).words(), "30 working days");
    }
}
