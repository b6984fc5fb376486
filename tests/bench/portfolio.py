#!/usr/bin/env python3
"""Makes a portfolio of realistic worksheets: python3 tests/bench/portfolio.py NUMBER FOLDER [--ndjson FILE]

Every worksheet answers most of the 50 practices, half of them with evidence. The same NUMBER makes the same bytes.
"""
import json
import random
import sys
from pathlib import Path

BLOCKS = {"GOV": 11, "POL": 10, "INF": 10, "LCM": 10, "INN": 9}
LEVELS = ["none", "foundational", "developing", "established", "advanced"]
COUNTRIES = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"]
SECTORS = ["payments", "insurance", "health", "retail", "telecoms", "energy"]
EVIDENCE = ["Charter signed by the chief executive", "Register of dataset owners", "Minutes of the data committee",
            "Inventory of systems", "Report of the last restore test", "Training records", "Standard for retention"]


def worksheet(number: int) -> dict:
    """One organisation, whose answers lean to a level of its own."""
    rng = random.Random(number)
    lean = rng.uniform(0.5, 3.5)
    answers = {}
    for block, count in BLOCKS.items():
        for at in range(1, count + 1):
            chance = rng.random()
            if chance < 0.05:
                continue
            id = f"{block}-{at:02}"
            if chance < 0.08:
                answers[id] = {"not_applicable": "No such activity in this company"}
                continue
            level = LEVELS[max(0, min(4, round(rng.gauss(lean, 1))))]
            if chance < 0.5:
                answers[id] = level
                continue
            year = rng.choice([2026, 2027, 2028])
            answers[id] = {
                "level": level,
                "evidence": [{
                    "what": rng.choice(EVIDENCE),
                    "ref": f"evidence/{id.lower()}.pdf",
                    "effective": f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                    "expires": f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                }],
            }
            if chance > 0.9:
                answers[id]["note"] = "To be looked at again after the move to the new data centre"
    return {
        "framework": "asean-dmf",
        "organisation": {
            "name": f"Company {number:06}",
            "country": rng.choice(COUNTRIES),
            "sector": rng.choice(SECTORS),
            "profile": "enterprise",
            "tags": [rng.choice(["listed", "private"])],
        },
        "as_of": "2026-10-31",
        "targets": {"default": "established"},
        "answers": answers,
    }


def yaml(sheet: dict) -> str:
    """As a person writes it: short answers in a line, evidence in flow style."""
    lines = [f"framework: {sheet['framework']}"]
    organisation = ", ".join(f"{key}: {text(value)}" for key, value in sheet["organisation"].items())
    lines += [f"organisation: {{ {organisation} }}", f"as_of: {sheet['as_of']}", "targets: { default: established }"]
    lines.append("answers:")
    for id, answer in sheet["answers"].items():
        if isinstance(answer, str):
            lines.append(f"  {id}: {answer}")
        elif "not_applicable" in answer:
            lines.append(f"  {id}: {{ not_applicable: {answer['not_applicable']} }}")
        else:
            lines += [f"  {id}:", f"    level: {answer['level']}", "    evidence:"]
            for proof in answer["evidence"]:
                lines.append("      - { " + ", ".join(f"{key}: {value}" for key, value in proof.items()) + " }")
            if "note" in answer:
                lines.append(f"    note: {answer['note']}")
    return "\n".join(lines) + "\n"


def text(value) -> str:
    return "[" + ", ".join(value) + "]" if isinstance(value, list) else value


def main() -> None:
    number, folder = int(sys.argv[1]), Path(sys.argv[2])
    lines = open(sys.argv[4], "w") if sys.argv[3:4] == ["--ndjson"] else None
    for at in range(number):
        sheet = worksheet(at)
        place = folder / f"{at // 1000:03}"
        if at % 1000 == 0:
            place.mkdir(parents=True, exist_ok=True)
        (place / f"org-{at:06}.yaml").write_text(yaml(sheet))
        if lines:
            lines.write(json.dumps(sheet, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
