#!/usr/bin/env bash
# Spark runs `dmf portfolio` over a thousand worksheets with the result of one process, byte by byte, and DuckDB reads what comes out.
#
# Needs Java 17 or later, python 3 with venv, and the network for what is installed into a folder that is thrown away.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

.ci/packages java
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check pyspark==3.5.6 duckdb==1.4.2
mkdir "$work/bin" && ln -s "$dmf" "$work/bin/dmf"
export PATH="$work/bin:$PATH" PYSPARK_PYTHON="$work/python/bin/python" SPARK_LOCAL_IP=127.0.0.1

python3 tests/bench/portfolio.py 1000 "$work/files" --ndjson "$work/worksheets.ndjson"

printf '== one process and Spark\n'
dmf portfolio "$work/files" --today 2026-11-24 --format ndjson -o "$work/files.ndjson"
dmf portfolio --input ndjson --today 2026-11-24 <"$work/worksheets.ndjson" >"$work/one.ndjson"
"$work/python/bin/spark-submit" --master 'local[2]' --conf spark.ui.enabled=false \
    examples/scale/score.py "$work/worksheets.ndjson" "$work/spark" 2026-11-24 >"$work/log" 2>&1 || fail "$(tail -20 "$work/log")"
parts=$(find "$work/spark" -name 'part-*' -size +0 | wc -l)
[ "$parts" -gt 1 ] || fail "Spark did not share the work"
cat "$work"/spark/part-* | LC_ALL=C sort >"$work/spark.sorted"
LC_ALL=C sort "$work/one.ndjson" >"$work/one.sorted"
cmp "$work/spark.sorted" "$work/one.sorted" || fail "Spark comes to something else"
# Files are named in their rows; apart from that they are the same.
sed -E 's/"file":"[^"]*",//' "$work/files.ndjson" | cmp - "$work/one.ndjson" || fail "files come to something else"
[ "$(wc -l <"$work/one.sorted")" = 1000 ] || fail "not a thousand rows"
printf '%s parts, 1000 rows, the same bytes\n' "$parts"
# A worksheet that is wrong fails the job.
sed '500s/"framework":"asean-dmf"/"framework":"asean-dfm"/' "$work/worksheets.ndjson" >"$work/broken.ndjson"
"$work/python/bin/spark-submit" --master 'local[2]' --conf spark.ui.enabled=false \
    examples/scale/score.py "$work/broken.ndjson" "$work/broken" 2026-11-24 >"$work/log" 2>&1 && fail "a broken worksheet passes"
grep -q 'did you mean `asean-dmf`' "$work/log" || fail "the reason is not in the log"

printf '== DuckDB\n'
dmf portfolio --input ndjson --today 2026-11-24 --format csv <"$work/worksheets.ndjson" >"$work/one.csv"
"$work/python/bin/python" - "$work" <<'PY' || fail "DuckDB reads something else"
import os, sys
import duckdb
work = sys.argv[1]
lines = f"read_json('{work}/one.ndjson', format = 'newline_delimited')"
records = f"read_csv('{work}/one.csv')"
figures = "count(*), sum(claimed), sum(evidenced), sum(below_target), min(organisation), max(organisation)"
of_lines, of_records = (duckdb.sql(f"SELECT {figures} FROM {source}").fetchone() for source in (lines, records))
print(of_lines)
assert of_lines[0] == 1000 and of_lines == of_records, (of_lines, of_records)
deep = duckdb.sql(f"SELECT sum(blocks.GOV.claimed) FROM {lines}").fetchone()
assert deep == duckdb.sql(f"SELECT sum(gov_claimed) FROM {records}").fetchone()
os.chdir("examples/scale")
for statement in duckdb.extract_statements(open("read.sql").read()):
    duckdb.execute(statement)
rows = duckdb.fetchall()
print(rows)
assert [row[0] for row in rows] == ["Bintang Life", "Merapi Retail", "Sampaguita Health"]
PY
printf 'both agree\n'
