"""Draws online energy monitoring: who must be connected, who is, and how complete their data are."""

import streamlit as st

from data.plan import TOTAL
from pages import charts
from pages.analysts.ledgers import marks
from pages.charts.measure import Measure
from pages.frame import choices
from pages.frame.visit import Visit
from pages.pieces import ledger_kinds, ledger_tables, panel
from pages.pieces.ledger_kinds import Ledger
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

WEAKEST = 10


def draw(visit: Visit, ledger: Ledger) -> Rows:
    """Headline, states, the least complete, the list; answers with the enterprises."""
    sector = None if visit.chosen.sector == TOTAL else visit.chosen.sector
    where = {**visit.given("region", "period"), "sector": sector}
    states = visit.ask("online_monitoring_states", **where)
    members = visit.ask("online_monitoring_members", **where)
    found = {row["state"]: row for row in states}
    visit.head(_headline(visit, ledger, found), f"{visit.scope} · {visit.as_of}", states)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _states(visit, ledger, states)
        marks.rules(ledger)
    with right:
        _completeness(visit, ledger, members)
    _members(visit, ledger, members)
    return members


def _headline(visit: Visit, ledger: Ledger, found: dict[str, Row]) -> str:
    if not found:
        return say("ledgers.headline_none", name=ledger.name, place=visit.scope)
    due = next(iter(found.values()))["must_connect"]
    sizes = {
        state: words.number(found[state]["count"] if state in found else 0, "", 0)
        for state in ("connected", "missing")
    }
    return say(
        "ledgers.monitoring_headline",
        name=ledger.name,
        due=words.number(due or 0, "", 0),
        complete=words.number(found["connected"]["completeness"], "%") if "connected" in found else "—",
        **sizes,
    )


def _states(visit: Visit, ledger: Ledger, states: Rows) -> None:
    rows = states.plus(
        name=lambda row: names.state(ledger.code, row["state"]),
        value=lambda row: float(row["count"]),
        tone=lambda row: ledger_kinds.tone(row["state"]),
    )
    columns: Shown = ["state", Column("count", say("ledgers.enterprises")), _complete(), "grade"]
    title = say("ledgers.monitoring_states")
    if states and states[0]["state"] == "missing":
        title = say("ledgers.monitoring_missing", count=words.number(states[0]["count"], "", 0))
    about = marks.about(visit, ledger, title, say("ledgers.monitoring_measure"), states)
    data = charts.bars.data(rows, Measure("", 0, language()), sort=False)
    panel.chart("monitoring-states", "bars", data, about, states, columns)


def _complete() -> Column:
    return Column("completeness", say("ledgers.completeness"))


def _completeness(visit: Visit, ledger: Ledger, members: Rows) -> None:
    told = members.kept(lambda row: row["completeness"] is not None)
    weakest = told.told(sorted(told, key=lambda row: float(row["completeness"]))[:WEAKEST])
    rows = weakest.plus(
        name=lambda row: row["enterprise"],
        code=lambda row: row["enterprise_key"],
        value=lambda row: row["completeness"],
    )
    title = say("chart.empty")
    if rows:
        lowest = words.number(rows[0]["value"], "%")
        key = "others.weakest" if members.folded else "ledgers.weakest"
        title = say(key, name=rows[0]["name"], value=lowest)
    measure = say("ledgers.weakest_measure", count=WEAKEST)
    about = marks.about(visit, ledger, title, measure, weakest)
    data = charts.bars.data(rows, Measure("%", 1, language()), sort=False)
    columns: Shown = ["enterprise", "region", _complete(), "grade"]
    panel.chart("monitoring-weakest", "bars", data, about, weakest, columns)


def _members(visit: Visit, ledger: Ledger, members: Rows) -> None:
    known = list(dict.fromkeys(row["state"] for row in (*members, *members.folded)))

    def state_name(code: str) -> str:
        return say("green.all") if code == "all" else names.state(ledger.code, code)

    state = choices.choice("state", ["all", *known], state_name, say("ledgers.state"))
    shown = members if state == "all" else members.kept(lambda row: row["state"] == state)
    rows = shown.plus(
        state_told=lambda row: ledger_kinds.told(row["state"], names.state(ledger.code, row["state"]))
    )
    columns: Shown = [
        "enterprise",
        Column("state_told", say("ledgers.state"), "text"),
        "region",
        "sector",
        Column("last_year_energy_tce", say("ledgers.last_year_energy")),
        Column("reported_must_connect", say("ledgers.must_reported")),
        Column("connected_on", say("ledgers.connected_on")),
        _complete(),
        "grade",
    ]
    title = say("ledgers.list_title", shown=shown.total, count=members.total)
    about = marks.about(visit, ledger, title, say("ledgers.monitoring_list"), shown)
    panel.table("monitoring", about, rows, columns, ledger_tables.height(shown))
