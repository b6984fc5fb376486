//! What national law asks of an agreement, by the files of the jurisdictions: times, officers, languages, filings, remedies.

use super::{EXPORTER, IMPORTER, Look, Party, named};
use crate::{
    diag::list,
    gate::{At, FindingCode, Weight},
    jurisdiction::{
        About, Case, Deadline, DpoRule, Fact, Holds, Jurisdiction, Marks, Point, Special, Status, Time, Tool, Word,
    },
    safeguard::Field,
    text::compare::spaced_words,
};

pub(super) fn look(look: &mut Look<'_>) {
    let given = [&EXPORTER, &IMPORTER].iter().all(|party| look.text(party.country).is_some());
    // A draft of which not even the countries are known is not held against a law.
    if !given {
        return;
    }
    assessment(look);
    remedies(look);
    filings(look);
    for party in [&EXPORTER, &IMPORTER] {
        let mut unknown = Vec::new();
        match look.law(party) {
            Some(law) => {
                requests(look, party, law, &mut unknown);
                officer(look, party, law, &mut unknown);
                language(look, party, law, &mut unknown);
            }
            None => unknown.push("any duty: there is no file on it"),
        }
        not_known(look, party, &unknown);
    }
}

/// The assessment that the clause on local law says was made.
fn assessment(look: &mut Look<'_>) {
    if look.on("local-law") && look.text(Field::TransferTia).is_none() {
        let message = "the clause on law and practice at the destination rests on an assessment, and none is named";
        let help = "set `transfer.tia` to the id of the assessment, or set `blocks.local-law` to `false`";
        let at = At::Key(super::steps("transfer"));
        look.add_at(FindingCode::AssessmentNotNamed, "transfer.tia", at, message.to_owned(), help);
    }
}

/// Rights and remedies of individuals, where the exporter's law takes a contract for a safeguard only with them.
fn remedies(look: &mut Look<'_>) {
    let Some(law) = look.law(&EXPORTER).filter(|_| !look.on("individual-remedies")) else { return };
    let Some(fact) = point(law, About::TransferRemedies).filter(|fact| asks(look, &fact.marks)) else { return };
    let message =
        format!("the law of {} wants enforceable remedies of individuals, and the block is off", named(&law.id));
    let help = format!("set `blocks.individual-remedies` to `true`; {}", told(fact, &law.id, "transfer.remedies"));
    look.add_at(FindingCode::RemediesMissing, "", At::Key(super::steps("blocks")), message, &help);
}

/// What has to be filed, where no register watches over it.
fn filings(look: &mut Look<'_>) {
    let Some(law) = look.law(&EXPORTER).filter(|_| look.text(Field::TransferId).is_none()) else { return };
    let mut tools = vec![Tool::AseanMcc, Tool::Contract];
    if look.on("eu-scc") {
        tools.push(Tool::EuScc);
    }
    let kinds: Vec<Special> = look.words.special.iter().filter_map(|special| kind(look, special)).collect();
    let case = Case { mechanisms: Some(tools), people: None, kinds: Some(&kinds), sector: None, ..Case::default() };
    for fact in &law.transfer.filing {
        if !asks(look, &fact.marks) || fact.what.applies_when.holds(&case) == Holds::No {
            continue;
        }
        let may = if fact.what.applies_when.holds(&case) == Holds::Yes { "asks" } else { "may ask" };
        let within = fact.what.deadline.words();
        let within = if within.is_empty() { within } else { format!(", {within}") };
        let message = format!("the law of {} {may} for a filing: {}{within}", named(&law.id), fact.what.what);
        let help = format!(
            "name the transfer of the register in `transfer.id`, where `dmf transfer due` watches over it; {}",
            told(fact, &law.id, "transfer.filing")
        );
        let at = At::Key(super::steps("transfer"));
        look.add_at(FindingCode::FilingUnwatched, &fact.what.what, at, message, &help);
    }
}

/// A kind of data that weighs more, where the deal names it anywhere.
fn kind(look: &Look<'_>, special: &super::words::SpecialWords) -> Option<Special> {
    let fields = [Field::TransferData, Field::TransferSensitive, Field::TransferSubjects];
    let mut items = fields.into_iter().flat_map(|field| look.list(field));
    items.any(|item| super::words::any(&special.words, &spaced_words(item))).then(|| Special::of(&special.kind))?
}

/// The time to answer requests against that of the law: the exporter's, and between controllers the importer's as well.
fn requests(look: &mut Look<'_>, party: &Party, law: &Jurisdiction, unknown: &mut Vec<&'static str>) {
    if party.role == IMPORTER.role && look.deal.module() == "c2p" {
        return;
    }
    let numbered = |fact: &'_ Fact<Deadline>| asks(look, &fact.marks).then(|| fact.what.at_least_hours()).flatten();
    // Where there is no last day for the answer, there may be one for a first word.
    let times = [Some(&law.requests.answer), law.requests.acknowledge.as_ref()];
    let first = times.into_iter().flatten().find_map(|fact| Some((numbered(fact)?, fact)));
    let Some((most, fact)) = first else {
        let answer = &law.requests.answer;
        let silent = answer.what.promptly.is_none() && answer.marks.unsure();
        // A duty to answer in time, without a number, is known; a time that nobody knows is not.
        if answer.marks.status_on(look.laws.day()) == Status::Unknown || asks(look, &answer.marks) && silent {
            unknown.push("the time to answer a request");
        }
        return;
    };
    let Some(days) = look.deal.number(Field::OptionsRequestDays).filter(|days| days.saturating_mul(24) > most) else {
        return;
    };
    let message = format!(
        "a request is answered within {days} days; the law of {} gives {}",
        named(&law.id),
        fact.what.within.map_or_else(String::new, Time::words)
    );
    let help = format!("at most {} days keep it; {}", most / 24, told(fact, &law.id, "requests"));
    look.add(FindingCode::RequestDaysTooLong, Field::OptionsRequestDays, message, &help);
}

/// An officer, where the law of a party asks everyone for one.
fn officer(look: &mut Look<'_>, party: &Party, law: &Jurisdiction, unknown: &mut Vec<&'static str>) {
    if look.text(party.officer).or_else(|| look.text(party.officer_email)).is_some() {
        return;
    }
    let (fact, day) = (&law.dpo, look.laws.day());
    let processor = party.role == IMPORTER.role && look.deal.module() == "c2p";
    if processor && fact.what.processors != Some(true) {
        return;
    }
    let status = fact.marks.status_on(day);
    match fact.what.rule {
        DpoRule::Unknown => unknown.push("a data protection officer"),
        _ if status == Status::Unknown || status == Status::None && fact.marks.unsure() => {
            unknown.push("a data protection officer");
        }
        _ if status != Status::InForce => {}
        DpoRule::None if fact.marks.unsure() => unknown.push("a data protection officer"),
        DpoRule::None => {}
        rule => {
            let all = rule == DpoRule::All;
            let who = if all { "everyone" } else { "some" };
            let message = format!(
                "the {} names no data protection officer; the law of {} asks {who} for one",
                party.role,
                named(&law.id)
            );
            let when =
                fact.what.when.as_deref().filter(|_| !all).map_or_else(String::new, |when| format!("where: {when}; "));
            let help = format!("set `{}`; {when}{}", party.officer, told(fact, &law.id, "dpo"));
            let at = At::Key(super::steps(party.role));
            look.add_at(FindingCode::OfficerMissing, party.role, at, message, &help);
            if let Some(found) = look.found.last_mut().filter(|_| !all) {
                found.weight = Weight::Note;
            }
        }
    }
}

/// A language in which the law of a party wants its contracts.
fn language(look: &mut Look<'_>, party: &Party, law: &Jurisdiction, unknown: &mut Vec<&'static str>) {
    let Some(fact) = point(law, About::ContractsLanguage) else { return };
    let status = fact.marks.status_on(look.laws.day());
    let signed = look.list(Field::OptionsLanguages);
    match (&fact.what.name, status) {
        (Some(language), Status::InForce) => {
            if signed.iter().any(|said| spaced_words(said).contains(spaced_words(language).trim_end())) {
                return;
            }
            let message = format!(
                "the law of {} wants a contract with the {} in {language}, and the agreement is in {}",
                named(&law.id),
                party.role,
                if signed.is_empty() { "English alone".to_owned() } else { list(signed.iter().map(String::as_str)) }
            );
            let help = format!(
                "have a version in {language} made and signed, and name it in `options.languages`; {}",
                told(fact, &law.id, "contracts.language")
            );
            let at = At::Key(super::steps("options"));
            look.add_at(FindingCode::LanguageDuty, party.role, at, message, &help);
        }
        (_, Status::InForce | Status::Unknown) => unknown.push("the language of contracts"),
        (_, Status::None) if fact.marks.unsure() && fact.marks.searched.is_empty() => {
            unknown.push("the language of contracts");
        }
        _ => {}
    }
}

/// What a law may ask and nobody knows: told, so that its silence is not read as leave.
fn not_known(look: &mut Look<'_>, party: &Party, unknown: &[&'static str]) {
    if unknown.is_empty() {
        return;
    }
    let code = look.text(party.country).unwrap_or_default();
    let message = format!("it is not known what the law of {} asks of {}", named(code), unknown.join(", "));
    let help = format!("ask there; `dmf law show {code}` says what was looked for");
    look.add(FindingCode::LawNotKnown, party.country, message, &help);
}

/// Whether a fact asks something today, or nobody is sure that it does not.
fn asks(look: &Look<'_>, marks: &Marks) -> bool {
    matches!(marks.status_on(look.laws.day()), Status::InForce | Status::Unknown)
}

fn point(law: &Jurisdiction, about: About) -> Option<&Fact<Point>> {
    law.points.iter().find(|point| point.what.about == about)
}

/// How sure a fact is, and where it is told.
fn told<T>(fact: &Fact<T>, id: &str, topic: &str) -> String {
    let marks = &fact.marks;
    let doubt = if marks.unsure() { ", nobody has checked it against the text" } else { "" };
    format!(
        "as of {}, {}, confidence {}{doubt}; `dmf law show {id} {topic}` names the sources",
        marks.as_of,
        marks.status,
        marks.confidence.as_str()
    )
}
