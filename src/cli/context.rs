//! What every command works with: a session, and what is known of the terminal.

use std::{io::IsTerminal, path::Path};

use dmf::{
    diag,
    ops::{Session, Stop, unknown as unknown_word},
    report,
    world::Disk,
};

use super::{
    Failure,
    args::{Global, When},
    clock::today,
    output,
};

/// What every command works with.
pub(crate) struct Context {
    pub(crate) session: Session,
    /// The day that was asked for on the command line.
    pub(crate) today_given: Option<jiff::civil::Date>,
    width: usize,
    color: When,
}

impl Context {
    /// Reads the surroundings. The error is about the command line or the environment.
    pub(crate) fn new(global: &Global) -> Result<Self, String> {
        Ok(Self {
            session: Session::new(Disk::on(today(global.today)?)).with_data(global.data.clone()),
            today_given: global.today,
            width: width(global.width),
            color: global.color,
        })
    }

    /// Finds the workspace of a file and opens the data folders of both.
    pub(crate) fn open(&mut self, file: &Path) -> Result<(), Failure> {
        Ok(self.session.open(file)?)
    }

    /// What is only missing where something was said to be wrong.
    pub(crate) fn made<T>(&self, value: Option<T>) -> Result<T, Failure> {
        self.session.notes.sink.made(value).map_err(|wrong| Failure::from(Stop::from(wrong)))
    }

    /// How answers are laid out: with colour on a terminal that wants it.
    pub(crate) fn style(&self, all: bool) -> report::Style {
        report::Style { colour: self.colour(std::io::stdout().is_terminal()), width: self.width, all }
    }

    /// How complaints are laid out.
    pub(crate) fn complaint_style(&self) -> diag::Style {
        diag::Style { colour: self.colour(std::io::stderr().is_terminal()), width: self.width }
    }

    /// Prints what has been complained about.
    pub(crate) fn complain(&self) {
        if !self.session.notes.sink.is_empty() {
            let style = self.complaint_style();
            let text = diag::render(&self.session.notes.sink, &self.session.notes.sources, style);
            output::painted(text.trim_end(), style.colour);
        }
    }

    fn colour(&self, terminal: bool) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && wants_colour(),
        }
    }
}

/// Whether a terminal would have colour where nobody says so.
pub(crate) fn wants_colour() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// A word on the command line that names nothing.
pub(crate) fn unknown(kind: &str, word: &str, known: &[&str]) -> Failure {
    Failure::Usage(unknown_word(kind, word, known))
}

fn width(given: Option<u16>) -> usize {
    let columns = || std::env::var("COLUMNS").ok().and_then(|text| text.parse::<u16>().ok()).filter(|width| *width > 0);
    let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0);
    usize::from(given.or_else(columns).or_else(terminal).unwrap_or(80)).clamp(40, 1000)
}
