//! What templates may cost: an own folder's templates are somebody else's text, and a page of theirs has to end.
//!
//! The engine counts neither turns nor letters, so that a call of a function of ours is written behind the head of every
//! loop and behind every value that is kept; what is drawn goes through a writer that counts.

use std::{
    io,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use tera::{Error, Kwargs, State, Tera, Value};

use crate::budget::Budget;

/// Called once a turn of a loop.
const TURN: &str = "dmf_turn";
/// Called with every value that a template keeps under a name.
const KEPT: &str = "dmf_kept";
/// Most letters of a text that is kept, in bytes: a template may add it to itself.
const LONGEST: usize = 1 << 20;
/// Most texts that are put together at once.
const JOINED: usize = 100;

/// The budget of one template, shared with what the engine calls.
#[derive(Debug, Clone)]
pub(super) struct Meter(Arc<Mutex<Budget>>);

impl Meter {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Budget::template())))
    }

    /// All of it again, for another template.
    pub(super) fn refill(&self) {
        self.with(|budget| *budget = Budget::template());
    }

    /// What ran out, for people.
    pub(super) fn refusal(&self) -> Option<String> {
        self.with(|budget| budget.refusal())
    }

    /// Makes the functions known that a metered text calls.
    pub(super) fn register(&self, engine: &mut Tera) {
        let meter = self.clone();
        engine.register_function(TURN, move |_: Kwargs, _: &State| meter.charge(|budget| budget.steps(1)).map(|()| ""));
        let meter = self.clone();
        engine.register_function(KEPT, move |kwargs: Kwargs, _: &State| {
            let value = kwargs.must_get::<&Value>("of")?;
            let bytes = value.as_str().map_or(0, str::len);
            let parts = value.as_array().map_or(0, <[Value]>::len);
            let room = if bytes > LONGEST { usize::MAX } else { bytes };
            meter.charge(|budget| budget.bytes(room) && budget.steps(1 + parts)).map(|()| "")
        });
        let meter = self.clone();
        engine.register_function("range", move |kwargs: Kwargs, _: &State| meter.range(&kwargs));
    }

    /// The numbers from `start` on and below `end`, at a cost of one step each.
    fn range(&self, kwargs: &Kwargs) -> Result<Vec<i128>, Error> {
        let start = kwargs.get::<i128>("start")?.unwrap_or_default();
        let end = kwargs.must_get::<i128>("end")?;
        let by = kwargs.get::<i128>("step_by")?.unwrap_or(1);
        if by == 0 || start > end && by > 0 {
            return Err(Error::message("`range` goes from `start` to `end` by steps that lead there"));
        }
        let mut numbers = Vec::new();
        let mut next = Some(start);
        while let Some(number) = next.filter(|number| if by > 0 { *number < end } else { *number > end }) {
            self.charge(|budget| budget.steps(1))?;
            numbers.push(number);
            next = number.checked_add(by);
        }
        Ok(numbers)
    }

    fn charge(&self, with: impl FnOnce(&mut Budget) -> bool) -> Result<(), Error> {
        if self.with(with) { Ok(()) } else { Err(Error::message("the template asks for more than is filled")) }
    }

    fn with<T>(&self, with: impl FnOnce(&mut Budget) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What a template draws, so far as there is room.
pub(super) struct Drawn<'a> {
    pub(super) meter: &'a Meter,
    pub(super) bytes: Vec<u8>,
}

impl io::Write for Drawn<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.meter.with(|budget| budget.bytes(bytes.len())) {
            return Err(io::Error::other("the template draws more than is filled"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template with the calls that count, and where they stand in it.
pub(super) struct Metered {
    pub(super) text: String,
    /// Where a call was put, in the new text.
    calls: Vec<Range<usize>>,
    /// Where more is put together at once than is filled.
    pub(super) too_wide: Option<usize>,
}

impl Metered {
    /// Where a place of the metered text stands in the template itself.
    pub(super) fn original(&self, at: usize) -> usize {
        let before = self.calls.iter().take_while(|call| call.start < at);
        at - before.map(|call| call.end.min(at) - call.start).sum::<usize>()
    }

    /// Puts the calls into a template.
    pub(super) fn of(template: &str) -> Self {
        let mut metered = Self { text: String::with_capacity(template.len()), calls: Vec::new(), too_wide: None };
        let mut open: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(start) = next(template, at) {
            let opens = &template[start..start + 2];
            let end = match opens {
                "<#" => template[start + 2..].find("#>").map(|end| start + end + 4),
                "{{" => close(template, start + 2, "}}"),
                _ => close(template, start + 2, "%}"),
            };
            // What is not closed is for the engine to complain about.
            let Some(mut end) = end else { break };
            let inner = template[start + 2..end - 2].trim_matches('-').trim();
            if opens != "<#" && inner.bytes().filter(|byte| *byte == b'~').count() > JOINED {
                metered.too_wide.get_or_insert(start);
            }
            let call = if opens == "{%" {
                let mut words = inner.split([' ', '\n', '\t', '\r', '=']).filter(|word| !word.is_empty());
                match (words.next(), words.next()) {
                    (Some("raw"), _) => {
                        end = raw_end(template, end);
                        None
                    }
                    (Some("for"), _) => Some(format!("{TURN}()")),
                    (Some("set" | "set_global"), Some(name)) if inner.contains('=') => {
                        Some(format!("{KEPT}(of={name})"))
                    }
                    (Some("set" | "set_global"), Some(name)) => {
                        open.push(name.split('|').next().unwrap_or(name));
                        None
                    }
                    (Some("endset"), _) => open.pop().map(|name| format!("{KEPT}(of={name})")),
                    _ => None,
                }
            } else {
                None
            };
            metered.text.push_str(&template[at..end]);
            if let Some(call) = call {
                // A head that takes away the white space behind it still does.
                let trims = if template[..end].ends_with("-%}") { "-" } else { "" };
                let from = metered.text.len();
                metered.text.push_str(&format!("{{{{{trims} {call} {trims}}}}}"));
                metered.calls.push(from..metered.text.len());
            }
            at = end;
        }
        metered.text.push_str(&template[at..]);
        metered
    }
}

/// Where the next expression, tag or comment begins.
fn next(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len().saturating_sub(1)).find(|at| matches!(&bytes[*at..*at + 2], b"{{" | b"{%" | b"<#"))
}

/// Behind the next `sign` that stands in no quotation.
fn close(text: &str, from: usize, sign: &str) -> Option<usize> {
    let mut quoted = None;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match quoted {
            Some(mark) if byte == mark => quoted = None,
            None if matches!(byte, b'"' | b'\'' | b'`') => quoted = Some(byte),
            None if text.as_bytes()[at..].starts_with(sign.as_bytes()) => return Some(at + sign.len()),
            _ => {}
        }
    }
    None
}

/// Behind the tag that ends what is taken as it stands.
fn raw_end(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(start) = text[at..].find("{%").map(|found| at + found) {
        let Some(end) = text[start..].find("%}").map(|found| start + found + 2) else { break };
        if text[start + 2..end - 2].trim_matches('-').trim() == "endraw" {
            return end;
        }
        at = start + 2;
    }
    text.len()
}
