"""Reads and edits a worksheet's workbook as other programs would. Arguments: dmf, a folder with org.yaml and sheet.xlsx, and whether
records are `looked-at` or `believed`."""

import datetime
import json
import pathlib
import random
import subprocess
import sys

import openpyxl

DMF, FOLDER, LOOKED_AT = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3] == "looked-at"
LEVELS = ["none", "foundational", "developing", "established", "advanced"]
TODAY = "2026-11-24"
FIRST = 4
LEVEL, WHAT, WHERE, FROM, UNTIL, WHY, NOTE = range(4, 11)
# Some say why, and some have letters enough and say nothing all the same.
REASONS = ["It is not done here", "- - - - - - - - -", "ไม่มีการดำเนินการในประเทศนี้", "not applicable", "to be done, to be done", "aaaaaaaaaaaaaaaaaaaa", "x", "我们没有分公司"]


def run(*args, code=0, or_code=None):
    done = subprocess.run(args, cwd=FOLDER, capture_output=True, text=True)
    assert done.returncode in (code, or_code), f"{args} ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def blocks(book):
    return [sheet for sheet in book if sheet["A3"].value == "Id"]


def practices(sheet):
    row = FIRST
    while sheet.cell(row, 1).value:
        yield row
        row += 1


def shape(book):
    """Drop-downs, locks, colours, hidden sheets, notes, paper."""
    assert book["Lists"].sheet_state == "hidden" and book["dmf"].sheet_state == "veryHidden"
    assert blocks(book), "no sheet of a building block"
    for sheet in blocks(book):
        rows = list(practices(sheet))
        span = f"D{rows[0]}:D{rows[-1]}"
        lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
        assert lists == {span: "Lists!$A$1:$A$5"}, lists
        days = [str(one.sqref) for one in sheet.data_validations.dataValidation if one.type == "date"]
        assert days == [f"G{rows[0]}:H{rows[-1]}"], days
        assert sheet.protection.sheet and not sheet.protection.password
        assert not sheet.protection.formatColumns and not sheet.protection.formatRows, "sizes are everybody's own"
        for row in rows:
            for column in range(1, 17):
                open_to_all = not sheet.cell(row, column).protection.locked
                assert open_to_all == (LEVEL <= column <= NOTE), f"{sheet.title}: row {row}, column {column}"
            note = sheet.cell(row, LEVEL).comment
            assert note and all(f"{number} {level}: " in note.text for number, level in enumerate(LEVELS))
        rules = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
        assert len(rules) == 11, f"{sheet.title}: {len(rules)} conditional formats"
        assert sheet.freeze_panes == f"C{FIRST}"
        assert sheet.page_setup.paperSize == 9 and sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 2 and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$3:$3" and sheet.print_title_cols == "$A:$B"
    lists = {one.formula1 for one in book["Evidence"].data_validations.dataValidation if one.type == "list"}
    assert len(lists) == 2, lists
    for name in ("Read me", "Evidence", "Scores"):
        assert book[name].protection.sheet, name
    assert not book["Scores"]["B2"].protection.locked and book["Scores"]["B5"].protection.locked


def figures(path):
    """What the score sheet says: claimed, evidenced, verified, reached, by evidence, answered, by name."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Scores"]
    found = {}
    for row in range(5, 20):
        name = sheet.cell(row, 1).value
        if not name:
            break
        points = [None if value == "n/a" else round(value * 10000) for value in (sheet.cell(row, 2).value, sheet.cell(row, 3).value)]
        verified = sheet.cell(row, 7).value
        points.append(None if verified in ("n/a", None) else round(verified * 10000))
        words = [None if value == "n/a" else value for value in (sheet.cell(row, 4).value, sheet.cell(row, 5).value)]
        found[name.split()[0]] = (*points, *words, int(sheet.cell(row, 6).value.split()[0]))
    return found


def ours(worksheet, today):
    # What a gate of the folder says of them is not asked here.
    run(DMF, "assess", worksheet, "--format", "json", "--today", today, "-o", "card.json", "--force", or_code=1)
    card = json.loads((FOLDER / "card.json").read_text())
    points = lambda group: (group["claimed"], group["evidenced"], group.get("verified"))
    answered = lambda counts: counts["answered"] + counts["not_applicable"]
    said = lambda group: (*points(group), group["reached"], group["reached_evidenced"], answered(group["counts"]))
    found = {block["id"]: said(block) for block in card["blocks"]}
    return {**found, "Overall": said(card["overall"])}


def recalculated(name):
    """The workbook as LibreOffice saves it; it counts whatever openpyxl saved, for that has no figures in it."""
    run("soffice", "--headless", "--convert-to", "xlsx", "--outdir", "out", name)
    return FOLDER / "out" / name


def typed(seed, name):
    """A copy in which somebody answered at random, and one without the reasons that were typed. Comes back with the day on which
    evidence is weighed."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(FOLDER / "sheet.xlsx")
    day = lambda: datetime.date(2026, 1, 1) + datetime.timedelta(days=chance.randrange(700))
    rows = [(sheet, row) for sheet in blocks(book) for row in practices(sheet)]
    reasons = []
    for sheet, row in chance.sample(rows, chance.randrange(1, len(rows))):
        for column in range(LEVEL, NOTE + 1):
            sheet.cell(row, column).value = None
        if chance.random() < 0.15:
            sheet.cell(row, WHY).value = chance.choice(REASONS)
            reasons.append(sheet.cell(row, WHY))
            drop = sheet.cell(row, 1).value
            for record in range(2, book["Evidence"].max_row + 1):
                if book["Evidence"].cell(record, 1).value == drop:
                    for column in range(1, 10):
                        book["Evidence"].cell(record, column).value = None
            continue
        sheet.cell(row, LEVEL).value = chance.choice(LEVELS)
        if chance.random() < 0.6:
            sheet.cell(row, WHAT).value = chance.choice(["Register", "=1+1", "Minutes, signed", "ทะเบียน"])
            sheet.cell(row, WHAT).data_type = "s"
            begin, end = sorted((day(), day()))
            if chance.random() < 0.7:
                sheet.cell(row, FROM).value = begin
            if chance.random() < 0.7:
                sheet.cell(row, UNTIL).value = end
        if chance.random() < 0.3:
            sheet.cell(row, NOTE).value = "Asked by phone\nand by letter"
    evidence = book["Evidence"]
    free = 1 + max([1] + [row for row in range(2, evidence.max_row) if evidence.cell(row, 1).value])
    answered = [(sheet, row) for sheet, row in rows if sheet.cell(row, LEVEL).value]
    for record, (sheet, row) in enumerate(chance.sample(answered, min(5, len(answered)))):
        evidence.cell(free + record, 1).value = sheet.cell(row, 1).value
        evidence.cell(free + record, 2).value = "Further record"
        if chance.random() < 0.5:
            evidence.cell(free + record, 7).value = chance.choice(LEVELS)
        if chance.random() < 0.5:
            evidence.cell(free + record, 5).value = day()
    today = day() if not LOOKED_AT else datetime.date(2026, 11, 24) + datetime.timedelta(days=chance.randrange(300))
    book["Scores"]["B2"].value = today
    both(book, name, reasons)
    return today.isoformat()


def both(book, name, reasons):
    """The copy, and one without the reasons that were typed into it."""
    book.save(FOLDER / name)
    for cell in reasons:
        cell.value = None
    book.save(FOLDER / f"without-{name}")


def imported(name, target, text):
    """The worksheet of that text with what the copy says."""
    (FOLDER / target).write_bytes(text)
    run(DMF, "worksheet", "import", name, "-o", target)
    return target


def compare(name, today, theirs, mine, exact):
    """Nothing is claimed otherwise, and nothing is evidenced beyond what we say; where nobody has to look, nothing less either."""
    told = f"{name} on {today}:\n{theirs}\n{mine}"
    assert theirs.keys() == mine.keys(), told
    if exact:
        assert theirs == mine, told
    for (claimed, evidenced, verified, *reached), (our_claimed, our_evidenced, our_verified, *our_reached) in zip(theirs.values(), mine.values()):
        (reached, by, answered), (our_reached, our_by, our_answered) = reached, our_reached
        assert (claimed, verified, reached, answered) == (our_claimed, our_verified, our_reached, our_answered), told
        assert (evidenced is None) == (our_evidenced is None) and (evidenced or 0) <= (our_evidenced or 0), told
        assert (by is None) == (our_by is None) and LEVELS.index(by or "none") <= LEVELS.index(our_by or "none"), told


def no_more(name, today, theirs, mine):
    """No figure is above ours, and nothing is left out that we count."""
    told = f"{name} on {today}:\n{theirs}\n{mine}"
    assert theirs.keys() == mine.keys(), told
    for stated, ours in zip(theirs.values(), mine.values()):
        for at, (one, other) in enumerate(zip(stated, ours)):
            assert one is not None or other is None, told
            if at in (3, 4):
                one, other = LEVELS.index(one or "none"), LEVELS.index(other or "none")
            assert (one or 0) <= (other or 0), told


original = (FOLDER / "org.yaml").read_bytes()
shape(openpyxl.load_workbook(FOLDER / "sheet.xlsx"))
# The figures stand in the file before any program has counted.
assert figures(FOLDER / "sheet.xlsx") == ours("org.yaml", TODAY), figures(FOLDER / "sheet.xlsx")

# Saved by others without a change, it changes nothing.
openpyxl.load_workbook(FOLDER / "sheet.xlsx").save(FOLDER / "openpyxl.xlsx")
saved = recalculated("sheet.xlsx")
for copy in ("sheet.xlsx", "openpyxl.xlsx", str(saved)):
    for target in ("org.yaml", "new.yaml"):
        assert run(DMF, "worksheet", "import", copy, "-o", target) == f"0 answers changed in {target}\n"
        assert (FOLDER / target).read_bytes() == original, f"{copy} changes {target}"

for seed in range(4):
    name = f"typed-{seed}.xlsx"
    today = typed(seed, name)
    counted = recalculated(name)
    for copy, target in ((name, "one.yaml"), (str(counted), "two.yaml")):
        imported(copy, target, original)
    assert (FOLDER / "one.yaml").read_bytes() == (FOLDER / "two.yaml").read_bytes(), f"{name}: LibreOffice changed an answer"
    assert (FOLDER / "one.yaml").read_bytes() != original
    no_more(name, today, figures(counted), ours("one.yaml", today))
    without = ours(imported(f"without-{name}", "two.yaml", original), today)
    compare(name, today, figures(counted), without, exact=not LOOKED_AT)

# Reasons that were typed or changed, and nothing else: each counts as no answer.
book = openpyxl.load_workbook(FOLDER / "sheet.xlsx")
cells = [sheet.cell(row, WHY) for sheet in blocks(book) for row in practices(sheet) if not sheet.cell(row, LEVEL).value]
for at, cell in enumerate(cells):
    cell.value = f"{cell.value}!" if cell.value else REASONS[at % len(REASONS)]
both(book, "reasons.xlsx", cells)
counted = figures(recalculated("reasons.xlsx"))
compare("reasons.xlsx", TODAY, counted, ours(imported("without-reasons.xlsx", "one.yaml", original), TODAY), exact=True)
no_more("reasons.xlsx", TODAY, counted, ours(imported("reasons.xlsx", "one.yaml", original), TODAY))

# A block that is out as a whole stays out, until a level or a reason is typed beside it.
lines, block, kept = original.decode().splitlines(keepends=True), blocks(book)[-1].title, True
answers, head = [], f"not_applicable: {{ {block}: Data is used for the orders at hand alone }}\n"
for line in lines:
    kept = not line.startswith(f"  {block}-") if line.startswith("  ") and line[2] not in " #" else kept or line[0] not in " \n"
    answers += [line] if kept else []
apart, whole = ("".join(answers).replace("\nanswers:\n", f"\n{top}answers:\n").encode() for top in ("", head))
assert apart != whole
(FOLDER / "whole.yaml").write_bytes(whole)
run(DMF, "worksheet", "export", "whole.yaml", "-o", "whole.xlsx")
out = ours("whole.yaml", TODAY)
assert figures(FOLDER / "whole.xlsx") == out
for name, column, words in (("whole.xlsx", None, None), ("whole-reason.xlsx", WHY, REASONS[0]), ("whole-level.xlsx", LEVEL, LEVELS[4])):
    book = openpyxl.load_workbook(FOLDER / "whole.xlsx")
    sheet = book[block]
    plain = next(row for row in practices(sheet) if not sheet.cell(row, 2).value.endswith("(key)"))
    if column:
        sheet.cell(plain, column).value = words
        book.save(FOLDER / name)
    counted = figures(recalculated(name))
    if column == LEVEL:
        # Whoever says both has to settle which it is.
        compare(name, TODAY, counted, ours(imported(name, "one.yaml", apart), TODAY), exact=True)
    elif column:
        no_more(name, TODAY, counted, ours(imported(name, "one.yaml", whole), TODAY))
    else:
        compare(name, TODAY, counted, out, exact=True)

# A day to look ahead, and other levels: by evidence, no more than we say.
for name, today, typing in (("later.xlsx", "2027-06-30", False), ("levels.xlsx", TODAY, True)):
    book = openpyxl.load_workbook(FOLDER / "sheet.xlsx")
    book["Scores"]["B2"].value = datetime.date.fromisoformat(today)
    for sheet in blocks(book) if typing else ():
        for row in practices(sheet):
            if not sheet.cell(row, WHY).value:
                sheet.cell(row, LEVEL).value = LEVELS[4]
    book.save(FOLDER / name)
    compare(name, today, figures(recalculated(name)), ours(imported(name, "one.yaml", original), today), exact=not typing or not LOOKED_AT)

# What cannot be read is told by sheet and cell, and so is what two people say differently.
book = openpyxl.load_workbook(FOLDER / "sheet.xlsx")
sheet = blocks(book)[0]
sheet["D4"].value, sheet["E4"].value, sheet["H4"].value = "excellent", "Charter", "next year"
book["Evidence"]["A90"].value, book["Evidence"]["B91"].value = "GOV-99", "a record of nobody's"
book.save(FOLDER / "bad.xlsx")
told = run(DMF, "worksheet", "import", "bad.xlsx", "-o", "org.yaml", code=3)
for cell in (f"{sheet.title}!D4", f"{sheet.title}!H4", "Evidence!A90", "Evidence!A91"):
    assert f"bad.xlsx, {cell}: " in told, f"{cell}\n{told}"
for name, level in (("a.xlsx", "none"), ("b.xlsx", "advanced")):
    book = openpyxl.load_workbook(FOLDER / "sheet.xlsx")
    sheet = blocks(book)[0]
    for column in range(LEVEL, NOTE + 1):
        sheet.cell(FIRST, column).value = None
    sheet.cell(FIRST, LEVEL).value = level
    book.save(FOLDER / name)
told = run(DMF, "worksheet", "import", "a.xlsx", "b.xlsx", "-o", "org.yaml", code=1)
assert f"a.xlsx, {sheet.title}!D4 says" in told or f"b.xlsx, {sheet.title}!D4 says" in told, told
assert (FOLDER / "org.yaml").read_bytes() == original
print(f"{FOLDER.name}: as it went out, and as LibreOffice counts it")
