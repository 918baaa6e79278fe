"""Draws online energy monitoring: who must be connected, who is, and how complete their data are."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages import charts
from pages.analysts.ledgers import marks as ledger_marks
from pages.analysts.ledgers.view import View
from pages.charts.measure import Measure
from pages.frame import asked, page
from pages.pieces import ledger_kinds, ledger_tables, panel
from pages.pieces.tables import Column, grades_of
from pages.speech import names, words
from pages.speech.words import language, say

WEAKEST = 10


def draw(view: View, answers: Mapping[str, pd.DataFrame], top: DeltaGenerator) -> bool:
    """Headline, states, the least complete, the list."""
    states, members = answers["online_monitoring_states"], answers["online_monitoring_members"]
    found = {row["state"]: row for row in states.to_dict("records")}
    with top:
        page.head(_headline(view, found), f"{view.place} · {view.when}", grades_of(states))
    known = {row["state"]: _name(row) for row in members.to_dict("records")}
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _states(view, states, known)
        ledger_marks.rules(view.ledger)
    with right:
        _completeness(view, members)
    _members(view, members, known)
    return "demo" in grades_of(states)


def _name(row: Mapping[str, object]) -> str:
    return words.pick(str(row["state_name"]), str(row["state_name_en"]))


def _headline(view: View, found: Mapping[str, Mapping[str, float]]) -> str:
    if not found:
        return say("ledgers.headline_none", name=view.ledger.name, place=view.place)
    due = next(iter(found.values()))["must_connect"]
    sizes = {
        state: words.number(found[state]["count"] if state in found else 0, "", 0)
        for state in ("connected", "missing")
    }
    return say(
        "ledgers.monitoring_headline",
        name=view.ledger.name,
        due=words.number(0 if due != due else due, "", 0),
        complete=words.number(found["connected"]["completeness"], "%") if "connected" in found else "—",
        **sizes,
    )


def _states(view: View, states: pd.DataFrame, known: Mapping[str, str]) -> None:
    frame = states.assign(name=[known.get(state, state) for state in states["state"]])
    rows = [
        {**row, "value": float(row["count"]), "tone": ledger_kinds.tone(row["state"])}
        for row in frame.to_dict("records")
    ]
    columns = [
        Column("name", say("ledgers.state")),
        Column("count", say("ledgers.enterprises"), "number", decimals=0),
        Column("completeness", say("ledgers.completeness"), "number", "%"),
        Column("grade", say("table.grade"), "grade"),
    ]
    title = say("ledgers.monitoring_states")
    if len(states) and states.iloc[0]["state"] == "missing":
        title = say("ledgers.monitoring_missing", count=words.number(states.iloc[0]["count"], "", 0))
    about = view.about(title, say("ledgers.monitoring_measure"), states)
    data = charts.bars.data(rows, Measure("", 0, language()), sort=False)
    panel.chart("monitoring-states", "bars", data, about, frame, columns)


def _completeness(view: View, members: pd.DataFrame) -> None:
    told = members[members["completeness"].notna()].sort_values("completeness")
    frame = told.head(WEAKEST).assign(
        place=told.head(WEAKEST)["region"].map(names.region), value=told.head(WEAKEST)["completeness"]
    )
    rows = [
        {**row, "name": row["enterprise"], "code": row["enterprise_key"]} for row in frame.to_dict("records")
    ]
    columns = [
        Column("enterprise", say("column.enterprise")),
        Column("place", say("column.place")),
        Column("completeness", say("ledgers.completeness"), "number", "%"),
        Column("grade", say("table.grade"), "grade"),
    ]
    title = say("chart.empty")
    if rows:
        lowest = words.number(rows[0]["value"], "%")
        title = say("ledgers.weakest", name=rows[0]["name"], value=lowest)
    about = view.about(title, say("ledgers.weakest_measure", count=WEAKEST), frame)
    data = charts.bars.data(rows, Measure("%", 1, language()), sort=False)
    panel.chart("monitoring-weakest", "bars", data, about, frame, columns)


def _members(view: View, members: pd.DataFrame, known: Mapping[str, str]) -> None:
    state = asked.choice(
        "state", ["all", *known], lambda code: known.get(code, say("green.all")), say("ledgers.state")
    )
    shown = members if state == "all" else members[members["state"] == state]
    yes = view.ledger.sheet.column("must_connect")
    told = {choice.code: choice.label(language()) for choice in yes.choices} if yes else {}
    rows = shown.assign(
        state_told=[ledger_kinds.told(row["state"], _name(row)) for row in shown.to_dict("records")],
        place=shown["region"].map(names.region),
        trade=shown["sector"].map(names.sector, na_action="ignore"),
        must=shown["reported_must_connect"].map(lambda code: told.get(code, code)),
    )
    columns = [
        Column("enterprise", say("column.enterprise")),
        Column("state_told", say("ledgers.state")),
        Column("place", say("column.place")),
        Column("trade", say("column.sector")),
        Column("last_year_energy_tce", say("ledgers.last_year_energy"), "number", say("unit.吨标准煤"), 0),
        Column("must", say("ledgers.must_reported")),
        Column("connected_on", say("ledgers.connected_on"), "date"),
        Column("completeness", say("ledgers.completeness"), "number", "%"),
        Column("grade", say("table.grade"), "grade"),
    ]
    title = say("ledgers.list_title", shown=len(shown), count=len(members))
    about = view.about(title, say("ledgers.monitoring_list"), shown)
    panel.table("monitoring", about, rows, columns, ledger_tables.height(shown))
