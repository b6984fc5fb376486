"""Edits a Word file at random, by a seed: words, paragraphs, rows of tables."""
import copy, random, sys, zipfile
from xml.etree import ElementTree as E
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
source, target, seed = sys.argv[1:4]
chance = random.Random(int(seed))
words = "importer exporter shall may not within seventy-two hours material only reasonable efforts & <b> „quoted“ 個人 data".split()
with zipfile.ZipFile(source) as old:
    parts = {name: old.read(name) for name in old.namelist()}
for prefix, uri in [("w", W[1:-1]), ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")]:
    E.register_namespace(prefix, uri)
tree = E.fromstring(parts["word/document.xml"])
body = tree.find(W + "body")
for _ in range(chance.randint(1, 12)):
    paragraphs = [p for p in body.iter(W + "p")]
    direct = [p for p in body if p.tag == W + "p" and p.find(W + "pPr/" + W + "sectPr") is None]
    kind = chance.randrange(7)
    p = chance.choice(paragraphs)
    texts = [t for t in p.iter(W + "t")]
    if kind == 0 and texts:
        t = chance.choice(texts)
        split = (t.text or "").split(" ")
        split[chance.randrange(len(split))] = chance.choice(words)
        t.text = " ".join(split)
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    elif kind == 1 and texts:
        t = chance.choice(texts)
        t.text = (t.text or "") + " " + " ".join(chance.choices(words, k=chance.randint(1, 9)))
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    elif kind == 2 and texts:
        chance.choice(texts).text = ""
    elif kind == 3:
        body.remove(chance.choice(direct))
    elif kind == 4:
        new = copy.deepcopy(chance.choice([p for p in direct if p.find(".//" + W + "bookmarkStart") is None]))
        for t in new.iter(W + "t"):
            t.text = " ".join(chance.choices(words, k=8))
        body.insert(chance.randrange(len(body) - 1), new)
    elif kind == 5:
        a = chance.choice(direct); body.remove(a); body.insert(chance.randrange(len(body) - 1), a)
    elif kind == 6:
        tables = [t for t in body.iter(W + "tbl") if len(t.findall(W + "tr")) > 1]
        if tables:
            table = chance.choice(tables); rows = table.findall(W + "tr"); row = chance.choice(rows)
            if chance.random() < 0.5:
                table.remove(row)
            else:
                new = copy.deepcopy(row)
                for t in new.iter(W + "t"):
                    t.text = " ".join(chance.choices(words, k=4))
                table.insert(list(table).index(row) + 1, new)
parts["word/document.xml"] = E.tostring(tree, encoding="UTF-8", xml_declaration=True)
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
    for name, content in parts.items():
        out.writestr(name, content)
