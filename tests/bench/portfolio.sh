#!/usr/bin/env bash
# How `dmf portfolio` grows from a thousand worksheets to a hundred thousand: time, memory, cores, and beside parsing the same YAML alone.
#
#   bash tests/bench/portfolio.sh [NUMBER ...]          1000 10000 100000 unless said
#
# Runs take turns, and the best of them counts: what else the machine does disturbs all of them alike. Ratios of work compare processor
# time, which others on the machine hardly change. Needs python3 and about 1 GB in the temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-target/release/dmf}
parse=${PARSE:-}
[ -n "${DMF:-}" ] || cargo build --release --locked --quiet
[ -n "$parse" ] || parse=$(cargo bench --locked --no-run --bench parse --message-format json 2>/dev/null |
  python3 -c 'import json, sys; print([line["executable"] for line in map(json.loads, sys.stdin) if line.get("executable")][-1])')
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for number in "${@:-1000 10000 100000}"; do
  for each in $number; do python3 tests/bench/portfolio.py "$each" "$scratch/$each" & done
done
wait
python3 - "$dmf" "$parse" "$scratch" ${@:-1000 10000 100000} <<'PY'
import os, subprocess, sys, time
dmf, parse, scratch, *numbers = sys.argv[1:]


def run(command):
    """Wall seconds, processor seconds, peak memory in MB."""
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, command
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def best(runs):
    return [min(figures) for figures in zip(*runs)]


print(f"{'worksheets':>10} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {'1 thread, wall':>15} {'to parsing, cpu':>16}")
for number in numbers:
    folder = f"{scratch}/{number}"
    score = [dmf, "portfolio", folder, "--today", "2026-11-24", "--format", "ndjson"]
    commands = [score, score + ["--threads", "1"], [parse, folder]]
    rounds = 3 if int(number) <= 10_000 else 1
    runs = [[run(command) for command in commands] for _ in range(rounds)]
    all_cores, one, plain = (best(list(each)) for each in zip(*runs))
    print(f"{number:>10} {all_cores[0]:8.2f} {all_cores[1]:8.2f} {all_cores[2]:8.1f} "
          f"{one[0] / all_cores[0]:14.2f}× {all_cores[1] / plain[1]:15.2f}×", flush=True)
PY
