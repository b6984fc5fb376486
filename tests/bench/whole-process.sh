#!/usr/bin/env bash
# Whole runs, from start to exit, beside an empty Python interpreter. Needs hyperfine (and /usr/bin/python3).
#
#   bash tests/bench/whole-process.sh            # this program
#   bash tests/bench/whole-process.sh OLD_DMF    # and beside it an older build of it
#
# Beside an older build, both run in turn: start-up is so short that a machine which slows down decides otherwise.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --locked --quiet
# Copies, as an installed program is one: a file fresh from the linker is read in smaller pieces, which takes longer.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp target/release/dmf "$scratch/dmf"
dmf=$scratch/dmf
runs=(
  --command-name "dmf assess" "$dmf assess examples/sg-payments/org.yaml --today 2026-11-24"
  --command-name "dmf plan" "$dmf plan examples/sg-payments/org.yaml --today 2026-11-24"
  --command-name "dmf --version" "$dmf --version"
  --command-name "python3 -c pass" "/usr/bin/python3 -c pass"
)
hyperfine --shell=none --warmup 10 --runs 100 "${runs[@]}"
if [ $# -gt 0 ]; then
  cp "$1" "$scratch/old"
  python3 tests/bench/beside.py "$dmf" "$scratch/old" -- --version
  python3 tests/bench/beside.py "$dmf" "$scratch/old" -- assess examples/sg-payments/org.yaml
  python3 tests/bench/beside.py "$dmf" "$scratch/old" -- assess examples/sg-payments/org.yaml --today 2026-11-24
fi
