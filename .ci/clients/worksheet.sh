#!/usr/bin/env bash
# A worksheet's workbook in other programs: openpyxl finds drop-downs, locks and colours, LibreOffice counts the score sheet
# anew after answers were typed, and comes to the figures of `dmf assess`, or to less: by evidence where records were typed that
# nobody has looked at yet, and to those without the answer where a reason was typed that nobody has weighed yet. What comes
# back is what was typed. Installs what it needs, and fails when it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
.ci/packages calc pdf
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5
export HOME=$work SOURCE_DATE_EPOCH=1795478400

for example in examples/*/org.yaml; do
  name=$(basename "$(dirname "$example")")
  cp -r "$(dirname "$example")" "$work/$name"
  rm -rf "$work/$name/expected"
  (cd "$work/$name" && "$dmf" worksheet export org.yaml -o sheet.xlsx)
  "$work/venv/bin/python" .ci/clients/worksheet.py "$dmf" "$work/$name" looked-at
  # The same by a method that believes of records what is said of them.
  mkdir -p "$work/$name-believed/data/frameworks/asean-dmf"
  cp "$example" "$work/$name-believed/org.yaml"
  sed '/^\[evidence\]/,$d' frameworks/asean-dmf/method.toml >"$work/$name-believed/data/frameworks/asean-dmf/method.toml"
  echo 'data = ["data"]' >"$work/$name-believed/dmf.toml"
  (cd "$work/$name-believed" && "$dmf" worksheet export org.yaml -o sheet.xlsx)
  "$work/venv/bin/python" .ci/clients/worksheet.py "$dmf" "$work/$name-believed" believed
done

# On paper: A4, answers on one sheet across and the levels on the next.
cd "$work/sg-payments"
soffice --headless --convert-to pdf sheet.xlsx >/dev/null 2>&1
[ "$(pdfinfo -l 99 sheet.pdf | grep -c 'size:.*(A4)')" -eq "$(pdfinfo sheet.pdf | awk '/^Pages/ { print $2 }')" ] ||
  { echo "a page is not A4" >&2; exit 1; }
for page in 2 3; do pdftotext -f "$page" -l "$page" -layout sheet.pdf "$page.txt"; done
grep -Eq 'Id +Practice .* Note' 2.txt || { echo "answers do not fill one page across" >&2; exit 1; }
grep -q '0 none .*4 advanced' 3.txt || { echo "levels do not fill one page across" >&2; exit 1; }
echo "worksheet: locks, drop-downs and colours found; LibreOffice comes to our figures; what was typed comes back"
