//! Worksheets as workbooks: what goes out comes back, and nothing else changes.

use std::sync::Arc;

use dmf::{
    framework::Framework,
    load::Library,
    source::Sources,
    worksheet::{
        self, Entry, Record,
        book::{self, Export},
        merge::{Version, merge},
    },
    world::{Disk, World},
};

use crate::harness::{Folder, root};

#[test]
fn an_untouched_workbook_changes_no_byte_and_two_exports_are_the_same() {
    for example in ["sg-payments", "la-shop", "id-hospital"] {
        let folder = Folder::new();
        folder.copy(&std::path::Path::new("examples").join(example).join("org.yaml"), "org.yaml");
        let text = folder.read("org.yaml");
        for name in ["one.xlsx", "two.xlsx"] {
            folder.dmf(["worksheet", "export", "org.yaml", "-o", name]).run().answer();
        }
        assert_eq!(folder.bytes("one.xlsx"), folder.bytes("two.xlsx"));
        for target in ["org.yaml", "new.yaml"] {
            let told = folder.dmf(["worksheet", "import", "one.xlsx", "two.xlsx", "-o", target]).run().answer();
            assert_eq!(told, format!("0 answers changed in {target}\n"));
            assert_eq!(folder.read(target), text);
        }
    }
}

#[test]
fn what_is_no_workbook_of_ours_is_refused() {
    let folder = Folder::with("bad.xlsx", "no workbook");
    let outcome = folder.dmf(["worksheet", "import", "bad.xlsx", "-o", "org.yaml"]).run().ends(3);
    assert!(outcome.stderr.contains("and no workbook (.xlsx)"), "{}", outcome.stderr);
    assert_eq!(folder.names(), ["bad.xlsx"]);
}

/// Of two rows for one practice neither is the answer.
#[test]
fn a_row_that_stands_twice_is_refused() {
    let (folder, framework) = (Folder::new(), framework());
    let text = "framework: asean-dmf\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n  GOV-01: 1\n";
    folder.write("org.yaml", text);
    let book = copy(text, &framework, "GOV-01", Entry { level: Some("established".to_owned()), ..Entry::default() });
    // The row of GOV-02 becomes a second one of GOV-01.
    folder.write("twice.xlsx", with_words(&book, "GOV-02", "GOV-01"));
    let outcome = folder.dmf(["worksheet", "import", "twice.xlsx", "-o", "org.yaml"]).run().ends(3);
    assert!(outcome.stderr.contains("GOV!A5") && outcome.stderr.contains("GOV!A4"), "{}", outcome.stderr);
    assert_eq!(folder.read("org.yaml"), text);
}

/// The same workbook with other words in its cells.
fn with_words(book: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("it is an archive");
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("it has so many");
        let (mut bytes, name) = (Vec::new(), part.name().expect("it has a name").to_string());
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("it can be read");
        let cells = name.starts_with("xl/worksheets/") || name.ends_with("sharedStrings.xml");
        let text = String::from_utf8(bytes).expect("it is text");
        let text = if cells { text.replace(&format!(">{from}<"), &format!(">{to}<")) } else { text };
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part can be begun");
        std::io::Write::write_all(&mut new, text.as_bytes()).expect("a part can be written");
    }
    new.finish().expect("it can be closed").into_inner()
}

#[test]
fn a_workbook_of_another_organisation_is_taken_only_where_that_is_meant() {
    let (folder, framework) = (Folder::new(), framework());
    let of = |name: &str| {
        format!(
            "framework: asean-dmf\norganisation: {{ name: {name}, country: SG, profile: sme }}\nanswers:\n  GOV-01: 1\n"
        )
    };
    folder.write("org.yaml", of("Rig"));
    let entry = || Entry { level: Some("established".to_owned()), ..Entry::default() };
    folder.write("other.xlsx", copy(&of("Acme"), &framework, "GOV-01", entry()));
    folder.write("own.xlsx", copy(&of("\"Rig.\""), &framework, "POL-01", entry()));
    let import =
        |more: &[&str]| folder.dmf(["worksheet", "import"].iter().chain(more).chain(&["-o", "org.yaml"])).run();
    let outcome = import(&["other.xlsx"]).ends(2);
    assert!(
        outcome.stderr.contains("Acme, SG") && outcome.stderr.contains("--another-organisation"),
        "{}",
        outcome.stderr
    );
    assert_eq!(folder.read("org.yaml"), of("Rig"));
    import(&["own.xlsx"]).ends(0);
    import(&["other.xlsx", "--another-organisation"]).ends(0);
    assert!(folder.read("org.yaml").contains("established"));
}

pub(crate) fn framework() -> Framework {
    version("frameworks/asean-dmf")
}

/// A framework that the program carries, or that lies below `tests/fixtures/versions`.
fn version(folder: &str) -> Framework {
    let world: Arc<dyn World> = Arc::new(Disk::on("2026-11-24".parse().expect("it is a day")));
    let library = Library::open(&world, vec![root().join("tests/fixtures/versions")]).expect("the folder is there");
    let (mut sources, mut sink) = (Sources::default(), dmf::diag::Sink::default());
    let files = library.files(folder, &mut sources, &mut sink).expect("the files can be read");
    dmf::framework::validate(&files, &sources, &mut sink).expect("the framework is sound")
}

/// A copy of a worksheet's workbook in which somebody typed an answer.
pub(crate) fn copy(text: &str, framework: &Framework, id: &str, entry: Entry) -> Vec<u8> {
    let mut entries = worksheet::entries(text).expect("it is a worksheet");
    entries.retain(|(known, _)| known != id);
    entries.push((id.to_owned(), entry));
    let profile = framework.profile("sme").expect("the profile is there");
    let (today, figures) = ("2026-11-24".parse().expect("it is a day"), &book::Figures::default());
    book::export(Export { text, entries: &entries, framework, profile, name: "x", today, figures }).expect("it fits")
}

#[test]
fn copies_are_put_together_and_disagreement_is_told_by_sheet_and_cell() {
    let (folder, framework) = (Folder::new(), framework());
    let text = "framework: asean-dmf   # ours\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n  GOV-01: 1\n";
    folder.write("org.yaml", text);
    let level = |word: &str| Entry { level: Some(word.to_owned()), ..Entry::default() };
    folder.write("it.xlsx", copy(text, &framework, "GOV-01", level("established")));
    folder.write("legal.xlsx", copy(text, &framework, "POL-01", level("developing")));
    folder.write("hr.xlsx", copy(text, &framework, "GOV-01", level("none")));
    let import =
        |files: &[&str]| folder.dmf(["worksheet", "import"].iter().chain(files).chain(&["-o", "org.yaml"])).run();
    let outcome = import(&["it.xlsx", "legal.xlsx", "hr.xlsx"]).ends(1);
    let conflict = "conflict: GOV-01, answer: it.xlsx, GOV!D4 says `established`, but hr.xlsx, GOV!D4 says `none`\n";
    assert!(outcome.stderr.starts_with(conflict), "{}", outcome.stderr);
    assert_eq!(folder.read("org.yaml"), text);
    let told = import(&["it.xlsx", "legal.xlsx"]).answer();
    assert_eq!(told, "GOV-01  from it.xlsx, GOV!D4\nPOL-01  from legal.xlsx, POL!D4\n2 answers changed in org.yaml\n");
    let expected = text.replace("GOV-01: 1", "GOV-01: established\n  POL-01: developing");
    assert_eq!(folder.read("org.yaml"), expected);
    // Again, and nothing changes any more.
    assert_eq!(import(&["legal.xlsx", "it.xlsx"]).answer(), "0 answers changed in org.yaml\n");
}

#[test]
fn cells_that_cannot_be_read_are_all_told_and_nothing_is_written() {
    let (folder, framework) = (Folder::new(), framework());
    let text = "framework: asean-dmf\norganisation: { name: Acme, country: SG, profile: sme }\nanswers: {}\n";
    folder.write("org.yaml", text);
    let record = |what: &str, expires: &str| Record {
        what: what.to_owned(),
        expires: Some(expires.to_owned()),
        ..Record::default()
    };
    let evidence = vec![record("Charter", "soon"), record("", "2026-02-30")];
    let wrong = Entry {
        level: Some("advanced".to_owned()),
        not_applicable: Some("no".to_owned()),
        evidence,
        ..Entry::default()
    };
    folder.write("it.xlsx", copy(text, &framework, "GOV-02", wrong));
    let outcome = folder.dmf(["worksheet", "import", "it.xlsx", "-o", "org.yaml"]).run().ends(3);
    for told in [
        "error: it.xlsx, GOV!H5: `soon` is not a date such as 2026-10-31\n",
        "error: it.xlsx, GOV!I5: there is a level and a reason why none applies; keep one of the two\n",
        "error: it.xlsx, Evidence!B2: the evidence does not say what it is\n",
        "error: it.xlsx, Evidence!E2: `2026-02-30` is not a date such as 2026-10-31\n",
        "nothing was written",
    ] {
        assert!(outcome.stderr.contains(told), "{told}\n{}", outcome.stderr);
    }
    assert_eq!(folder.read("org.yaml"), text);
}

/// Answers that somebody gave in a workbook come back as they were given.
#[test]
fn a_hundred_random_answers_survive_the_way_out_and_back() {
    let framework = framework();
    let text = std::fs::read_to_string(root().join("examples/sg-payments/org.yaml")).expect("the example is text");
    let base = worksheet::entries(&text).expect("it is a worksheet");
    let profile = framework.profile("enterprise").expect("the profile is there");
    let words =
        ["Register", "=cmd()|calc", "<script>", "{{ x }}", "_x0041_", "two\nlines", "ทะเบียน", "a, \"b\"", "\u{1b}[31m"];
    let mut state = 7_usize;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for round in 0..100 {
        let mut now = base.clone();
        let mut edited = Vec::new();
        for _ in 0..=next(4) {
            let id = framework.practices[next(framework.practices.len())].id.clone();
            let record = |next: &mut dyn FnMut(usize) -> usize| Record {
                what: words[next(words.len())].to_owned(),
                expires: (next(2) == 0).then(|| "2027-02-28".to_owned()),
                owner: (next(3) == 0).then(|| "DPO".to_owned()),
                ..Record::default()
            };
            let entry = if next(5) == 0 {
                Entry { not_applicable: Some(words[next(words.len())].to_owned()), ..Entry::default() }
            } else {
                let level = framework.levels[next(framework.levels.len())].id.clone();
                let evidence = (0..next(3)).map(|_| record(&mut next)).collect();
                let note = (next(2) == 0).then(|| words[next(words.len())].to_owned());
                Entry { level: Some(level), evidence, note, ..Entry::default() }
            };
            now.retain(|(known, _)| *known != id);
            now.push((id.clone(), entry));
            edited.push(id);
        }
        // Cells of the new answers over the text of the old ones: as if somebody had typed them.
        let day = "2026-11-24".parse().expect("it is a day");
        let none = book::Figures::default();
        let of = Export {
            text: &text,
            entries: &now,
            framework: &framework,
            profile,
            name: "x",
            today: day,
            figures: &none,
        };
        let bytes = book::export(of).expect("it fits");
        let copy = book::import(&bytes, &framework).expect("it is ours");
        assert!(copy.wrong.is_empty(), "round {round}: {:?}", copy.wrong);
        assert_eq!(copy.text, text);
        let order: Vec<&str> = framework.practices.iter().map(|practice| practice.id.as_str()).collect();
        let mut merged = text.clone();
        for change in &copy.changes {
            assert!(edited.contains(&change.practice), "round {round}: {change:?}");
            merged = worksheet::set(&merged, &order, &change.practice, &change.after).expect("nothing is shared");
        }
        let sort = |mut list: Vec<(String, Entry)>| {
            list.sort_by(|a, b| a.0.cmp(&b.0));
            list
        };
        assert_eq!(sort(worksheet::entries(&merged).expect("it is a worksheet")), sort(now), "round {round}");
    }
}

#[test]
fn departments_that_disagree_are_told_apart() {
    let level = |word: &str| Entry { level: Some(word.to_owned()), ..Entry::default() };
    let version = |from: &str, after: Entry| Version { from: from.to_owned(), before: level("none"), after };
    let noted = Entry { note: Some("soon".to_owned()), ..level("none") };
    let record =
        |what: &str| Entry { evidence: vec![Record { what: what.to_owned(), ..Record::default() }], ..level("none") };
    // One changes the level, another the note, two add a record each.
    let all = [
        version("a, GOV!D5", level("established")),
        version("b, GOV!D5", noted),
        version("c, GOV!D5", record("one")),
        version("d, GOV!D5", record("two")),
    ];
    let merged = merge("org.yaml", &level("none"), &all).expect("they agree");
    assert_eq!((merged.level.as_deref(), merged.note.as_deref()), (Some("established"), Some("soon")));
    assert_eq!(merged.evidence.iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    // Two who say different things, and one who says what the owner changed meanwhile.
    let two = [version("a, GOV!D5", level("established")), version("b, GOV!D7", level("advanced"))];
    let conflicts = merge("org.yaml", &level("none"), &two).expect_err("they disagree");
    assert_eq!(conflicts[0].to_string(), "answer: a, GOV!D5 says `established`, but b, GOV!D7 says `advanced`");
    let conflicts = merge("org.yaml", &level("developing"), &two[..1]).expect_err("the owner disagrees");
    assert!(conflicts[0].to_string().contains("org.yaml says `developing`"), "{}", conflicts[0]);
}

/// No formula opens a file: a record counts for what was found when the workbook was made, as long as its cells say the same.
#[test]
fn a_workbook_backs_no_level_beyond_what_was_looked_at() {
    use calamine::{Reader as _, Xlsx, open_workbook_from_rs};

    let folder = Folder::new();
    let answer = |id: &str, file: &str| {
        format!("  {id}:\n    level: 4\n    evidence: [{{ what: Charter, ref: {file}, effective: 2026-10-01 }}]\n")
    };
    let top = "framework: asean-dmf@2.0.0\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n";
    folder.write("org.yaml", format!("{top}{}{}", answer("GOV-01", "there.pdf"), answer("GOV-02", "gone.pdf")));
    folder.write("there.pdf", "signed by the board");
    folder.dmf(["worksheet", "export", "org.yaml", "-o", "sheet.xlsx"]).run().answer();
    let bytes = folder.bytes("sheet.xlsx");
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("it is a workbook");
    let formulas = book.worksheet_formula("GOV").expect("the sheet is there");
    let backs = |row: u32| formulas.get_value((row, 21)).cloned().unwrap_or_default();
    let same = "IF(AND(EXACT(E4,W4),EXACT(F4,X4),EXACT(G4,Y4),EXACT(H4,Z4),Scores!$B$2>=DATE(2026,11,24),\
                Scores!$B$2<=DATE(2027,10,31)),3,0)";
    assert_eq!(backs(3), same, "found, and enough for established");
    assert!(backs(4).ends_with(",0,0)"), "absent: {}", backs(4));
    // What is typed into an empty row counts for nothing yet.
    let typed = book.worksheet_formula("Evidence").expect("the sheet is there");
    assert!(typed.used_cells().next().is_none(), "{typed:?}");
    let scores = book.worksheet_range("Scores").expect("the sheet is there");
    let shown = scores.get_value((4, 2)).and_then(calamine::DataType::get_float);
    let card: serde_json::Value =
        serde_json::from_str(&folder.dmf(["assess", "org.yaml", "--format", "json"]).run().answer())
            .expect("it is JSON");
    assert_eq!(shown.map(|share| (share * 10_000.0).round()), card["blocks"][0]["evidenced"].as_f64());
}

/// No formula weighs a reason: it counts for what was found when the workbook was made, as long as it is the same, and what is typed
/// lets nothing out.
#[test]
fn no_reason_that_is_typed_lets_a_practice_out_of_the_sum_of_a_workbook() {
    use calamine::{Reader as _, Xlsx, open_workbook_from_rs};

    let folder = Folder::new();
    let open = |pin: &str, head: &str, answers: &[(&str, &str)]| -> Xlsx<std::io::Cursor<Vec<u8>>> {
        let lines: Vec<String> = answers.iter().map(|(id, answer)| format!("  {id}: {answer}\n")).collect();
        let top = format!("framework: {pin}\norganisation: {{ name: Acme, country: SG, profile: enterprise }}\n");
        folder.write("org.yaml", format!("{top}{head}answers:\n{}", lines.concat()));
        folder.dmf(["worksheet", "export", "org.yaml", "-o", "sheet.xlsx", "--force"]).run().answer();
        open_workbook_from_rs(std::io::Cursor::new(folder.bytes("sheet.xlsx"))).expect("it is a workbook")
    };
    let reason = "No subsidiary has data of its own";
    let good = format!("{{ not_applicable: {reason} }}");
    let answers = [
        ("GOV-01", good.as_str()),
        ("GOV-02", "established"),
        ("GOV-11", good.as_str()),
        ("INF-10", "{ not_applicable: aaaaaaaaaaaaaaaa }"),
    ];
    for (pin, weighs) in [("asean-dmf@2.0.0", true), ("asean-dmf@1.0.0", false)] {
        let mut book = open(pin, "", if weighs { &answers } else { &answers[..2] });
        let (mut rows, mut out) = (0, Vec::new());
        for block in ["GOV", "POL", "INF", "LCM", "INN"] {
            let ids = book.worksheet_range(block).expect("the sheet is there");
            let formulas = book.worksheet_formula(block).expect("the sheet is there");
            for row in 3_u32.. {
                let Some(id) = ids.get_value((row, 0)).filter(|id| **id != calamine::Data::Empty) else { break };
                let formula = formulas.get_value((row, 17)).cloned().unwrap_or_default();
                rows += 1;
                if formula != "1" {
                    let line = row + 1;
                    assert_eq!(formula, format!("IF(AND(D{line}=\"\",EXACT(I{line},AB{line})),0,1)"), "{pin}: {id}");
                    assert_eq!(ids.get_value((row, 27)).map(ToString::to_string).as_deref(), Some(reason));
                    out.push(id.to_string());
                }
            }
        }
        assert!(rows > 45, "{pin}: {rows}");
        // Whatever may be typed where nothing was found to be left out, or what says nothing, or beside a level, stays in.
        assert_eq!(out, [if weighs { "GOV-11" } else { "GOV-01" }], "{pin}");
        for (sheet, words) in
            [("Read me", "It counts as unanswered until"), ("Scores", "the practice counts as unanswered until")]
        {
            let cells = book.worksheet_range(sheet).expect("the sheet is there");
            assert!(cells.cells().any(|(.., cell)| cell.to_string().contains(words)), "{pin}: {sheet}");
        }
    }
    // A block that is out as a whole comes back with the first level beside it; what may not leave is in all the same.
    let reason = "Data is used for the orders at hand alone";
    let mut book =
        open("asean-dmf@2.0.0", &format!("not_applicable: {{ INN: {reason}, LCM: {reason} }}\n"), &answers[..2]);
    for (block, last, stays) in [("INN", 12, false), ("LCM", 14, true)] {
        let formulas = book.worksheet_formula(block).expect("the sheet is there");
        for line in 4..=last {
            let formula = formulas.get_value((line - 1, 17)).cloned().unwrap_or_default();
            let none_beside = format!("SUMPRODUCT(AC$4:AC${last}*(D$4:D${last}<>\"\"))=0");
            let leaves = format!("IF(AND(D{line}=\"\",I{line}=\"\",{none_beside}),0,1)");
            assert!(formula == leaves || stays && formula == "1", "{block}: {formula}");
        }
        assert_eq!(formulas.get_value((3, 17)).is_some_and(|formula| formula == "1"), stays, "{block}");
    }
}

/// A workbook of the model framework in which somebody typed a level.
fn model(text: &str, framework: &Framework, typed: &[(&str, &str)]) -> Vec<u8> {
    let mut entries = worksheet::entries(text).expect("it is a worksheet");
    for (id, level) in typed {
        entries.retain(|(known, _)| known != id);
        entries.push(((*id).to_owned(), Entry { level: Some((*level).to_owned()), ..Entry::default() }));
    }
    let profile = framework.profile("large").expect("the profile is there");
    let (today, figures) = ("2026-11-24".parse().expect("it is a day"), &book::Figures::default());
    book::export(Export { text, entries: &entries, framework, profile, name: "x", today, figures }).expect("it fits")
}

#[test]
fn answers_to_another_version_are_told_with_what_changed() {
    let [old, new] = ["frameworks/model@1.0.0", "frameworks/model"].map(version);
    let sheet = |pin: &str, answers: &str| {
        format!("framework: {pin}\norganisation: {{ name: A, country: SG, profile: large }}\nanswers:\n{answers}")
    };
    let folder = Folder::new();
    folder.copy("tests/fixtures/versions".as_ref(), "data");
    folder.write("dmf.toml", "data = [\"data\"]\n");
    let import = |book: Vec<u8>, target: &str| {
        folder.write("sheet.xlsx", book);
        folder.write("org.yaml", target);
        folder.dmf(["worksheet", "import", "sheet.xlsx", "-o", "org.yaml"]).run()
    };
    // Of the older version, into a worksheet of the newer one.
    let then = sheet("model@1.0.0", "  A-01: none\n  A-02: none\n  B-01: none\n");
    let book = model(&then, &old, &[("A-01", "full"), ("A-02", "some"), ("B-01", "some")]);
    let now = sheet("model@2.0.0", "  A-01: none\n  A-12: none\n  B-11: none\n  B-12: none\n");
    let outcome = import(book, &now).ends(0);
    for words in [
        "sheet.xlsx asks version 1.0.0 of `model`, and org.yaml answers 2.0.0",
        "sheet.xlsx, A!D4: `A-01` is answered by the sentences of version 1.0.0; look at it again: `full` asks for a list of the owners",
        "(`full` was \"All do it.\" and is \"All do it, and a list names them.\")",
        "A!D5: `A-02` of version 1.0.0 is `A-12` in 2.0.0",
        "B!D4: `B-01` of version 1.0.0 is `B-11` and `B-12` in 2.0.0; confirm each: access and logs are asked apart",
    ] {
        assert!(outcome.stderr.contains(words), "{words}\n{}", outcome.stderr);
    }
    assert!(folder.read("org.yaml").ends_with("A-01: full\n  A-12: some\n  B-11: some\n  B-12: some\n"));
    // What is dropped is not taken at all.
    let dropped = import(model(&then, &old, &[("B-02", "full")]), &now).ends(3);
    assert!(dropped.stderr.contains("`B-02` is not asked since version 2.0.0"), "{}", dropped.stderr);
    assert_eq!(folder.read("org.yaml"), now);
    // Of the newer version, into a worksheet that keeps to the older one.
    let back = import(model(&now, &new, &[("A-01", "full"), ("A-12", "some")]), &then).ends(0);
    for words in [
        "asks version 2.0.0 of `model`, and org.yaml answers 1.0.0",
        "`A-01` is answered by the sentences of version 2.0.0",
        "`A-12` of version 2.0.0 is `A-02` in 1.0.0",
    ] {
        assert!(back.stderr.contains(words), "{words}\n{}", back.stderr);
    }
    assert!(folder.read("org.yaml").contains("A-01: full\n  A-02: some\n"), "{}", folder.read("org.yaml"));
    let part = import(model(&now, &new, &[("B-12", "some"), ("B-13", "full")]), &then).ends(3);
    for words in ["`B-12` is a part of `B-01`, which version 1.0.0 asks as one", "version 1.0.0 does not ask `B-13`"] {
        assert!(part.stderr.contains(words), "{words}\n{}", part.stderr);
    }
    assert_eq!(folder.read("org.yaml"), then, "half of an answer is none");
    // Of the same version nothing is told.
    let same = import(model(&now, &new, &[("A-01", "some")]), &now).ends(0);
    assert_eq!(same.stderr, "");
}
