//! A `dmf.toml` to begin with, and a job for continuous integration.

use crate::framework::{Framework, ProfileId};

/// A `dmf.toml` that sets the profile; all else stands in it as comments. `schema` is the path to its JSON Schema.
#[must_use]
pub fn starter(framework: &Framework, profile: ProfileId, schema: &str) -> String {
    let id = &framework.profiles[profile.0].id;
    let width = framework.roles.iter().map(|role| role.id.len()).max().unwrap_or(0);
    let roles: Vec<String> = framework
        .roles
        .iter()
        .map(|role| format!("# {:width$} = {:2}   # {}\n", role.id, role.capacity[profile.0], role.title))
        .collect();
    format!(
        "#:schema {schema}
# What the files of this folder have in common. A flag on the command line wins over all of it.

# The profile of worksheets that name none.
profile = \"{id}\"

# Folders of packs that replace or add to what the program carries.
# data = [\"packs\"]

# Person-days a month for the work of `dmf plan`. These are what the profile assumes.
# [capacity]
{}
# What makes `dmf assess` end with 1.
# [gate]
# baseline = \"git:origin/main\"
# fail_on = [\"regression\", \"stale-evidence\"]

# Residual risk of a transfer that needs no named acceptor, where you bear less than the method does.
# [transfer]
# appetite = 9

# A finding that is excused for a while. `dmf explain` lists the codes.
# [[waivers]]
# practice = \"{}\"
# reason = \"Why it is excused\"
# owner = \"Who answers for it\"
# until = 2027-06-30
",
        roles.concat(),
        framework.practices.first().map_or("", |practice| &practice.id),
    )
}

/// A job for GitHub that fails when a pull request makes an answer worse.
#[must_use]
pub fn ci() -> String {
    "# Copy this to .github/workflows/dmf.yml. A pull request that makes an answer worse, or leaves evidence run out, fails,
# with a note on the line to blame.
name: data protection
on: pull_request
permissions:
  contents: read
jobs:
  maturity:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      # Put a step here that installs `dmf`.
      - run: dmf assess org.yaml --baseline \"git:origin/$BASE\" --fail-on-regression --fail-on-stale-evidence --format github
        env:
          BASE: ${{ github.base_ref }}
"
    .to_owned()
}
