#!/usr/bin/env bash
# Reports as other programs see them: vnu finds valid HTML, axe-core in Chromium nothing that keeps anybody from reading it
# (375 and 1440 pixels wide, light and dark), and a page no wider than its screen; LibreOffice and poppler open the Word
# file and the PDF with their pictures. Needs node with npm and the network for what it installs into a folder that is
# thrown away; Java, Chromium, LibreOffice and poppler are installed where there are none.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
.ci/packages java browser writer pdf
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --prefix "$work/node" \
  vnu-jar@26.9.27 axe-core@4 puppeteer-core@24 2>/dev/null

pages=()
page() { # NAME WORKSHEET [FLAG …]
  local name=$1
  shift
  "$dmf" report "$@" --today 2026-11-24 -o "$work/$name.html" 2>/dev/null
  pages+=("$work/$name.html")
}
for audience in board regulator team; do
  page "group-$audience" examples/regional-group/assessments/pay.yaml --audience "$audience"
done
page payments examples/sg-payments/org.yaml
page shop examples/la-shop/org.yaml
page hospital examples/id-hospital/org.yaml
page gate examples/ci/org.yaml
sed 's|^organisation:.*|organisation: { name: "<script>alert(1)</script> & {{ 1 }}", country: SG }|' \
  examples/sg-payments/org.yaml >"$work/hostile.yaml"
page hostile "$work/hostile.yaml"

java -jar "$work/node/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "${pages[@]}"
cp .ci/clients/report.mjs "$work/node/report.mjs"
node "$work/node/report.mjs" "${pages[@]}"

for chart in radar bars heatmap; do
  "$dmf" assess examples/sg-payments/org.yaml --today 2026-11-24 --chart "$chart" -o "$work/$chart.svg"
done
"$dmf" plan examples/sg-payments/org.yaml --today 2026-11-24 -o "$work/plan.svg"
for picture in radar bars heatmap plan; do
  chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync \
    "--user-data-dir=$work/chromium" --window-size=800,800 --screenshot="$work/$picture.png" "file://$work/$picture.svg" >/dev/null 2>&1
  [ "$(stat -c %s "$work/$picture.png")" -gt 10000 ] || { echo "$picture is empty"; exit 1; }
done

for ending in docx pdf; do
  "$dmf" report examples/regional-group/assessments/pay.yaml --today 2026-11-24 -o "$work/report.$ending" 2>/dev/null
done
mkdir "$work/word"
soffice --headless "-env:UserInstallation=file://$work/office" --convert-to pdf --outdir "$work/word" "$work/report.docx" >/dev/null 2>&1
for file in "$work/report.pdf" "$work/word/report.pdf"; do
  pdftotext -layout "$file" "$work/text"
  for words in "Nusantara Pay Pte Ltd" "Maturity by building block" "TR-08" "Method and sources"; do
    grep -q "$words" "$work/text" || { echo "$file does not say: $words"; exit 1; }
  done
done
images=$(pdfimages -list "$work/word/report.pdf" | grep -c ' image ' || true)
[ "$images" -ge 6 ] || { echo "LibreOffice shows $images pictures of 6"; exit 1; }
# In our PDF the words of pictures are text that can be searched: this legend stands nowhere else.
pdftotext -layout "$work/report.pdf" "$work/text"
grep -q "claimed beyond its evidence" "$work/text" || { echo "the pictures of the PDF are not drawn"; exit 1; }
echo "report: every client agrees"
