"""Draws new-energy vehicles by class, and the charging piles beside them."""

from collections.abc import Mapping

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
from pages.pieces import panel
from pages.pieces.tables import Column, grades_of
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.figures import missing
from pages.speech.words import language, say


def draw(view: View, answers: Mapping[str, pd.DataFrame], top: DeltaGenerator) -> bool:
    """Headline, shares by class, piles over the years, the table."""
    classes, piles = answers["vehicle_classes"], answers["charging_piles"]
    classes = classes.assign(name=[_name(row) for row in classes.to_dict("records")])
    until = piles[piles["period"] <= str(view.chosen.period)]
    with top:
        page.head(_headline(view, classes, until), f"{view.place} · {view.when}", grades_of(classes))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _shares(view, classes)
    with right:
        _piles(view, until)
        ledger_marks.rules(view.ledger)
    panel.table("vehicles", _about_table(view, classes), classes, _columns())
    return "demo" in grades_of(classes)


def _name(row: Mapping[str, object]) -> str:
    return names.option("S19", "vehicle", str(row["vehicle"]))


def _headline(view: View, classes: pd.DataFrame, piles: pd.DataFrame) -> str:
    if classes.empty:
        return say("ledgers.headline_none", name=view.ledger.name, place=view.place)
    values = {
        "name": view.ledger.name,
        "classes": words.number(len(classes), "", 0),
        "rising": words.number(len(classes[classes["change_points"] > 0]), "", 0),
    }
    if piles.empty:
        return say("ledgers.vehicles_headline_bare", **values)
    return say("ledgers.vehicles_headline", piles=words.number(piles.iloc[-1]["piles"], "", 0), **values)


def _shares(view: View, classes: pd.DataFrame) -> None:
    rows = []
    for row in classes[classes["share"].notna()].to_dict("records"):
        label = words.number(row["share"], "%")
        if not missing(row["change_points"]):
            label = say("ledgers.share_change", share=label, change=words.signed(row["change_points"]))
        shape = plan().statuses[row["status"]].shape
        mark = {"tone": palette.status_token(row["status"]), "label": f"{label} {shape}"}
        rows.append({"code": row["vehicle"], "name": row["name"], "value": row["share"], **mark})
    title = say("chart.empty")
    if rows:
        best = max(rows, key=lambda row: float(row["value"]))
        title = say("ledgers.vehicles_best", name=best["name"], value=words.number(best["value"], "%"))
    grades = dict(zip(classes["vehicle"], classes["grade"], strict=True))
    drawn = [{**row, "grade": grades[row["code"]]} for row in rows]
    data = charts.bars.data(drawn, Measure("%", 1, language()))
    about = view.about(title, say("ledgers.vehicles_measure"), classes)
    panel.chart("vehicle-shares", "bars", data, about, classes, _columns())


def _piles(view: View, piles: pd.DataFrame) -> None:
    rows = [
        {**row, "name": words.period(row["period"]), "value": row["piles"]}
        for row in piles.to_dict("records")
    ]
    title = say("chart.empty")
    if rows:
        last = rows[-1]
        title = say("ledgers.piles_bare", count=words.number(last["piles"], "", 0))
        if not missing(last["added"]):
            added = words.signed(last["added"], "", 0)
            title = say("ledgers.piles_title", count=words.number(last["piles"], "", 0), added=added)
    columns = [
        Column("period", say("column.period"), "period"),
        Column("piles", say("ledgers.piles"), "number", decimals=0),
        Column("added", say("ledgers.added"), "number", decimals=0),
        Column("public_new_energy", say("ledgers.public_new_energy"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    about = view.about(title, say("ledgers.piles_measure"), piles)
    data = charts.bars.data(rows, Measure("", 0, language()), sort=False)
    panel.chart("charging-piles", "bars", data, about, piles, columns)


def _columns() -> list[Column]:
    return [
        Column("name", say("ledgers.class")),
        Column("total", say("ledgers.total"), "number", decimals=0),
        Column("new_energy", say("ledgers.new_energy"), "number", decimals=0),
        Column("share", say("ledgers.share"), "number", "%"),
        Column("share_last_year", say("ledgers.share_last_year"), "number", "%"),
        Column("change_points", say("ledgers.change_points"), "number"),
        Column("status", say("column.status"), "status"),
        Column("grade", say("table.grade"), "grade"),
    ]


def _about_table(view: View, classes: pd.DataFrame) -> About:
    title = say("ledgers.list_title", shown=len(classes), count=len(classes))
    return view.about(title, say("ledgers.vehicles_measure"), classes)
