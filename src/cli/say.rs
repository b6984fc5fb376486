//! Words of the user's in answers of a few lines and beside them: they command neither a terminal nor the runner that keeps
//! a log.

use std::io::{self, Write};

use dmf::report::{self, neutral};

use super::{Failure, Outcome, output};

/// Writes lines to the standard output.
pub(crate) fn say(text: &str) -> Result<Outcome, Failure> {
    output::put(neutral(text, false).as_bytes(), None, false)
}

/// Says something beside the answer.
pub(crate) fn complain(text: &str) {
    painted(text, false);
}

/// Says each of these beside the answer, a line each.
pub(crate) fn complain_of(lines: &[String]) {
    for line in lines {
        complain(&report::visible(line));
    }
}

/// The same for what may be in colour; nobody is left to tell when that fails.
pub(crate) fn painted(text: &str, colour: bool) {
    let _ = writeln!(io::stderr().lock(), "{}", neutral(text, colour));
}
