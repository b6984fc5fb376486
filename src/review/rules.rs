//! Rules that cannot be wrong: every phrase read, every concept known.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{
    force::{Force, Role},
    language::{Language, RawLanguage},
    pattern::{Pattern, Wrong, parse},
    raw::{
        RawClue, RawConcepts, RawCount, RawEffect, RawForce, RawHow, RawNames, RawNeed, RawOwnRule, RawOwnRules,
        RawParties, RawRole, RawRule, RawRules, RawSign, RawWithin,
    },
    written::{Share, Written, shares},
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    load::{PackFile, decode},
    reading::{Reading, Words},
    source::{Path, Place, SourceId, Sources},
};

/// How the language of agreements is read: data, so that it can be replaced.
#[derive(Debug)]
pub struct Rules {
    /// The words by which a sentence is read.
    pub(super) language: Language,
    /// Those by which a text shows how it is built.
    pub(super) build: Arc<Words>,
    /// Languages that are told apart, read or not.
    pub(super) written: Vec<Written>,
    pub(super) parties: PartyNames,
    /// In order: each uses only those before it. The first are [`BUILT_IN`].
    pub(super) concepts: Vec<Vec<Pattern>>,
    pub(super) names: HashMap<String, usize>,
    pub(super) forces: Vec<(Force, Vec<Pattern>)>,
    /// What in the meaning of a term makes it an example of a concept.
    pub(super) defined: Vec<Defined>,
    /// What narrows any promise.
    pub(super) limits: Vec<Sign>,
    pub(super) duties: Vec<Rule>,
    /// What takes an obligation back in a text of the parties' own, beside what the rules on each find there.
    pub(super) own: Vec<OwnRule>,
}

/// What parties are called, and how to tell which is which. Every name is a phrase that can be looked for.
#[derive(Debug)]
pub(super) struct PartyNames {
    /// By role pair.
    pub(super) names: BTreeMap<String, PairNames>,
    /// Words that may be either party's.
    pub(super) either: Vec<String>,
    pub(super) both: Vec<String>,
    pub(super) other: Vec<String>,
    /// Words after a name that make it no party.
    pub(super) not_before: Vec<String>,
    /// Words that name no party, whatever duty is said of them.
    pub(super) not_party: Vec<String>,
    /// Words before a name that make it somebody else.
    pub(super) not_after: Vec<String>,
    pub(super) clues: Vec<Clue>,
}

/// Names of the parties in a role pair.
#[derive(Debug)]
pub(super) struct PairNames {
    pub(super) exporter: Vec<String>,
    pub(super) importer: Vec<String>,
    /// Of those that may be either's: whose it is unless something tells otherwise.
    pub(super) likely_exporter: Vec<String>,
    pub(super) likely_importer: Vec<String>,
}

/// What is said of a name, which tells its role.
#[derive(Debug)]
pub(super) struct Clue {
    pub(super) role: Role,
    pub(super) weight: i64,
    /// Role pairs that it is a clue in; empty for all.
    pub(super) modules: Vec<String>,
    /// `{}` stands for the name.
    pub(super) any: Vec<String>,
}

#[derive(Debug)]
pub(super) struct OwnRule {
    /// Keys of the obligations that it touches.
    pub(super) keys: Vec<String>,
    pub(super) effect: Effect,
    /// Whether it holds for the papers of others as well.
    pub(super) everywhere: bool,
    pub(super) signs: Vec<Sign>,
}

/// What a text does to an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Contradicts,
    Weakens,
}

impl Rules {
    /// The words by which a text shows how it is built, for whoever reads one.
    #[must_use]
    pub const fn words(&self) -> &Arc<Words> {
        &self.build
    }

    /// How much of an agreement is written in which language, the most first; empty where it is too short to tell.
    #[must_use]
    pub fn languages(&self, reading: &Reading) -> Vec<Share> {
        shares(reading, &self.written)
    }

    /// The rules for an obligation of a role pair.
    pub(super) fn of<'r>(&'r self, key: &'r str, module: &'r str) -> impl Iterator<Item = &'r Rule> {
        self.duties.iter().filter(move |rule| {
            rule.key == key && (rule.modules.is_empty() || rule.modules.iter().any(|other| other == module))
        })
    }
}

/// Concepts that are found otherwise than by words alone.
pub(super) const BUILT_IN: [&str; 4] = ["exporter", "importer", "both", "other"];

/// A sign in the meaning of a term.
#[derive(Debug)]
pub(super) struct Defined {
    pub(super) concept: usize,
    pub(super) any: Vec<Pattern>,
    /// How a word of the term begins, where it is only short for what stands before it.
    pub(super) named: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub(super) key: String,
    pub(super) modules: Vec<String>,
    pub(super) nearest: String,
    pub(super) core: Vec<Sign>,
    pub(super) needs: Vec<Need>,
    pub(super) partial: Vec<Sign>,
    pub(super) cuts: Vec<Sign>,
    pub(super) against: Vec<Sign>,
    pub(super) count: Option<Count>,
    pub(super) clock: bool,
    pub(super) by_reference: bool,
    pub(super) general: bool,
}

#[derive(Debug)]
pub(super) struct Sign {
    pub(super) say: String,
    pub(super) by: Vec<Role>,
    pub(super) force: Vec<Force>,
    pub(super) act: Vec<Pattern>,
    pub(super) with: Vec<Vec<Pattern>>,
    pub(super) about: Vec<Vec<Pattern>>,
    pub(super) none: Vec<Pattern>,
    pub(super) within: Within,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Passage,
    Section,
    Document,
}

#[derive(Debug)]
pub(super) struct Need {
    pub(super) say: String,
    pub(super) any: Vec<Pattern>,
    /// Empty where nothing is asked.
    pub(super) about: Vec<Pattern>,
    pub(super) within: Within,
}

#[derive(Debug)]
pub(super) struct Count {
    pub(super) defined: bool,
    pub(super) present: usize,
    pub(super) weak: usize,
    /// What each shows, its phrases, and the labels of fields that ask for it.
    pub(super) kinds: Vec<(String, Vec<Pattern>, Vec<Pattern>)>,
}

/// Reads the files of rules. `None` when anything in them is wrong.
pub fn rules(files: &[PackFile], sources: &Sources, sink: &mut Sink) -> Option<Rules> {
    let before = sink.errors();
    let mut parties = None;
    let mut languages: Vec<(SourceId, RawLanguage)> = Vec::new();
    let mut concepts = None;
    let mut own: Vec<(SourceId, RawOwnRules)> = Vec::new();
    let mut raw: Vec<(SourceId, RawRules)> = Vec::new();
    for file in files {
        match file.name.as_str() {
            "parties.toml" => {
                parties = decode::<RawParties>(file.source, sources, sink).map(|raw| (file.source, raw));
            }
            name if name.starts_with("language/") => {
                languages.extend(decode::<RawLanguage>(file.source, sources, sink).map(|raw| (file.source, raw)));
            }
            "concepts.toml" => {
                concepts = decode::<RawConcepts>(file.source, sources, sink).map(|raw| (file.source, raw));
            }
            "own.toml" => own.extend(decode::<RawOwnRules>(file.source, sources, sink).map(|raw| (file.source, raw))),
            _ => raw.extend(decode::<RawRules>(file.source, sources, sink).map(|raw| (file.source, raw))),
        }
    }
    if sink.errors() > before {
        return None;
    }
    let needed = [
        (parties.is_some(), "parties.toml"),
        (concepts.is_some(), "concepts.toml"),
        (!languages.is_empty(), "language/en.toml"),
    ];
    for (found, name) in needed {
        if !found {
            sink.push(Diagnostic::new(Code::UnknownId, format!("the rules of review have no file `{name}`")));
        }
    }
    let ((parties_source, parties), (source, concepts)) = (parties?, concepts?);
    let mut reader = Reader { source, sources, sink, names: HashMap::new() };
    for (at, name) in BUILT_IN.iter().enumerate() {
        reader.names.insert((*name).to_owned(), at);
    }
    let mut patterns = vec![Vec::new(); BUILT_IN.len()];
    let mut defined = Vec::new();
    for concept in &concepts.concepts {
        let read = reader.patterns(&concept.any);
        if !concept.defined.is_empty() {
            let any = reader.patterns(&concept.defined);
            defined.push(Defined { concept: patterns.len(), any, named: concept.named.clone() });
        }
        if reader.names.insert(concept.id.clone(), patterns.len()).is_some() {
            reader.complain(Code::DuplicateId, format!("the concept `{}` stands here twice", concept.id));
        }
        patterns.push(read);
    }
    let forces = [
        (Force::Free, &concepts.force.free),
        (Force::Bar, &concepts.force.bar),
        (Force::Soft, &concepts.force.soft),
        (Force::May, &concepts.force.may),
        (Force::Duty, &concepts.force.duty),
    ];
    let forces = forces.map(|(force, any)| (force, reader.patterns(any))).into();
    let limits = reader.signs(concepts.limits);
    let mut read = Vec::new();
    for (source, raw) in raw {
        reader.source = source;
        read.extend(raw.rules.into_iter().map(|rule| reader.rule(rule)));
    }
    let mut own_rules = Vec::new();
    for (source, raw) in own {
        reader.source = source;
        own_rules.extend(raw.own.into_iter().map(|rule| reader.own(rule)));
    }
    let mut language = Language::default();
    let mut written = Vec::new();
    for (source, raw) in languages {
        reader.source = source;
        reader.words(&raw);
        written.extend(reader.written(&raw));
        language.add(raw);
    }
    let build = Arc::new(language.build());
    reader.source = parties_source;
    let parties = reader.parties(parties);
    let names = reader.names;
    (sink.errors() == before).then_some(Rules {
        language,
        build,
        written,
        parties,
        concepts: patterns,
        names,
        forces,
        defined,
        limits,
        duties: read,
        own: own_rules,
    })
}

struct Reader<'a> {
    source: SourceId,
    sources: &'a Sources,
    sink: &'a mut Sink,
    names: HashMap<String, usize>,
}

impl Reader<'_> {
    fn rule(&mut self, raw: RawRule) -> Rule {
        Rule {
            core: self.signs(raw.core),
            needs: raw.needs.into_iter().map(|need| self.need(need)).collect(),
            partial: self.signs(raw.partial),
            cuts: self.signs(raw.cuts),
            against: self.signs(raw.against),
            count: raw.count.map(|count| self.count(count)),
            key: raw.key,
            modules: raw.modules,
            nearest: raw.nearest,
            clock: raw.clock,
            by_reference: raw.by_reference,
            general: raw.general,
        }
    }

    /// Words are looked for in small letters: another would never be found.
    fn words(&mut self, raw: &RawLanguage) {
        for (list, words) in raw.lists() {
            for (at, word) in words.iter().enumerate() {
                if word.trim().is_empty() || *word != word.to_lowercase() {
                    let message = format!("`{word}` is never found: words are compared in small letters");
                    let place = self.sources.value(self.source, &Path::root().key(list).index(at));
                    self.sink.push(Diagnostic::new(Code::BadValue, message).at(place));
                }
            }
        }
    }

    fn written(&mut self, raw: &RawLanguage) -> Option<Written> {
        match Written::new(raw) {
            Ok(written) => written,
            Err(range) => {
                let message = format!("`{range}` is no range of letters, such as `0E00-0E7F`");
                let place = self.sources.value(self.source, &Path::root().key("letters"));
                self.sink.push(Diagnostic::new(Code::BadValue, message).at(place));
                None
            }
        }
    }

    fn parties(&mut self, raw: RawParties) -> PartyNames {
        let names: Vec<(String, PairNames)> =
            raw.names.into_iter().map(|(module, names)| (module, self.pair(names))).collect();
        for name in raw.either.iter().chain(&raw.both).chain(&raw.other) {
            self.name(name);
        }
        PartyNames {
            names: names.into_iter().collect(),
            clues: raw.clues.into_iter().map(|clue| self.clue(clue)).collect(),
            either: raw.either,
            both: raw.both,
            other: raw.other,
            not_before: raw.not_before,
            not_party: raw.not_party,
            not_after: raw.not_after,
        }
    }

    fn pair(&mut self, raw: RawNames) -> PairNames {
        for name in raw.exporter.iter().chain(&raw.importer).chain(&raw.likely_exporter).chain(&raw.likely_importer) {
            self.name(name);
        }
        PairNames {
            exporter: raw.exporter,
            importer: raw.importer,
            likely_exporter: raw.likely_exporter,
            likely_importer: raw.likely_importer,
        }
    }

    fn clue(&mut self, raw: RawClue) -> Clue {
        for phrase in &raw.any {
            self.name(&phrase.replace("{}", "name"));
        }
        Clue { role: role(raw.role), weight: i64::from(raw.weight), modules: raw.modules, any: raw.any }
    }

    /// A name is looked for as it stands, without concepts.
    fn name(&mut self, text: &str) {
        if parse(text, &|_| None).is_err() {
            self.complain(Code::BadValue, format!("`{text}` is not a name to look for"));
        }
    }

    fn own(&mut self, raw: RawOwnRule) -> OwnRule {
        let effect = match raw.effect {
            RawEffect::Contradicts => Effect::Contradicts,
            RawEffect::Weakens => Effect::Weakens,
        };
        OwnRule { keys: raw.keys, effect, everywhere: raw.everywhere, signs: self.signs(raw.signs) }
    }

    fn signs(&mut self, raw: Vec<RawSign>) -> Vec<Sign> {
        raw.into_iter().map(|sign| self.sign(sign)).collect()
    }

    fn sign(&mut self, raw: RawSign) -> Sign {
        let force = if raw.force.is_empty() {
            vec![Force::Duty, Force::Stated]
        } else {
            raw.force.into_iter().map(force).collect()
        };
        Sign {
            by: raw.by.into_iter().map(role).collect(),
            force,
            act: self.patterns(&raw.act),
            with: self.alternatives(&raw.with),
            about: self.alternatives(&raw.about),
            none: self.patterns(&raw.none),
            within: within(raw.within),
            say: raw.say,
        }
    }

    fn need(&mut self, raw: RawNeed) -> Need {
        Need {
            any: self.patterns(&raw.any),
            about: self.patterns(&raw.about),
            within: within(raw.within),
            say: raw.say,
        }
    }

    fn count(&mut self, raw: RawCount) -> Count {
        let kinds = raw.kinds.into_iter();
        let kinds = kinds.map(|kind| (kind.say, self.patterns(&kind.any), self.patterns(&kind.label))).collect();
        Count { defined: raw.how == RawHow::Defined, present: raw.present, weak: raw.weak, kinds }
    }

    fn alternatives(&mut self, list: &[String]) -> Vec<Vec<Pattern>> {
        list.iter()
            .map(|text| {
                let parts: Vec<String> = text.split(" / ").map(str::to_owned).collect();
                self.patterns(&parts)
            })
            .collect()
    }

    fn patterns(&mut self, texts: &[String]) -> Vec<Pattern> {
        let mut found = Vec::new();
        for text in texts {
            match parse(text, &|name| self.names.get(name).copied()) {
                Ok(patterns) => found.extend(patterns),
                Err(Wrong::Empty) => self.complain(Code::EmptyText, format!("`{text}` is not a phrase to look for")),
                Err(Wrong::UnknownConcept(name)) => {
                    let known: Vec<&str> = self.names.keys().map(String::as_str).collect();
                    let message = format!("there is no concept `{name}` before `{text}`");
                    let diagnostic = Diagnostic::new(Code::UnknownId, message).meant(&name, known);
                    self.sink.push(diagnostic.at(Place::new(self.source, 0..0)));
                }
            }
        }
        found
    }

    fn complain(&mut self, code: Code, message: String) {
        self.sink.push(Diagnostic::new(code, message).at(Place::new(self.source, 0..0)));
    }
}

const fn role(raw: RawRole) -> Role {
    match raw {
        RawRole::Exporter => Role::Exporter,
        RawRole::Importer => Role::Importer,
        RawRole::Both => Role::Both,
        RawRole::Other => Role::Other,
        RawRole::Open => Role::Open,
    }
}

const fn force(raw: RawForce) -> Force {
    match raw {
        RawForce::Duty => Force::Duty,
        RawForce::Bar => Force::Bar,
        RawForce::May => Force::May,
        RawForce::Soft => Force::Soft,
        RawForce::Free => Force::Free,
        RawForce::Stated => Force::Stated,
    }
}

const fn within(raw: RawWithin) -> Within {
    match raw {
        RawWithin::Passage => Within::Passage,
        RawWithin::Section => Within::Section,
        RawWithin::Document => Within::Document,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        load::Library,
        reading::{Changes, read},
    };

    /// The rules of the tool with one more language.
    fn with(text: &str) -> (Option<Rules>, Vec<(Code, String, usize)>) {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let library = Library::default();
        let mut files = library.files("frameworks/asean-mcc/review", &mut sources, &mut sink).expect("it is embedded");
        let source = sources.add("ms.toml", text.to_owned());
        files.push(PackFile { name: "language/ms.toml".to_owned(), source });
        let rules = rules(&files, &sources, &mut sink);
        let line = |place: &Option<Place>| {
            place.as_ref().map_or(0, |place| sources.get(place.source).position(place.start).line)
        };
        let said = sink.sorted();
        (rules, said.iter().map(|said| (said.code, said.message.clone(), line(&said.place))).collect())
    }

    #[test]
    fn the_words_of_a_second_language_count_beside_those_of_the_first() {
        let (rules, said) = with("modals = [\"hendaklah\"]\nannex_names = [\"jadual\"]\n\n[numbers]\ntujuh = 7\n");
        assert_eq!(said, []);
        let rules = rules.expect("nothing is wrong with it");
        let schedule = |words| read("a.txt", "Jadual B – Security\n".as_bytes(), Changes::Accepted, words);
        let number = |words| schedule(words).expect("it is read").blocks[0].number.clone();
        assert_eq!((number(rules.words()).as_str(), number(&Arc::default()).as_str()), ("Jadual B", ""));
        let language = rules.language;
        assert!(language.modals.has("hendaklah") && language.modals.has("shall"));
        assert_eq!((language.number("tujuh"), language.number("seven")), (Some(7), Some(7)));
    }

    #[test]
    fn a_word_that_can_never_be_found_is_said_at_its_place() {
        let (rules, said) = with("staff = [\"pekerja\"]\nmodals = [\"mesti\", \"Hendaklah\"]\n");
        assert!(rules.is_none());
        let message = "`Hendaklah` is never found: words are compared in small letters";
        assert_eq!(said, [(Code::BadValue, message.to_owned(), 2)]);
    }
}
