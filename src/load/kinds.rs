//! Which of our own kinds of file a text is, by the keys at its top: given in the place of another, it is told as a whole and not
//! key by key. What stands in it is for the rooms to say.

use super::foreign::{self, is_settings, named};
use crate::{
    diag::{Code, Diagnostic},
    source::{Entries, Kind, Node, Source, Syntax},
};

/// A kind of file by its looks.
#[derive(Debug, Clone, Copy)]
struct OwnKind {
    /// In a few words, to follow "this is".
    what: &'static str,
    /// Keys that all stand at its top.
    keys: &'static [&'static str],
    /// The command that takes it; `FILE` stands for the name.
    way: &'static str,
}

/// The kinds, those with more keys of their own first.
const OWN: &[OwnKind] = &[
    OwnKind {
        what: "a scorecard that `dmf assess` wrote",
        keys: &["framework", "overall", "blocks", "practices"],
        way: "`dmf assess org.yaml --baseline FILE` compares a worksheet with it",
    },
    OwnKind {
        what: "a worksheet: answers to the practices of a framework",
        keys: &["framework", "answers"],
        way: "`dmf assess FILE`, `dmf plan FILE` and `dmf report FILE` take it",
    },
    OwnKind {
        what: "the impact assessment of one transfer",
        keys: &["assessor", "countries"],
        way: "its transfer names it under `impact`; `dmf transfer check transfers.yaml` takes the register that the transfer stands in",
    },
    OwnKind {
        what: "a deal: the facts that fill an agreement",
        keys: &["module"],
        way: "`dmf mcc render FILE` takes it",
    },
    OwnKind {
        what: "a register of transfers",
        keys: &["transfers"],
        way: "`dmf transfer check FILE` and `dmf transfer list FILE` take it",
    },
    OwnKind { what: "a file of incidents", keys: &["incidents"], way: "`dmf incident clocks ID --in FILE` takes it" },
];

/// Keys of settings; others have names that files of other kinds have as well.
const SETTINGS: &[&str] = &["gate", "waivers", "portfolio", "assessments", "deals", "impacts"];

/// That a file is of another kind than was asked for, ours or somebody else's. What was asked for has keys that are `known`, some
/// of them `required`.
pub(crate) fn instead(
    tree: &Node,
    file: &Source,
    known: &dyn Fn(&str) -> bool,
    required: &[&str],
) -> Option<Diagnostic> {
    let foreign =
        || foreign::of_text(&file.name, &file.text, file.syntax, Some(&tree.kind)).map(|found| found.told(&file.name));
    let Kind::Map(entries) = &tree.kind else { return foreign() };
    let own = own(entries, known, required, &file.name)
        .map(|(what, way)| Diagnostic::new(Code::OtherKind, format!("this is {what}")).help(way));
    if own.is_some() || entries.iter().any(|entry| known(&entry.key.text)) {
        return own;
    }
    foreign()
}

/// What a file is that should be a workbook; `None` where it is one.
pub(crate) fn no_workbook(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let told = |what: &str, way: String| {
        Diagnostic::new(Code::OtherKind, format!("this is {what}, and no workbook (.xlsx)")).help(way)
    };
    match foreign::of_bytes(bytes) {
        Some(foreign::WORKBOOK) => None,
        Some(foreign) => Some(told(foreign.what, foreign.way_for(name))),
        None => {
            let text = String::from_utf8_lossy(bytes);
            let syntax = Syntax::of(name);
            let tree = syntax.tree(&text).ok();
            let tree = tree.as_ref().map(|tree| &tree.kind);
            let other = match tree {
                Some(Kind::Map(entries)) => own(entries, &|_| false, &[], name),
                _ => None,
            };
            let foreign = || {
                foreign::of_text(name, &text, syntax, tree).map(|found| (found.what.to_owned(), found.way_for(name)))
            };
            let (what, way) = other.or_else(foreign).unwrap_or_else(|| {
                let way = "`dmf worksheet export org.yaml -o answers.xlsx` makes a workbook to fill in";
                ("a text file".to_owned(), way.to_owned())
            });
            Some(told(&what, way))
        }
    }
}

/// It has less than half of the keys that are required, and all those of another kind, of which one is not even known; or it lacks some,
/// and several are not known.
fn own(entries: &Entries, known: &dyn Fn(&str) -> bool, required: &[&str], name: &str) -> Option<(String, String)> {
    // What may hold anything is of no kind.
    if required.is_empty() && entries.iter().any(|entry| known(&entry.key.text)) {
        return None;
    }
    let there = required.iter().filter(|key| entries.entry(key).is_some()).count();
    if there > 0 && there == required.len() {
        return None;
    }
    let most = there * 2 >= required.len().max(1);
    // Records are kept in YAML; lists of tables in TOML belong to packs and settings.
    let yaml = Syntax::of(name) == Syntax::Yaml;
    let (what, way) =
        kind(entries, known, most, name).or_else(|| if yaml && !most { records(entries, known) } else { None })?;
    Some((what, named(&way, name)))
}

/// What a file is and what takes it.
fn kind(entries: &Entries, known: &dyn Fn(&str) -> bool, most: bool, name: &str) -> Option<(String, String)> {
    let has = |key: &&str| entries.entry(key).is_some();
    let own = OWN.iter().find(|own| own.keys.iter().all(has));
    if let Some(own) = own {
        let strange = own.keys.iter().filter(|key| !known(key)).count();
        return (strange > usize::from(most)).then(|| (own.what.to_owned(), own.way.to_owned()));
    }
    let settings = is_settings(name);
    if !most && (settings && !known(SETTINGS[0]) || SETTINGS.iter().any(|key| has(key) && !known(key))) {
        let way = "settings are read where they stand, in `dmf.toml`; no command takes them as its file";
        return Some(("a file of settings".to_owned(), way.to_owned()));
    }
    None
}

/// The same of a register that is data: under one key, a list of maps with ids.
fn records(entries: &Entries, known: &dyn Fn(&str) -> bool) -> Option<(String, String)> {
    let [entry] = &**entries else { return None };
    let Kind::List(items) = &entry.value.kind else { return None };
    let has_id = |item: &Node| matches!(&item.kind, Kind::Map(fields) if fields.entry("id").is_some());
    let kind = entry.key.text.as_str();
    let named = kind.len() <= 40 && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (named && !known(kind) && !items.is_empty() && items.iter().all(has_id))
        .then(|| (format!("a register of `{kind}`"), format!("`dmf register {kind} check FILE` takes it")))
}
