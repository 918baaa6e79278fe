"""Energy and carbon: intensity, totals, budget, coal, non-fossil, the peak beside Guangxi, why it moved."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data.plan import TOTAL, plan
from pages import charts
from pages.analysts.energy import tables as energy_tables
from pages.charts.measure import Measure
from pages.frame import asked, chooser, filters, guard, page
from pages.pieces import panel, topic
from pages.pieces.tables import Column
from pages.pieces.topic import Rows, Topic
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.ask import NoSnapshot, ask, ask_rows, current, snapshots
from queries.energy.energy_drivers import energy_drivers, years

SHEETS = ("S1", "S3", "S2", "S11")
BESIDE = ("industry_reported", "industry_published")


@dataclass(frozen=True)
class Scope:
    """What this run is about: the filters, the newest judged row, and the cards of the statements."""

    topic: Topic
    chosen: filters.Chosen
    trend: pd.DataFrame
    cards: Rows
    levels: Rows

    @property
    def where(self) -> dict[str, Any]:
        """The filters as parameters of a question."""
        return {"region": self.chosen.region, "sector": self.chosen.sector, "period": self.chosen.period}

    @property
    def place(self) -> str:
        name = names.region(self.chosen.region)
        if self.chosen.sector == TOTAL:
            return name
        return say("carbon.place_sector", place=name, sector=names.sector(self.chosen.sector))

    def card(self, statement: str) -> dict[str, Any] | None:
        """The card of one statement, where it says something."""
        return next(iter(topic.speaking(self.cards, [statement])), None)

    @property
    def budgets(self) -> Rows:
        """The budget of the place, or of all places, the city's first."""
        region = None if self.chosen.region == filters.WHOLE else self.chosen.region
        return self.ask("energy_budgets", region=region, period=self.chosen.period)

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
    periods = [
        row["period"]
        for row in ask_rows("periods", snapshot=snapshot, statement=plan().role("energy.intensity"))
    ]
    if not periods:
        Topic(SHEETS).empty()
        return
    top = st.container()
    chosen = filters.bar(
        regions=filters.places(),
        sectors=[
            row["sector"]
            for row in ask_rows("sectors_known", snapshot=snapshot, statement=plan().role("energy.intensity"))
        ],
        periods=periods,
        bases=list(plan().bases),
    )
    given = {"region": chosen.region, "sector": chosen.sector, "period": chosen.period, "basis": chosen.basis}
    trend = ask("indicator_trend", snapshot=snapshot, statement=plan().role("energy.intensity"), **given)
    trend = trend[trend["value"].notna()]
    levels = ask_rows("energy_levels", snapshot=snapshot, **given)
    cards = ask_rows("overview_cards", snapshot=snapshot, **given)
    as_of = words.period(str(trend.iloc[-1]["period"])) if len(trend) else words.period(chosen.period)
    scope = Scope(Topic(SHEETS, snapshot, as_of), chosen, trend, cards, levels)
    if not levels and trend.empty and not topic.speaking(cards, plan().theme("energy")):
        scope.topic.empty(scope.place)
        return
    with top:
        _headline(scope)
    _draw(scope)


def _draw(scope: Scope) -> None:
    left, right = st.columns(2)
    with left:
        _intensity(scope)
    with right:
        energy_tables.peaks(scope.topic, scope.ask("co2_peak_state"))
    topic.tiles(topic.speaking(scope.cards, plan().theme("energy")))
    left, right = st.columns(2)
    with left:
        _own_co2(scope)
    with right:
        _beside(scope)
    _why(scope)
    left, right = st.columns(2)
    with left:
        energy_tables.budgets(scope.topic, scope.budgets, names.region(scope.chosen.region))
    with right:
        _mix(scope)
    _derived(scope)
    energy_tables.totals(scope.topic, scope.levels, scope.place, scope.chosen.basis)
    scope.topic.foot(scope.ask("due_next"), "demo" in topic.grades([*scope.cards, *scope.levels]))


def _headline(scope: Scope) -> None:
    card = scope.card(plan().role("energy.intensity"))
    headline = say("carbon.headline_none", place=scope.place)
    if card is not None:
        value = words.number(card["value"], "%", topic.decimals(card))
        facts = {"place": scope.place, "value": value, "period": words.period(card["period"])}
        headline = say("carbon.headline_plain", **facts)
        if card["target"] is not None:
            told = {"gap": topic.told(card), "status": topic.tight(card["status"])}
            headline = say("carbon.headline", **facts, **told)
    page.head(headline, _subline(scope), topic.grades(scope.cards))


def _subline(scope: Scope) -> str:
    """Newest energy total and CO2, and what is left of the budget."""
    parts = []
    if scope.levels:
        last = scope.levels[-1]
        facts = {"period": words.period(last["period"]), "growth": words.signed(last["energy_growth"], "%")}
        parts.append(say("carbon.sub_energy", energy=words.amount(last["energy_tce"], "吨标准煤"), **facts))
    emitted = [row for row in scope.levels if row["co2_t"] is not None]
    if emitted:
        last = emitted[-1]
        co2 = words.amount(last["co2_t"], "吨二氧化碳")
        parts.append(say("carbon.sub_co2", period=words.period(last["period"]), co2=co2))
    budget = next((row for row in scope.budgets if row["kind"] == "region"), None)
    if budget is not None and scope.chosen.sector == TOTAL:
        facts = {"used": words.number(budget["used_percent"], "%"), "period": words.period(budget["period"])}
        room = words.amount(budget["room_left_tce"], "吨标准煤")
        parts.append(say("carbon.sub_budget", room=room, status=topic.tight(budget["status"]), **facts))
    return say("carbon.stop").join(parts)


def _intensity(scope: Scope) -> None:
    """The chained reduction against the required path."""
    whole = topic.yearly(scope.trend.reset_index(drop=True))
    rows = whole.to_dict("records")
    known = plan().statements[plan().role("energy.intensity")]
    title, measure = (
        say("carbon.headline_none", place=scope.place),
        say("carbon.intensity_measure", place=scope.place, base=known.base_year),
    )
    line = None
    if rows:
        last = rows[-1]
        path = scope.ask(
            "required_path",
            statement=plan().role("energy.intensity"),
            region=scope.chosen.region,
            sector=scope.chosen.sector,
            basis=scope.chosen.basis,
        )
        line = topic.goal(last["target"], last["due_year"], path)
        value = words.number(last["value"], "%")
        required = words.number(last["required"], "%")
        key = "plain" if figures.missing(last["required"]) else "path"
        title = say(
            f"carbon.intensity_{key}", period=words.period(last["period"]), value=value, required=required
        )
    columns = [
        Column("period", say("column.period"), "period"),
        Column("value", say("carbon.column_reduction"), "number", "%", 2),
        Column("required", say("column.required"), "number", "%", 2),
        Column("status", say("column.status"), "status"),
        Column("maturity", say("column.maturity")),
        Column("grade", say("column.grade"), "grade"),
    ]
    about = scope.topic.about(title, measure, whole, plan().role("energy.intensity"))
    data = charts.trend.data(rows, Measure("%", 1, words.language()), line, topic.gaps(rows))
    panel.chart("energy-intensity", "trend", data, about, whole, columns)


def _own_co2(scope: Scope) -> None:
    """CO2 of the place and sector, year by year, by kind of source behind it."""
    given = {"source": "industry", "region": scope.chosen.region, "sector": scope.chosen.sector}
    rows = _until(scope, scope.ask("co2_series", **given))
    energy_tables.emissions(
        scope.topic, "energy-co2", rows, scope.place, say("carbon.co2_measure"), plan().role("energy.peak")
    )


def _beside(scope: Scope) -> None:
    """Guangxi, reported or as published by researchers."""
    spot = st.container()
    with st.container(key="energy-beside"):
        source = asked.choice("beside", BESIDE, lambda code: say(f"carbon.{code}"), say("carbon.ask_beside"))
    rows = scope.ask("co2_series", source=source, region="450000", sector=TOTAL)
    place, what = names.region("450000"), say(f"carbon.{source}")
    with spot:
        sheet = scope.topic.only("S3" if source == BESIDE[0] else "S0")
        energy_tables.emissions(sheet, "energy-beside", _until(scope, rows), place, what)


def _until(scope: Scope, rows: Rows) -> Rows:
    """What was known by the chosen period."""
    until = None if scope.chosen.period is None else int(scope.chosen.period[:4])
    return [row for row in rows if until is None or row["year"] <= until]


def _why(scope: Scope) -> None:
    """Two years are chosen; what lies between them is split into its causes."""
    with st.container(key="energy-asking", horizontal=True, vertical_alignment="bottom", gap="medium"):
        what = asked.choice(
            "what", ("energy", "co2"), lambda code: say(f"carbon.what_{code}"), say("carbon.ask_what")
        )
        given = {"what": what, "region": scope.chosen.region, "basis": scope.chosen.basis}
        known = years(**given, snapshot=scope.topic.snapshot)
        if len(known) > 1:
            start = _year("from", known[:-1], known, "carbon.ask_from")
            end = _year("to", [year for year in reversed(known) if year > start], known, "carbon.ask_to")
    if len(known) < 2:
        page.empty(say("carbon.why_none", place=names.region(scope.chosen.region)))
        return
    found = energy_drivers(start, end, **given, snapshot=scope.topic.snapshot)
    if found is None:
        page.empty(say("carbon.why_gap", start=start, end=end))
        return
    told = {
        **asdict(found),
        "change": found.change,
        "parts": [{**asdict(part), "change": part.change} for part in found.parts],
    }
    left, right = st.columns(2)
    with left:
        energy_tables.drivers_chart(scope.topic, told, names.region(scope.chosen.region))
    with right:
        energy_tables.drivers_table(scope.topic, told)


def _year(name: str, offered: list[int], known: list[int], key: str) -> int:
    """One of the offered years; another known one gives way quietly (the years stand in order)."""
    label: Callable[[str], str] = words.period
    return int(
        chooser.one_of(name, [str(year) for year in offered], label, say(key), [str(year) for year in known])
    )


def _mix(scope: Scope) -> None:
    rows = scope.ask("energy_mix", basis=scope.chosen.basis, **scope.where)
    if not rows:
        Topic(("S2",)).empty(scope.place)
        return
    coal, clean = scope.card(plan().role("energy.coal")), scope.card(plan().role("energy.non_fossil"))
    title = say("carbon.mix_plain", place=scope.place)
    if coal is not None and clean is not None:
        facts = {"coal": words.number(coal["value"], "%"), "clean": words.number(clean["value"], "%")}
        title = say("carbon.mix_title", coal_status=topic.tight(coal["status"]), **facts)
        title = say("carbon.mix_both", title=title, clean_status=topic.tight(clean["status"]))
    energy_tables.mix(scope.topic, rows, title, scope.place)


def _derived(scope: Scope) -> None:
    rows = _until(scope, scope.ask("co2_reported_and_derived", region=scope.chosen.region))
    if scope.chosen.sector != TOTAL:
        rows = [row for row in rows if row["sector"] == scope.chosen.sector]
    newest = [row for row in rows if row["year"] == rows[0]["year"]]
    if newest:
        energy_tables.derived(scope.topic, newest, scope.place)


main()
