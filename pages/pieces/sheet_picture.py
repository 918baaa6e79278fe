"""Draws a picture of cells as a real table: heads that stay, merged cells, marks with shape and words."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from data.ingest.receive import Picture
from pages.speech import words
from pages.speech.words import say

Place = tuple[int, int]
LONGEST = 100  # signs of a sheet's name in an address
KEPT = 4  # pictures that one visit remembers
OVER = (8, 70)  # signs of a text that runs over its neighbours: what is longer is wrapped
Turn = Callable[[int], str]  # the address that shows the rows from this one on
Other = Callable[[str], str]  # the address that shows the sheet of this name


@dataclass(frozen=True)
class Mark:
    """Why a cell is marked: a shape, the token of its colour, and what is said of it.

    A `quiet` one is the ground of many cells: the keyboard does not stop at each. What is said `instead` of
    the cell's own text stands beside that, which is struck out.
    """

    shape: str
    tone: str
    told: str
    quiet: bool = False
    instead: str = ""


def markup(
    picture: Picture, marks: Mapping[Place, Sequence[Mark]], here: Place | None, turn: Turn,
    other: Other | None = None,
) -> str:  # fmt: skip
    """The table in its own scrolling room; `here` is the cell asked for, `turn` the way to its pages.

    `other` is the way to the other sheets of the workbook; without it they are not named.
    """
    sheets = _sheets(picture, other) if other else ""
    if not picture.sheet:
        return f'{sheets}<p class="peak-notice">{escape(say("picture.no_sheet"))}</p>'
    told = escape(" · ".join(_told(picture, here)))
    lines = _rows(picture, marks, here, turn)
    head = "".join(line for row, line in lines if row <= picture.head)
    body = "".join(line for row, line in lines if row > picture.head)
    return (
        f'{sheets}<p class="peak-sheet-pages"><span>{told}</span></p>'
        f'<div class="peak-sheet-room" tabindex="0" role="region" aria-label="{told}">'
        f'<table class="peak-sheet"><caption>{told}</caption>'
        f'<thead><tr><th class="peak-sheet-corner"></th>{_heads(picture)}</tr>{head}</thead>'
        f"<tbody>{body}</tbody></table></div>{_pages(picture, turn)}"
    )


def taken(key: tuple[object, ...], take: Callable[[], Picture]) -> Picture:
    """The picture of this key, taken once while the same one is looked at. Raises what `take` raises."""
    kept: dict[tuple[object, ...], Picture] = st.session_state.setdefault("pictures", {})
    if key not in kept:
        made = take()
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = made
    return kept[key]


def top_asked() -> int:
    """The row from which on the address asks to see the sheet; 0 for none."""
    asked = st.query_params.get("top", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 0


def sheet_asked() -> str:
    """The sheet that the address asks to see instead of the one with the cell; '' for none."""
    return st.query_params.get("sheet", "")[:LONGEST]


def _sheets(picture: Picture, other: Other) -> str:
    """The switch to the other sheets in sight; those that the workbook hides are named as such."""
    if len(picture.sheets) < 2:
        return ""
    made = []
    for name, hidden in picture.sheets:
        if name == picture.sheet:
            made.append(f'<b aria-current="true">{escape(name)}</b>')
        elif hidden:
            made.append(f"<span>{escape(say('picture.other_hidden', sheet=name))}</span>")
        else:
            made.append(f'<a data-stay href="{escape(other(name))}">{escape(name)}</a>')
    told = escape(say("picture.sheets"))
    return f'<p class="peak-sheet-pages" role="group" aria-label="{told}">{told}{"".join(made)}</p>'


def letter(column: int) -> str:
    """3 -> 'C', 28 -> 'AB'."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _told(picture: Picture, here: Place | None) -> list[str]:
    """The sheet, the cell and what lies in it where that is not what it shows, and what is hidden."""
    told = [picture.sheet]
    if here is not None:
        told.append(say("picture.cell", cell=f"{letter(here[1])}{here[0]}"))
        text = next((cell.text for cell in picture.cells if (cell.row, cell.column) == here), "")
        if picture.stored and picture.stored != text.replace(",", ""):
            told.append(say("picture.stored", value=picture.stored))
    if picture.hidden:
        told.append(say("picture.hidden_sheet"))
    if picture.hidden_rows:
        told.append(say("picture.hidden_rows", rows=_spans(sorted(picture.hidden_rows), str)))
    if picture.hidden_columns:
        told.append(say("picture.hidden_columns", columns=_spans(sorted(picture.hidden_columns), letter)))
    return told


def _spans(numbers: Sequence[int], written: Callable[[int], str]) -> str:
    """[5, 6, 7, 12] -> '5–7, 12'."""
    ends: list[list[int]] = []
    for number in numbers:
        if ends and ends[-1][1] == number - 1:
            ends[-1][1] = number
        else:
            ends.append([number, number])
    return ", ".join(f"{written(a)}–{written(b)}" if a < b else written(a) for a, b in ends)


def _heads(picture: Picture) -> str:
    """The letters of the columns; one between two that are no neighbours tells the gap."""
    made = []
    for before, column in zip((0, *picture.columns), picture.columns, strict=False):
        made.append('<th class="peak-sheet-gap" aria-hidden="true">…</th>' if column > before + 1 else "")
        made.append(f'<th scope="col"{_dimmed(column in picture.hidden_columns)}>{letter(column)}</th>')
    return "".join(made)


def _rows(
    picture: Picture, marks: Mapping[Place, Sequence[Mark]], here: Place | None, turn: Turn
) -> list[tuple[int, str]]:  # fmt: skip
    """The rows with their numbers; that of a gap is of the row behind it."""
    cells = {
        (one.row, one.column): (one.text, _opened(one.kind, one.rows, one.columns)) for one in picture.cells
    }
    covered = {
        (row, column): (cell.row, cell.column)
        for cell in picture.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    runs_over = _running_over(picture)
    marked: dict[Place, list[Mark]] = {}
    for place, told in marks.items():
        marked.setdefault(covered.get(place, place), []).extend(told)
    asked = None if here is None else covered.get(here, here)
    width = len(picture.columns) + sum(
        b > a + 1 for a, b in zip(picture.columns, picture.columns[1:], strict=False)
    )
    lines = []
    for above, row in zip((0, *picture.rows), picture.rows, strict=False):
        if row > above + 1:
            lines.append((row, _gap(above + 1, row - 1, width, turn)))
        line = [f'<th scope="row"{_dimmed(row in picture.hidden_rows)}>{row}</th>']
        for before, column in zip((picture.columns[0] - 1, *picture.columns), picture.columns, strict=False):
            line.append('<td class="peak-sheet-gap"></td>' if column > before + 1 else "")
            place = (row, column)
            if covered.get(place, place) == place:
                text, opened = cells.get(place, ("", ' data-kind="text"'))
                opened += " data-over" if place in runs_over else ""
                line.append(_cell(text, opened, marked.get(place, ()), place == asked))
        lines.append((row, f"<tr>{''.join(line)}</tr>"))
    return lines


def _gap(first: int, last: int, width: int, turn: Turn) -> str:
    told = escape(say("picture.rows_between", first=first, last=last))
    way = f'<a data-stay href="{escape(turn(first))}">{told}</a>'
    return f'<tr class="peak-sheet-gap"><th scope="row">⋮</th><td colspan="{width}">{way}</td></tr>'


def _cell(text: str, opened: str, marks: Sequence[Mark], asked: bool) -> str:
    """One cell; a marked one can be reached by the keyboard and says why it is marked."""
    shown = f"<span>{escape(text)}</span>"
    if not marks and not asked:
        return f"<td{opened}>{shown}</td>"
    told = "；".join(dict.fromkeys(mark.told for mark in marks))
    shapes = "".join(dict.fromkeys(mark.shape for mark in marks))
    tone = f' style="--tone:var(--peak-{marks[0].tone})"' if marks else ""
    current = ' aria-current="true" data-here' if asked else ""
    if instead := next((mark.instead for mark in marks if mark.instead), ""):
        shown = f"<s>{escape(text)}</s> <ins>{escape(instead)}</ins>"
    if not asked and all(mark.quiet for mark in marks):
        return f'<td{opened} data-marked="quiet" title="{escape(told)}"{tone}>{shown}</td>'
    return (
        f'<td{opened} data-marked tabindex="0" title="{escape(told)}"{tone}{current}>'
        f'<i aria-hidden="true">{escape(shapes)}</i>{shown}<em>{escape(told)}</em></td>'
    )


def _running_over(picture: Picture) -> set[Place]:
    """Texts with nothing to their right: they run over the blank cells beside them, as on the sheet."""
    last: dict[int, int] = {}
    for one in picture.cells:
        for row in range(one.row, one.row + one.rows):
            last[row] = max(last.get(row, 0), one.column)
    return {
        (one.row, one.column)
        for one in picture.cells
        if one.kind == "text" and one.rows == one.columns == 1 and last[one.row] == one.column
        if OVER[0] < len(one.text) <= OVER[1]
    }


def _opened(kind: str, rows: int, columns: int) -> str:
    return (
        f' data-kind="{kind}"' + f' rowspan="{rows}"' * (rows > 1) + f' colspan="{columns}"' * (columns > 1)
    )


def _dimmed(hidden: bool) -> str:
    return f' data-hidden title="{escape(say("picture.hidden"))}"' if hidden else ""


def _pages(picture: Picture, turn: Turn) -> str:
    """Which rows are shown of how many, and the way to those before and behind."""
    if not picture.rows or len(picture.rows) == picture.last_row:
        return ""
    first, last = _after_gap(picture.rows), picture.rows[-1]
    told = say("picture.rows", first=first, last=last, count=words.number(picture.last_row, decimals=0))
    ways = []
    if first > 1:
        ways.append((say("picture.before"), max(1, first - (last - first + 1))))
    if last < picture.last_row:
        ways.append((say("picture.behind"), last + 1))
    links = "".join(f'<a data-stay href="{escape(turn(top))}">{escape(name)}</a>' for name, top in ways)
    return f'<p class="peak-sheet-pages"><span>{escape(told)}</span>{links}</p>'


def _after_gap(rows: Sequence[int]) -> int:
    """The first row behind the rows that stay in sight; the first of all where nothing is left out."""
    return next((row for before, row in itertools.pairwise(rows) if row > before + 1), rows[0])
