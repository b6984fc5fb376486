//! What of hostile words is active where they stand.

use std::collections::BTreeSet;

use serde_json::Value;

/// What in a text commands a terminal or the runner that keeps it in a log. `colours` may stand there.
pub(super) fn commands(text: &str, own: &[&str], colours: bool) -> Vec<String> {
    let mut found = Vec::new();
    let plain = text.replace("\r\n", "\n");
    let plain = if colours { without_colours(&plain) } else { plain };
    for line in plain.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line = line.trim_start();
        let ours = line.starts_with(":::") || own.iter().any(|start| line.starts_with(start));
        if line.starts_with("::") && !ours {
            found.push(format!("a command of GitHub: {line}"));
        }
    }
    for sign in ["##[", "##vso["] {
        found.extend(text.contains(sign).then(|| format!("a command in `{sign}`")));
    }
    let moves = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    found.extend(plain.chars().filter(moves).map(|c| format!("U+{:04X}", u32::from(c))).collect::<BTreeSet<_>>());
    found
}

/// A text without what sets colours and weights.
pub(super) fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match rest.strip_prefix('m').filter(|_| !part.starts_with('8')) {
            Some(rest) => plain.push_str(rest),
            None => plain.push_str(&format!("\u{1b}[{part}")),
        }
    }
    plain
}

/// Cells that a spreadsheet would run.
pub(super) fn formulas(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("it is CSV")).collect();
    assert!(!rows.is_empty(), "a sheet has rows:\n{text}");
    let cells = rows.iter().flat_map(|row| row.iter());
    let runs = |cell: &&str| cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    cells.filter(|cell| runs(cell) && cell.parse::<f64>().is_err()).map(str::to_owned).collect()
}

/// Every text of a JSON value, keys among them.
pub(super) fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(map) => map.iter().for_each(|(key, item)| {
            found.push(key.clone());
            texts(item, found);
        }),
        _ => {}
    }
}

/// What of the hostile words is active in an answer of a format.
pub(super) fn active(format: &str, text: &str) -> Vec<String> {
    let own: &[&str] = if format == "github" { &["::error file=", "::warning file=", "::notice file="] } else { &[] };
    let mut found = commands(text, own, false);
    match format {
        // Commands without formats answer in lines.
        "" | "table" | "text" | "markdown" | "mermaid" => {}
        "github" => {
            // The last line is for people.
            let lines: Vec<&str> = text.lines().collect();
            let (last, annotations) = lines.split_last().expect("it has a last line");
            found.extend((!last.starts_with("dmf ")).then(|| format!("the last line: {last}")));
            found.extend(annotations.iter().filter(|line| !line.starts_with("::")).map(|line| (*line).to_owned()));
        }
        "ics" => {
            // An unfolded line is a property, and only those of events are there.
            let lines = text.replace("\r\n ", "");
            let known = |line: &&str| !line.is_empty() && !line.starts_with(|c: char| c.is_ascii_uppercase());
            found.extend(lines.split("\r\n").filter(known).map(str::to_owned));
        }
        "csv" => found.extend(formulas(text)),
        "json" | "sarif" | "gitlab" => {
            serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{format}: {error}\n{text}"));
        }
        "ndjson" => {
            for line in text.lines() {
                serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{error}\n{line}"));
            }
        }
        "html" | "svg" | "junit" => {
            found.extend(text.contains("<svg onload").then(|| "an element of the hostile words'".to_owned()));
        }
        other => panic!("what is active in `{other}` is not said here"),
    }
    if format == "markdown" && text.replace("\\<", "").contains("<svg onload") {
        found.push("an element in Markdown".to_owned());
    }
    found
}
