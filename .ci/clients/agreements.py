"""Holds the clause numbers and references of an agreement against what other programs read from its Word and PDF files."""

import json
import re
import subprocess
import sys
import zipfile

import docx

document, word, *pdfs = sys.argv[1:]
tree = json.load(open(document, encoding="utf-8"))


def squeeze(text):
    """Letters, digits and brackets only: how a program breaks lines and spaces words is its own affair."""
    return re.sub(r"[^\w()\[\]]+", "", text)


def words(runs):
    return "".join(run["text"] for run in runs)


clauses = []  # label and the beginning of the text, in order
references = 0


def sentences(value):
    """Every list of runs: of clauses, and of the cells of tables."""
    if isinstance(value, list):
        if value and all(isinstance(item, dict) and "run" in item for item in value):
            yield value
        else:
            for item in value:
                yield from sentences(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from sentences(item)


def visit(value):
    global references
    if isinstance(value, list):
        for item in value:
            visit(item)
    elif isinstance(value, dict):
        if value.get("kind") == "clause":
            clauses.append((value["label"], words(value["title"]) or words(value["text"])))
        if value.get("run") == "reference":
            references += 1
        for item in value.values():
            visit(item)


visit(tree["body"])
assert len(clauses) > 80, len(clauses)
assert references > 20, references

for pdf in pdfs:
    text = squeeze(subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout)
    at = 0
    for label, beginning in clauses:
        # Page furniture may stand between any two lines: the beginning is short enough to stand on one.
        needle = squeeze(label + beginning[:40])
        found = text.find(needle, at)
        assert found >= 0, f"{pdf}: `{label} {beginning[:40]}` does not follow"
        at = found + len(squeeze(label))
    # A sentence or a cell with a reference reads the same, number included.
    checked = 0
    for runs in sentences(tree["body"]):
        for place, run in enumerate(runs):
            if run["run"] == "reference":
                before, after = words(runs[:place]), words(runs[place + 1 :])
                checked += squeeze(before[-12:] + run["text"] + after[:8]) in text
    assert checked >= references * 9 // 10, f"{pdf}: {checked} of {references} references read as computed"

file = docx.Document(word)
names = {style.name for style in file.styles}
for name in ["Clause 1", "Clause 2", "Clause 3", "Clause 4", "Title", "Heading 1"]:
    assert name in names, f"{word}: no style {name} among {sorted(names)}"
used = {paragraph.style.name for paragraph in file.paragraphs}
assert {"Clause 1", "Clause 2", "Clause 3"} <= used, used
package = zipfile.ZipFile(word)
body = package.read("word/document.xml").decode()
numbering = package.read("word/numbering.xml").decode()
furniture = "".join(package.read(name).decode() for name in package.namelist() if "header" in name or "footer" in name)
assert "<w:abstractNum " in numbering and 'w:ilvl="3"' in numbering
bookmarks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body))
fields = re.findall(r"<w:instrText[^>]*>([^<]+)<", body)
targets = [field.split()[1] for field in fields if field.split()[0] == "REF"]
assert len(targets) >= references, (len(targets), references)
assert set(targets) <= bookmarks, set(targets) - bookmarks
assert any(field.split()[0] == "TOC" for field in fields)
assert "PAGE" in furniture and "NUMPAGES" in furniture
assert file.core_properties.title
print(f"{word}: {len(clauses)} clauses, {references} references, {len(bookmarks)} bookmarks")
