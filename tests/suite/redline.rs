//! Redlines: accepting everything gives the new agreement, rejecting everything the old one.

use dmf::{
    reading::{Changes, Kind, Reading, read},
    redline::{Author, tracked},
};

use crate::harness::{Folder, root};
use crate::review::words;

fn agreement(folder: &Folder, name: &str, args: &[&str]) -> Vec<u8> {
    folder.dmf(["mcc", "render"].into_iter().chain(args.iter().copied()).chain(["-o", name])).run().ends(0);
    folder.bytes(name)
}

fn deal(name: &str) -> String {
    root().join("examples").join(name).join("deal.yaml").display().to_string()
}

/// What a reader sees, without the numbers and what the program that opens the file fills in.
fn seen(reading: &Reading) -> Vec<String> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = reading.blocks.iter().filter(|block| !matches!(block.kind, Kind::Contents | Kind::Furniture));
    kept.map(|block| words(&block.text)).collect()
}

const AUTHOR: Author = Author { name: "A & <B>", date: "2026-11-24" };

#[track_caller]
fn holds(old: (&str, &[u8]), new: (&str, &[u8])) {
    let (redline, _) = tracked(old, new, AUTHOR, words()).expect("both are read");
    let (again, _) = tracked(old, new, AUTHOR, words()).expect("both are read");
    assert!(redline == again, "the same bytes");
    let side = |changes| seen(&read("redline.docx", &redline, changes, words()).expect("the redline is read"));
    let plain = |(name, bytes)| seen(&read(name, bytes, Changes::Accepted, words()).expect("it is read"));
    assert_eq!(side(Changes::Accepted), plain(new), "accepted");
    assert_eq!(side(Changes::Rejected), plain(old), "rejected");
}

#[test]
fn accepting_gives_the_new_agreement_and_rejecting_the_old_one() {
    let folder = Folder::new();
    let blank = agreement(&folder, "blank.docx", &["--module", "c2p"]);
    let cloud = agreement(&folder, "cloud.docx", &[&deal("mcc-sg-vn-cloud")]);
    let group = agreement(&folder, "group.docx", &[&deal("mcc-id-eu-group")]);
    let other = agreement(&folder, "other.docx", &[&deal("mcc-my-th-reinsurance")]);
    for (old, new) in [(&blank, &cloud), (&cloud, &blank), (&cloud, &group), (&group, &other), (&cloud, &cloud)] {
        holds(("old.docx", old), ("new.docx", new));
    }
}

#[test]
fn two_texts_become_a_word_file() {
    let old =
        b"# Agreement\n\n1.1 The importer shall tell the exporter within 24 hours.\n\n1.2 It shall keep records.\n\n\
                | A | B |\n| --- | --- |\n| one | two |\n";
    let new =
        b"# Agreement\n\n1.1 The importer may tell the exporter within 72 hours.\n\n1.2 Fees are due in advance.\n\n\
                | A | B |\n| --- | --- |\n| one | three |\n| four | five |\n";
    let (redline, _) = tracked(("old.md", old), ("new.md", new), AUTHOR, words()).expect("both are read");
    let side = |changes| seen(&read("redline.docx", &redline, changes, words()).expect("the redline is read"));
    assert!(side(Changes::Accepted).iter().any(|text| text.contains("may tell the exporter within 72 hours")));
    assert!(side(Changes::Rejected).iter().any(|text| text.contains("shall tell the exporter within 24 hours")));
    assert!(side(Changes::Accepted).contains(&"five".to_owned()));
    assert!(!side(Changes::Rejected).contains(&"five".to_owned()));
}

#[test]
fn a_redline_is_written_where_and_how_it_is_asked_for() {
    let folder = Folder::new();
    folder.write("old.md", "1.1 The importer shall tell the exporter within 24 hours.\n\n1.2 Nothing more.\n");
    folder.write(
        "new.md",
        "1.1 The importer shall tell the exporter within <b>72</b> \u{1b}[31mhours.\n\n1.2 Nothing more.\n",
    );
    let text = folder.dmf(["mcc", "redline", "old.md", "new.md"]).run().answer();
    assert!(text.contains("~ 1.1 changed") && text.contains("1 changed; 1 unchanged"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    folder.dmf(["mcc", "redline", "old.md", "new.md", "-o", "r.html"]).run().answer();
    let page = folder.read("r.html");
    assert!(page.contains("<del>24") && page.contains("<ins>72"), "{page}");
    assert!(!page.contains("<script"));
    folder.dmf(["mcc", "redline", "old.md", "new.md", "-o", "r.docx"]).run().answer();
    folder.dmf(["mcc", "redline", "old.md", "new.md", "-o", "r.docx"]).run().ends(3);
    folder.dmf(["mcc", "redline", "old.md", "r.docx"]).run().ends(0);
    let again = folder.dmf(["mcc", "redline", "r.docx", "new.md", "-o", "again.docx"]).run().ends(3);
    assert!(again.stderr.contains("tracked changes of its own"), "{}", again.stderr);
    folder.dmf(["mcc", "redline", "old.md"]).run().ends(2);
    folder.dmf(["mcc", "redline", "old.md", "new.md", "--module", "c2p"]).run().ends(2);
    folder.dmf(["mcc", "redline", "old.md", "new.md", "-o", "r.xyz"]).run().ends(2);
    folder.write("scan.pdf", "%PDF-1.7\n");
    let pdf = folder.dmf(["mcc", "redline", "old.md", "scan.pdf"]).run().ends(3);
    assert!(pdf.stderr.contains("pdftotext"), "{}", pdf.stderr);
    let ours = folder.dmf(["mcc", "redline", "--module", "c2p", "new.md"]).run().answer();
    assert!(ours.contains("deleted"), "{ours}");
}
