"""What the binary owes: its crates with their licences, and the notices of those that ask for their own to be handed on.

`python3 .ci/owed.py` prints it; `.ci/licences` holds `src/cli/licences.txt` against it, and `.ci/licences --write` writes it.
"""

import glob
import json
import os
import re
import subprocess

TREE = "cargo tree --locked --all-features --target all --edges normal --prefix none --no-dedupe --format"
# Terms whose text stands once for all: a crate that may be taken under them owes no text of its own but its NOTICE.
WHOLE = "Apache-2.0"
MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to
whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""


def run(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = [line.rstrip() for line in file.read().replace("\f", "\n").splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def texts(folder, terms):
    """The texts that a crate owes by itself."""
    files = sorted(glob.glob(f"{folder}/*") + glob.glob(f"{folder}/LICENSES/*"))
    named = {os.path.relpath(path, folder): path for path in files if os.path.isfile(path)}
    found = [path for name, path in named.items() if re.match(r"notice", name, re.I)]
    also = terms.split(" AND ")[1:]
    if WHOLE not in terms or also:
        own = [path for name, path in named.items() if re.match(r"(licen[sc]e|copying|LICENSES/)", name, re.I)]
        wanted = [part.split("-")[0].lower() for part in also]
        if wanted:
            own = [path for path in own if any(word in os.path.basename(path).lower() for word in wanted)] or own
        elif "Unlicense" in terms or " OR " in terms:
            own = [path for path in own if "mit" in os.path.basename(path).lower()] or own
        # The whole text of Apache-2.0 stands once already.
        found += [path for path in own if "Apache License" not in read(path)[:400]]
    return [read(path) for path in found]


def main():
    packages = json.loads(run(["cargo", "metadata", "--locked", "--format-version", "1", "--all-features"]))["packages"]
    known = {(package["name"], package["version"]): package for package in packages}
    lines = {line.split(" (")[0] for line in run([*TREE.split(), "{p}"]).splitlines() if line.strip()}
    crates = sorted(tuple(line.split(" v")) for line in lines if not line.startswith("dmf "))
    print("Crates, each with the terms under which it may be used:\n")
    owed = {}
    for crate in crates:
        package = known[crate]
        terms = package["license"].replace("/", " OR ")
        print(f"  {crate[0]} {crate[1]}  {terms}")
        own = texts(os.path.dirname(package["manifest_path"]), terms)
        if not own and WHOLE not in terms:
            assert terms == "MIT", f"{crate[0]} has no text of its terms, {terms}: add it here"
            people = ", ".join(re.sub(r" *<[^>]*>", "", author) for author in package["authors"]) or "its authors"
            own = [f"Copyright (c) {people}\n\n{MIT}"]
        for text in own:
            owed.setdefault(text, []).append(f"{crate[0]} {crate[1]}")
    for text, names in owed.items():
        print(f"\n{'-' * 80}\n{', '.join(names)}\n\n{text}")


main()
