"""Says what moved since an earlier publication, like held against like, each as a line that leads on."""

from collections.abc import Iterable

from pages.frame import links
from pages.pieces import answers, status
from pages.pieces.aside import Item
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.question import Row

PLACES = ("before", "after")


def items(rows: Iterable[Row]) -> list[Item]:
    """The rows of `what_changed`: changes of status with both of them, then moves of figures."""
    return [_item(row) for row in rows]


def _item(row: Row) -> Item:
    statement, period = str(row["statement"]), row["period_after"]
    chips = [status.chip(row[f"status_{place}"]) for place in PLACES]
    mark = f'<span class="peak-aside-turn">{" → ".join(chips)}</span>' if row["turned"] else ""
    told = [part for part in (moved(row), answers.verdict_moved(row)) if part]
    way = {} if period is None else {"period": str(period)}
    return Item(names.statement(statement), told, links.address("indicator", id=statement, **way), mark)


def moved(row: Row) -> str:
    """The figures on both sides, and what is held against what: a day, the same months, the same period."""
    before, after = (_figure(row, place) for place in PLACES)
    when = _when(row)
    if row["kind"] == "gone":
        return say("overview.gone", before=before)
    if not after or (before == after and row["kind"] != "first"):
        return " ".join(part for part in (when["after"], after) if part)
    if not before:
        return say("changed.first", **when, value=after)
    return say(f"changed.{row['kind']}", **when, old=before, new=after)


def _when(row: Row) -> dict[str, str]:
    """The periods as they are spoken: what stands on a day is told by the day it stands on."""
    speak = words.period_end if row["kind"] == "stands" else words.period
    return {place: speak(row[f"period_{place}"]) if row[f"period_{place}"] else "" for place in PLACES}


def _figure(row: Row, place: str) -> str:
    if row["parts"] is not None:
        good = row[f"parts_{place}"]
        return "" if good is None else f"{good:g}/{row['parts']:g}"
    if row[f"value_{place}"] is None:
        return ""
    fine = figures.telling_decimals(row["value_before"], row["value_after"], row["decimals"])
    return words.number(row[f"value_{place}"], row["unit"], fine)
