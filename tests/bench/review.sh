#!/usr/bin/env bash
# An agreement of about sixty pages, reviewed and redlined, from start to exit. Needs hyperfine and python3.
#
#   bash tests/bench/review.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-target/release/dmf}
[ -n "${DMF:-}" ] || cargo build --release --locked --quiet
scratch=$(mktemp -d)
deal=examples/mcc-sg-vn-cloud/deal.yaml
trap 'rm -rf "$scratch"' EXIT

# One example has 18 pages; its body four times over is longer than any agreement that a team is sent.
"$dmf" mcc render "$deal" -o "$scratch/one.docx" 2>/dev/null
python3 - "$scratch/one.docx" "$scratch/long.docx" <<'PY'
import re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as one, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as long:
    for name in one.namelist():
        content = one.read(name)
        if name == "word/document.xml":
            head, body, tail = re.match(rb"(.*<w:body>)(.*)(<w:sectPr>.*)", content, re.S).groups()
            content = head + body * 4 + tail
        long.writestr(name, content)
PY
sed 's/24 hours/72 hours/g; s/ must / shall /g' <("$dmf" mcc render "$deal" 2>/dev/null) >"$scratch/other.md"
for _ in 1 2 3 4; do cat "$scratch/other.md"; done >"$scratch/long.md"

hyperfine --shell=none --warmup 5 --runs 40 \
  --command-name "an empty Python interpreter" "python3 -c pass" \
  --command-name "dmf mcc check, 72 pages, docx" "$dmf mcc check $scratch/long.docx --module c2p --force -o $scratch/a.json" \
  --command-name "dmf mcc check, 72 pages, markdown" "$dmf mcc check $scratch/long.md --module c2p --force -o $scratch/b.json" \
  --command-name "dmf mcc check --deal, 72 pages, docx" "$dmf mcc check $scratch/long.docx --deal $deal --force -o $scratch/a.html" \
  --command-name "dmf mcc check --deal, 18 pages, docx" "$dmf mcc check $scratch/one.docx --deal $deal --force -o $scratch/a.html" \
  --command-name "dmf mcc redline, 72 pages, docx" "$dmf mcc redline $scratch/long.docx $scratch/long.md --force -o $scratch/c.docx" \
  --command-name "dmf mcc redline, 72 pages, text" "$dmf mcc redline $scratch/long.docx $scratch/long.md --force -o $scratch/c.txt"
