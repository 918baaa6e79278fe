"""Says several statements beside each other: as small tiles, as lines of a list, as a table to download."""

from collections.abc import Iterable, Sequence

from data.plan import plan
from pages.pieces import answers, cards, status
from pages.pieces.listing import Cell, Line
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row


def speaking(rows: Iterable[Row], statements: Sequence[str]) -> list[Row]:
    """The rows of these statements that have an answer, in their order."""
    found = {row["statement"]: row for row in rows if plan().statuses[row["status"]].speaks}
    return [found[code] for code in statements if code in found]


def of(rows: Iterable[Row], statement: str) -> Row | None:
    """The row of one statement, where it has an answer."""
    return next(iter(speaking(rows, [statement])), None)


def tiles(rows: Sequence[Row]) -> None:
    """Statements with value, gap and status as small tiles."""
    if rows:
        cards.tiles(cards.card_from(row) for row in rows)


def tight(code: str) -> str:
    """Shape and word of a status on one line."""
    return status.word(code).replace(" ", "\N{NO-BREAK SPACE}")


def told(row: Row) -> str:
    """The gap in words; nothing where there is no target."""
    card = cards.card_from(row)
    judged = plan().statements[card.statement].rule == "narrative"
    held = card.target is not None and card.value is not None
    return cards.gap(card) if judged or held or card.parts is not None else ""


def value(row: Row) -> str:
    """The value with as many decimals as keep it from looking like the target it misses."""
    return cards.figure(cards.card_from(row))


def line(row: Row, href: str, note: str = "") -> Line:
    """One statement in a list: name, value, what is missing, status."""
    cells = [
        Cell(value(row), note=words.period(row["period"])),
        Cell(mark=status.chip(row["status"]), note=_noted(row)),
    ]
    return Line(names.numbered(row["statement"]), cells, href, note)


def _noted(row: Row) -> str:
    """An earlier verdict, and what turned since when, else the gap."""
    said = (answers.earlier_verdict(row), answers.turned(row) or told(row))
    return say("overview.and").join(part for part in said if part)


def headings() -> list[str]:
    """What stands above the lines."""
    return [say("column.statement"), say("column.value"), say("column.status")]
