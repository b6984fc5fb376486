#!/usr/bin/env python3
"""Files that ask for more than is read, and how each ends: exit code, seconds, memory.

    DMF=target/release/dmf python3 tests/bench/hostile.py [WORD]

Exit 0 to 3 within 2 seconds and 300 MB is what is promised of the release build; WORD picks the cases whose names hold it.
"""
import io, os, re, subprocess, sys, tempfile, zipfile

DMF = os.path.abspath(os.environ.get("DMF", "target/release/dmf"))
SECONDS, MEGABYTES = 2, 300
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SHEET = "framework: asean-dmf\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n  GOV-01: 3\n"
CHECK = ["mcc", "check", "--module", "c2p"]


def word(body, **notes):
    """A Word file; `notes` are its footnotes, endnotes or comments."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        over = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{MAIN}.{kind}+xml"/>' for kind in notes)
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
                         f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
                         f'"/word/document.xml" ContentType="{MAIN}.document.main+xml"/>{over}</Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELS}"><Relationship Id="r" Type='
                         f'"{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>')
        links = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in notes)
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{RELS}">{links}</Relationships>')
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for kind, text in notes.items():
            archive.writestr(f"word/{kind}.xml", f"<w:{kind} {W}>{text}</w:{kind}>")
    return out.getvalue()


def p(text, more=""):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def refer(kind, at):
    return f'<w:r><w:{kind}Reference w:id="{at}"/></w:r>'


def note(kind, at, *refers):
    return f'<w:{kind} w:id="{at}">{p("It shall pay.", "".join(refers))}</w:{kind}>'


def box(inner):
    return f"<w:p><w:r><w:pict><v:textbox xmlns:v='v'><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"


def table(inner, rows=1):
    return f"<w:tbl>{f'<w:tr><w:tc>{inner}</w:tc></w:tr>' * rows}</w:tbl>"


def nested(wraps, depth, inner):
    for at in range(depth):
        inner = wraps[at % len(wraps)](inner)
    return inner


def notes_in_notes():
    kinds = ["footnote", "endnote", "comment"]
    parts = {f"{kind}s": "" for kind in kinds}
    for at in range(1, 60):
        for kind in kinds:
            parts[f"{kind}s"] += note(kind, at, *[refer(other, at + 1) for other in kinds for _ in range(3)])
    return word(p("The importer shall help.", refer("comment", 1)), **parts)


def boxes_in_notes():
    inner = nested([box, table], 36, p("It shall pay.") + p("Again.", refer("footnote", 1)))
    return word(p("The importer shall help.", refer("footnote", 1) * 50),
                footnotes=f'<w:footnote w:id="1">{inner}{inner}</w:footnote>')


def workbook(sheet=None, strings=None, rows=0):
    """What `dmf worksheet export` writes, with another sheet or other texts."""
    with tempfile.TemporaryDirectory() as folder:
        open(f"{folder}/org.yaml", "w").write(SHEET)
        subprocess.run([DMF, "worksheet", "export", "org.yaml", "-o", "a.xlsx"], cwd=folder, check=True, capture_output=True)
        given = zipfile.ZipFile(f"{folder}/a.xlsx")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in given.namelist():
                other = {"xl/worksheets/sheet2.xml": sheet, "xl/sharedStrings.xml": strings}.get(name)
                text = given.read(name) if other is None else other(given.read(name).decode()).encode()
                archive.writestr(name, text)
        return out.getvalue()


def cells(text, many):
    return lambda xml: xml.replace("<sheetData>", "<sheetData>" + text * many)


def grid(n, open_="", row="{}\n", cell="a|"):
    return open_ + row.format(cell * n) + row.format("-|" * n) + row.format(cell * n) * n


def template(text):
    return {"org.yaml": SHEET, "data/templates/report/summary.md": text, "data/templates/report/radar.svg": text,
            "data/templates/report/bars.svg": text}


def links(folder, pairs):
    for name, to in pairs:
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.symlink(to, path)


REPORT = ["report", "org.yaml", "--data", "data", "-o", "out.html"]
IMPORT = ["worksheet", "import", "a.xlsx", "-o", "org.yaml"]
ASSESS = ["assess", "org.yaml", "--data", "data"]
MATCH = '"' + "/".join(["*"] * 30) + '/*.yaml"'
PACK = "data/frameworks/asean-dmf"

# Name: files by name (bytes, text or what makes them), arguments, links.
CASES = {
    "notes in notes in comments": ({"a.docx": notes_in_notes}, [*CHECK, "a.docx"], []),
    "boxes in tables in notes": ({"a.docx": boxes_in_notes}, [*CHECK, "a.docx"], []),
    "word: table of 2,000 x 2,000": ({"a.docx": lambda: word(f"<w:tbl>{('<w:tr>' + '<w:tc><w:p/></w:tc>' * 2000 + '</w:tr>') * 2000}</w:tbl>")}, [*CHECK, "a.docx"], []),
    "markdown: table of 5,000 x 5,000": ({"a.md": lambda: grid(5000)}, [*CHECK, "a.md"], []),
    "html: table of 5,000 x 5,000": ({"a.html": lambda: "<table>" + ("<tr>" + "<td>" * 5000) * 2000}, [*CHECK, "a.html"], []),
    "20 million short paragraphs": ({"a.md": lambda: "a\n\n" * 20_000_000}, [*CHECK, "a.md"], []),
    "html: 4 million paragraphs": ({"a.html": lambda: "<p>a" * 4_000_000}, [*CHECK, "a.html"], []),
    "60 million line ends": ({"a.txt": lambda: "a" + "\n" * 60_000_000 + "b"}, [*CHECK, "a.txt"], []),
    "one paragraph of 1 MB": ({"a.txt": lambda: "The importer shall help the exporter. " * 27_000}, [*CHECK, "a.txt"], []),
    "one paragraph of 5 MB": ({"a.txt": lambda: "The importer shall help the exporter. " * 135_000}, [*CHECK, "a.txt"], []),
    "redline of 1 MB in one paragraph": ({"a.txt": lambda: "The importer shall help the exporter. " * 27_000, "b.txt": lambda: "The exporter may not ask for help, of anybody. " * 22_000}, ["mcc", "redline", "a.txt", "b.txt"], []),
    "a line without end": ({}, ["sh", "-c", f"head -c 400000000 /dev/zero | tr '\\0' a | {DMF} portfolio --input ndjson"], []),
    "xlsx: 2 GB of nothing": ({"org.yaml": SHEET, "a.xlsx": lambda: workbook(sheet=lambda xml: xml + " " * 300_000_000)}, IMPORT, []),
    "xlsx: 20 million empty rows": ({"org.yaml": SHEET, "a.xlsx": lambda: workbook(sheet=cells("<row/>", 20_000_000))}, IMPORT, []),
    "xlsx: a dimension of all cells": ({"org.yaml": SHEET, "a.xlsx": lambda: workbook(sheet=lambda xml: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', xml))}, IMPORT, []),
    "xlsx: a long text in every cell": ({"org.yaml": SHEET, "a.xlsx": lambda: workbook(strings=lambda xml: xml.replace("Worksheet of", "x" * 1_000_000, 1), sheet=cells("<row>" + '<c t="s"><v>0</v></c>' * 50 + "</row>", 2_000))}, IMPORT, []),
    "xlsx: millions of empty texts": ({"org.yaml": SHEET, "a.xlsx": lambda: workbook(strings=lambda xml: xml.replace("</sst>", "<si/>" * 9_000_000 + "</sst>"))}, IMPORT, []),
    "csv: 20 million empty rows": ({"a.csv": lambda: "id,title,status,exporter_name,importer_name\n" + ",\n" * 20_000_000}, ["transfer", "import", "a.csv"], []),
    "csv: a row of 30 million cells": ({"a.csv": lambda: "a," * 30_000_000}, ["transfer", "import", "a.csv"], []),
    "csv: a million short rows": ({"a.csv": lambda: "id,title,status,exporter_name,importer_name\n" + "1,a,live,b,c\n" * 1_000_000}, ["transfer", "import", "a.csv"], []),
    "template: loops in loops": (template("{% for a in range(end=1000) %}" * 3 + "{% endfor %}" * 3), REPORT, []),
    "template: doubled forty times": (template('{% set a = "xxxxxxxx" %}' + "{% set a = a ~ a %}" * 40), REPORT, []),
    "data: three links in a circle": ({"org.yaml": SHEET}, ASSESS, [(f"{PACK}/{name}", ".") for name in "abc"]),
    "data: a link to /": ({"org.yaml": SHEET}, ASSESS, [(PACK, "/")]),
    "settings: a list of 20 million": ({"org.yaml": SHEET, "dmf.toml": lambda: "data = [" + "1," * 20_000_000 + "]\n"}, ["assess", "org.yaml"], []),
    "worksheet: a note of 60 MB": ({"org.yaml": lambda: SHEET.replace("3\n", "{ level: 3, note: " + "a " * 30_000_000 + "}\n")}, ["report", "org.yaml", "-o", "o.html"], []),
    "check: stars over links": ({"dmf.toml": f"assessments = [{MATCH}]\n"}, ["check", "."], [(name, ".") for name in "uvw"]),
}


def run(name):
    files, arguments, made = CASES[name]
    with tempfile.TemporaryDirectory() as folder:
        for file, content in files.items():
            content = content() if callable(content) else content
            os.makedirs(os.path.dirname(os.path.join(folder, file)) or folder, exist_ok=True)
            open(os.path.join(folder, file), "wb").write(content if isinstance(content, bytes) else content.encode())
        links(folder, made)
        command = arguments if arguments[0] == "sh" else [DMF, *arguments]
        timed = ["/usr/bin/time", "-f", "%x %U %S %e %M", "-o", os.path.join(folder, ".time"), "timeout", "120", *command]
        done = subprocess.run(timed, cwd=folder, capture_output=True)
        code, user, system, wall, kilobytes = open(os.path.join(folder, ".time")).read().split()[-5:]
        said = re.search(rb"(error|warning)\[([a-z-]+)\]|error: [^\n]*", done.stderr)
        words = said.group(0).decode(errors="replace")[:60] if said else ""
        return int(code), float(user) + float(system), float(wall), int(kilobytes) / 1000, words


def main():
    wrong = 0
    for name in (name for name in CASES if not sys.argv[1:] or sys.argv[1] in name):
        code, processor, wall, megabytes, words = run(name)
        good = code in (0, 1, 3) and processor <= SECONDS and megabytes <= MEGABYTES
        wrong += not good
        print(f"{name:34} exit {code:3}  {processor:6.2f} s ({wall:6.2f} s)  {megabytes:6.0f} MB  "
              f"{'' if good else 'NO'}  {words}", flush=True)
    sys.exit(wrong > 0)


main()
