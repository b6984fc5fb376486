//! The usual mistakes in one line, and the line as it should be. Whether a repair is one is tried out by whoever asks.

use std::ops::Range;

use super::{
    flow::{self, Mended},
    lines::Line,
    quotes::{CURLY, enclosed, quoted},
};
use crate::source::Syntax;

/// Lines as they should be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repair {
    /// What is replaced in the text.
    pub(super) lines: Range<usize>,
    pub(super) text: String,
    pub(super) message: String,
    /// Where the mistake stands.
    pub(super) place: Range<usize>,
    /// What else is to be known.
    pub(super) why: Option<&'static str>,
}

impl Repair {
    /// Another text in the place of a line.
    pub(super) fn of(line: &Line<'_>, text: String, message: impl Into<String>) -> Self {
        let start = line.range.start + line.indentation().len();
        let first = line.content().chars().next().map_or(1, char::len_utf8);
        Self { lines: line.range.clone(), text, message: message.into(), place: start..start + first, why: None }
    }

    /// The same with the sign at `at` in the content of the line as its place.
    fn at(mut self, at: usize, content: &str) -> Self {
        let start = self.place.start + at;
        let sign = content.get(at..).and_then(|rest| rest.chars().next());
        self.place = start..start + sign.map_or(0, char::len_utf8);
        self
    }
}

/// The repairs of a line, the likeliest first.
pub(super) fn all(lines: &[Line<'_>], nth: usize, syntax: Syntax) -> Vec<Repair> {
    let line = &lines[nth];
    let found: Vec<Option<Repair>> = match syntax {
        Syntax::Toml => vec![section(line), assigned(line)],
        Syntax::Yaml => {
            let mut found = vec![indented(line), comment(line), joined(lines, nth), colon(line)];
            found.extend(flow::mended(line.content()).into_iter().map(|mended| Some(in_brackets(line, mended))));
            found.extend([value(line), dash(lines, nth), dash_alone(line), second(lines, nth)]);
            found
        }
    };
    found.into_iter().flatten().collect()
}

/// A tab, or a blank that is none, before the first word.
fn indented(line: &Line<'_>) -> Option<Repair> {
    let indentation = line.indentation();
    let odd = indentation.char_indices().find(|(_, blank)| *blank != ' ')?;
    let text = format!("{}{}", indentation.replace('\t', "  ").replace(|blank| blank != ' ', " "), line.content());
    let message = match odd.1 {
        '\t' => "a tab indents this line; only blanks indent",
        _ => "a blank that is no plain one indents this line",
    };
    let mut repair = Repair::of(line, text, message);
    let start = line.range.start + odd.0;
    repair.place = start..start + odd.1.len_utf8();
    repair.why = (odd.1 == '\t').then_some("most editors can be told to write blanks where the tab key is pressed");
    Some(repair)
}

/// A comment as other languages have it.
fn comment(line: &Line<'_>) -> Option<Repair> {
    let content = line.content();
    let rest =
        content.strip_prefix("//").or_else(|| content.strip_prefix(';')).or_else(|| content.strip_prefix("--"))?;
    let text = format!("{}# {}", line.indentation(), rest.trim_start_matches(['-', '/']).trim_start());
    (!rest.trim().is_empty() && !content.starts_with("---"))
        .then(|| Repair::of(line, text, "a comment begins with `#`"))
}

/// A key without a colon and a blank behind it.
fn colon(line: &Line<'_>) -> Option<Repair> {
    let content = line.content();
    let (message, at, text) = unspaced(content)?;
    Some(Repair::of(line, format!("{}{text}", line.indentation()), message).at(at, content))
}

/// What stands between a key and its value, where it is not a colon and a blank; where, and the words as they should be.
pub(in crate::load) fn unspaced(content: &str) -> Option<(&'static str, usize, String)> {
    let dash = if content.starts_with("- ") { 2 } else { 0 };
    let words = &content[dash..];
    let is_key = |key: &str| {
        !key.is_empty()
            && key.len() <= 40
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
    };
    let sign = words.find([':', '：', '=', ' '])?;
    let (key, rest) = words.split_at(sign);
    let put = |skipped: usize| format!("{}{key}: {}", &content[..dash], rest[skipped..].trim_start());
    if !is_key(key) {
        return None;
    }
    let at = dash + sign;
    if let Some(value) = rest.strip_prefix(':') {
        let address = value.starts_with("//") || value.is_empty() || value.starts_with(' ');
        return (!address).then(|| ("a blank is missing behind the colon", at, put(1)));
    }
    if rest.starts_with('：') {
        return Some(("the colon is a wide one, which is a letter here", at, put('：'.len_utf8())));
    }
    let value = rest.trim_start();
    if let Some(value) = value.strip_prefix('=') {
        let at = at + rest.len() - value.len() - 1;
        return (!value.is_empty()).then(|| {
            (
                "an equals sign stands where a colon is due",
                at,
                format!("{}{key}: {}", &content[..dash], value.trim_start()),
            )
        });
    }
    // An id or a key, then one word.
    let one = !value.is_empty() && !value.contains([' ', ':']);
    one.then(|| ("a colon is missing behind the key", at, put(1)))
}

fn in_brackets(line: &Line<'_>, mended: Mended) -> Repair {
    let Mended { text, message, at } = mended;
    Repair::of(line, format!("{}{text}", line.indentation()), message).at(at, line.content())
}

/// A value that needs quotation marks, or has wrong ones.
fn value(line: &Line<'_>) -> Option<Repair> {
    let content = line.content();
    let dash = if content.starts_with("- ") { 2 } else { 0 };
    let head = content.find(": ").map_or(dash, |at| at + 2);
    let (value, comment) = apart(&content[head..]);
    let start = head + value.len() - value.trim_start().len();
    let value = value.trim();
    let quoted = quoted(value)?;
    let text = format!("{}{}{}{comment}", line.indentation(), &content[..start], quoted.text);
    Some(Repair::of(line, text, quoted.message).at(start + quoted.at, content))
}

/// A value and the comment behind it.
fn apart(value: &str) -> (&str, &str) {
    let comment = value.find(" #").filter(|at| !value[..*at].contains(['"', '\'']));
    comment.map_or((value, ""), |at| value.split_at(at))
}

/// An entry of a list whose dash is missing.
fn dash(lines: &[Line<'_>], nth: usize) -> Option<Repair> {
    let line = &lines[nth];
    let above = lines[..nth].iter().rev().find(|above| !above.is_blank() && above.indent() <= line.indent())?;
    let begins =
        above.indent() == line.indent() && above.content().starts_with("- ") && !line.content().starts_with('-');
    let text = format!("{}- {}", line.indentation(), line.content());
    begins.then(|| Repair::of(line, text, "an entry of a list does not begin with `- `"))
}

/// A dash without a blank behind it.
fn dash_alone(line: &Line<'_>) -> Option<Repair> {
    let rest = line.content().strip_prefix('-')?;
    let begins = rest.starts_with(|first: char| first.is_alphanumeric() || ['"', '\'', '{', '['].contains(&first));
    let text = format!("{}- {rest}", line.indentation());
    begins.then(|| Repair::of(line, text, "a blank is missing behind the dash"))
}

/// A value that stands on the line below its key, without being indented.
fn joined(lines: &[Line<'_>], nth: usize) -> Option<Repair> {
    let line = &lines[nth];
    let above = lines[..nth].iter().rev().find(|above| !above.is_blank())?;
    if !above.text.trim_end().ends_with(':') || line.indent() > above.indent() {
        return None;
    }
    let value = line.content().trim_end();
    // What has a colon may be a key of its own.
    if value.contains([':', '=']) {
        return None;
    }
    let value = quoted(value).map_or_else(|| value.to_owned(), |quoted| quoted.text);
    let text = format!("{} {value}", above.text.trim_end());
    let mut repair = Repair::of(line, text, format!("the value of `{}` is not indented", above.first_word()));
    repair.lines.start = above.range.start;
    Some(repair)
}

/// A second document.
fn second(lines: &[Line<'_>], nth: usize) -> Option<Repair> {
    let line = &lines[nth];
    let begins = line.text.trim_end() == "---" && lines[..nth].iter().any(|line| !line.is_blank());
    let mut repair = Repair::of(line, String::new(), "a second document begins here; one file holds one document");
    repair.place = line.range.start..line.range.start + 3;
    repair.lines.end = lines.last()?.range.end;
    repair.why = Some("leave `---` out, or put what follows it into a file of its own");
    begins.then_some(repair)
}

/// The name of a section of settings, without its brackets or with one too few.
fn section(line: &Line<'_>) -> Option<Repair> {
    let name = line.content().trim_end();
    let bare = name.trim_matches(['[', ']', ':']);
    let is_name = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_lowercase() || b"_-.".contains(&byte));
    let text = if name.starts_with("[[") { format!("[[{bare}]]") } else { format!("[{bare}]") };
    (is_name && text != name).then(|| Repair::of(line, text, "the name of a section stands in brackets"))
}

/// A value of settings without an equals sign before it, or without quotation marks.
fn assigned(line: &Line<'_>) -> Option<Repair> {
    let content = line.content().trim_end();
    let sign = content.find(['=', ':'])?;
    let key = content[..sign].trim_end();
    let (value, comment) = apart(content[sign + 1..].trim_start());
    let whole = |value: &str| format!("{}{key} = {value}{comment}", line.indentation());
    let colon = content[sign..].starts_with(':');
    let word = value.trim();
    if word.is_empty() {
        return None;
    }
    let at = content.len() - content[sign + 1..].trim_start().len();
    let typed = word.starts_with(['"', '\'', '[', '{']) && quoted(word).is_none_or(|_| word.starts_with(['[', '{']));
    let number = word.bytes().all(|byte| byte.is_ascii_digit() || b"-._:TZ+".contains(&byte));
    let (text, message, at) = match word {
        "yes" | "Yes" | "YES" | "on" | "True" | "TRUE" => (whole("true"), "`true` is written so", at),
        "no" | "No" | "NO" | "off" | "False" | "FALSE" => (whole("false"), "`false` is written so", at),
        _ if typed || number || ["true", "false"].contains(&word) => {
            if !colon {
                return None;
            }
            (whole(word), "a colon stands where an equals sign is due", sign)
        }
        _ => {
            let inner = word.trim_matches(CURLY).trim_matches(['"', '\'']);
            let marks = if inner.contains('\'') {
                format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""))
            } else {
                enclosed(inner)
            };
            (whole(&marks), "the text needs quotation marks, `\"` before it and behind it", at)
        }
    };
    Some(Repair::of(line, text, message).at(at, content))
}
