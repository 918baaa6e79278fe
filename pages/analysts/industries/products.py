"""Draws the products of an industry: energy per tonne against target and advanced level, line by line."""

import streamlit as st

from data.plan import plan
from pages import charts
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column, Shown, height
from pages.speech import names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

SHEET = "S8"
UNIT = "千克标准煤/吨"
JUDGED = {  # the verdict of a statement on a product, and the statement's role
    "advanced_status": "product_advanced",
    "energy_status": "product_energy",
    "co2_status": "product_co2",
}


def draw(visit: Visit, industry: str) -> None:
    """Energy per tonne against target and advanced level; who makes it, line by line."""
    given = visit.given("region", "period")
    rows = visit.ask("industry_products", industry=industry, **given)
    if not rows:
        if _owed(industry):
            visit.missing(SHEET, place=f"{visit.place()} {names.industry(industry)}")
        return
    made = {row["product"] for row in rows}
    lines = visit.ask("product_energy_enterprises", **given).kept(lambda row: row["product"] in made)
    left, right = st.columns(2)
    with left:
        _products(visit, rows)
    with right:
        _makers(visit, lines)


def _owed(industry: str) -> bool:
    """Whether a product of the industry has a norm in the plan's list."""
    divisions = plan().industries[industry].sectors
    return any(product.sector in divisions for product in plan().products.values())


def _products(visit: Visit, rows: Rows) -> None:
    """How far each product is above its target, or else above the advanced level."""
    judged = [row for row in rows if row["target_kgce_per_t"] is not None]
    title = say("industries.products_plain", count=len(rows))
    if judged:
        title = say("asked.semicolon").join(_against(row) for row in judged)
    period = words.period(rows[0]["period"])
    about = visit.about(
        title,
        say("industries.products_measure", place=visit.place(), period=period),
        rows,
        statement=plan().role("industries.product_energy"),
        as_of=period,
    )
    columns: Shown = [
        *("product", "period", "unit_energy_kgce_per_t", "target_kgce_per_t", "advanced_kgce_per_t"),
        *("change_percent", "unit_co2_t_per_t"),
        *(Column(field, _judging(role)) for field, role in JUDGED.items()),
        "grade",
    ]
    data = charts.bars.data([_bar(row) for row in rows], Measure("%", 1, language()), signed=True)
    panel.chart("industry-products", "bars", data, about, rows, columns)


def _judging(role: str) -> str:
    """The heading of a statement's verdict on a product."""
    return say(f"industries.column_{role}", statement=plan().role(f"industries.{role}"))


def _against(row: Row) -> str:
    """A product that has a target: its energy and whether that is within the limit."""
    value = words.number(row["unit_energy_kgce_per_t"], "", 1)
    limit = words.number(row["target_kgce_per_t"], UNIT, 0)
    key = "over" if row["above_target_kgce_per_t"] > 0 else "within"
    return say(f"industries.product_{key}", name=names.product(row["product"]), value=value, limit=limit)


def _bar(row: Row) -> Row:
    name, held = names.product(row["product"]), row["target_kgce_per_t"] is not None
    against, limit = (
        (row["target_percent"], row["target_kgce_per_t"])
        if held
        else (row["advanced_percent"], row["advanced_kgce_per_t"])
    )
    key = "industries.against_target" if held else "industries.against_advanced"
    unit = words.number(row["unit_energy_kgce_per_t"], UNIT)
    return {
        "name": name,
        "value": against,
        "label": words.signed(against, "%"),
        "tip": f"{name}  {unit} · {say(key, limit=words.number(limit, '', 0))}",
        "tone": "loss" if against is not None and against > 0 else "gain",
        "grade": row["grade"],
    }


def _makers(visit: Visit, rows: Rows) -> None:
    """Which line makes a tonne with how much energy, beside mean, target and advanced level."""
    columns: Shown = [
        Column("enterprise", width="medium"),
        *("product", "line", "unit_energy_kgce_per_t", "mean_kgce_per_t", "target_kgce_per_t"),
        *("advanced_kgce_per_t", "alternative_raw_share", "alternative_fuel_share", "region", "grade"),
    ]
    about = visit.about(
        say("industries.makers_title", count=rows.total),
        say("industries.makers_measure", place=visit.place()),
        rows,
        statement=plan().role("industries.product_advanced"),
    )
    panel.table("industry-makers", about, rows, columns, height(rows))
