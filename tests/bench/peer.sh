#!/usr/bin/env bash
# One assessment of fifty practices as a whole process, beside `evidentia gap analyze` on the same practices in a catalogue of its own.
#
#   bash tests/bench/peer.sh
#
# Runs take turns, and the best of them counts. Needs Python 3.12 or later and the network, for what is installed into a folder that is
# thrown away.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -n "${DMF:-}" ] || cargo build --release --locked --quiet
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"${PYTHON:-python3}" -m venv "$scratch/python"
"$scratch/python/bin/pip" install --quiet --disable-pip-version-check evidentia==0.13.2
export LITELLM_LOCAL_MODEL_COST_MAP=True NO_COLOR=1 HOME="$scratch"

"$dmf" framework show --format json -o "$scratch/framework.json"
cp examples/sg-payments/org.yaml "$scratch/org.yaml"
cd "$scratch"
python/bin/python - <<'PY'
import json, uuid

framework = json.load(open("framework.json"))
name = lambda text: str(uuid.uuid5(uuid.NAMESPACE_URL, text))
groups = [
    {
        "id": block["id"].lower(),
        "title": block["title"],
        "controls": [
            {
                "id": practice["id"].lower(),
                "title": practice["title"],
                "parts": [{"id": practice["id"].lower() + "_smt", "name": "statement", "prose": practice["title"]}],
            }
            for practice in block["practices"]
        ],
    }
    for block in framework["blocks"]
]
metadata = {"title": "DMF", "last-modified": "2026-11-24T00:00:00Z", "version": "1", "oscal-version": "1.2.1"}
json.dump({"catalog": {"uuid": name("dmf"), "metadata": metadata, "groups": groups}}, open("catalog.json", "w"))
states = ["implemented", "partially_implemented", "planned", "not_implemented"]
practices = [practice["id"] for block in framework["blocks"] for practice in block["practices"]]
controls = [f'  - {{ id: "{id}", title: "{id}", status: {states[at % 4]} }}' for at, id in enumerate(practices)]
open("inventory.yaml", "w").write("organization: Nusantara Pay\ncontrols:\n" + "\n".join(controls) + "\n")
PY
python/bin/evidentia catalog import catalog.json --framework-id asean-dmf --name DMF --force >import.log 2>&1 || { cat import.log; exit 1; }

python/bin/python - "$dmf" <<'PY'
import subprocess, sys, time


def run(command):
    begun = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begun


ours = [sys.argv[1], "assess", "org.yaml", "--today", "2026-11-24"]
theirs = ["python/bin/evidentia", "--offline", "gap", "analyze", "-i", "inventory.yaml", "-f", "asean-dmf", "-o", "gaps.json"]
runs = [(run(ours), run(theirs)) for _ in range(6)][1:]
ours, theirs = (min(times) for times in zip(*runs))
print(f"dmf assess {ours * 1000:.1f} ms, evidentia gap analyze {theirs * 1000:.0f} ms: {theirs / ours:.0f} times as long")
PY
