#!/usr/bin/env bash
# Programs of others accept what `dmf assess`, `dmf portfolio`, `dmf transfer check`, `dmf check` and `dmf mcc check` write for continuous
# integration.
#
# Needs node with npm, python 3 with venv, git, and the network for what they install into a folder that is thrown away.
set -euo pipefail
cd "$(dirname "$0")/../.."

root=$PWD
dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

npm install --silent --no-audit --no-fund --prefix "$work/node" @microsoft/sarif-multitool@5.7.0 2>/dev/null
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check sarif-tools==3.0.5 junitparser==5.0.3
# SARIF2005 asks for the address of the tool, which has none yet; that one is passed over below.
# It hands its arguments to a shell: those with a semicolon are quoted twice.
multitool=$work/node/node_modules/.bin/sarif-multitool

# An example whose answers were better a commit ago, with one waiver.
mkdir "$work/repo" && cp examples/sg-payments/org.yaml "$work/repo/org.yaml"
cp examples/mcc-sg-vn-cloud/deal.yaml "$work/deal.yaml"
cd "$work/repo"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=ci GIT_AUTHOR_EMAIL=ci@example.org GIT_COMMITTER_NAME=ci GIT_COMMITTER_EMAIL=ci@example.org
cat >dmf.toml <<'TOML'
[gate]
fail_under = "advanced"
fail_on = ["regression", "stale-evidence", "not-assessed"]
baseline = "git:HEAD"

[[waivers]]
code = "below-level"
reason = "the board decides in spring"
owner = "DPO"
until = 2026-12-31
TOML
# The rules are those of the base: a waiver that came with what it excuses would excuse nothing.
git init --quiet && git add . && git commit --quiet --message one
sed -i '0,/level: established/s//level: foundational/' org.yaml
gate() { "$dmf" assess org.yaml --today 2026-11-24 "$@"; }
no() { local code=0; "$@" || code=$?; [ "$code" = 1 ] || fail "exit $code, not 1: $*"; }

printf '== sarif-multitool\n'
for all in "" --all; do
    no gate $all --format sarif >"out$all.sarif"
    "$multitool" validate "out$all.sarif" --output verdict.sarif --log ForceOverwrite --rule-kind "'Sarif;Ghas'" \
        --level "'Error;Warning'" >multitool.log || fail "$(cat multitool.log)"
    python3 - "out$all.sarif" verdict.sarif <<'PY' || fail "sarif-multitool finds fault"
import json, sys
ours, verdict = (json.load(open(name, encoding="utf-8-sig")) for name in sys.argv[1:])
found = [result for run in verdict["runs"] for result in run.get("results", []) if result["ruleId"] != "SARIF2005"]
for result in found:
    print(result["ruleId"], json.dumps(result["message"]))
results = ours["runs"][0]["results"]
print(f"{len(results)} results, {len(found)} faults")
assert results and any("suppressions" in result for result in results)
sys.exit(bool(found))
PY
done
# Findings of transfers and of a whole workspace, some with two places.
cp -r "$root/examples/regional-group" group
printf 'supplementary_measures:\n  - { measure: guards, kind: organisational, description: Guards. }\n' >>group/deals/archive.yaml
sed -i 's/id: TR-01/id: TR-10/' group/deals/helpdesk.yaml
no "$dmf" transfer check group/transfers.yaml --today 2026-11-24 --all --format sarif >transfers.sarif
no "$dmf" check group --today 2026-11-24 --format sarif >workspace.sarif
for log in transfers workspace; do
    grep -q relatedLocations "$log.sarif" || fail "$log: no finding has two places"
    "$multitool" validate "$log.sarif" --output verdict.sarif --log ForceOverwrite --rule-kind "'Sarif;Ghas'" \
        --level "'Error;Warning'" >multitool.log || fail "$(cat multitool.log)"
    python3 - verdict.sarif <<'PY' || fail "sarif-multitool finds fault with $log"
import json, sys
found = [result for run in json.load(open(sys.argv[1], encoding="utf-8-sig"))["runs"] for result in run.get("results", []) if result["ruleId"] != "SARIF2005"]
for result in found:
    print(result["ruleId"], json.dumps(result["message"]))
sys.exit(bool(found))
PY
done
# The check itself is checked: a region at line 0 has to be refused.
sed 's/"startLine": [0-9]*/"startLine": 0/' out.sarif >broken.sarif
"$multitool" validate broken.sarif --output verdict.sarif --log ForceOverwrite >multitool.log || true
grep -q error multitool.log || fail "sarif-multitool accepts anything"

printf '== sarif-tools\n'
sarif=$work/python/bin/sarif
"$sarif" summary out.sarif | tee summary.txt
grep -q 'regression/GOV-01' summary.txt || fail "sarif-tools does not name the regression"
"$sarif" --check error summary out.sarif >/dev/null 2>&1 && fail "sarif-tools sees no error"
git checkout --quiet org.yaml
"$dmf" assess org.yaml --today 2026-11-24 --format sarif >before.sarif || true
"$sarif" diff before.sarif out.sarif | tee diff.txt
grep -q 'regression/GOV-01' diff.txt || fail "sarif-tools sees no difference"
"$sarif" csv out.sarif --output out.csv >/dev/null && [ -s out.csv ] || fail "no CSV of sarif-tools"
sed -i '0,/level: established/s//level: foundational/' org.yaml

printf '== junitparser\n'
no gate --format junit >out.xml
no "$work/python/bin/junitparser" verify out.xml
"$work/python/bin/python" - out.xml <<'PY' || fail "junitparser counts otherwise"
import sys
from junitparser import JUnitXml
xml = JUnitXml.fromfile(sys.argv[1])
promised = (xml.tests, xml.failures, sum(suite.skipped for suite in xml), xml.errors)
cases = [case for suite in xml for case in suite]
kinds = [{type(result).__name__ for result in case.result} for case in cases]
counted = (len(cases), sum("Failure" in kind for kind in kinds), sum("Skipped" in kind for kind in kinds), 0)
print("tests, failures, skipped, errors:", counted)
assert promised == counted and counted[1] > 0, (promised, counted)
PY

printf '== the shape of junit-10.xsd\n'
cat >"$work/shape.py" <<'PY'
"""What Jenkins' junit-10.xsd allows of what we write: elements with their attributes and with what may stand in them."""
import sys
import xml.etree.ElementTree as tree
SHAPE = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package",
                   "file", "log", "url", "version"}, {"testsuite", "properties", "testcase", "system-out", "system-err"}),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"name", "time", "classname", "group"}, {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": ({"type", "message"}, set()), "error": ({"type", "message"}, set()), "skipped": ({"type", "message"}, set()),
    "system-out": (set(), set()), "system-err": (set(), set()),
}
def check(element):
    attributes, inside = SHAPE[element.tag]
    assert set(element.attrib) <= attributes, (element.tag, set(element.attrib) - attributes)
    for child in element:
        assert child.tag in inside, (child.tag, "in", element.tag)
        check(child)
for name in sys.argv[1:]:
    check(tree.parse(name).getroot())
PY
python3 "$work/shape.py" out.xml || fail "junit-10.xsd would refuse the report"
sed 's/<testcase /<testcase file="a" /' out.xml >broken.xml
python3 "$work/shape.py" broken.xml 2>/dev/null && fail "the shape accepts anything"

printf '== a portfolio with a worksheet that is wrong, one that is empty and one twice\n'
mkdir "$work/many" && cp org.yaml "$work/many/a.yaml" && cp org.yaml "$work/many/twice.yaml" && : >"$work/many/empty.yaml"
sed '0,/level: foundational/s//level: foundationl/' org.yaml >"$work/many/wrong.yaml"
many() { (cd "$work/many" && "$dmf" portfolio . --fail-under 1% --today 2026-11-24 "$@"); }
for format in sarif junit github gitlab; do
    code=0; many --format "$format" >"many.$format" 2>/dev/null || code=$?
    [ "$code" = 3 ] || fail "a portfolio with a mistake ends with $code in $format"
    for finding in unknown-level not-a-worksheet duplicate-organisation; do
        grep -q "$finding" "many.$format" || fail "$format does not name $finding"
    done
done
"$multitool" validate many.sarif --output verdict.sarif --log ForceOverwrite --rule-kind "'Sarif;Ghas'" \
    --level "'Error;Warning'" >multitool.log || fail "$(cat multitool.log)"
no "$work/python/bin/junitparser" verify many.junit
python3 "$work/shape.py" many.junit || fail "junit-10.xsd would refuse the report of a portfolio"
python3 -c 'import json,sys; i=json.load(open(sys.argv[1])); assert i and len({x["fingerprint"] for x in i})==len(i)' many.gitlab

printf '== annotations\n'
no gate --format github >out.github
# The grammar that the runner of GitHub Actions reads: actions/runner, ActionCommand.TryParseV2. The last line is for people.
annotations() {
    sed '$d' "$1" >lines.github
    [ -s lines.github ] || fail "$1: no annotation"
    grep -vE '^::(error|warning|notice) file=[^:,]+,line=[0-9]+,endLine=[0-9]+(,col=[0-9]+,endColumn=[0-9]+)?,title=[^:,]+::.+$' \
        lines.github && fail "$1: lines above are no annotations"
    tail -n 1 "$1" | grep -qE '^dmf [a-z ]+: FAILS · ' || fail "$1: no verdict at the end"
}
annotations out.github

printf '== code quality\n'
no gate --format gitlab >out.json
python3 - out.json <<'PY' || fail "not a code quality report"
import json, sys
issues = json.load(open(sys.argv[1]))
prints = {issue["fingerprint"] for issue in issues}
assert issues and len(prints) == len(issues)
for issue in issues:
    assert issue["description"] and issue["check_name"]
    assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert issue["location"]["path"] and issue["location"]["lines"]["begin"] > 0
PY

printf '== an agreement that came back\n'
# Weaker, with a clause of the other side's and another law, in lines and in Word's format; half of it twice.
mkdir "$work/back" && cp "$work/deal.yaml" "$work/back/deal.yaml"
pushd "$work/back" >/dev/null
"$dmf" mcc render deal.yaml -o sent.md 2>/dev/null
sed -e 's/within 24 hours after/within ten (10) days after/; s/by the law of Singapore/by the law of Viet Nam/' \
    -e 's/^## .*Data Breaches$/&\n\nThe Importer may <b>wait<\/b> & see, 100%::error::x./' sent.md >back.md
tail -n 200 back.md >>back.md
"$dmf" mcc render deal.yaml -o back.docx 2>/dev/null
for file in back.md back.docx; do
    review() { "$dmf" mcc check "$file" --deal deal.yaml --require all --today 2026-11-24 "$@"; }
    no review --format sarif >back.sarif
    "$multitool" validate back.sarif --output verdict.sarif --log ForceOverwrite --rule-kind "'Sarif;Ghas'" \
        --level "'Error;Warning'" >multitool.log || fail "$(cat multitool.log)"
    no review --format junit >back.xml
    no "$work/python/bin/junitparser" verify back.xml
    no review --format github >back.github
    annotations back.github
    no review --format gitlab >back.json
    python3 - back.sarif verdict.sarif back.json <<'PY' || fail "the formats of a review are at fault"
import json, sys
ours, verdict, issues = (json.load(open(name, encoding="utf-8-sig")) for name in sys.argv[1:])
found = [result for run in verdict["runs"] for result in run.get("results", []) if result["ruleId"] != "SARIF2005"]
for result in found:
    print(result["ruleId"], json.dumps(result["message"]))
results = ours["runs"][0]["results"]
prints = {issue["fingerprint"] for issue in issues}
print(f"{len(results)} results, {len(found)} faults, {len(issues)} issues, {len(prints)} fingerprints")
assert results and not found and issues and len(prints) == len(issues)
PY
done
popd >/dev/null

printf '== a full disk\n'
# A file system of 64 KiB, which a portfolio of this many organisations does not fit into.
mkdir "$work/small"
for number in $(seq 400); do printf '%s\0' org.yaml; done >list
cat >"$work/full.sh" <<'SH'
set -eu
mount -t tmpfs -o size=64k tmpfs "$1"
code=0
"$2" portfolio - --format ndjson -o "$1/out.ndjson" <list 2>"$3" || code=$?
[ "$code" = 3 ] || { echo "exit $code"; exit 1; }
[ -z "$(ls -A "$1")" ] || { echo "something was left"; exit 1; }
SH
unshare --user --map-root-user --mount sh "$work/full.sh" "$work/small" "$dmf" "$work/log" || fail "$(cat "$work/log")"
grep -q 'No space left' "$work/log" || fail "$(cat "$work/log")"

printf '== Ctrl-C\n'
mkdir "$work/whole"
mkfifo "$work/paths"
# A shell without job control lets what it puts in the background ignore the signal.
env --default-signal=INT "$dmf" portfolio - --format ndjson -o "$work/whole/out.ndjson" <"$work/paths" &
portfolio=$!
exec 7>"$work/paths"
for number in $(seq 2000); do printf 'org.yaml\0'; done >&7
kill -INT "$portfolio"
wait "$portfolio" && fail "an interrupted run reports success"
exec 7>&-
[ -z "$(ls -A "$work/whole")" ] || fail "half an answer was left"
printf 'all accept it\n'
