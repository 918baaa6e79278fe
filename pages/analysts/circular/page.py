"""Circular economy: solid waste against its line, by place and kind; parks; alternative materials."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data.plan import plan
from pages import charts
from pages.analysts.circular import tables as circular_tables
from pages.charts.measure import Measure
from pages.frame import asked, filters, guard, page
from pages.pieces import panel, topic
from pages.pieces.tables import Column
from pages.pieces.topic import Rows, Topic
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.ask import NoSnapshot, ask, ask_rows, current, snapshots

SHEETS = ("S12", "S13", "S8")
STATES = ("all", "open", "done")


@dataclass(frozen=True)
class Scope:
    """What this run is about: the filters, the last day they lead to, every period of the waste rate."""

    topic: Topic
    region: str
    period: str | None
    day: dt.date
    rates: Rows
    cards: Rows

    @property
    def place(self) -> str:
        return names.region(self.region)

    def ask(self, name: str, **params: Any) -> Rows:
        return ask_rows(name, snapshot=self.topic.snapshot, **params)


def main() -> None:
    guard.require("view")
    try:
        newest = current().id
    except NoSnapshot:
        Topic(SHEETS).empty()
        return
    snapshot = asked.snapshot([one.id for one in snapshots()], newest)
    waste = [
        row["period"]
        for row in ask_rows("periods", snapshot=snapshot, statement=plan().role("circular.waste"))
    ]
    parks = ask_rows("ledger_list", snapshot=snapshot, ledger="circular_parks")
    if not waste and not parks:
        Topic(SHEETS).empty()
        return
    top = st.container()
    periods = waste or [row["period"] for row in ask_rows("periods", snapshot=snapshot)]
    chosen = filters.bar(regions=filters.places(), periods=periods)
    asked.unused(["sector", "basis"])
    given = {"region": chosen.region, "period": chosen.period}
    day = ask_rows("green_days", snapshot=snapshot, period=chosen.period)[0]["until"]
    rates = ask_rows("waste_rate_periods", snapshot=snapshot, **given)
    as_of = words.period(rates[-1]["period"] if rates else chosen.period)
    cards = ask_rows("overview_cards", snapshot=snapshot, **given)
    scope = Scope(Topic(SHEETS, snapshot, as_of), chosen.region, chosen.period, day, rates, cards)
    with top:
        _headline(scope)
    _draw(scope)


def _draw(scope: Scope) -> None:
    left, right = st.columns([3, 2])
    with left:
        _periods(scope)
        topic.tiles(topic.speaking(scope.cards, plan().theme("circular")))
        _kinds(scope)
    with right:
        _map(scope)
    _enterprises(scope)
    left, right = st.columns(2)
    with left:
        _conversion(scope)
    with right:
        _materials(scope)
    _parks(scope)
    scope.topic.foot(scope.ask("due_next"), "demo" in topic.grades([*scope.rates, *scope.cards]))


def _headline(scope: Scope) -> None:
    rates = scope.rates
    if not rates:
        page.head(
            say("circular.headline_none", place=scope.place), _subline(scope), topic.grades(scope.cards)
        )
        return
    last = rates[-1]
    facts = {
        "place": scope.place,
        "period": words.period(last["period"]),
        "rate": words.number(last["rate"], "%"),
    }
    facts |= {"count": last["periods"], "target": words.number(last["target"], "%", 0)}
    kind = "always" if not last["failed"] else "sometimes"
    below = say("asked.list").join(words.period(row["period"]) for row in rates if not row["met"])
    headline = say(f"circular.headline_{kind}", failed=last["failed"], below=below, **facts)
    page.head(headline, _subline(scope), topic.grades([*rates, *scope.cards]))


def _subline(scope: Scope) -> str:
    """Which places are below now, and how the parks stand."""
    parts = []
    streaks = [
        row
        for row in scope.ask("hold_streaks", statement=plan().role("circular.waste"))
        if row["region"] != filters.WHOLE
    ]
    failing = [row for row in streaks if row["last_below"] is not None]
    if scope.region == filters.WHOLE and streaks:
        told = say("asked.list").join(topic.said(row, "region_name") for row in failing)
        key = "circular.sub_places" if failing else "circular.sub_places_none"
        parts.append(say(key, places=told, count=len(streaks), target=circular_tables.line_of(streaks)))
    parks = next(iter(topic.speaking(scope.cards, [plan().role("circular.parks")])), None)
    if parks is not None:
        value = words.number(parks["value"], "%")
        parts.append(say("circular.sub_parks", value=value, status=topic.tight(parks["status"])))
    return say("carbon.stop").join(parts)


def _periods(scope: Scope) -> None:
    """Every period against the line; a failing one in another colour, with its mark."""
    if not scope.rates:
        Topic(("S12",)).empty(scope.place)
        return
    circular_tables.periods(scope.topic, scope.rates, scope.place)


def _map(scope: Scope) -> None:
    """The newest rate of every county, with the number of periods below the line."""
    places = scope.ask("indicator_regions", statement=plan().role("circular.waste"), period=scope.period)
    streaks = {
        row["region"]: row for row in scope.ask("hold_streaks", statement=plan().role("circular.waste"))
    }
    rows = [
        circular_tables.place(row, streaks.get(row["region"]))
        for row in places
        if row["region_kind"] != "city"
    ]
    known = [row for row in rows if row["value"] is not None]
    line = circular_tables.line_of(known)
    title = say("chart.empty")
    if known:
        least = min(known, key=lambda row: float(row["value"]))
        low = [row for row in known if row["gap"] is not None and row["gap"] > 0]
        facts = {
            "place": least["name"],
            "value": words.number(least["value"], "%"),
            "count": len(low),
            "target": line,
        }
        title = say("circular.map_below" if low else "circular.map_title", **facts)
    columns = [
        Column("name", say("column.place")),
        Column("value", say("circular.column_rate"), "number", "%"),
        Column("failed_told", say("circular.column_failed")),
        Column("status", say("column.status"), "status"),
        Column("grade", say("column.grade"), "grade"),
    ]
    measure = say("circular.map_measure", period=scope.topic.as_of, target=line)
    about = scope.topic.about(title, measure, known, plan().role("circular.waste"))
    frame = pd.DataFrame(known, columns=[column.field for column in columns])
    data = charts.county_map.data(rows, Measure("%", 1, words.language()), scope.region)
    panel.chart("circular-map", "map", data, about, frame, columns, _picked)


def _picked(code: str) -> None:
    filters.choose("region", code, filters.WHOLE)


def _kinds(scope: Scope) -> None:
    period = scope.rates[-1]["period"] if scope.rates else None
    rows = scope.ask("solid_waste_kinds", region=scope.region, period=period) if period else []
    if rows:
        circular_tables.kinds(scope.topic, rows, scope.place)


def _enterprises(scope: Scope) -> None:
    rows = scope.ask("solid_waste_enterprises", region=scope.region, period=scope.period)
    if rows:
        circular_tables.enterprises(scope.topic, rows, scope.place)


def _conversion(scope: Scope) -> None:
    """The share of parks converted against the path to their target."""
    given = {"statement": plan().role("circular.parks"), "region": scope.region}
    found = ask("indicator_trend", snapshot=scope.topic.snapshot, period=scope.period, **given)
    found = topic.yearly(found[found["value"].notna()].reset_index(drop=True))
    rows = found.to_dict("records")
    if not rows and scope.region == filters.WHOLE:
        Topic(("S13",)).empty(scope.place)
        return
    title, line = say("circular.parks_none", place=scope.place), None
    if rows:
        last = rows[-1]
        line = topic.goal(last["target"], last["due_year"], scope.ask("required_path", **given))
        facts = {"value": words.number(last["value"], "%"), "period": words.period(str(last["period"]))}
        key = "plain" if figures.missing(last["required"]) else "path"
        title = say(f"circular.parks_{key}", required=words.number(last["required"], "%"), **facts)
    columns = [
        Column("period", say("column.period"), "period"),
        Column("value", say("circular.column_converted"), "number", "%"),
        Column("required", say("column.required"), "number", "%"),
        Column("status", say("column.status"), "status"),
        Column("grade", say("column.grade"), "grade"),
    ]
    about = scope.topic.about(
        title, say("circular.parks_measure", place=scope.place), found, plan().role("circular.parks")
    )
    data = charts.trend.data(rows, Measure("%", 1, words.language()), line, topic.gaps(rows))
    panel.chart("circular-conversion", "trend", data, about, found, columns)


def _materials(scope: Scope) -> None:
    rows = scope.ask("low_carbon_lines", region=scope.region)
    until = None if scope.period is None else int(scope.period[:4])
    rows = [row for row in rows if until is None or row["year"] <= until]
    if not rows and scope.region == filters.WHOLE:
        Topic(("S8",)).empty(scope.place)
        return
    circular_tables.materials(scope.topic, rows, scope.place)


def _parks(scope: Scope) -> None:
    """Every park with its dates and where it stands."""
    state = asked.choice(
        "state", STATES, lambda code: say(f"circular.state_{code}"), say("circular.ask_state")
    )
    rows = scope.ask("ledger_list", ledger="circular_parks", region=scope.region, as_of=scope.day)
    shown = [row for row in rows if state == "all" or row["open"] == (state == "open")]
    circular_tables.parks(scope.topic, rows, shown, words.date(scope.day))


main()
