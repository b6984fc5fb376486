#!/usr/bin/env bash
# A whole agreement as a Word file, from start to exit, beside docxtpl filling a document of 60 clauses. Needs hyperfine and python3.
#
#   bash tests/bench/agreement.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --locked --quiet
dmf=target/release/dmf
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check docxtpl

cat > "$scratch/make.py" <<'PY'
import sys
from docx import Document
document = Document()
for number in range(60):
    document.add_heading(f"Clause {number + 1}", level=2)
    document.add_paragraph("{{ exporter }} must tell {{ importer }} within {{ hours }} hours of a breach. " * 4)
document.save(sys.argv[1])
PY
cat > "$scratch/fill.py" <<'PY'
import sys
from docxtpl import DocxTemplate
template = DocxTemplate(sys.argv[1])
template.render({"exporter": "Tembusu Row Retail", "importer": "Sông Mây", "hours": 24})
template.save(sys.argv[2])
PY
"$scratch/venv/bin/python" "$scratch/make.py" "$scratch/template.docx"

hyperfine --shell=none --warmup 5 --runs 40 \
  --command-name "dmf mcc render, docx" "$dmf mcc render examples/mcc-sg-vn-cloud/deal.yaml --force -o $scratch/a.docx" \
  --command-name "dmf mcc render, markdown" "$dmf mcc render examples/mcc-sg-vn-cloud/deal.yaml --force -o $scratch/a.md" \
  --command-name "dmf mcc render, pdf" "$dmf mcc render examples/mcc-sg-vn-cloud/deal.yaml --force -o $scratch/a.pdf" \
  --command-name "docxtpl, 60 clauses" "$scratch/venv/bin/python $scratch/fill.py $scratch/template.docx $scratch/b.docx"
