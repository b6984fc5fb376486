#!/usr/bin/env bash
# Completions in bash, zsh and fish themselves, and every manual page through man. Installs what it needs, and fails when
# it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

dmf=${DMF:-$PWD/target/release/dmf}
[ -x "$dmf" ] || cargo build --release --locked
.ci/packages zsh fish man groff
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$dmf" "$work/bin/dmf"
export PATH="$work/bin:$PATH" HOME="$work"
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# What completes `dmf a`, `dmf mcc r` and `dmf assess --fail-on-r`, a line each.
expected=$'assess\nrender\n--fail-on-regression'

dmf completions bash >"$work/dmf.bash"
found=$(bash --norc -c '
  set -euo pipefail
  . "$1"
  complete_words() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    _dmf dmf "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
    printf "%s\n" "${COMPREPLY[@]}"
  }
  complete -p dmf >/dev/null
  complete_words dmf as
  complete_words dmf mcc r | grep render
  complete_words dmf assess --fail-on-r' bash "$work/dmf.bash")
[ "$found" = "$expected" ] || fail "bash completes: $found"

dmf completions fish >"$work/dmf.fish"
found=$(fish --no-config -c '
  source $argv[1]
  for line in "dmf as" "dmf mcc r" "dmf assess --fail-on-r"
    complete --do-complete $line | string split -f1 \t | string match -r "^(assess|render|--fail-on-regression)\$"
  end' "$work/dmf.fish" | grep -v '^$' | sort -u)
[ "$found" = "$(sort <<<"$expected")" ] || fail "fish completes: $found"

# zsh completes only where somebody types: a terminal of our own.
mkdir "$work/zfunc" && dmf completions zsh >"$work/zfunc/_dmf"
cat >"$work/.zshrc" <<ZSH
PS1='> '
fpath=($work/zfunc \$fpath)
autoload -U compinit && compinit -u -D
ZSH
python3 - "$work" <<'PY'
import os, pty, select, sys, time

pid, terminal = pty.fork()
if pid == 0:
    os.environ.update(TERM="dumb", ZDOTDIR=sys.argv[1])
    os.execvp("zsh", ["zsh", "-i"])

def read(until, seconds=20):
    seen, end = b"", time.monotonic() + seconds
    while until not in seen:
        if time.monotonic() > end or not select.select([terminal], [], [], 1)[0] and time.monotonic() > end:
            sys.exit(f"FAILED: zsh did not show {until!r} but {seen!r}")
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096)
    return seen

read(b"> ")
for typed, completed in [(b"dmf asses", b"assess "), (b"dmf mcc rende", b"render "), (b"dmf assess --fail-on-reg", b"--fail-on-regression ")]:
    os.write(terminal, typed + b"\t")
    read(completed)
    os.write(terminal, b"\x15")
os.close(terminal)
PY
for shell in powershell elvish; do [ -n "$(dmf completions "$shell")" ] || fail "$shell"; done

dmf man -o "$work/man"
for page in "$work"/man/*.1; do
  warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
  warnings+=$(groff -ww -man -Tutf8 "$page" 2>&1 >/dev/null)
  [ -z "$warnings" ] || fail "$page: $warnings"
  [ "$(LC_ALL=C.UTF-8 MANWIDTH=80 man -l "$page" 2>/dev/null | wc -l)" -gt 10 ] || fail "$page is empty"
done
echo "shell: completions in bash, zsh and fish, $(ls "$work/man" | wc -l) manual pages without a warning"
