"""Says which sheets are late and which fall due, each as a short line that leads to who owes it."""

from collections.abc import Callable

from pages.frame import links
from pages.pieces import standing
from pages.pieces.aside import Item
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row, Rows

OWERS = 3  # so many are named of those who owe a sheet


def late(rows: Rows, may_send: Callable[[Row], bool] = lambda row: False) -> list[Item]:
    """What was due and has not come: the longest late first, one line a sheet and period.

    A line leads to who owes the sheet; whoever may send one of its rows, to where it is sent.
    """
    return [_late(group, any(map(may_send, group))) for group in standing.by_sheet(rows)]


def due(rows: Rows, *, everywhere: bool) -> list[Item]:
    """What falls due next; of the city as a whole also how many places have sent it."""
    return [_due(row, everywhere) for row in rows]


def _late(group: list[Row], sends: bool) -> Item:
    first, owers = group[0], standing.owers(group, OWERS)
    several = standing.by_departments(group)
    told = say("overview.late_by", date=words.date(first["due_on"]), days=first["days_late"])
    who = owers if several else _joined(names.department(first["department"]), owers)
    way = {} if several else {"department": str(first["department"])}
    href = links.address("department", **way)
    if sends:
        href = links.address("upload", send=str(first["template"]), owed=str(first["period"]))
    return Item(_sheet(first), [who, told], href)


def _due(row: Row, everywhere: bool) -> Item:
    by_place = bool(row["places"]) and everywhere  # some sheets come from departments, not from places
    arrived = say("overview.arrived", arrived=row["arrived"], places=row["places"]) if by_place else ""
    told = say("overview.due_on", date=words.date(row["due_on"]), days=row["days_left"])
    way = links.address("department", department=str(row["department"]))
    return Item(_sheet(row), [_joined(names.department(row["department"]), arrived), told], way)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _sheet(row: Row) -> str:
    return f"{names.template(row['template'])} {words.period(row['period'])}"
