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
valid() {
  local kind=$1
  shift
  printf '%s\n' "$@" >>"$work/seen"
  check --schemafile "$work/$kind.json" "$@"
}
valid assessment examples/*/org.yaml examples/*/assessments/*.yaml
valid worksheet examples/*/org.yaml examples/*/assessments/*.yaml
valid deal examples/*/deal.yaml examples/*/deals/*.yaml
valid transfers examples/*/transfers.yaml templates/transfer/transfers.yaml
valid incidents templates/incident/incidents.yaml
valid impact examples/*/impacts/*.yaml
valid config examples/*/dmf.toml
cat >"$work/plan.yaml" <<'YAML'
must: [INN-01=developing]
leave: [{ step: INF-08=established, reason: The platform is replaced }]
effort: { GOV-02=established: { days: 12, note: The tool has a licence } }
YAML
valid plan "$work/plan.yaml"
valid baseline examples/*/baseline.json examples/*/expected/scorecard.json
valid pack frameworks/*/pack.toml
valid method frameworks/*/method.toml
valid blocks frameworks/*/blocks.toml
valid glossary frameworks/*/glossary.toml
valid version-map frameworks/*/map.toml
valid against frameworks/*/against.toml
valid practice frameworks/*/practices/*.yaml
valid components frameworks/*/components.toml
valid crosswalk frameworks/crosswalks/*.toml
valid jurisdiction frameworks/jurisdictions/*.yaml
valid register-kind frameworks/registers/*.toml
valid unions frameworks/jurisdictions/unions.toml
for kind in modules obligations clauses fields consistency; do valid "$kind" frameworks/asean-mcc/"$kind".toml; done
valid correspondence frameworks/asean-mcc/correspondence-*.toml
for file in frameworks/asean-mcc/review/*.toml; do
  case $(basename "$file") in
    concepts.toml) valid review-concepts "$file" ;;
    parties.toml) valid review-parties "$file" ;;
    own.toml) valid review-own "$file" ;;
    *) valid review-rules "$file" ;;
  esac
done
valid review-language frameworks/asean-mcc/review/language/*.toml
for kind in impact likelihood measures decision; do valid "method-$kind" frameworks/transfer-impact/"$kind".toml; done
# What a folder begins with is as good as what the examples hold.
(cd "$work" && "$dmf" init new --name 'Acme' --country SG >/dev/null)
for file in assessment:org.yaml worksheet:org.yaml deal:deal.yaml transfers:transfers.yaml config:dmf.toml; do
  valid "${file%%:*}" "$work/new/${file#*:}"
done
# No file of data is left without a kind.
for file in frameworks/*/*.toml frameworks/*/*/*.toml frameworks/*/*.yaml frameworks/*/*/*.yaml; do
  # The facts of the region are held by the program when it reads them; they have no schema of their own yet.
  case $file in frameworks/regions/*) continue ;; esac
  grep -qxF "$file" "$work/seen" || { echo "$file was held against no schema" >&2; exit 1; }
done

echo "== mistakes of form are refused"
# Codes of what the types hold a file to. A file of another mistake may be well formed.
form='^(wrong-type|unknown-key|missing-key|bad-value|bad-date|bad-number|duplicate-key|yaml-syntax|toml-syntax|empty-file)$'
# What `dmf` finds beyond the form under one of these codes.
beyond='(packs|views)/bad-number|bad-value-(module|status)|missing-key-effort|packs/bad-value|gates/waiver-file'
beyond+='|views/missing-key|yaml-list-as-key|registers/bad-id|jurisdictions/(bad-value-time|missing-key-(counted|percent))'
beyond+='|baselines/(bad-number|bad-value-version|what-if)'
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
for file in tests/invalid/views/*; do
  refuse pack "$file/pack.toml"
  refuse components "$file/components.toml"
done
for file in tests/invalid/registers/*.yaml tests/invalid/{impacts,references}/*/transfers.yaml; do refuse transfers "$file"; done
for file in tests/invalid/impacts/*/impact.yaml; do refuse impact "$file"; done
for file in tests/invalid/jurisdictions/*/sg.yaml; do refuse jurisdiction "$file"; done
for file in tests/invalid/baselines/*.yaml; do refuse baseline "$file"; done
[ "$refused" -ge 45 ] || { echo "only $refused files were refused" >&2; exit 1; }

# For one framework, more is a matter of form.
for name in unknown-practice unknown-level unknown-level-target unknown-target unknown-profile unknown-framework; do
  if check --schemafile "$work/worksheet.json" "tests/invalid/worksheets/$name.yaml" >"$work/out" 2>&1; then
    echo "$name passes the schema of worksheets" >&2
    exit 1
  fi
done
echo "schemas: all that is valid accepted, $refused mistakes of form refused"
