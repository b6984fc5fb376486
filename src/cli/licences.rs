//! `dmf --licences`: whose work is in the program, and under which terms.

use super::{Failure, Outcome, output};

/// The program's own terms, which are those of most crates as well.
const OWN: &str = include_str!("../../LICENSE");

/// Crates and the notices that they ask for, as `.ci/licences` writes them.
const CRATES: &str = include_str!("licences.txt");

/// Who made the fonts, and their terms.
#[cfg(feature = "pdf")]
const FONTS: [&str; 2] =
    [include_str!("../../templates/fonts/README.txt"), include_str!("../../templates/fonts/OFL.txt")];

pub(crate) fn run() -> Result<Outcome, Failure> {
    let head =
        "dmf is under the Apache License 2.0, whose text stands at the end. It holds crates and fonts by others.\n";
    let line = format!("\n\n{}\n", "-".repeat(80));
    let mut parts = vec![head, CRATES];
    #[cfg(feature = "pdf")]
    parts.extend(FONTS);
    parts.push(OWN);
    let text: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    output::put((text.join(&line) + "\n").as_bytes(), None, false)
}
