//! One who asks: on a terminal, or in plain lines.

use std::io::{self, BufRead};

use dmf::ops::Room;

use super::super::{Failure, context::Context, output};

/// One who asks.
pub(super) trait Ask {
    /// Shows text; `anew` begins a page where there are pages.
    fn show(&mut self, text: &str, anew: bool) -> Result<(), Failure>;
    /// What was typed; nothing when nobody answers any more.
    fn ask(&mut self, question: &str, help: &str) -> Result<Option<String>, Failure>;
    /// Whether evidence and note are asked for after a level.
    fn follows_up(&self) -> bool;
    fn room(&self) -> Room;
}

pub(super) fn asker(plain: bool, context: &Context) -> Result<Box<dyn Ask>, Failure> {
    let width = context.style(false).width.min(100);
    if plain {
        return Ok(Box::new(Lines { width }));
    }
    #[cfg(feature = "interactive")]
    if super::super::prompt::possible() {
        return Ok(Box::new(super::super::prompt::Terminal::new(width)));
    }
    let message = "questions are asked on a terminal, and here is none; answer with `--set GOV-01=established`, or line by \
                   line with `--plain`";
    Err(Failure::Usage(message.to_owned()))
}

/// Plain lines, one way and the other.
struct Lines {
    width: usize,
}

impl Ask for Lines {
    fn show(&mut self, text: &str, _: bool) -> Result<(), Failure> {
        output::say(&format!("{text}\n")).map(drop)
    }

    fn ask(&mut self, question: &str, _: &str) -> Result<Option<String>, Failure> {
        output::say(&format!("{question} "))?;
        let mut line = Vec::new();
        io::stdin().lock().read_until(b'\n', &mut line)?;
        // A line without an end was cut off in the middle: nobody meant it so.
        if !line.ends_with(b"\n") {
            output::put(b"\n", None, false)?;
            return Ok(None);
        }
        String::from_utf8(line).map(Some).map_err(|_| Failure::Usage("what was typed is not UTF-8".to_owned()))
    }

    fn follows_up(&self) -> bool {
        false
    }

    fn room(&self) -> Room {
        Room { width: self.width, roomy: true }
    }
}

#[cfg(feature = "interactive")]
impl Ask for super::super::prompt::Terminal {
    fn show(&mut self, text: &str, anew: bool) -> Result<(), Failure> {
        Self::clear(anew);
        output::painted(text, true);
        Ok(())
    }

    fn ask(&mut self, question: &str, help: &str) -> Result<Option<String>, Failure> {
        Self::line(question, help)
    }

    fn follows_up(&self) -> bool {
        true
    }

    fn room(&self) -> Room {
        Room { width: self.width, roomy: Self::roomy() }
    }
}
