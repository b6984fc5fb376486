#!/usr/bin/env bash
# HiGHS proves the least effort of `dmf plan --reach`, from the problem as LP text: on all worksheets of the examples and two
# hundred made up at random. Needs python 3 with venv, and the network for what it installs into a folder that is thrown away.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check highspy==1.16.0
"$work/python/bin/python" .ci/clients/plan.py "$dmf" "$work" 200 examples/*/org.yaml
