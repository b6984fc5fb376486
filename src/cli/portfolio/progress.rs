//! A sign of life, for work that takes longer than people wait.

use std::{
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// When a progress bar is worth its place.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on the standard error, for work that takes longer than people wait.
pub(super) struct Progress {
    pub(super) bar: ProgressBar,
    pub(super) begun: Instant,
    pub(super) shown: std::cell::Cell<bool>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {human_pos} worksheets, {per_sec}");
        bar.set_style(style.expect("the template is sound"));
        Self { bar, begun: Instant::now(), shown: std::cell::Cell::new(false) }
    }

    pub(super) fn at(&self, seen: u64) {
        if !self.shown.get() && self.begun.elapsed() > PATIENCE && io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown.set(true);
        }
        self.bar.set_position(seen);
    }

    /// Says something without a bar in between.
    pub(super) fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
