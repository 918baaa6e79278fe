"""Draws the matrix of places and statements: a shape a cell, sorted as the address says, each a way in."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.plan import plan
from pages.frame import links
from pages.frame.visit import Visit
from pages.pieces import panel, status
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.palette import colour, status_token
from pages.speech.words import say
from queries.question import Row, Rows

BY, PLAN, PROBLEMS = "by", "", "problems"
QUIET = "peak-matrix-quiet"  # left out on a phone: neither good nor bad


def draw(visit: Visit, rows: Rows) -> None:
    """`rows` of standing_matrix: places across, statements down, problems counted at both ends."""
    if not rows:
        return
    by = _asked(rows)
    statements, places = _statements(rows, by), _places(rows, by)
    found = {(row["statement"], row["region"]): row for row in rows}
    head = _heads(rows, places, by)
    body = "".join(_line(code, places, found) for code in statements)
    table = (
        f'<div class="peak-matrix-room"><table class="peak-matrix peak-matrix-places"><thead>{head}</thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    shown: Shown = [
        *("region", "statement", "status", "period", Column("value", kind="number"), "unit", "grade"),
    ]
    about = visit.about(_finding(rows), say("county.matrix_measure", date=visit.as_of), rows)
    panel.listed("county-matrix", about, rows, shown, _legend(rows) + table)


def _asked(rows: Rows) -> str:
    """How the address wants the matrix sorted: by the plan, by problems, or by how one place stands."""
    wanted = st.query_params.get(BY, PLAN)
    return wanted if wanted == PROBLEMS or any(row["region"] == wanted for row in rows) else PLAN


def _problems(rows: Sequence[Row], field: str) -> dict[str, int]:
    """How many problems each statement or each place has, in the order of the rows."""
    counted = dict.fromkeys((str(row[field]) for row in rows), 0)
    for row in rows:
        counted[row[field]] += bool(row["wanting"])
    return counted


def _statements(rows: Rows, by: str) -> list[str]:
    """The statements from top to bottom: the most problems first, or the worst of one place."""
    counted = _problems(rows, "statement")
    if by == PROBLEMS:
        return sorted(counted, key=lambda code: -counted[code])
    if by == PLAN:
        return list(counted)
    rank = {row["statement"]: plan().statuses[row["status"]].rank for row in rows if row["region"] == by}
    return sorted(counted, key=lambda code: rank[code])


def _places(rows: Rows, by: str) -> list[str]:
    """The places from left to right, counties before zones: by the most problems where that is asked."""
    counted = _problems(rows, "region")
    zones = {row["region"] for row in rows if row["kind"] == "zone"}
    most = counted if by == PROBLEMS else dict.fromkeys(counted, 0)
    return sorted(counted, key=lambda code: (code in zones, -most[code]))


def _finding(rows: Rows) -> str:
    """Which statement has problems in the most places."""
    counted = _problems(rows, "statement")
    most = max(counted.values())
    if not most:
        return say("county.matrix_none", places=len(_problems(rows, "region")))
    worst = words.joined(names.statement(code) for code, count in counted.items() if count == most)
    total = sum(counted.values())
    return say("county.matrix_title", total=total, worst=worst, count=most)


def _legend(rows: Rows) -> str:
    """Every status there is in the matrix, the worst first."""
    there = {row["status"] for row in rows}
    chips = "".join(status.chip(code) for code in plan().statuses if code in there)
    return f'<p class="peak-legend">{chips}</p>'


def _heads(rows: Rows, places: Sequence[str], by: str) -> str:
    """What can be sorted by: the plan's order, every place, the number of problems."""
    counted = _problems(rows, "region")
    zones = {row["region"] for row in rows if row["kind"] == "zone"}
    made = _head(say("column.statement"), PLAN, by, "")
    made += "".join(
        _head(names.region(code), code, by, str(counted[code]), "peak-matrix-zone" if code in zones else "")
        for code in places
    )
    return f"<tr>{made}{_head(say('county.matrix_problems'), PROBLEMS, by, str(sum(counted.values())))}</tr>"


def _head(text: str, sorts: str, by: str, count: str, css: str = "") -> str:
    """One heading that sorts; the one in force says so to readers too."""
    current = ' aria-sort="descending"' if sorts == by else ""
    number = f"<small>{escape(count)}</small>" if count else ""
    tip = escape(say("county.matrix_sort", what=text))
    return (
        f'<th scope="col" class="{css}"{current}><a href="{escape(links.here(**{BY: sorts}))}" '
        f'title="{tip}">{escape(text)}</a>{number}</th>'
    )


def _line(code: str, places: Sequence[str], found: dict[tuple[str, str], Row]) -> str:
    cells = [found[code, place] for place in places]
    count = sum(bool(row["wanting"]) for row in cells)
    href = escape(links.address("indicator", id=code, region=""))
    name = f"<small>{escape(code)}</small> {escape(names.statement(code))}"
    last = (
        f'<td class="peak-matrix-sum" data-label="{escape(say("county.matrix_problems"))}">{count or ""}</td>'
    )
    css = "" if any(plan().statuses[row["status"]].judged for row in cells) else f' class="{QUIET}"'
    return f'<tr{css}><th scope="row"><a href="{href}">{name}</a></th>{"".join(map(_cell, cells))}{last}</tr>'


def _cell(row: Row) -> str:
    """The shape of a status, its word for readers and at the pointer; a click opens the statement there."""
    code, place = str(row["status"]), names.region(row["region"])
    known = plan().statuses[code]
    kinds = ["peak-matrix-zone"] if row["kind"] == "zone" else []
    if known.absent:
        word = f'<span class="peak-hidden">{escape(names.status(code))}</span>'
        return f'<td class="{" ".join([*kinds, "peak-matrix-none"])}">{word}</td>'
    css = " ".join([*kinds, *([] if known.judged else [QUIET])])
    value = words.number(row["value"], row["unit"], row["decimals"]) if row["value"] is not None else ""
    facts = (place, row["statement"], names.status(code), value, words.period(row["period"]))
    tip = " · ".join(part for part in facts if part and part != "—")
    href = links.address("indicator", id=row["statement"], region=row["region"])
    return (
        f'<td class="{css}" data-label="{escape(place)}"><a href="{escape(href)}" title="{escape(tip)}">'
        f'<i aria-hidden="true" style="color:{colour(status_token(code))}">{known.shape}</i>'
        f'<span class="peak-hidden">{escape(names.status(code))}</span></a></td>'
    )
