//! The shell: reads the command line, hands the work to the library, prints and exits.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
