use schemars::schema_for;

use super::*;
use crate::{
    diag::{Diagnostic, Sink},
    source::{Place, Sources},
    workspace::RawWorkspace,
};

#[test]
fn a_setting_says_where_files_lie_if_nothing_is_said() {
    let settings = schema_for!(RawWorkspace).to_value();
    for kind in RECORDS {
        let Places { setting, usual, named } = kind.places;
        let about = settings["properties"][setting]["description"].as_str().unwrap_or_default();
        for path in usual {
            assert!(about.contains(&format!("`{path}`")), "{setting} is told as `{about}`, without `{path}`");
        }
        assert_eq!(named(&RawWorkspace::default()), None, "{setting}");
        let text = format!("{{ \"{setting}\": [\"here.yaml\"] }}");
        let said: RawWorkspace = serde_json::from_str(&text).expect("a list of paths");
        assert_eq!(named(&said), Some(&["here.yaml".to_owned()][..]), "{setting} reads another key");
    }
}

#[test]
fn a_kind_is_told_by_one_name_and_lies_where_it_is_looked_for() {
    for (at, kind) in RECORDS.iter().enumerate() {
        for other in RECORDS.iter().skip(at + 1) {
            assert!(other.name != kind.name && other.listed != kind.listed && other.file != kind.file, "{}", kind.name);
            assert_ne!(other.places.setting, kind.places.setting, "{}", kind.name);
        }
        let usual = kind.file.replace("ID", "*");
        assert!(kind.places.usual.contains(&usual.as_str()), "{} is not looked for", kind.file);
    }
}

#[test]
fn what_is_named_and_not_there_is_told_where_it_is_named() {
    let mut sources = Sources::default();
    let source = sources.add("training.yaml".to_owned(), "T1 T2 a.yaml b.yaml");
    let reference = |target, at| Reference { target, place: Place::new(source, at) };
    let transfer = |id: &str| Target::Entry { of: REGISTER, id: id.to_owned() };
    let references = [
        reference(transfer("T1"), 0..2),
        reference(transfer("T22"), 3..5),
        reference(Target::File("a.yaml".to_owned()), 6..12),
        reference(Target::File("b.yaml".to_owned()), 13..19),
    ];
    let known =
        |of: &RecordKind| if of.name == REGISTER.name { vec!["T1".to_owned(), "T2".to_owned()] } else { Vec::new() };
    let missing = |named: &str| {
        (named == "b.yaml").then(|| Diagnostic::new(Code::FileNotFound, format!("there is no file `{named}`")))
    };
    let mut sink = Sink::default();
    follow(&references, &known, &missing, &mut sink);
    let told: Vec<_> = sink
        .sorted()
        .into_iter()
        .map(|one| {
            (one.code, one.message.as_str(), one.place.as_ref().map(|place| place.start), one.suggestion.as_deref())
        })
        .collect();
    assert_eq!(
        told,
        [
            (Code::UnknownTransfer, "there is no transfer `T22`", Some(3), Some("T2")),
            (Code::FileNotFound, "there is no file `b.yaml`", Some(13), None),
        ]
    );
}
