//! What a lawyer should look at before an agreement goes out. Findings never change the agreement.

use super::{
    deal::{Deal, steps},
    raw::{RawSign, RawSignKind},
    raw_deal::RawOwnClause,
    set::ClauseSet,
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    jurisdiction::LawsOn,
    safeguard::{Field, FieldValue},
    source::{Path, Sources},
    text::compare::spaced_letters,
};

/// What schedule A has to say, and the words for it.
const SCHEDULE: [(Field, &str); 5] = [
    (Field::TransferSubjects, "whose data it is"),
    (Field::TransferData, "which data it is"),
    (Field::TransferPurposes, "what it is for"),
    (Field::TransferDestinations, "where it goes"),
    (Field::TransferRetention, "how long it is kept"),
];

/// Looks a deal through, with the law of its [`countries`].
pub fn find(set: &ClauseSet, deal: &Deal, laws: LawsOn<'_>, sources: &Sources, sink: &mut Sink) {
    schedule(deal, sources, sink);
    destination(deal, sources, sink);
    breach(set, deal, laws, sources, sink);
    european(deal, sources, sink);
    for (at, own) in deal.own.iter().enumerate() {
        let path = Path::root().key("supplementary_clauses").index(at);
        clause(set, own, |diagnostic| {
            let place = deal.source.map(|source| sources.value(source, &path.key("text")));
            sink.push(Diagnostic { place, ..diagnostic });
        });
    }
}

fn schedule(deal: &Deal, sources: &Sources, sink: &mut Sink) {
    let missing: Vec<&str> =
        SCHEDULE.iter().filter(|(path, _)| !deal.values.contains_key(path)).map(|(_, words)| *words).collect();
    if !missing.is_empty() {
        let message = format!("schedule A does not say {}", missing.join(", "));
        let diagnostic = Diagnostic::new(Code::ScheduleIncomplete, message);
        sink.push(Diagnostic {
            place: deal.source.map(|source| sources.key(source, &steps("transfer"))),
            ..diagnostic
        });
    }
}

fn destination(deal: &Deal, sources: &Sources, sink: &mut Sink) {
    if deal.text(Field::ExporterCountry) == Some("SG") && deal.list(Field::TransferDestinations).is_empty() {
        let message = "the exporter is in Singapore, but no country of destination is named";
        let diagnostic =
            Diagnostic::new(Code::NoDestination, message).help("add `transfer.destinations`, such as `[VN]`");
        sink.push(Diagnostic {
            place: deal.source.map(|source| sources.value(source, &steps("transfer"))),
            ..diagnostic
        });
    }
}

/// The countries whose law decides how long the importer may take: those of the parties, and where the data goes.
#[must_use]
pub fn countries(deal: &Deal) -> Vec<&str> {
    let mut countries: Vec<&str> =
        [Field::ExporterCountry, Field::ImporterCountry].into_iter().filter_map(|field| deal.text(field)).collect();
    countries.extend(deal.list(Field::TransferDestinations).iter().map(String::as_str));
    countries
}

/// The importer's time plus the margin must fit into the shortest national time of the countries involved, to the authority
/// or to the individuals. A law without a number, and one that does not bind yet, cannot be counted with.
fn breach(set: &ClauseSet, deal: &Deal, laws: LawsOn<'_>, sources: &Sources, sink: &mut Sink) {
    let Some(hours) = deal.values.get(&Field::OptionsBreachHours).and_then(FieldValue::number) else { return };
    let Some(shortest) = laws.breach(countries(deal)).shortest else { return };
    let margin = set.breach_margin_hours;
    if shortest.is_exceeded_by(hours, margin) {
        let diagnostic = Diagnostic::new(Code::BreachNoticeTooLong, shortest.against(hours))
            .help(format!("at most {} hours keep a margin of {margin}", shortest.leaves(margin)))
            .help(format!(
                "{}: {} ({}; `dmf law show {} breach` names the sources)",
                shortest.place.name,
                shortest.fact.what.words(),
                shortest.marks(),
                shortest.place.id
            ));
        sink.push(Diagnostic { place: deal.place(Field::OptionsBreachHours, sources), ..diagnostic });
    }
}

fn european(deal: &Deal, sources: &Sources, sink: &mut Sink) {
    let scope = deal.values.get(&Field::OptionsDataInScopeEu) == Some(&FieldValue::YesNo(true));
    if scope && !deal.blocks.contains("eu-scc") {
        let message = "data of people in the European Union is in scope, but the EU's clauses do not stand beside";
        let diagnostic = Diagnostic::new(Code::EuWithoutScc, message)
            .help("render with `--with eu-scc`, and sign the EU's clauses as well");
        sink.push(Diagnostic { place: deal.place(Field::OptionsDataInScopeEu, sources), ..diagnostic });
    }
}

/// Signs of weakening or contradiction in a clause of the parties' own.
fn clause(set: &ClauseSet, own: &RawOwnClause, mut found: impl FnMut(Diagnostic)) {
    // Sentence by sentence, so that an excuse in one does not cover another.
    let text = format!("{}. {}", own.title, own.text);
    let sentences: Vec<String> = text.split(['.', ';', '\n']).map(spaced_letters).collect();
    for sign in &set.signs.signs {
        if let Some(words) = sentences.iter().find_map(|sentence| hit(sign, sentence)) {
            let obligations: Vec<String> = sign.obligations.clone();
            let (code, verb) = match sign.kind {
                RawSignKind::Contradicts => (Code::ClauseContradicts, "contradict"),
                RawSignKind::Weakens => (Code::ClauseWeakens, "weaken"),
            };
            let message = format!("the own clause `{}` may {verb} {}: `{words}`", own.id, obligations.join(", "));
            let mut diagnostic = Diagnostic::new(code, message).label(sign.id.clone()).help(sign.why.clone());
            if !sign.suggestion.is_empty() {
                diagnostic = diagnostic.help(sign.suggestion.clone());
            }
            found(diagnostic);
        }
    }
}

/// The words of a sign that stand in the text, unless others excuse them.
fn hit<'a>(sign: &'a RawSign, text: &str) -> Option<&'a str> {
    let excused = sign.unless.iter().any(|words| contains(text, words));
    sign.any.iter().find(|words| contains(text, words)).filter(|_| !excused).map(String::as_str)
}

/// Whole words only: `own` is not in `known`.
fn contains(text: &str, words: &str) -> bool {
    text.contains(&format!(" {} ", spaced_letters(words).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_whole_words_whatever_stands_between() {
        assert!(contains(&spaced_letters("At its SOLE\ndiscretion, the Importer"), "sole discretion"));
        assert!(!contains(&spaced_letters("unknown purposes"), "own purposes"));
    }
}
