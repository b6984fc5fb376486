#!/usr/bin/env bash
# The files of `examples/ci/` do what they say: every command of the workflow, the job and the hook is run, on a change that lowers an
# answer and on one that does not.
#
# Needs python 3 with venv, git, and the network for what is installed into a folder that is thrown away.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check pyyaml==6.0.3 pre-commit==4.3.0
mkdir "$work/bin" && ln -s "$dmf" "$work/bin/dmf"
export PATH="$work/bin:$PATH" SOURCE_DATE_EPOCH=1795478400 PRE_COMMIT_HOME="$work/pre-commit"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=ci GIT_AUTHOR_EMAIL=ci@example.org GIT_COMMITTER_NAME=ci GIT_COMMITTER_EMAIL=ci@example.org

# A repository with a branch `main` at its origin, and a clone that changes it.
hooks=$PWD/.pre-commit-hooks.yaml
cp -r examples/ci "$work/origin"
git -C "$work/origin" init --quiet --initial-branch main
git -C "$work/origin" add . && git -C "$work/origin" commit --quiet --message one
git clone --quiet "$work/origin" "$work/clone"
cd "$work/clone"

# The commands of a file, one after another as their runner does: a step that fails does not keep the next from its turn.
cat >"$work/run.py" <<'PY'
import os, re, subprocess, sys, yaml
kind, file, expected = sys.argv[1], sys.argv[2], int(sys.argv[3])
page = yaml.safe_load(open(file))
env = dict(os.environ, GITHUB_STEP_SUMMARY="summary.md", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
if kind == "github":
    job = page["jobs"]["gate"]
    env |= {key: value.replace("${{ github.base_ref }}", "main") for key, value in job["env"].items()}
    scripts = [step["run"] for step in job["steps"] if "run" in step]
else:
    scripts = ["\n".join(["set -e", *page["maturity"]["script"]])]
assert scripts
for script in scripts:
    code = subprocess.run(["bash", "-e", "-c", script], env=env, stdout=subprocess.DEVNULL).returncode
    print(code, script.splitlines()[-1])
    assert code == expected, script
written = re.findall(r"-o (\S+)", "\n".join(scripts)) + (["summary.md"] if kind == "github" else [])
for name in written:
    assert os.path.getsize(name) > 0, name
    os.remove(name)
PY
both() {
    "$work/python/bin/python" "$work/run.py" github github/maturity.yml "$1" || fail "the workflow of GitHub"
    "$work/python/bin/python" "$work/run.py" gitlab gitlab/.gitlab-ci.yml "$1" || fail "the job of GitLab"
}

printf '== a better answer passes\n'
sed -i 's/POL-01: developing/POL-01: established/' org.yaml
both 0
printf '== a lower one fails\n'
sed -i 's/POL-01: established/POL-01: foundational/' org.yaml
both 1

printf '== pre-commit\n'
cp pre-commit/.pre-commit-config.yaml .
"$work/python/bin/pre-commit" validate-config
"$work/python/bin/pre-commit" validate-manifest "$hooks"
"$work/python/bin/pre-commit" install
git add . && git commit --quiet --message lower >log 2>&1 && fail "a lower answer was committed"
grep -q 'regression' log || fail "$(cat log)"
sed -i 's/POL-01: foundational/POL-01: established/' org.yaml
git add org.yaml && git commit --quiet --message better || fail "a better answer was not committed"
printf 'all of them run\n'
