"""Says how a place or a department stands: counts of statuses, sheets owed and due, sheets as a table."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.plan import plan
from pages.frame import filters
from pages.pieces import aside, panel
from pages.pieces.aside import Item
from pages.pieces.place_view import View, height, said
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.words import say

Rows = list[dict[str, Any]]


def counts(rows: Sequence[dict[str, Any]]) -> str:
    """6 项已达标，2 项未达标: good news first, as on the overview; empty when nothing can be judged."""
    found: dict[str, Rows] = {}
    for row in rows:
        if plan().statuses[row["status"]].judged:
            found.setdefault(row["status"], []).append(row)
    order = sorted(found, key=lambda code: plan().statuses[code].telling_order)
    told = [
        say("overview.count", count=len(found[code]), status=names.status(code).lower()) for code in order
    ]
    return say("overview.and").join(told)


def sheets(rows: Rows, title: str, nothing: str) -> None:
    """A list of sheets of the calendar: which, for which period, how late or how soon, from which places."""
    groups: dict[tuple[str, str], Rows] = {}
    for row in rows:
        groups.setdefault((row["template"], row["period"]), []).append(row)
    aside.block(title, [_sheet(group) for group in groups.values()], nothing)


def by_departments(group: Rows) -> bool:
    """Whether several departments owe a sheet, each its own."""
    return len({row["department"] for row in group}) > 1


def owers(group: Rows, most: int | None = None) -> str:
    """Who owes a sheet: departments where these send it, else places; beyond `most` only how many."""
    found, kind = [names.region(row["region"]) for row in group], "places"
    if by_departments(group):
        found, kind = [names.department(row["department"]) for row in group], "departments"
    listed = say("asked.list").join(found[:most])
    if most is None or len(found) <= most:
        return listed
    return say(f"standing.more_{kind}", listed=listed, count=len(found))


def _sheet(group: Rows) -> Item:
    first = group[0]
    key = "standing.late" if first["state"] == "late" else "standing.due"
    lines = [say(key, date=words.date(first["due_on"]), days=abs(first["days_left"]))]
    places = [said(row, "region_name") for row in group if row["region"] != filters.WHOLE]
    if places:
        lines.append(say("asked.list").join(places))
    lines.append(said(first, "department_name"))
    return Item(f"{said(first, 'name')} {words.period(first['period'])}", lines)


def sheets_table(view: View, name: str, rows: Rows) -> None:
    """Every sheet of the calendar with the day it was due and the day it came."""
    frame = pd.DataFrame(rows)
    frame = frame.assign(
        sheet_name=[said(row, "name") for row in rows],
        who=[said(row, "department_name") for row in rows],
        place=[said(row, "region_name") for row in rows],
        stands=[said(row, "state_name") for row in rows],
    )
    columns = [
        Column("sheet_name", say("standing.column_sheet")),
        Column("period", say("column.period"), "period"),
        Column("place", say("column.place")),
        Column("who", say("department.column_department")),
        Column("stands", say("column.status")),
        Column("due_on", say("standing.column_due"), "date"),
        Column("came_on", say("standing.column_came"), "date"),
    ]
    late = [row for row in rows if row["state"] in ("late", "came_late")]
    title = say("standing.table_title", name=name, count=len(rows), late=len(late))
    panel.table("sheets", view.about(title, say("standing.table_measure")), frame, columns, height(frame))
