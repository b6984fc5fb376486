#!/usr/bin/env bash
# check-jsonschema holds every example and every pack against the schemas that the program prints, and refuses the
# mistakes of form in tests/invalid. Installs what it needs, and fails when it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'check-jsonschema==0.39.0'
check() { "$work/venv/bin/check-jsonschema" "$@"; }

kinds=$("$dmf" schema | cut -d' ' -f1)
for kind in $kinds; do "$dmf" schema "$kind" -o "$work/$kind.json"; done
"$dmf" schema assessment --framework asean-dmf -o "$work/worksheet.json"
schemas=("$work"/*.json)
check --check-metaschema "${schemas[@]}"

echo "== what is valid is accepted"
valid() { local kind=$1; shift; check --schemafile "$work/$kind.json" "$@"; }
valid assessment examples/*/org.yaml
valid worksheet examples/*/org.yaml
valid deal examples/*/deal.yaml
valid config examples/*/dmf.toml
valid pack frameworks/*/pack.toml
valid method frameworks/*/method.toml
valid blocks frameworks/*/blocks.toml
valid practice frameworks/*/practices/*.yaml
valid components frameworks/*/components.toml
valid crosswalk frameworks/crosswalks/*.toml

echo "== mistakes of form are refused"
# Codes of what the types hold a file to. A file of another mistake may be well formed.
form='^(wrong-type|unknown-key|missing-key|bad-value|bad-date|duplicate-key|yaml-syntax|toml-syntax|empty-file)$'
# What `dmf` finds beyond the form under one of these codes.
beyond='(bad-value-(module|status)|missing-key-effort|packs/bad-value|gates/waiver-file|views/missing-key|yaml-list-as-key)'
refused=0
refuse() {
  local kind=$1 file=$2 code
  [ -f "$file" ] || return 0
  code=$(grep -aoPm1 '# expect: \K\S+' "$file" || true)
  [[ $code =~ $form ]] && ! [[ $file =~ $beyond ]] || return 0
  if check --schemafile "$work/$kind.json" "$file" >"$work/out" 2>&1; then
    echo "$file ($code) passes the schema $kind" >&2
    exit 1
  fi
  refused=$((refused + 1))
}
for file in tests/invalid/worksheets/*.yaml; do refuse assessment "$file"; done
for file in tests/invalid/{deals,drafts}/*.yaml; do refuse deal "$file"; done
for file in tests/invalid/{workspaces,gates}/*/dmf.toml; do refuse config "$file"; done
for file in tests/invalid/packs/*; do
  refuse pack "$file/pack.toml"
  refuse method "$file/method.toml"
  refuse blocks "$file/blocks.toml"
  for practice in "$file"/practices/*.yaml; do refuse practice "$practice"; done
done
for file in tests/invalid/crosswalks/*.toml; do refuse crosswalk "$file"; done
[ "$refused" -ge 25 ] || { echo "only $refused files were refused" >&2; exit 1; }

# For one framework, more is a matter of form.
for name in unknown-practice unknown-level unknown-level-target unknown-target unknown-profile unknown-framework; do
  if check --schemafile "$work/worksheet.json" "tests/invalid/worksheets/$name.yaml" >"$work/out" 2>&1; then
    echo "$name passes the schema of worksheets" >&2
    exit 1
  fi
done
echo "schemas: all that is valid accepted, $refused mistakes of form refused"
