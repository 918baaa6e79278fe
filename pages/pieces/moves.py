"""Draws which targets move: the figure and the status before and after, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from data.ingest.receive import Move
from data.plan import TOTAL, plan
from pages.frame import links
from pages.pieces import heading, status, tables
from pages.pieces.tables import Column
from pages.speech import figures, names, origin, words
from pages.speech.words import say
from queries.question import Row, Rows


@dataclass(frozen=True)
class Moved:
    """One statement in one place: its newest figure on both sides; None where there was none."""

    statement: str
    period: str
    before: float | None
    after: float | None
    status_before: str
    status_after: str
    grade: str = ""
    region: str = field(default_factory=lambda: plan().city)
    sector: str = TOTAL
    basis: str = ""
    verdict_before: str = ""
    verdict_after: str = ""

    @property
    def unit(self) -> str:
        return plan().statements[self.statement].unit

    @property
    def decimals(self) -> int:
        """As many as keep a small move visible."""
        return figures.telling_decimals(self.before, self.after, plan().statements[self.statement].decimals)

    @property
    def of_the_city(self) -> bool:
        return self.region == plan().city and self.sector == TOTAL


def foreseen(moves: Iterable[Move]) -> list[Moved]:
    """One move of each statement, place and sector, in the order they come: the one its card will show."""
    found: dict[tuple[str, ...], Moved] = {}
    for move in moves:
        key = (move.statement, move.region, move.sector, move.basis)
        if key in found and not _on_the_card(move):
            continue
        found[key] = Moved(
            move.statement, move.period, move.before, move.after, move.status_before, move.status_after,
            move.grade, move.region, move.sector, move.basis, move.verdict_before, move.verdict_after,
        )  # fmt: skip
    return list(found.values())


def _on_the_card(move: Move) -> bool:
    """Some cards stay at the due year; all others show the newest period, which comes first."""
    known = plan().statements[move.statement]
    return known.counted_from_base and move.period == str(known.due_year)


def between(rows: Iterable[Row]) -> list[Moved]:
    """The rows of `changes_since_previous`."""
    return [
        Moved(
            row["statement"],
            row["period_after"] or row["period_before"],
            row["value_before"],
            row["value_after"],
            row["status_before"],
            row["status_after"],
            row["grade"] or "",
            verdict_before=row["verdict_before"] or "",
            verdict_after=row["verdict_after"] or "",
        )
        for row in rows
    ]


def draw(moved: Sequence[Moved]) -> None:
    """Every move as one line with a link to its indicator; the demonstration tag comes from the grade."""
    if not moved:
        st.html(heading.measure(say("moves.none")))
        return
    st.html(f'<ul class="peak-moves">{"".join(line(item) for item in moved)}</ul>')


def line(moved: Moved) -> str:
    """The markup of one move; every text is escaped."""
    name = links.anchor(names.statement(moved.statement), "indicator", id=moved.statement)
    place = f"{names.region(moved.region)} " if moved.region != plan().city else ""
    basis = f" {names.basis(moved.basis)}" if moved.basis else ""
    when = f"{place}{words.period(moved.period)}{basis}"
    before = words.number(moved.before, moved.unit, moved.decimals)
    after = words.number(moved.after, moved.unit, moved.decimals)
    chips = status.chip(moved.status_after)
    if moved.status_before != moved.status_after:
        chips = f"{status.chip(moved.status_before)} {ARROW} {chips}"
    chips += _verdict(moved)
    demo = origin.tag(moved.grade) if origin.is_demo(moved.grade) else ""
    return (
        f'<li data-statement="{escape(moved.statement)}"><span class="peak-moves-name">{name} '
        f"<small>{escape(when)}</small></span>"
        f'<span class="peak-moves-figure">{escape(before)} {ARROW} <b>{escape(after)}</b></span>'
        f'<span class="peak-moves-status">{chips} {demo}</span></li>'
    )


def _verdict(moved: Moved) -> str:
    """The verdict before and after, where it would differ; none was said where it is empty."""
    if moved.verdict_before == moved.verdict_after:
        return ""
    before, after = (
        status.chip(code) if code else escape(say("moves.no_verdict"))
        for code in (moved.verdict_before, moved.verdict_after)
    )
    return f" <small>{escape(say('moves.verdict'))}</small> {before} {ARROW} {after}"


ARROW = '<span aria-hidden="true">→</span>'


def table(key: str, moved: Sequence[Moved]) -> None:
    """The same as a table, for places and sectors beneath the city."""
    shown: tables.Shown = [
        Column("name", say("column.target")),
        Column("region", say("filter.region"), "region"),
        Column("sector", kind="sector"),
        Column("basis", say("filter.basis"), "basis"),
        Column("period", kind="period"),
        Column("before", say("moves.before"), "number", decimals=2),
        Column("after", say("moves.after"), "number", decimals=2),
        Column("status_before", say("moves.status_before"), "status"),
        Column("status_after", say("moves.status_after"), "status"),
        Column("verdict_before", say("moves.verdict_before"), "status"),
        Column("verdict_after", say("moves.verdict_after"), "status"),
        Column("grade", say("table.grade"), "grade"),
    ]
    rows = Rows({**vars(item), "name": names.statement(item.statement)} for item in moved)
    tables.offered(rows, shown, key, say("moves.others", count=len(moved)))
