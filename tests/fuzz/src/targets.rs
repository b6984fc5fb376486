//! What is fuzzed: each kind of file through the use cases that read it, in a world of memory.
//!
//! Bytes may do anything but panic, hang or fill the memory. Several files of one input stand behind lines `=== NAME`.

use std::{
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use dmf::{
    ops::{
        self, Assess, Keep, Plan, Redline, Render, Report, Review, Session, TransferCheck, TransferDue, TransferList,
    },
    world::Memory,
};
use jiff::civil::date;

/// All targets; each has a folder of that name in the corpus.
pub(crate) const TARGETS: [&str; 14] = [
    "worksheet",
    "settings",
    "register",
    "deal",
    "baseline",
    "csv",
    "xlsx",
    "word",
    "html",
    "markdown",
    "text",
    "laws",
    "clauses",
    "everything",
];

const SHEET: &str =
    "framework: asean-dmf\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n  GOV-01: 3\n";

/// Gives the bytes to a target.
///
/// # Panics
/// When there is no such target, or something is to be mended.
pub(crate) fn run(target: &str, bytes: &[u8]) {
    match target {
        "worksheet" => worksheet(world().file("org.yaml", bytes)),
        "settings" => settings(world().file("org.yaml", SHEET).file("dmf.toml", bytes)),
        "register" => register(world().file("transfers.yaml", bytes)),
        "deal" => deal(world().file("deal.yaml", bytes)),
        "baseline" => baseline(world().file("org.yaml", SHEET).file("baseline.json", bytes)),
        "csv" => sheet(world().file("sheet.csv", bytes)),
        #[cfg(feature = "xlsx")]
        "xlsx" => workbook(bytes),
        #[cfg(not(feature = "xlsx"))]
        "xlsx" => {}
        "word" => agreement("docx", &word(bytes)),
        "html" | "text" | "markdown" => {
            let ending = match target {
                "html" => "html",
                "text" => "txt",
                _ => "md",
            };
            agreement(ending, bytes);
        }
        "laws" => pack("jurisdictions", bytes),
        "clauses" => pack("asean-mcc", bytes),
        "everything" => everything(bytes),
        _ => panic!("there is no target `{target}`: {}", TARGETS.join(", ")),
    }
}

fn world() -> Memory {
    Memory::on(date(2026, 11, 24))
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(name)
}

fn worksheet(world: Memory) {
    let mut session = Session::new(world);
    let keep = Keep { target: path("kept.json"), only_improvements: false };
    if let Ok(request) = Assess::of(vec![path("org.yaml")]).keeping(Some(keep)) {
        drop(ops::assess(&mut session, &request));
    }
    drop(ops::plan(&mut session, &Plan { worksheet: path("org.yaml"), ..Plan::default() }));
    drop(ops::report(&mut session, &Report::of(path("org.yaml"))));
}

fn settings(world: Memory) {
    let mut session = Session::new(world);
    drop(ops::workspace_check(&mut session, Path::new(".")));
    drop(ops::assess(&mut session, &Assess::of(vec![path("org.yaml")])));
}

fn register(world: Memory) {
    let mut session = Session::new(world);
    let register = path("transfers.yaml");
    drop(ops::transfer_check(&mut session, &TransferCheck { register: register.clone(), ..TransferCheck::default() }));
    drop(ops::transfer_list(&mut session, &TransferList { register: register.clone(), ..TransferList::default() }));
    drop(ops::transfer_due(&mut session, &TransferDue { register, within: 90, ..TransferDue::default() }));
}

fn deal(world: Memory) {
    let mut session = Session::new(world);
    let request = Render { deal: Some(path("deal.yaml")), draft: true, ..Render::default() };
    drop(ops::render(&mut session, &request));
}

fn sheet(world: Memory) {
    drop(ops::transfer_import(&mut Session::new(world), Path::new("sheet.csv")));
}

fn baseline(world: Memory) {
    let mut session = Session::new(world);
    let mut request = Assess::of(vec![path("org.yaml")]);
    request.baseline = Some(ops::Origin::File(path("baseline.json")));
    drop(ops::assess(&mut session, &request));
}

fn agreement(ending: &str, bytes: &[u8]) {
    let name = format!("theirs.{ending}");
    let mut session =
        Session::new(world().file(&name, bytes).file("ours.md", "# Breach\n\nThe processor tells of it.\n"));
    let request = Review { agreement: path(&name), module: Some("c2p".to_owned()), ..Review::default() };
    drop(ops::review(&mut session, &request));
    if let Ok(request) = Redline::new(&[path("ours.md"), path(&name)], None) {
        drop(ops::redline(&mut session, &request));
    }
}

/// A pack of which one file is other bytes.
fn pack(id: &str, bytes: &[u8]) {
    let mut world = world().file("org.yaml", SHEET);
    for (name, bytes) in parts(bytes, "pack.toml") {
        world = world.file(&format!("data/frameworks/{id}/{name}"), bytes);
    }
    let mut session = Session::new(world).with_data(vec![path("data")]);
    drop(ops::check_pack(&mut session, Path::new(&format!("data/frameworks/{id}"))));
    drop(ops::laws(&mut session));
    let render = Render { module: Some("c2p".to_owned()), draft: true, ..Render::default() };
    drop(ops::render(&mut session, &render));
}

/// A whole folder.
fn everything(bytes: &[u8]) {
    let files = || parts(bytes, "org.yaml").into_iter().fold(world(), |world, (name, bytes)| world.file(&name, bytes));
    worksheet(files());
    settings(files());
    register(files());
    deal(files());
    for ending in ["md", "txt", "html"] {
        if let Some((_, bytes)) = parts(bytes, "").into_iter().find(|(name, _)| name.ends_with(ending)) {
            agreement(ending, &bytes);
        }
    }
}

/// The files of an input: what stands before the first `=== NAME` is the first.
fn parts(bytes: &[u8], first: &str) -> Vec<(String, Vec<u8>)> {
    let mut parts = vec![(first.to_owned(), Vec::new())];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ").and_then(|name| std::str::from_utf8(name).ok()) {
            Some(name) if parts.len() < 8 && plain(name.trim()) => parts.push((name.trim().to_owned(), Vec::new())),
            _ => {
                if let Some((_, text)) = parts.last_mut() {
                    text.extend_from_slice(line);
                }
            }
        }
    }
    parts.retain(|(name, text)| !name.is_empty() && !text.is_empty());
    parts
}

fn plain(name: &str) -> bool {
    !name.is_empty()
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._[]-".contains(&byte))
}

/// An archive of parts, so that what changes is what stands in them and not their packing.
fn archive(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        if zip.start_file(name, plain).is_ok() {
            drop(zip.write_all(&bytes));
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A Word file of parts; what is named nothing else is its text.
fn word(bytes: &[u8]) -> Vec<u8> {
    let own = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS)];
    let own = own.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    archive(own.into_iter().chain(parts(bytes, "word/document.xml")))
}

/// A workbook of ours, some parts of which are others.
#[cfg(feature = "xlsx")]
fn workbook(bytes: &[u8]) {
    use std::{io::Read, sync::LazyLock};

    static OURS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
        let mut session = Session::new(world().file("org.yaml", SHEET));
        let book = ops::worksheet_export(&mut session, Path::new("org.yaml")).unwrap_or_default();
        let mut zip = zip::ZipArchive::new(Cursor::new(book)).expect("what is exported is a workbook");
        let mut parts = Vec::new();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).expect("it is listed");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("it can be unpacked");
            let name = part.name().expect("it has a name").into_owned();
            parts.push((name, bytes));
        }
        parts
    });
    let other = parts(bytes, "xl/worksheets/sheet1.xml");
    let kept = OURS.iter().filter(|(name, _)| !other.iter().any(|(instead, _)| instead == name)).cloned();
    let book = archive(kept.chain(other.clone()));
    let mut session = Session::new(world().file("org.yaml", SHEET).file("book.xlsx", book));
    drop(ops::worksheet_import(&mut session, &[path("book.xlsx")], Path::new("org.yaml"), false));
}
