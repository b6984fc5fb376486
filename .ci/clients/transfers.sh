#!/usr/bin/env bash
# Programs of others read what `dmf transfer` writes: frictionless the sheet by our table schema, icalendar the calendar,
# Chromium the map, and Mermaid the diagram. Needs python 3 with venv, node with npm, and the network for what they install
# into a folder that is thrown away; Chromium is installed where there is none.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
.ci/packages browser
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check frictionless==5.19.0 icalendar==7.2.0
npm install --silent --no-audit --no-fund --prefix "$work/node" mermaid@11.15.0 2>/dev/null

registers=(tests/cmd/transfer-due.in/transfers.yaml .ci/clients/transfers.yaml)
for example in examples/*/transfers.yaml; do [ -f "$example" ] && registers+=("$example"); done
"$dmf" transfer export --schema -o "$work/schema.json"
number=0
for register in "${registers[@]}"; do
  number=$((number + 1)) out=$work/$number
  "$dmf" transfer export "$register" --today 2026-11-24 -o "$out.csv"
  "$work/python/bin/frictionless" validate "$out.csv" --schema "$work/schema.json" --trusted >"$out.log" 2>&1 ||
    { cat "$out.log"; exit 1; }
  "$dmf" transfer import "$out.csv" --today 2026-11-24 -o "$out.yaml"
  "$dmf" transfer export "$out.yaml" --today 2026-11-24 | cmp - "$out.csv"
  "$dmf" transfer due "$register" --today 2026-11-24 -o "$out.ics"
  "$dmf" transfer due "$register" --today 2026-11-24 --all --format json -o "$out.json"
  "$dmf" transfer list "$register" --today 2026-11-24 -o "$out.svg"
  "$dmf" transfer list "$register" --today 2026-11-24 -o "$out.mmd"
  "$work/python/bin/python" .ci/clients/transfers.py "$out"
  cat >"$out.html" <<HTML
<pre id="diagram"></pre><script src="node/node_modules/mermaid/dist/mermaid.min.js"></script><script>
const text = $("$work/python/bin/python" -c 'import json, sys; print(json.dumps(open(sys.argv[1]).read()).replace("<", "\\u003c"))' "$out.mmd");
const say = answer => { document.getElementById("diagram").textContent = answer; };
mermaid.parse(text).then(() => say("PARSED"), error => say("REFUSED: " + error));
</script>
HTML
  chromium=(chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking
    --disable-component-update --disable-sync "--user-data-dir=$work/chromium" --allow-file-access-from-files)
  "${chromium[@]}" --virtual-time-budget=20000 --dump-dom "file://$out.html" >"$out.dom" 2>/dev/null
  grep -q '>PARSED<' "$out.dom" || { cat "$out.dom"; exit 1; }
  "${chromium[@]}" --window-size=1240,900 --screenshot="$out.png" "file://$out.svg" >/dev/null 2>&1
  [ "$(stat -c %s "$out.png")" -gt 10000 ] || { echo "the map is empty: $register"; exit 1; }
done
echo "transfers: every client agrees"
