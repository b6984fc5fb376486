#!/usr/bin/env bash
# Agreements as LibreOffice, poppler and python-docx see them: the numbers and references that a reader finds are the ones
# that the program computed. Installs what it needs, and fails when it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/packages writer pdf

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check python-docx

for example in mcc-sg-vn-cloud mcc-my-th-reinsurance mcc-id-eu-group; do
  for ending in json docx pdf; do
    target/release/dmf mcc render "examples/$example/deal.yaml" -o "$scratch/$example.$ending"
  done
  soffice --headless "-env:UserInstallation=file://$scratch/office" --convert-to pdf --outdir "$scratch/office-pdf" \
    "$scratch/$example.docx" >/dev/null 2>&1
  "$scratch/venv/bin/python" .ci/clients/agreements.py "$scratch/$example.json" "$scratch/$example.docx" \
    "$scratch/office-pdf/$example.pdf" "$scratch/$example.pdf"
done

# Values that look like something else come out of the PDF as they were typed.
target/release/dmf mcc render tests/fixtures/deal-hostile.yaml --draft -o "$scratch/hostile.pdf" 2>/dev/null
pdftotext -layout "$scratch/hostile.pdf" "$scratch/hostile.txt"
grep -qF '{{ 7 * 7 }}' "$scratch/hostile.txt"
grep -qF '<script>alert(1)</script>' "$scratch/hostile.txt"
echo "agreements: every client agrees"
