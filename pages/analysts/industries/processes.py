"""Draws the steel processes: capacity at the benchmark and below the baseline, and every installation."""

import streamlit as st

from data.plan import plan
from pages import charts
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import ledger_kinds, panel, statements, trends
from pages.pieces.tables import Column, Shown, height
from pages.speech import figures, names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

SHEET = "S9"


def draw(visit: Visit, industry: str) -> None:
    """The newest period of the processes, for the industry whose task they serve."""
    if plan().industries[industry].task not in plan().statements[plan().role("processes.baseline")].tasks:
        return
    rows = trends.until(visit.ask("steel_process_tiers", region=visit.chosen.region), visit.chosen.period)
    rows = rows.kept(lambda row: row["period"] == rows[0]["period"])
    if not rows:
        visit.missing(SHEET, place=visit.place())
        return
    period = rows[0]["period"]
    units = visit.ask("steel_process_units", region=visit.chosen.region, period=period)
    left, right = st.columns([2, 3])
    with left:
        _tiers(visit, rows, words.period(period))
    with right:
        _units(visit, units, words.period(period))


def _tiers(visit: Visit, rows: Rows, period: str) -> None:
    """The share of capacity at the benchmark, process by process; below the baseline stands out."""
    cards = visit.ask("overview_cards", **visit.given("region", "period"))
    title = say("asked.semicolon").join(
        f"{names.statement(card['statement'])} {words.number(card['value'], '%')} "
        f"{statements.tight(card['status'])}"
        for card in statements.speaking(cards, plan().theme("processes"))
    ) or say("industries.tiers_plain", count=len(rows))
    columns: Shown = [
        Column("process", say("industries.column_process")),
        *("installations", "at_benchmark", "at_baseline", "capacity_10k_t", "benchmark_capacity_10k_t"),
        *("below_capacity_10k_t", "benchmark_share", "grade"),
    ]
    about = visit.about(
        title,
        say("industries.tiers_measure", place=visit.place(), period=period),
        rows,
        statement=plan().role("processes.benchmark"),
        as_of=period,
    )
    data = charts.bars.data([_bar(row) for row in rows], Measure("%", 0, language()), sort=False)
    panel.chart("industry-tiers", "bars", data, about, rows, columns)


def _bar(row: Row) -> Row:
    below = row["below_capacity_10k_t"] > 0
    mark = say("industries.below", value=figures.plain(row["below_capacity_10k_t"], 0)) if below else ""
    return {
        "name": names.option(SHEET, "process", row["process"]),
        "value": row["benchmark_share"],
        "label": f"{words.number(row['benchmark_share'], '%', 0)} {mark}".strip(),
        "tone": "loss" if below else "accent",
        "grade": row["grade"],
    }


def _units(visit: Visit, rows: Rows, period: str) -> None:
    """Every installation beside the baseline and the benchmark that were entered for it."""
    below = rows.kept(lambda row: row["tier"] == "below_baseline")
    elsewhere = [say("others.elsewhere", count=len(below.folded))] if below.folded else []
    named = say("asked.list").join([*(row["installation"] for row in below), *elsewhere])
    key = "industries.units_below" if below.total else "industries.units_fine"
    columns: Shown = [
        *("installation", "tier", "unit_energy_kgce_per_t", "baseline_kgce_per_t", "benchmark_kgce_per_t"),
        "capacity_10k_t",
        Column("process", say("industries.column_process")),
        *("enterprise", "region", "grade"),
    ]
    about = visit.about(
        say(key, count=rows.total, below=below.total, names=named),
        say("industries.units_measure", place=visit.place(), period=period),
        rows,
        statement=plan().role("processes.baseline"),
        as_of=period,
    )
    panel.table("industry-units", about, rows.plus(tier=_tier), columns, height(rows))


def _tier(row: Row) -> str:
    """Shape and word of an installation's tier."""
    return ledger_kinds.told(row["tier"], names.state("tiers", row["tier"]))
