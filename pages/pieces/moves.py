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

POINTS = "个百分点"  # what the difference of two shares is in


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
    period_before: str = ""
    on_overview: bool = True
    what: str = "card"

    @property
    def unit(self) -> str:
        return plan().statements[self.statement].unit

    @property
    def decimals(self) -> int:
        """As many as keep a small move visible, in both figures as in their difference."""
        fine = figures.telling_decimals(self.before, self.after, plan().statements[self.statement].decimals)
        return figures.telling_decimals(self.rise, 0.0, fine)

    @property
    def rise(self) -> float | None:
        """After less before, in the unit; None where one side has no figure."""
        return None if self.before is None or self.after is None else self.after - self.before


def foreseen(moves: Iterable[Move]) -> list[Moved]:
    """The cards that would say other things, in the order they come."""
    return [
        Moved(
            move.statement, move.period, move.before, move.after, move.status_before, move.status_after,
            move.grade, move.region, move.sector, move.basis, move.verdict_before, move.verdict_after,
            move.period_before, move.on_overview, move.what,
        )
        for move in moves
        if move.moved
    ]  # fmt: skip


def earlier(moves: Iterable[Move]) -> str:
    """A sentence on cards of the overview that stay while figures of other periods change; or nothing."""
    told_of = list(moves)
    spoken = {move.statement for move in told_of if move.on_overview and move.moved}
    quiet = [one for one in told_of if one.on_overview and not one.moved and one.statement not in spoken]
    if not quiet:
        return ""
    told = words.joined([names.statement(move.statement) for move in quiet])
    return say("moves.earlier", targets=told, count=sum(move.others for move in quiet))


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
            period_before=row["period_before"] or "",
        )
        for row in rows
    ]


def draw(moved: Sequence[Moved], of_sheet: bool = False) -> None:
    """Every move as one line with a link to its indicator; the demonstration tag comes from the grade.

    `of_sheet`: only targets that a sheet feeds were looked at; others may move because time went on.
    """
    if not moved:
        st.html(heading.measure(say("moves.none_of_sheet" if of_sheet else "moves.none")))
        return
    st.html(f'<ul class="peak-moves">{"".join(line(item) for item in moved)}</ul>')


def line(moved: Moved) -> str:
    """The markup of one move; every text is escaped."""
    name = links.anchor(names.statement(moved.statement), "indicator", id=moved.statement)
    place = f"{names.region(moved.region)} " if moved.region != plan().city else ""
    basis = f" {names.basis(moved.basis)}" if moved.basis else ""
    periods = [code for code in dict.fromkeys((moved.period_before, moved.period)) if code]
    verdict = f"{say('moves.verdict')} " if moved.what == "verdict" else ""
    when = f"{place}{verdict}{' → '.join(map(words.period, periods))}{basis}"
    before = words.number(moved.before, moved.unit, moved.decimals)
    after = words.number(moved.after, moved.unit, moved.decimals)
    chips = status.chip(moved.status_after)
    if moved.status_before != moved.status_after:
        chips = f"{status.chip(moved.status_before)} {ARROW} {chips}"
    chips += _verdict(moved)
    rise = _rise(moved)
    demo = origin.tag(moved.grade) if origin.is_demo(moved.grade) else ""
    return (
        f'<li data-statement="{escape(moved.statement)}"><span class="peak-moves-name">{name} '
        f"<small>{escape(when)}</small></span>"
        f'<span class="peak-moves-figure">{escape(before)} {ARROW} <b>{escape(after)}</b>{rise}</span>'
        f'<span class="peak-moves-status">{chips} {demo}</span></li>'
    )


def _rise(moved: Moved) -> str:
    """By how much, in brackets; nothing where it is the same or there was none."""
    if not moved.rise:
        return ""
    unit = POINTS if moved.unit == "%" else moved.unit
    return f" <small>({escape(words.signed(moved.rise, unit, moved.decimals))})</small>"


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
        Column("rise", say("column.difference"), "number", decimals=2),
        Column("unit", kind="unit"),
        Column("status_before", say("moves.status_before"), "status"),
        Column("status_after", say("moves.status_after"), "status"),
        Column("verdict_before", say("moves.verdict_before"), "status"),
        Column("verdict_after", say("moves.verdict_after"), "status"),
        Column("grade", say("table.grade"), "grade"),
    ]
    rows = Rows(
        {**vars(item), "name": names.statement(item.statement), "rise": item.rise, "unit": item.unit}
        for item in moved
    )
    tables.offered(rows, shown, key, say("moves.others", count=len(moved)))
