//! The laws, the courts and the rules that a deal names, in words: whose they are, and whether they read in their clause.

use super::{EXPORTER, IMPORTER, Look, Party, named};
use crate::{
    gate::FindingCode,
    jurisdiction::Jurisdiction,
    safeguard::{Column, Field, FieldValue, cell},
    text::compare::spaced_words,
};

pub(super) fn look(look: &mut Look<'_>) {
    for party in [&EXPORTER, &IMPORTER] {
        law_of(look, party);
    }
    bases(look);
    governing_law(look);
    forum(look);
}

/// The law that is said to bind a party against its country.
fn law_of(look: &mut Look<'_>, party: &Party) {
    let (Some(text), Some(country)) = (look.text(party.law), look.text(party.country)) else { return };
    let place = look.law(party);
    let code = FindingCode::LawOfAnotherCountry;
    if spaced_words(text) == " none " {
        let day = look.laws.day();
        let law = place.and_then(|place| place.laws.iter().find(|law| law.marks.binds(day)));
        if let Some(law) = law {
            let message = format!("no law is said to bind the {}, and {} has one", party.role, named(country));
            look.add(code, party.law, message, &format!("it is the {}", law.what.title));
        }
        return;
    }
    let said = look.words.places_in(text);
    let own = |place: &str| place == country || look.laws.get(country).is_some_and(|law| law.id == place);
    if titled(place, text) || said.iter().any(|place| own(place)) {
        return;
    }
    // A law without a country in its name is known by its title, where the other party's law has that.
    let other = if party.role == EXPORTER.role { &IMPORTER } else { &EXPORTER };
    let others =
        look.law(other).filter(|other| place.is_none_or(|own| own.id != other.id) && titled(Some(other), text));
    let whose = match (said.first(), others) {
        (Some(_), _) => said.iter().map(|code| named(code)).collect::<Vec<_>>().join(" and of "),
        (None, Some(other)) => named(&other.id),
        (None, None) => return,
    };
    let message = format!("the law of {whose} is said to bind the {}, which is in {}", party.role, named(country));
    let help = match place.and_then(|place| place.laws.first()) {
        Some(law) => format!("such as the {}", law.what.title),
        None => String::new(),
    };
    look.add(code, party.law, message, &help);
}

/// Whether a text has the title of one of the laws of a place.
fn titled(place: Option<&Jurisdiction>, text: &str) -> bool {
    let text = spaced_words(text);
    let mut laws = place.into_iter().flat_map(|place| &place.laws);
    laws.any(|law| text.contains(spaced_words(&law.what.title).trim_end()))
}

/// Legal bases by country: that of the exporter is among them, and no country that has no part.
fn bases(look: &mut Look<'_>) {
    let rows = look.deal.values.get(&Field::TransferLegalBasis).map_or(&[][..], FieldValue::rows);
    let Some(exporter) = look.text(EXPORTER.country).filter(|_| !rows.is_empty()) else { return };
    let codes: Vec<&str> = rows.iter().filter_map(|row| cell(row, Column::Country)).collect();
    let law = |code: &str| look.laws.get(code).map(|law| law.id.as_str());
    let same = |one: &str, other: &str| one == other || law(one).is_some() && law(one) == law(other);
    if codes.is_empty() || codes.iter().any(|code| same(code, exporter)) {
        return;
    }
    let message = format!("no legal basis is named for {}, which the data leaves", named(exporter));
    let help = "add the basis on which the exporter's law lets the data go";
    look.add(FindingCode::LawOfAnotherCountry, Field::TransferLegalBasis, message, help);
}

/// The law of the agreement, which reads `is governed by …`.
fn governing_law(look: &mut Look<'_>) {
    let Some(text) = look.text(Field::OptionsGoverningLaw) else { return };
    let (places, words) = (look.words.places_in(text), spaced_words(text));
    let is_law = [" law ", " laws ", " legislation "].iter().any(|word| words.contains(word));
    let (message, help) = match places.first() {
        None => {
            let message = format!("`{text}` names no country whose law could govern the agreement");
            (message, "such as `the law of Singapore`".to_owned())
        }
        Some(code) if !is_law => {
            let message = format!("the agreement would read `is governed by {text}`, which is no law");
            (message, format!("write `the law of {}`", named(code)))
        }
        Some(_) => return,
    };
    look.add(FindingCode::GoverningLawUnclear, Field::OptionsGoverningLaw, message, &help);
}

/// The place of the courts or of the arbitration, and its rules.
fn forum(look: &mut Look<'_>) {
    let code = FindingCode::ForumUnclear;
    let arbitration = look.text(Field::OptionsForum) == Some("arbitration");
    if let Some(text) = look.text(Field::OptionsForumPlace) {
        let places = look.words.places_in(text);
        let involved = involved(look);
        if places.is_empty() {
            let what = if arbitration { "a seat of arbitration" } else { "the place of a court" };
            let message = format!("`{text}` is no country and no city that is known here, so not {what}");
            look.add(code, Field::OptionsForumPlace, message, "add the country, such as `Da Nang, Vietnam`");
        } else if !arbitration && !places.iter().any(|place| involved.iter().any(|other| other == place)) {
            let message =
                format!("the courts of {text} have nothing to do with a party, a destination or the governing law");
            look.add(
                code,
                Field::OptionsForumPlace,
                message,
                "a court may refuse a case that has no tie to its country",
            );
        }
    }
    if let Some(text) = look.text(Field::OptionsArbitrationRules)
        && !super::words::any(&look.words.rules, &spaced_words(text))
    {
        let message =
            format!("the agreement would read `under {text} in force when the arbitration begins`, which are no rules");
        look.add(
            code,
            Field::OptionsArbitrationRules,
            message,
            "such as `the Arbitration Rules of the Singapore International Arbitration Centre`",
        );
    }
}

/// Codes of the countries that have to do with the agreement; of a member of a union also the union's.
fn involved(look: &Look<'_>) -> Vec<String> {
    let mut codes: Vec<String> = super::super::findings::countries(look.deal).into_iter().map(str::to_owned).collect();
    let unions: Vec<String> = codes.iter().filter_map(|code| look.laws.get(code)).map(|law| law.id.clone()).collect();
    codes.extend(unions);
    if let Some(law) = look.text(Field::OptionsGoverningLaw) {
        codes.extend(look.words.places_in(law).into_iter().map(str::to_owned));
    }
    codes
}
