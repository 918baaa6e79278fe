"""Finds the period and the place that stand outside the columns: in a title, a sheet's or the file's name."""

from pathlib import PurePath

from data.ingest.layouts.proposal import Told
from data.ingest.layouts.seen import Seen
from data.ingest.words.names import code_of, squeeze
from data.ingest.words.notes import is_foot
from data.ingest.words.periods import Period, find_period, parse_period
from data.ingest.words.report_days import period_named
from data.plan import plan


def period_in(text: str) -> Period | None:
    """The period that a line names; the day on which it was reported or printed is none."""
    return None if is_foot(text) else period_named(text)


def periods_told(seen: Seen, file_name: str) -> list[Told]:
    """Every place outside the columns that names the period of a table, the nearest first."""
    found = []
    texts = [("title", cell, text) for cell, text in seen.titles]
    texts += [("sheet", "", seen.sheet.name), ("file", "", PurePath(file_name).stem)]
    for source, cell, text in texts:
        if period := period_in(text):
            found.append(Told(period.code, period.words, source, seen.sheet.name, cell, text[:100]))
    codes = {record.period for record in seen.records if record.period}
    labels = {label for record in seen.records[:1] for label in (*record.col, *record.row)}
    named = any(parse_period(label) or find_period(label) for label in labels)
    if named and not any(told.source == "title" for told in found) and len(codes) == 1:
        code = codes.pop()
        if (period := parse_period(code)) and period.code == code:
            cell = next((line.cell for line in seen.lines if line.periods), "")
            found.insert(0, Told(code, period.words, "heading", seen.sheet.name, cell, ""))
    return found


def county_told(seen: Seen) -> Told | None:
    """The one county or zone that a title or the sheet's name speaks of; None where they name none."""
    return place_told(seen, "", within=True)


def place_told(seen: Seen, file_name: str, within: bool = False) -> Told | None:
    """The one place that a title, the sheet's or the file's name speaks of: the longest name in it.

    `within` leaves out the city itself and what it lies in.
    """
    texts = [("title", cell, text) for cell, text in seen.titles]
    texts += [("sheet", "", seen.sheet.name), ("file", "", PurePath(file_name).stem)]
    names = sorted(
        (
            (name, code)
            for code, region in plan().regions.items()
            if region.parent or not within
            for name in (region.name, region.short)
        ),
        key=lambda pair: -len(pair[0]),
    )
    for source, cell, text in texts:
        plain = squeeze(text)
        found = next((code for name, code in names if name and squeeze(name) in plain), None)
        if found and found in plan().regions and code_of("region", plan().regions[found].name):
            region = plan().regions[found]
            each = "各县" in plain or "分县" in plain or "各区" in plain
            if not each:
                return Told(found, region.name, source, seen.sheet.name, cell, text[:100])
    return None
