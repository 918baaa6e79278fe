"""Draws one key industry: its headline, statements, CO2 intensity and energy; then what it is made of."""

import streamlit as st

from data.plan import TOTAL, plan
from pages.analysts.industries import ledgers, levels, processes, products, tasks
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.frame import links
from pages.frame.visit import Visit
from pages.pieces import panel, standing, statements, trends
from pages.pieces.listing import Line, framed
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

PER_YUAN = "吨二氧化碳/万元"


def name(code: str) -> str:
    """The industry in the visitor's language."""
    return names.industry(code)


def draw(visit: Visit, industry: str, rows: Rows) -> Rows:
    """The whole page of one industry; the statements that speak of it."""
    task = plan().industries[industry].task
    told = visit.ask("industry_statements", industry=industry, task=task, **visit.given("region", "period"))
    visit.head(_headline(visit, industry, rows), _subline(told), [*told, *rows])
    if not told and not rows:
        visit.missing(place=f"{visit.place()} {name(industry)}")
        return told
    left, right = st.columns([3, 2])
    with left:
        _statements(visit, industry, told)
    with right:
        _intensity(visit, industry, rows)
        _energy(visit, industry, rows)
    processes.draw(visit, industry)
    products.draw(visit, industry)
    ledgers.draw(visit, industry)
    tasks.draw(visit, industry)
    return told


def _headline(visit: Visit, industry: str, rows: Rows) -> str:
    facts = {"place": visit.place(), "name": name(industry), "base": levels.base_year()}
    last = next((row for row in rows if row["newest"]), None)
    if last is None or last["co2_since_base_percent"] is None:
        return say("industries.one_none", **facts)
    change = words.signed(last["co2_since_base_percent"], "%")
    co2 = levels.tonnes(last["co2_10k_t"])
    return say("industries.one", change=change, co2=co2, year=last["year"], **facts)


def _subline(told: Rows) -> str:
    """How many statements speak of the industry, and of each status how many."""
    return say("industries.one_sub", total=len(told), counts=standing.counts(told)) if told else ""


def _statements(visit: Visit, industry: str, rows: Rows) -> None:
    """Every statement that speaks of the industry."""
    title = say("industries.statements_title", name=name(industry), count=len(rows))
    about = visit.about(title, say("industries.statements_measure", place=visit.place()), rows)
    columns: Shown = [
        *("statement", "sector", "status", "period"),
        Column("value", decimals=3),
        Column("target", decimals=3),
        "unit",
        Column("told", say("column.gap")),
        *standing.answered(),
        "grade",
    ]
    lines = [_statement(row) for row in rows]
    told = rows.plus(told=statements.told, **standing.ANSWERED)
    framed("industry-statements", about, statements.headings(), lines, told, columns)


def _statement(row: Row) -> Line:
    """One statement, by division where it is broken down by them."""
    more = {} if row["sector"] == TOTAL else {"sector": row["sector"]}
    by_division = row["scope"] == "division"
    note = names.sector(row["sector"]) if by_division else say(f"industries.{row['scope']}")
    return statements.line(row, links.address("indicator", id=row["statement"], **more), note)


def _intensity(visit: Visit, industry: str, rows: Rows) -> None:
    """CO2 per value added against the base year."""
    facts = {"place": visit.place(), "name": name(industry)}
    drawn = [{**row, "value": row["co2_t_per_10k_yuan"]} for row in rows]
    known = [row for row in drawn if row["value"] is not None]
    title, base = say("industries.one_none", **facts), None
    if known:
        last = known[-1]
        title = say(
            "industries.intensity_title",
            base=levels.base_year(),
            year=last["year"],
            value=words.number(last["value"], PER_YUAN, 3),
            change=words.signed(last["co2_since_base_percent"], "%"),
        )
        before = last["base_co2_t_per_10k_yuan"]
        base = None if before is None else Goal(float(before))
    measure = say("industries.intensity_measure", base=levels.base_year(), **facts)
    about = visit.about(title, measure, rows, statement=plan().role(levels.INTENSITY))
    data = trends.line(drawn, Measure("", 2, language()), base)
    panel.chart("industry-intensity", "trend", data, about, rows, levels.columns())


def _energy(visit: Visit, industry: str, rows: Rows) -> None:
    """Energy use, year by year."""
    facts = {"place": visit.place(), "name": name(industry)}
    drawn = [{**row, "value": row["energy_10k_tce"]} for row in rows]
    known = [row for row in drawn if row["value"] is not None]
    title = say("industries.energy_none", **facts)
    if known:
        last = known[-1]
        used = words.amount(last["energy_tce"], "吨标准煤")
        change = words.signed(last["energy_change_percent"], "%")
        title = say("industries.energy_title", year=last["year"], value=used, change=change)
    about = visit.about(title, say("industries.energy_measure", **facts), rows, sheets=("S1",))
    data = trends.line(drawn, Measure("", 1, language()))
    panel.chart("industry-energy", "trend", data, about, rows, levels.columns())
