//! What is read of an agreement: the same whatever the format, and nothing lost without a word about it.

use dmf::reading::{Block, Changes, Kind, Reading, Unreadable, read};
use proptest::prelude::*;

use crate::harness::{Folder, root};
use crate::review::words;

const EXAMPLES: [&str; 3] = ["mcc-sg-vn-cloud", "mcc-my-th-reinsurance", "mcc-id-eu-group"];

/// What `dmf mcc render` makes, by the ending of the file.
fn rendered(args: &[&str], ending: &str) -> Reading {
    let folder = Folder::new();
    let file = format!("agreement.{ending}");
    let args: Vec<&str> = ["mcc", "render"].into_iter().chain(args.iter().copied()).chain(["-o", &file]).collect();
    // What is not known of a law is noted beside the agreement.
    folder.dmf(args).run().ends(0);
    read(&file, &folder.bytes(&file), Changes::Accepted, words()).expect("our own agreement is read")
}

/// The clauses as a reader sees them. Places to sign are laid out as each format lays them out.
fn clauses(reading: &Reading) -> Vec<(Kind, String, String, String)> {
    let mut signing = false;
    let mut found = Vec::new();
    for block in &reading.blocks {
        signing = !matches!(block.kind, Kind::Heading) && (signing || block.text.starts_with("Signed for"));
        if matches!(block.kind, Kind::Heading | Kind::Paragraph | Kind::Item) && !block.note && !signing {
            let text = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
            found.push((block.kind, block.number.clone(), block.clause.clone(), text));
        }
    }
    found
}

/// The words of the schedules' tables.
fn cells(reading: &Reading) -> Vec<String> {
    let words = |block: &Block| block.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let schedules = reading.blocks.iter().skip_while(|block| !block.number.starts_with("Schedule"));
    schedules.filter(|block| matches!(block.kind, Kind::Cell { .. })).flat_map(words).collect()
}

#[test]
fn a_table_that_a_page_laid_out_is_read_by_its_columns() {
    let page = "Schedule C – Sub-Processors\n\n\
                 Name                Country of   Service            Safeguards\n\
                 \x20                   Processing\n\
                 Đà Nẵng Backup      Vietnam      operation of the   sees encrypted data only; bound\n\
                 Services Co., Ltd.               second data        to this Agreement by contract\n\n\
                 6.1     The Importer must put in place, and\n\
                 \x20       keep up, appropriate  safeguards.\n";
    let reading = read("terms.txt", page.as_bytes(), Changes::Accepted, words()).expect("it is read");
    let cells: Vec<&str> = reading
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, Kind::Cell { .. }))
        .map(|block| block.text.as_str())
        .collect();
    let row = ["Đà Nẵng Backup Services Co., Ltd.", "Vietnam", "operation of the second data"];
    assert_eq!(cells[..4], ["Name", "Country of Processing", "Service", "Safeguards"]);
    assert_eq!(cells[4..7], row);
    assert_eq!(cells[7..], ["sees encrypted data only; bound to this Agreement by contract"]);
    let page = "Name               Country    Safeguards\n\
                Straits Meridian   Singapor   coded data only; bound by\n\
                Pte. Ltd.          e          a contract\n";
    let headed = read("terms.txt", page.as_bytes(), Changes::Accepted, words()).expect("it is read");
    let cells: Vec<&str> = headed.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(cells[..3], ["Name", "Country", "Safeguards"]);
    assert_eq!(cells[3..], ["Straits Meridian Pte. Ltd.", "Singapor e", "coded data only; bound by a contract"]);
    let clause = reading.blocks.last().expect("there are some");
    assert_eq!((clause.number.as_str(), clause.text.starts_with("The Importer must put")), ("6.1", true));
}

#[test]
fn our_agreements_read_back_to_the_same_clauses_from_every_format() {
    let deals: Vec<String> = EXAMPLES
        .iter()
        .map(|name| root().join("examples").join(name).join("deal.yaml").display().to_string())
        .collect();
    let mut cases: Vec<Vec<&str>> = deals.iter().map(|deal| vec![deal.as_str()]).collect();
    cases.push(vec!["--module", "c2p"]);
    cases.push(vec!["--module", "c2c", "--with", "eu-scc"]);
    for case in cases {
        let word = rendered(&case, "docx");
        let expected = clauses(&word);
        assert!(expected.len() > 120, "{case:?}: {}", expected.len());
        assert_eq!(word.losses, Vec::<String>::new());
        for ending in ["md", "html", "txt", "json"] {
            let reading = rendered(&case, ending);
            let mut expected = expected.clone();
            let mut found = clauses(&reading);
            if ending == "txt" {
                // A table that is too wide for a page of text is written as lines.
                let numbered =
                    |(kind, number, ..): &(Kind, String, String, String)| *kind == Kind::Heading || !number.is_empty();
                expected.retain(numbered);
                found.retain(numbered);
            } else {
                assert_eq!(cells(&reading), cells(&word), "{case:?} as {ending}");
            }
            for (expected, found) in expected.iter().zip(&found) {
                assert_eq!(expected, found, "{case:?} as {ending}");
            }
            assert_eq!(found.len(), expected.len(), "{case:?} as {ending}");
        }
    }
}

#[test]
fn numbers_are_those_that_the_agreement_shows() {
    let word = rendered(&["--module", "c2p"], "docx");
    let clause = |clause: &str| word.blocks.iter().position(|block| block.clause == clause && !block.number.is_empty());
    let at = clause("3.1(a)").expect("the clause is there");
    assert_eq!(word.headings(at), ["3 Obligations of the Exporter"]);
    let (_, lead) = word.above(at).next().expect("a limb has a lead-in");
    assert_eq!(lead.number, "3.1");
    assert!(lead.text.ends_with(':'), "{}", lead.text);
    let schedule = word.blocks.iter().find(|block| block.number == "Schedule B").expect("a schedule is there");
    assert_eq!((schedule.kind, schedule.text.as_str()), (Kind::Heading, "Security measures"));
    let contents = word.blocks.iter().filter(|block| block.kind == Kind::Contents).count();
    assert!(contents > 20, "{contents}");
    let guidance: Vec<&Block> = word.blocks.iter().filter(|block| block.note).collect();
    assert!(guidance.iter().any(|block| block.text.contains("not the official text")));
    assert!(guidance.iter().all(|block| !block.is_operative()));
}

#[test]
fn a_lettered_heading_holds_what_stands_under_it() {
    let text = "# Terms\n\n## A. Words we use\n\nFirst.\n\n## B. Your duties\n\nB1. Second.\n";
    let reading = read("terms.md", text.as_bytes(), Changes::Accepted, words()).expect("it can be read");
    let at = |text: &str| reading.blocks.iter().position(|block| block.text.ends_with(text)).expect(text);
    assert_eq!(reading.headings(at("First.")), ["A. Words we use"]);
    assert_eq!(reading.headings(at("Second.")), ["B. Your duties"]);
}

#[test]
fn paragraphs_inside_a_numbered_item_stand_under_it() {
    let text = "10. The Vendor shall:\n\n    (a) tell Acme;\n\n    (b) help.\n\n11. Acme pays.\n";
    let reading = read("terms.md", text.as_bytes(), Changes::Accepted, words()).expect("it can be read");
    let clauses: Vec<&str> = reading.blocks.iter().map(|block| block.clause.as_str()).collect();
    assert_eq!(clauses, ["10", "10(a)", "10(b)", "11"]);
}

#[test]
fn fields_on_lines_of_their_own_stay_apart_and_wrapped_lines_do_not() {
    let text = "ANNEX 1\nIndividuals concerned: staff.\n**Types of data**: names\nand addresses of all of them,\nas follows: none.\n";
    let reading = read("annex.md", text.as_bytes(), Changes::Accepted, words()).expect("it can be read");
    let lines: Vec<&str> = reading.blocks.iter().flat_map(|block| block.text.lines()).collect();
    assert!(lines.contains(&"Individuals concerned: staff."), "{lines:?}");
    assert!(lines.contains(&"Types of data: names and addresses of all of them, as follows: none."), "{lines:?}");
}

fn refusal(name: &str, bytes: &[u8]) -> Unreadable {
    read(name, bytes, Changes::Accepted, words()).expect_err("this cannot be read")
}

#[test]
fn what_cannot_be_read_is_refused_with_the_way_out() {
    let ole = |word: &str| {
        let words = word.encode_utf16().flat_map(u16::to_le_bytes);
        [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &words.collect::<Vec<u8>>()].concat()
    };
    assert_eq!(refusal("a.docx", b""), Unreadable::Empty);
    assert_eq!(refusal("a.txt", b" \n\t\n"), Unreadable::Empty);
    assert_eq!(refusal("a.docx", &ole("EncryptedPackage")), Unreadable::Encrypted);
    let told = |name: &str, bytes: &[u8]| refusal(name, bytes).to_string();
    assert!(told("a.doc", &ole("WordDocument")).contains("soffice --headless --convert-to docx"));
    assert!(told("a.rtf", b"{\\rtf1 text}").contains(".rtf"));
    assert!(told("a.odt", b"text").contains("OpenDocument"));
    assert!(told("a.docx", b"just words").contains("not a zip archive"));
    assert!(told("a.docx", b"PK\x03\x04 and then nothing").contains("broken"));
    assert!(told("a.txt", b"binary\0bytes").contains("neither"));
    assert!(told("a.json", b"{\"a\": 1}").contains("no agreement"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_reading_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        head in prop::sample::select(vec!["", "PK\x03\x04", "%PDF-1.7\n", "<html>", "{\"document\":1,\"body\":[", "# A\n\n- b\n"]),
        name in prop::sample::select(vec!["a.docx", "a.md", "a.html", "a.txt", "a.json", "a.pdf", "-"]),
    ) {
        let bytes = [head.as_bytes(), &bytes].concat();
        for changes in [Changes::Accepted, Changes::Rejected, Changes::AsIs] {
            let _ = read(name, &bytes, changes, words());
        }
    }

    #[test]
    fn no_text_makes_reading_panic(
        text in "([ \\t\\n<>/=\"'&#;|*_\\[\\]()0-9a-zA-Z.:─│•é不\u{202e}-]|<p|</p>|<td>|<table>|<li>|&#x|\\(i\\)|1\\.1 |Schedule A){0,200}",
        name in prop::sample::select(vec!["a.md", "a.html", "a.txt"]),
    ) {
        let _ = read(name, text.as_bytes(), Changes::Accepted, words());
    }
}

#[test]
fn a_page_is_read_as_a_browser_shows_it() {
    let page = "<p>C&ocirc;ng ty Ho&agrave; B&igrave;nh, &Agrave; &otilde; &rarr; &frac34; &Eacute;cole&nbsp;pays.</p>\n\
                <p hidden>Unseen.</p><!--> <p>Not in a comment.</p> <!-- gone -->\n<p>AT&T keeps < 72 hours.";
    let reading = read("page.html", page.as_bytes(), Changes::Accepted, words()).expect("it can be read");
    let found: Vec<(&str, Option<u32>)> =
        reading.blocks.iter().map(|block| (block.text.as_str(), block.place.line)).collect();
    assert_eq!(
        found,
        [
            ("Công ty Hoà Bình, À õ → ¾ École pays.", Some(1)),
            ("Not in a comment.", Some(2)),
            ("AT&T keeps < 72 hours.", Some(3)),
        ]
    );
    assert_eq!(reading.left_out(), ["line 2: `Unseen.` was left out: it is hidden"]);
}

#[test]
fn a_paragraph_without_an_end_is_read_in_parts_and_a_library_not_at_all() {
    let sentence = "The importer shall tell the exporter. ";
    let found = read("a.txt", sentence.repeat(1_500).as_bytes(), Changes::Accepted, words()).expect("it is read");
    assert!(
        found.blocks.len() == 3 && found.blocks.iter().all(|block| block.text.ends_with('.')),
        "{:?}",
        found.losses
    );
    let whole: Vec<&str> = found.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(whole.join(" "), sentence.repeat(1_500).trim_end());
    assert!(found.losses[0].contains("in parts"), "{:?}", found.losses);
    let word = read("a.txt", "é".repeat(15_000).as_bytes(), Changes::Accepted, words()).expect("it is read");
    assert_eq!(word.blocks.len(), 2);
    assert!(matches!(
        refusal("a.md", (sentence.to_owned() + "\n\n").repeat(120_000).as_bytes()),
        Unreadable::TooMuch(_)
    ));
}
