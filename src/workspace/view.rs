//! What leaves the room: what was looked at, and whether it closes.

use serde::Serialize;

use crate::gate::VerdictView;

/// A workspace that was checked.
#[derive(Debug, Clone, Serialize)]
pub struct WorkspaceView {
    pub version: u32,
    /// The `dmf.toml` that it begins with.
    pub file: String,
    pub files: Vec<FileView>,
    pub transfers: usize,
    pub waivers: usize,
    /// References that were followed.
    pub references: usize,
    pub verdict: VerdictView,
}

/// A file of the workspace.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// `assessment`, `deal`, `register`, `impact` or the name of a kind of record.
    pub kind: String,
    pub file: String,
    /// What it is about, in a few words.
    pub about: String,
}
