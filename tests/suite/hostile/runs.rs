//! What is run in the workspace: every command that the program has, in every format that it offers.

use std::collections::BTreeSet;

use super::workspace::FILE;
use crate::harness::Folder;

/// A run of a command.
pub(super) struct Run {
    /// The command, as its manual page is called.
    pub(super) command: &'static str,
    /// The whole line, in words.
    pub(super) words: Vec<String>,
    /// Whether the hostile words are shown in what it answers.
    pub(super) shows: bool,
}

impl Run {
    /// The line, for a message.
    pub(super) fn line(&self) -> String {
        self.words.join(" ").replace(FILE, "FILE")
    }
}

/// Lines with `SHEET` for the worksheet whose name is hostile, `NEW` for a file that is not there,
/// `PACK` for a file of a pack.
const SHOWING: &[(&str, &str)] = &[
    ("init", "init NEW --name NAME --country SG"),
    ("answer", "answer SHEET --plain --only GOV-01"),
    ("worksheet import", "worksheet import book.xlsx -o SHEET"),
    ("check", "check"),
    ("assess", "assess SHEET"),
    ("assess", "assess SHEET assessments/pay.yaml --no-gate"),
    ("assess", "assess SHEET --explain GOV-01"),
    ("diff", "diff assessments/insurance.yaml SHEET"),
    ("plan", "plan SHEET"),
    ("portfolio", "portfolio assessments"),
    ("report", "report SHEET --transfers transfers.yaml --deals deals/helpdesk.yaml"),
    ("register list", "register datasets list"),
    ("register show", "register datasets show DS-01"),
    ("register export", "register datasets export"),
    ("incident show", "incident show INC-91"),
    ("incident check", "incident check"),
    ("incident notice", "incident notice INC-91 --to WHO"),
    ("transfer list", "transfer list transfers.yaml"),
    ("transfer due", "transfer due transfers.yaml --all"),
    ("due", "due --all"),
    ("transfer check", "transfer check transfers.yaml"),
    ("transfer export", "transfer export transfers.yaml"),
    ("mcc render", "mcc render deals/helpdesk.yaml --draft"),
    ("mcc check", "mcc check agreement.md --module c2p"),
    ("mcc redline", "mcc redline agreement.md other.md"),
    ("mcc list", "mcc list --module c2p --data packs"),
    ("mcc show", "mcc show M1-DEF --data packs"),
    ("law show", "law show SG --data packs"),
    ("law list", "law list --data packs"),
    ("law sources", "law sources --data packs"),
    ("law compare", "law compare SG MY --data packs"),
    ("framework show", "framework show --data packs"),
    ("framework show", "framework show GOV-02 --data packs"),
    ("framework list", "framework list --data packs"),
    ("framework check", "framework check PACK"),
    ("framework migrate", "framework migrate SHEET --check"),
    ("explain", "explain GOV-02 --data packs"),
    ("explain", "explain M1-DEF --data packs"),
    ("schema", "schema assessment --data packs --framework asean-dmf"),
];

/// Lines that answer without a word of the user's, or into a file.
const QUIET: &[(&str, &str)] = &[
    ("answer", "answer SHEET --set GOV-02=2"),
    ("worksheet export", "worksheet export SHEET -o NEW.xlsx"),
    ("transfer import", "transfer import sheet.csv -o NEW.yaml"),
    ("transfer new", "transfer new --data packs"),
    ("register new", "register datasets new"),
    ("register check", "register datasets check"),
    ("register import", "register datasets import records.xlsx -o datasets.yaml"),
    ("incident new", "incident new"),
    ("incident list", "incident list incidents.yaml"),
    ("incident clocks", "incident clocks INC-91"),
    ("mcc new", "mcc new --module c2p --data packs"),
    ("completions", "completions bash"),
    ("man", "man"),
];

/// Every run.
pub(super) fn runs() -> Vec<Run> {
    let sheet = format!("assessments/{FILE}.yaml");
    let new = format!("new-{FILE}");
    let word = |word: &str| match word {
        "SHEET" => sheet.clone(),
        "PACK" => format!("{FILE}.toml"),
        "WHO" => "PDPC SG".to_owned(),
        // A name has no controls.
        "NAME" => FILE.replace(char::is_control, ""),
        word => word.replace("NEW", &new),
    };
    let lines = |lines: &[(&'static str, &str)], shows| {
        let run =
            |(command, line): &(&'static str, &str)| Run { command, words: line.split(' ').map(word).collect(), shows };
        lines.iter().map(run).collect::<Vec<_>>()
    };
    let mut runs = lines(SHOWING, true);
    runs.extend(lines(QUIET, false));
    runs
}

/// The commands that nothing stands below, as the manual pages of the program name them.
pub(super) fn leaves(folder: &Folder) -> BTreeSet<String> {
    folder.dmf(["man", "-o", "pages"]).run().ends(0);
    let files = std::fs::read_dir(folder.join("pages")).expect("the pages are there");
    let names = files.map(|file| file.expect("it can be read").file_name().to_string_lossy().into_owned());
    let pages: BTreeSet<String> = names.filter_map(|name| Some(name.strip_suffix(".1")?.to_owned())).collect();
    let above = |page: &String| pages.iter().any(|other| other.starts_with(&format!("{page}-")));
    let leaves = pages.iter().filter(|page| !above(page));
    leaves.map(|page| page.trim_start_matches("dmf-").replace('-', " ")).collect()
}

/// The formats that a command offers, as its help lists them; none for a command without formats.
pub(super) fn formats(folder: &Folder, command: &str) -> Vec<String> {
    let help = folder.dmf(["help"].into_iter().chain(command.split(' '))).run().answer();
    let Some((_, after)) = help.split_once("--format <FORMAT>") else { return Vec::new() };
    // A flag with short words lists them in one line, others in a line each.
    let own = after.split("\n  -").next().unwrap_or(after);
    let in_line = own.split_once("[possible values: ").and_then(|(_, list)| list.split_once(']'));
    let names: Vec<String> = if let Some((list, _)) = in_line {
        list.split(',').map(|name| name.trim().to_owned()).collect()
    } else {
        let lines = own.lines().filter_map(|line| line.trim().strip_prefix("- "));
        lines.map(|line| line.split(':').next().unwrap_or(line).trim().to_owned()).collect()
    };
    assert!(names.len() >= 3, "{command}: {names:?}");
    names
}
