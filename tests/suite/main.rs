//! The one test binary: it runs the program as a user would, and the library where a law is easier said there.

mod agreements;
mod answers;
mod bases;
mod begin;
mod bounds;
mod codes;
mod compat;
mod corpus;
mod deletions;
mod findings;
mod formats;
mod gates;
mod harness;
#[cfg(unix)]
mod hostile;
mod impacts;
mod invalid;
#[cfg(all(unix, feature = "xlsx"))]
mod kills;
mod law;
mod laws;
mod left_out;
mod limits;
mod linked;
mod memory;
mod not_missing;
mod output;
mod pages;
mod places;
mod plans;
mod policies;
mod portfolio;
mod reach;
mod reading;
mod reading_word;
mod redline;
mod registers;
mod reports;
mod returned;
mod review;
mod revisions;
mod rooms;
mod schemas;
mod shell;
mod shipped;
mod standing;
mod transcripts;
mod unseen;
mod versions;
mod walks;
mod weighed;
#[cfg(feature = "xlsx")]
mod workbooks;
mod workspace;
mod writes;
mod written;
