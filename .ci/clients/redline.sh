#!/usr/bin/env bash
# Redlines as docx-trackdiff and LibreOffice see them: accepting everything gives the new agreement, rejecting everything
# the old one, for each example and for fifty random edits. Installs what it needs, and fails when it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/packages writer pdf

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check docx-trackdiff==1.0.0
dmf=${DMF:-target/release/dmf}
examples=(mcc-sg-vn-cloud mcc-my-th-reinsurance mcc-id-eu-group)

verified() { # OLD NEW
  "$dmf" mcc redline "$1" "$2" -o "$scratch/redline.docx" --force --author "The other side" --today 2026-11-24
  "$scratch/venv/bin/docx-trackdiff-verify" "$scratch/redline.docx" "$1" "$2" >"$scratch/said" 2>&1 || {
    cat "$scratch/said"
    return 1
  }
}

for example in "${examples[@]}"; do
  "$dmf" mcc render "examples/$example/deal.yaml" -o "$scratch/$example.docx" 2>/dev/null
done
"$dmf" mcc render --module c2p -o "$scratch/blank.docx"

# Each example against a blank: what was filled in, switched on and off, in every table and clause.
for example in "${examples[@]}"; do
  old="$scratch/$example.docx"
  verified "$old" "$scratch/blank.docx"
  soffice --headless "-env:UserInstallation=file://$scratch/office" --convert-to pdf --outdir "$scratch" \
    "$scratch/redline.docx" >/dev/null 2>&1
  pdftotext "$scratch/redline.pdf" "$scratch/redline.txt"
  grep -q "Definitions" "$scratch/redline.txt"
done

mkdir "$scratch/edits"
for seed in $(seq 50); do
  old="$scratch/${examples[seed % 3]}.docx"
  python3 .ci/clients/redline.py "$old" "$scratch/new.docx" "$seed"
  verified "$old" "$scratch/new.docx" || { echo "random edit $seed fails"; exit 1; }
  cp "$scratch/redline.docx" "$scratch/edits/$seed.docx"
done

# LibreOffice lays out every one of them: all pages of the agreement, the changed ones included.
soffice --headless "-env:UserInstallation=file://$scratch/office" --convert-to pdf --outdir "$scratch/edits" \
  "$scratch"/edits/*.docx >/dev/null 2>&1
for seed in $(seq 50); do
  pages=$(pdfinfo "$scratch/edits/$seed.pdf" | sed -n 's/^Pages: *//p')
  pdftotext "$scratch/edits/$seed.pdf" "$scratch/edits/$seed.txt"
  [ "$pages" -ge 10 ] && grep -q "Signed for" "$scratch/edits/$seed.txt" || { echo "random edit $seed is not laid out"; exit 1; }
done
echo "redline: all checks pass on three examples and fifty random edits"
