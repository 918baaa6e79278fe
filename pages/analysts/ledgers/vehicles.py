"""Draws new-energy vehicles by class, and the charging piles beside them."""

import streamlit as st

from data.plan import plan
from pages import charts
from pages.analysts.ledgers import marks
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.ledger_kinds import Ledger
from pages.pieces.tables import Column
from pages.speech import names, palette, words
from pages.speech.figures import missing
from pages.speech.words import language, say
from queries.question import Row, Rows


def draw(visit: Visit, ledger: Ledger) -> Rows:
    """Headline, shares by class, piles over the years, the table; answers with the classes."""
    classes = visit.ask("vehicle_classes", **visit.given("region", "period")).plus(name=_name)
    piles = visit.ask("charging_piles", **visit.given("region"))
    until = piles.kept(lambda row: row["period"] <= str(visit.chosen.period))
    visit.head(_headline(visit, ledger, classes, until), f"{visit.scope} · {visit.as_of}", classes)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _shares(visit, ledger, classes)
    with right:
        _piles(visit, ledger, until)
        marks.rules(ledger)
    title = say("ledgers.list_title", shown=len(classes), count=len(classes))
    about = marks.about(visit, ledger, title, say("ledgers.vehicles_measure"), classes)
    panel.table("vehicles", about, classes, _columns())
    return classes


def _name(row: Row) -> str:
    return names.option("S19", "vehicle", str(row["vehicle"]))


def _headline(visit: Visit, ledger: Ledger, classes: Rows, piles: Rows) -> str:
    if not classes:
        return say("ledgers.headline_none", name=ledger.name, place=visit.scope)
    values = {
        "name": ledger.name,
        "classes": words.number(len(classes), "", 0),
        "rising": words.number(sum((row["change_points"] or 0) > 0 for row in classes), "", 0),
    }
    if not piles:
        return say("ledgers.vehicles_headline_bare", **values)
    return say("ledgers.vehicles_headline", piles=words.number(piles[-1]["piles"], "", 0), **values)


def _shares(visit: Visit, ledger: Ledger, classes: Rows) -> None:
    rows = []
    for row in classes.kept(lambda row: row["share"] is not None):
        label = words.number(row["share"], "%")
        if not missing(row["change_points"]):
            label = say("ledgers.share_change", share=label, change=words.signed(row["change_points"]))
        shape = plan().statuses[row["status"]].shape
        mark = {"tone": palette.status_token(row["status"]), "label": f"{label} {shape}"}
        rows.append({"code": row["vehicle"], "name": row["name"], "value": row["share"], **mark})
    title = say("chart.empty")
    moved = classes.kept(lambda row: not missing(row["change_points"]))
    if moved:
        best = max(moved, key=lambda row: float(row["change_points"]))
        change = words.signed(best["change_points"], "个百分点")
        title = say("ledgers.vehicles_best", name=best["name"], value=change)
    grades = {row["vehicle"]: row["grade"] for row in classes}
    drawn = [{**row, "grade": grades[row["code"]]} for row in rows]
    data = charts.bars.data(drawn, Measure("%", 1, language()))
    about = marks.about(visit, ledger, title, say("ledgers.vehicles_measure"), classes)
    panel.chart("vehicle-shares", "bars", data, about, classes, _columns())


def _piles(visit: Visit, ledger: Ledger, piles: Rows) -> None:
    rows = [{**row, "name": words.period(row["period"]), "value": row["piles"]} for row in piles]
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
    about = marks.about(visit, ledger, title, say("ledgers.piles_measure"), piles)
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
