#!/usr/bin/env bash
# Whole runs, from start to exit, beside an empty Python interpreter. Needs hyperfine (and /usr/bin/python3).
#
#   bash tests/bench/whole-process.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --locked --quiet
dmf=target/release/dmf

hyperfine --shell=none --warmup 5 --runs 50 \
  --command-name "dmf assess" "$dmf assess examples/sg-payments/org.yaml --today 2026-11-24" \
  --command-name "dmf plan" "$dmf plan examples/sg-payments/org.yaml --today 2026-11-24" \
  --command-name "dmf --version" "$dmf --version" \
  --command-name "python3 -c pass" "/usr/bin/python3 -c pass"
