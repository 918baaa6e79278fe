"""The five peak actions: steel, building materials, chemicals, cars, machinery; together or one at a time."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.plan import TOTAL, plan
from pages.analysts.industries import lists as industry_lists
from pages.analysts.industries import tables as industry_tables
from pages.frame import asked, filters, guard, links, page
from pages.pieces import topic
from pages.pieces.topic import Rows, Topic
from pages.speech import names, words
from pages.speech.words import say
from queries.ask import NoSnapshot, ask_rows, current, snapshots

SHEETS = ("S1", "S3", "S8", "S9")
MAKERS = (
    "steel",
    "building_materials",
    "chemicals",
)  # industries whose products have a norm in the plan's sheet


@dataclass(frozen=True)
class Scope:
    """What this run is about: the industry, the filters with their last day, and its years."""

    topic: Topic
    industry: str
    region: str
    period: str | None
    day: dt.date
    levels: Rows

    @property
    def place(self) -> str:
        return names.region(self.region)

    @property
    def name(self) -> str:
        return industry_tables.name(self.industry)

    def ask(self, question: str, **params: Any) -> Rows:
        return ask_rows(question, snapshot=self.topic.snapshot, **params)


def main() -> None:
    guard.require("view")
    try:
        newest = current().id
    except NoSnapshot:
        Topic(SHEETS).empty()
        return
    snapshot = asked.snapshot([one.id for one in snapshots()], newest)
    periods = [row["period"] for row in ask_rows("periods", snapshot=snapshot)]
    if not periods:
        Topic(SHEETS).empty()
        return
    top = st.container()
    with st.container(key="asking", horizontal=True, vertical_alignment="bottom", gap="medium"):
        known = ("all", *plan().industries)
        industry = asked.choice("industry", known, industry_tables.name, say("industries.ask"))
        chosen = filters.bar(regions=filters.places(), periods=periods)
    asked.unused(["sector", "basis"])
    day = ask_rows("green_days", snapshot=snapshot, period=chosen.period)[0]["until"]
    given = {"region": chosen.region, "period": chosen.period}
    only = None if industry == "all" else industry
    levels = ask_rows("industry_levels", snapshot=snapshot, industry=only, **given)
    as_of = words.period(max((row["period"] for row in levels), default=chosen.period))
    scope = Scope(Topic(SHEETS, snapshot, as_of), industry, chosen.region, chosen.period, day, levels)
    with top:
        shown = _all(scope) if industry == "all" else _head(scope)
    if industry == "all":
        _compared(scope, shown)
    else:
        _one(scope, shown)
    scope.topic.foot(scope.ask("due_next"), "demo" in topic.grades([*levels, *shown]))


def _all(scope: Scope) -> Rows:
    """The headline over all five: how many fell below the base year, who emits most."""
    newest = [row for row in scope.levels if row["newest"]]
    judged = [row for row in newest if row["co2_since_base_percent"] is not None]
    cards = scope.ask("overview_cards", region=scope.region, period=scope.period)
    headline = say("industries.headline_none", place=scope.place)
    if judged:
        fell = [row for row in judged if row["co2_since_base_percent"] < 0]
        most = max(judged, key=lambda row: float(row["co2_10k_t"]))
        facts = {
            "place": scope.place,
            "base": industry_tables.base_year(),
            "count": len(judged),
            "fell": len(fell),
            "name": industry_tables.said_name(most),
        }
        headline = say("industries.headline", co2=industry_tables.tonnes(most["co2_10k_t"]), **facts)
    page.head(headline, say("industries.subline", period=scope.topic.as_of), topic.grades(newest))
    return topic.speaking(cards, plan().theme("industries"))


def _compared(scope: Scope, cards: Rows) -> None:
    newest = [row for row in scope.levels if row["newest"]]
    if not newest:
        scope.topic.empty(scope.place)
        return
    left, right = st.columns([3, 2])
    with left:
        industry_tables.compared(scope.topic, newest, scope.place)
        topic.tiles(cards)
    with right:
        industry_tables.emitted(scope.topic, newest, scope.place)
        industry_tables.fallen(scope.topic, newest, scope.place)
    industry_tables.years(scope.topic, scope.levels, scope.place)


def _head(scope: Scope) -> Rows:
    """One industry: its CO2 intensity, and how its statements stand."""
    rows = scope.ask(
        "industry_statements",
        industry=scope.industry,
        task=plan().industries[scope.industry].task,
        region=scope.region,
        period=scope.period,
    )
    judged = [row for row in rows if plan().statuses[row["status"]].judged]
    missed = [row for row in judged if row["gap"] is not None and row["gap"] > 0]
    newest = next((row for row in scope.levels if row["newest"]), None)
    facts = {"place": scope.place, "name": scope.name, "base": industry_tables.base_year()}
    headline = say("industries.one_none", **facts)
    if newest is not None and newest["co2_since_base_percent"] is not None:
        change = words.signed(newest["co2_since_base_percent"], "%")
        co2 = industry_tables.tonnes(newest["co2_10k_t"])
        headline = say("industries.one", change=change, co2=co2, year=newest["year"], **facts)
    sub = say("industries.one_sub", judged=len(judged), missed=len(missed)) if judged else ""
    page.head(headline, sub, topic.grades([*rows, *scope.levels]))
    return rows


def _one(scope: Scope, rows: Rows) -> None:
    if not rows and not scope.levels:
        scope.topic.empty(f"{scope.place} {scope.name}")
        return
    left, right = st.columns([3, 2])
    with left:
        _statements(scope, rows)
    with right:
        industry_tables.intensity(scope.topic, scope.levels, scope.name, scope.place)
        industry_tables.energy(scope.topic, scope.levels, scope.name, scope.place)
    if scope.industry == "steel":
        _processes(scope)
    _products(scope)
    _ledgers(scope)
    _tasks(scope)


def _statements(scope: Scope, rows: Rows) -> None:
    lines = []
    for row in rows:
        more = {} if row["sector"] == TOTAL else {"sector": row["sector"]}
        href = links.address("indicator", id=row["statement"], **more)
        note = (
            topic.said(row, "sector_name")
            if row["scope"] == "division"
            else say(f"industries.{row['scope']}")
        )
        lines.append(topic.statement_line(row, href, note))
    industry_tables.statements(scope.topic, rows, lines, scope.name, scope.place)


def _processes(scope: Scope) -> None:
    """Capacity at the benchmark and below the baseline, process by process, and every installation."""
    until = None if scope.period is None else int(scope.period[:4])
    tiers = scope.ask("steel_process_tiers", region=scope.region)
    tiers = [row for row in tiers if until is None or row["year"] <= until]
    tiers = [row for row in tiers if row["period"] == tiers[0]["period"]]
    if not tiers:
        Topic(("S9",)).empty(scope.place)
        return
    units = scope.ask("steel_process_units", region=scope.region, period=tiers[0]["period"])
    cards = scope.ask("overview_cards", region=scope.region, period=scope.period)
    left, right = st.columns([2, 3])
    with left:
        industry_lists.tiers(
            scope.topic, tiers, topic.speaking(cards, plan().theme("processes")), scope.place
        )
    with right:
        industry_lists.units(scope.topic, units, scope.place)


def _products(scope: Scope) -> None:
    """Energy per tonne against target and advanced level; who makes it, line by line."""
    given = {"region": scope.region, "period": scope.period}
    rows = scope.ask("industry_products", industry=scope.industry, **given)
    if not rows:
        if scope.industry in MAKERS:
            Topic(("S8",)).empty(f"{scope.place} {scope.name}")
        return
    made = [row["product"] for row in rows]
    lines = [row for row in scope.ask("product_energy_enterprises", **given) if row["product"] in made]
    left, right = st.columns(2)
    with left:
        industry_tables.products(scope.topic, rows, scope.place)
    with right:
        industry_lists.makers(scope.topic, lines, scope.place)


def _ledgers(scope: Scope) -> None:
    """Two-high projects, retrofits, inspections, titles: every row of the industry in the ledgers."""
    rows = scope.ask("industry_ledger_rows", industry=scope.industry, region=scope.region, as_of=scope.day)
    industry_lists.ledgers(scope.topic, rows, scope.name, words.date(scope.day))


def _tasks(scope: Scope) -> None:
    task = plan().industries[scope.industry].task
    quarter = industry_lists.quarter(scope.period)
    rows = scope.ask("tasks_by_department", task=task, period=quarter, as_of=scope.day)
    industry_lists.tasks(scope.topic, rows, task, words.date(scope.day))


main()
