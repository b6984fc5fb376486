//! Value → YAML text, for files that the program writes for people to go on with.

use serde::Serialize;

/// The value as YAML; reading it back gives the same value.
#[must_use]
pub fn encode(value: &impl Serialize) -> String {
    let options = serde_yaml::ser_options! { compact_list_indent: false, prefer_block_scalars: false };
    serde_yaml::to_string_with_options(value, options).expect("raw values hold only text, numbers, lists and maps")
}
