"""Says how a place or a department stands: counts of statuses, sheets owed and due, sheets as a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from data.plan import plan
from pages.frame import filters
from pages.pieces import answers, aside, panel
from pages.pieces.aside import Item
from pages.pieces.tables import Column, Shown, height
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.words import say
from queries.question import Row, Rows


def counts(rows: Sequence[Row]) -> str:
    """6 项已达标，2 项未达标，1 项数据不足: every status there is, so that the counts add up to all rows."""
    found: dict[str, int] = {}
    for row in rows:
        found[row["status"]] = found.get(row["status"], 0) + 1
    order = sorted(found, key=_told)
    told = [say("overview.count", count=found[code], status=names.status(code).lower()) for code in order]
    return say("overview.and").join(told)


def _told(code: str) -> tuple[bool, bool, int]:
    """Good news, then bad, then what still waits; what is no answer at all comes last."""
    known = plan().statuses[code]
    apart, place = known.telling_order
    return not known.judged, apart, place if known.judged else known.rank


ANSWERED: Mapping[str, Callable[[Row], object]] = {  # what a table of statements says of both answers
    "verdict_told": answers.verdict,
    "turned": answers.turned,
    "aim": lambda row: answers.target(row) or answers.whose(row),
}


def answered() -> list[Column]:
    """The columns of the verdict, of since when and why, and of which target is spoken of."""
    return [
        Column("verdict_told", say("answer.column_verdict")),
        Column("turned", say("answer.column_turned")),
        Column("aim", say("county.column_target")),
    ]


def sheets(rows: Sequence[Row], title: str, nothing: str) -> None:
    """A list of sheets of the calendar: which, for which period, how late or how soon, from which places."""
    aside.block(title, [_sheet(group) for group in by_sheet(rows)], nothing)


def by_sheet(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each workbook and period together: one sheet that several may owe."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["template"], row["period"]), []).append(row)
    return list(groups.values())


def by_departments(group: Sequence[Row]) -> bool:
    """Whether several departments owe a sheet, each its own."""
    return len({row["department"] for row in group}) > 1


def owers(group: Sequence[Row], most: int | None = None) -> str:
    """Who owes a sheet: departments where these send it, else places; beyond `most` only how many."""
    found, kind = [names.region(row["region"]) for row in group], "places"
    if by_departments(group):
        found, kind = [names.department(row["department"]) for row in group], "departments"
    listed = say("asked.list").join(found[:most])
    if most is None or len(found) <= most:
        return listed
    return say(f"standing.more_{kind}", listed=listed, count=len(found))


def _sheet(group: list[Row]) -> Item:
    first = group[0]
    key = "due.late" if first["state"] == "late" else "due.coming"
    lines = [say(key, date=words.date(first["due_on"]), days=abs(first["days_left"]))]
    places = [names.region(row["region"]) for row in group if row["region"] != filters.WHOLE]
    if places:
        lines.append(say("asked.list").join(places))
    lines.append(names.bureau(first["department"]))
    return Item(f"{names.template(first['template'])} {words.period(first['period'])}", lines)


def sheets_table(about: Callable[[str, str], About], name: str, rows: Rows, day: str) -> None:
    """Every sheet of the calendar as of a day (spoken): due when, come when, owed now, or come too late."""
    owed, late = (sum(row["state"] == state for row in rows) for state in ("late", "came_late"))
    title = say("standing.table_title", name=name, count=len(rows), owed=owed, late=late)
    shown: Shown = [
        *("template", "period", "region", "department", "state"),
        Column("due_on", say("standing.column_due")),
        Column("came_on", say("standing.column_came")),
    ]
    panel.table(
        "sheets",
        about(title, say("standing.table_measure", date=day)),
        rows,
        shown,
        height(rows),
    )
