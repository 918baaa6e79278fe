"""Draws the energy budget: approved, adjusted, used, what room is left, and where the year will end."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.plan import plan
from pages import charts
from pages.analysts.ledgers import marks as ledger_marks
from pages.analysts.ledgers.view import View
from pages.charts import palette
from pages.charts.measure import Measure
from pages.frame import page
from pages.pieces import ledger_tables, panel
from pages.pieces.tables import Column, grades_of
from pages.speech import names, words
from pages.speech.figures import missing
from pages.speech.words import language, say

TCE = "吨标准煤"


def draw(view: View, answers: Mapping[str, pd.DataFrame], top: DeltaGenerator) -> bool:
    """Headline, share used, room at the end of the year, the table."""
    found = answers["energy_budgets"]
    found = found.assign(name=[_name(row) for row in found.to_dict("records")])
    own = found[(found["region"] == view.chosen.region) & (found["enterprise_key"] == "")]
    own = own[own["sector"] == view.chosen.sector]
    with top:
        page.head(_headline(view, own), _subline(view, found), grades_of(found))
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _used(view, found)
    with right:
        _forecast(view, found)
        ledger_marks.rules(view.ledger)
    _table(view, found)
    return "demo" in grades_of(found)


def _name(row: Mapping[str, Any]) -> str:
    """The enterprise, the sector, or the place."""
    if row["kind"] == "enterprise":
        return str(row["enterprise_key"] if missing(row["enterprise"]) else row["enterprise"])
    place = names.region(row["region"])
    return place if row["kind"] == "region" else f"{place} {names.sector(row['sector'])}"


def _headline(view: View, own: pd.DataFrame) -> str:
    if own.empty:
        return say("ledgers.headline_none", name=view.ledger.name, place=view.place)
    row = own.iloc[0]
    values = {
        "place": view.place,
        "budget": words.amount(row["budget_tce"], TCE),
        "used": words.number(row["used_percent"], "%"),
        "room": words.amount(row["room_left_tce"], TCE),
    }
    if missing(row["forecast_room_tce"]):
        return say("ledgers.budget_headline_bare", **values)
    key = "within" if row["forecast_room_tce"] >= 0 else "over"
    rest = words.amount(abs(row["forecast_room_tce"]), TCE)
    return say(f"ledgers.budget_headline_{key}", rest=rest, **values)


def _subline(view: View, found: pd.DataFrame) -> str:
    """The scope, and how many would end the year above their budget."""
    over = len(found[found["forecast_room_tce"] < 0])
    told = say("ledgers.budget_over", count=over) if over else say("ledgers.budget_none_over")
    return f"{view.place} · {view.when} · {told}"


def _used(view: View, found: pd.DataFrame) -> None:
    rows = []
    for row in found[found["used_percent"].notna()].to_dict("records"):
        label = f"{words.number(row['used_percent'], '%')} {plan().statuses[row['status']].shape}"
        mark = {"tone": palette.status_token(row["status"]), "label": label}
        rows.append({"name": row["name"], "value": row["used_percent"], "grade": row["grade"], **mark})
    title = say("chart.empty")
    if rows:
        most = max(rows, key=lambda row: float(row["value"]))
        title = say("ledgers.budget_most", name=most["name"], value=words.number(most["value"], "%"))
    about = view.about(title, say("ledgers.budget_used_measure"), found)
    data = charts.bars.data(rows, Measure("%", 1, language()))
    panel.chart("budget-used", "bars", data, about, found, _columns())


def _forecast(view: View, found: pd.DataFrame) -> None:
    """Where the year is expected to end; above 100 % is above the budget."""
    rows = []
    for row in found[found["forecast_percent"].notna()].to_dict("records"):
        code = "far_behind" if row["forecast_room_tce"] < 0 else "on_track"
        label = f"{words.number(row['forecast_percent'], '%')} {plan().statuses[code].shape}"
        mark = {"tone": palette.status_token(code), "label": label}
        rows.append({"name": row["name"], "value": row["forecast_percent"], "grade": row["grade"], **mark})
    over = [str(name) for name in found[found["forecast_room_tce"] < 0]["name"]]
    title = say("chart.empty") if not rows else say("ledgers.budget_room_none")
    if over:
        title = say("ledgers.budget_room_over", names=say("asked.list").join(over))
    about = view.about(title, say("ledgers.budget_forecast_measure"), found)
    data = charts.bars.data(rows, Measure("%", 1, language()))
    panel.chart("budget-forecast", "bars", data, about, found, _columns())


def _columns() -> list[Column]:
    tce = say(f"unit.{TCE}")

    def amount(field: str) -> Column:
        return Column(field, say(f"ledgers.{field}"), "number", tce, 0)

    return [
        Column("name", say("ledgers.budget_of")),
        amount("approved_tce"),
        amount("adjusted_tce"),
        Column("document", say("ledgers.document")),
        amount("budget_tce"),
        amount("budget_to_date_tce"),
        amount("actual_tce"),
        Column("used_percent", say("ledgers.used_percent"), "number", "%"),
        amount("room_left_tce"),
        amount("forecast_tce"),
        Column("forecast_percent", say("ledgers.forecast_percent"), "number", "%"),
        amount("forecast_room_tce"),
        Column("status", say("column.status"), "status"),
        Column("grade", say("table.grade"), "grade"),
    ]


def _table(view: View, found: pd.DataFrame) -> None:
    title = say("ledgers.budget_table", count=len(found))
    about = view.about(title, say("ledgers.budget_table_measure"), found)
    panel.table("budget", about, found, _columns(), ledger_tables.height(found))
