"""Draws the five key industries beside each other: a list, CO2, how far intensities fell, every year."""

import streamlit as st

from data.plan import plan
from pages import charts
from pages.analysts.industries import levels
from pages.charts.measure import Measure
from pages.frame import links
from pages.frame.visit import Visit
from pages.pieces import panel, statements, status
from pages.pieces.listing import Cell, Line, framed
from pages.speech import names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

SPREAD = 320


def headline(visit: Visit, newest: Rows) -> str:
    """How many fell below the base year, and who emits most."""
    judged = [row for row in newest if row["co2_since_base_percent"] is not None]
    if not judged:
        return say("industries.headline_none", place=visit.place())
    most = max(judged, key=lambda row: float(row["co2_10k_t"]))
    return say(
        "industries.headline",
        co2=levels.tonnes(most["co2_10k_t"]),
        place=visit.place(),
        base=levels.base_year(),
        count=len(judged),
        fell=sum(row["co2_since_base_percent"] < 0 for row in judged),
        name=names.industry(most["industry"]),
    )


def draw(visit: Visit, rows: Rows, newest: Rows, cards: list[Row]) -> None:
    """The newest year of all five, the statements about them, and every year below."""
    if not newest:
        visit.missing(place=visit.place())
        return
    left, right = st.columns([3, 2])
    with left:
        _list(visit, newest)
        statements.tiles(cards)
    with right:
        _emitted(visit, newest)
        _fallen(visit, newest)
    _years(visit, rows)


def _list(visit: Visit, rows: Rows) -> None:
    """The five side by side; the name leads to the industry."""
    headings = [
        say("column.industry"),
        say("industries.column_co2"),
        say("column.co2_t_per_10k_yuan"),
        say("industries.column_energy"),
        say("column.energy_tce_per_10k_yuan"),
        say("column.status"),
    ]
    about = visit.about(
        say("industries.list_title"),
        say("industries.list_measure", base=levels.base_year(), place=visit.place()),
        rows,
        statement=plan().role(levels.INTENSITY),
    )
    framed("industries", about, headings, [_line(row) for row in rows], rows, levels.columns())


def _line(row: Row) -> Line:
    co2 = words.number(row["co2_t_per_10k_yuan"], "", 3)
    energy = words.number(row["energy_tce_per_10k_yuan"], "吨标准煤/万元", 3)
    cells = [
        Cell(levels.tonnes(row["co2_10k_t"])),
        Cell(co2, levels.since(row["co2_since_base_percent"])),
        Cell(words.amount(row["energy_tce"], "吨标准煤"), words.signed(row["energy_change_percent"], "%")),
        Cell(energy, levels.since(row["energy_since_base_percent"])),
        Cell(mark=status.chip(row["status"]) if row["status"] else ""),
    ]
    return Line(names.industry(row["industry"]), cells, links.here(industry=row["industry"]))


def _drawn(rows: Rows, field: str) -> list[Row]:
    """The industries by name, with what one bar of each shows."""
    return [
        {**row, "name": names.industry(row["industry"]), "value": row[field]}
        for row in rows
        if row[field] is not None
    ]


def _emitted(visit: Visit, rows: Rows) -> None:
    """CO2 of each industry."""
    drawn = _drawn(rows, "co2_10k_t")
    title = say("chart.empty")
    if drawn:
        first = max(drawn, key=lambda row: float(row["value"]))
        title = say("industries.emitted_title", name=first["name"], co2=levels.tonnes(first["value"]))
    measure = say("industries.emitted_measure", place=visit.place(), unit=names.unit(levels.CO2))
    about = visit.about(title, measure, rows, statement=plan().role(levels.INTENSITY))
    data = charts.bars.data(drawn, Measure(levels.CO2, 0, language()))
    panel.chart("industries-co2", "bars", data, about, rows, levels.columns())


def _fallen(visit: Visit, rows: Rows) -> None:
    """How far CO2 intensity fell below the base year."""
    drawn = [
        {**row, "tone": "gain" if row["value"] < 0 else "loss"}
        for row in _drawn(rows, "co2_since_base_percent")
    ]
    title = say("chart.empty")
    if drawn:
        best, least = (pick(drawn, key=lambda row: float(row["value"])) for pick in (min, max))
        facts = {"best": best["name"], "value": words.signed(best["value"], "%"), "least": least["name"]}
        title = say("industries.fallen_title", least_value=words.signed(least["value"], "%"), **facts)
    measure = say("industries.fallen_measure", base=levels.base_year(), place=visit.place())
    about = visit.about(title, measure, rows, statement=plan().role(levels.INTENSITY))
    data = charts.bars.data(drawn, Measure("%", 1, language()), signed=True)
    panel.chart("industries-fall", "bars", data, about, rows, levels.columns())


def _years(visit: Visit, rows: Rows) -> None:
    """Every industry and year."""
    title = say("industries.years_title", place=visit.place(), count=len(rows))
    measure = say("industries.years_measure", base=levels.base_year())
    about = visit.about(title, measure, rows, statement=plan().role(levels.INTENSITY))
    panel.table("industries-years", about, rows.told(reversed(rows)), levels.columns(), SPREAD)
