//! One program for all targets, which share nearly all of what is linked: `DMF_FUZZ` names the target.
#![no_main]

mod targets;

use std::sync::LazyLock;

static TARGET: LazyLock<String> = LazyLock::new(|| std::env::var("DMF_FUZZ").unwrap_or_default());

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::run(&TARGET, bytes));
