//! The JSON that `dmf mcc render` writes: the numbered tree, versioned.

use serde_json::Value;

use super::outline::{Found, Piece, PieceKind};

/// Pieces deeper than this are no agreement of ours.
const DEEPEST: usize = 64;

/// The paragraphs of an agreement in JSON; `None` when it is other JSON.
pub(super) fn read(text: &str, found: &mut Found) -> Option<()> {
    let tree: Value = serde_json::from_str(text).ok()?;
    tree.get("document")?.as_u64()?;
    let line = |name: &str| tree["meta"][name].as_str().unwrap_or_default().to_owned();
    for name in ["title", "subtitle", "mark"] {
        found.push(Piece { kind: PieceKind::Title, text: line(name), ..Piece::default() });
    }
    let mut reader = Reader { found, tables: 0, note: false };
    reader.pieces(tree.get("body")?.as_array()?, 0);
    Some(())
}

struct Reader<'a> {
    found: &'a mut Found,
    tables: u32,
    note: bool,
}

impl Reader<'_> {
    fn pieces(&mut self, pieces: &[Value], depth: usize) {
        if depth > DEEPEST {
            return self.found.lose("parts that stand too deep were not read");
        }
        for piece in pieces {
            if !self.found.step(1) {
                return;
            }
            self.piece(piece, depth);
        }
    }

    fn put(&mut self, kind: PieceKind, label: Option<&str>, text: String) {
        let note = self.note;
        let looks = false;
        self.found.push(Piece { kind, label: label.map(str::to_owned), text, note, looks, ..Piece::default() });
    }

    fn piece(&mut self, piece: &Value, depth: usize) {
        match piece["kind"].as_str().unwrap_or_default() {
            "heading" => {
                let level = piece["level"].as_u64().and_then(|level| u8::try_from(level).ok()).unwrap_or(2);
                self.put(PieceKind::Heading(level.saturating_add(1)), None, runs(&piece["text"]));
            }
            "clause" => {
                let (title, text) = (runs(&piece["title"]), runs(&piece["text"]));
                let label = piece["label"].as_str();
                if piece["level"] == 1 && !title.is_empty() {
                    self.put(PieceKind::Heading(2), label, title);
                    self.put(PieceKind::Paragraph, None, text);
                } else {
                    let title = if title.is_empty() || text.is_empty() || title.ends_with(['.', ':']) {
                        title
                    } else {
                        title + "."
                    };
                    self.put(PieceKind::Paragraph, label, format!("{title} {text}"));
                }
                self.pieces(list(&piece["body"]), depth + 1);
            }
            "schedule" => {
                let letter = piece["letter"].as_str().unwrap_or_default();
                self.put(PieceKind::Heading(2), None, format!("Schedule {letter} – {}", runs(&piece["title"])));
                self.pieces(list(&piece["body"]), depth + 1);
            }
            "paragraph" => self.put(PieceKind::Paragraph, None, runs(&piece["text"])),
            "list" => {
                for item in list(&piece["items"]) {
                    self.put(PieceKind::Item, item["label"].as_str(), runs(&item["text"]));
                }
            }
            "table" => {
                let head = list(&piece["head"]);
                let rows = if head.is_empty() { Vec::new() } else { vec![(true, head)] };
                let rows = rows.into_iter().chain(list(&piece["rows"]).iter().map(|row| (false, list(row))));
                for (row, (head, cells)) in (0..).zip(rows) {
                    for (column, cell) in (0..).zip(cells) {
                        self.put(PieceKind::Cell { table: self.tables, row, column, head }, None, runs(cell));
                    }
                }
                self.tables += 1;
            }
            "note" => {
                let outside = std::mem::replace(&mut self.note, true);
                self.put(PieceKind::Paragraph, None, piece["title"].as_str().unwrap_or_default().to_owned());
                self.pieces(list(&piece["body"]), depth + 1);
                self.note = outside;
            }
            "signatures" => {
                for signer in list(&piece["signatories"]) {
                    self.put(PieceKind::Paragraph, None, runs(&signer["caption"]));
                    for line in list(&signer["lines"]) {
                        let label = line["label"].as_str().unwrap_or_default();
                        self.put(PieceKind::Paragraph, None, format!("{label}: {}", runs(&line["value"])));
                    }
                }
            }
            _ => {}
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn runs(value: &Value) -> String {
    list(value).iter().filter_map(|run| run["text"].as_str()).collect()
}
