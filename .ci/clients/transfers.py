"""Holds the calendar against the answer in JSON, and the sheet against what a spreadsheet would run."""

import csv
import json
import sys
from datetime import date

import icalendar

out = sys.argv[1]
with open(f"{out}.ics", "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
with open(f"{out}.json", encoding="utf-8") as file:
    dated = [item for item in json.load(file)["items"] if item["due"]]
events = [event for event in calendar.walk("VEVENT")]
assert len(events) == len(dated), (len(events), len(dated))
assert len({str(event["UID"]) for event in events}) == len(events), "two events share a name"
for event, item in zip(events, dated):
    assert not event.errors, event.errors
    assert event["DTSTART"].dt == date.fromisoformat(item["due"]), item
    assert type(event["DTSTART"].dt) is date, "a day, not a moment"
    assert event["DTSTAMP"].dt.tzinfo is not None
    assert str(event["SUMMARY"]).startswith(item["transfer"] + ": "), event["SUMMARY"]
    assert item["title"].splitlines()[0].split("\t")[0] in str(event["DESCRIPTION"]), item

with open(f"{out}.csv", encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        for name, cell in row.items():
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), (name, cell)
