"""Energy and carbon: intensity, totals, budget, coal, non-fossil, the peak beside Guangxi, why it moved."""

import streamlit as st

from data.plan import TOTAL, plan
from pages import charts
from pages.analysts.energy import budgets, drivers, emissions, factors, use
from pages.charts.measure import Measure
from pages.frame.visit import Visit, open_page
from pages.pieces import panel, statements, trends
from pages.pieces.tables import Column
from pages.speech import words
from pages.speech.words import say
from queries.question import Row, Rows

SHEETS = ("S1", "S3", "S2", "S11")
OFFERED = ("region", "sector", "period", "basis")


def main() -> None:
    intensity = plan().role("energy.intensity")
    visit = open_page("view", filters=OFFERED, sheets=SHEETS, statement=intensity)
    given = visit.given(*OFFERED)
    trend = visit.ask("indicator_trend", statement=intensity, **given)
    trend = trend.kept(lambda row: row["value"] is not None)
    levels = visit.ask("energy_levels", **given)
    cards = visit.ask("overview_cards", **given)
    as_of = trend[-1]["period"] if trend else visit.chosen.period
    visit = visit.at(words.period(as_of)) if as_of else visit
    shown = statements.speaking(cards, plan().theme("energy"))
    if not (levels or trend or shown):
        visit.end(say("carbon.headline_none", place=visit.scope), place=visit.scope)
    spent = budgets.known(visit)
    visit.head(_headline(visit, cards), _subline(visit, levels, spent), cards)
    left, right = st.columns(2)
    with left:
        _intensity(visit, trend)
    with right:
        emissions.peaks(visit)
    statements.tiles(shown)
    left, right = st.columns(2)
    with left:
        emissions.own(visit)
    with right:
        emissions.beside(visit)
    drivers.draw(visit)
    left, right = st.columns(2)
    with left:
        budgets.draw(visit, spent)
    with right:
        use.mix(visit, cards)
    factors.draw(visit)
    emissions.derived(visit)
    use.totals(visit, levels)
    visit.foot([*cards, *levels])


def _headline(visit: Visit, cards: Rows) -> str:
    card = statements.of(cards, plan().role("energy.intensity"))
    if card is None:
        return say("carbon.headline_none", place=visit.scope)
    facts = {
        "place": visit.scope,
        "value": statements.value(card),
        "period": words.period(card["period"]),
    }
    if card["target"] is None:
        return say("carbon.headline_plain", **facts)
    told = {"gap": statements.told(card), "status": statements.tight(card["status"])}
    return say("carbon.headline", **facts, **told)


def _subline(visit: Visit, levels: Rows, spent: Rows) -> str:
    """Newest energy total and CO2, and what is left of the budget."""
    parts = []
    if levels:
        last = levels[-1]
        facts = {"period": words.period(last["period"]), "growth": words.signed(last["energy_growth"], "%")}
        parts.append(say("carbon.sub_energy", energy=words.amount(last["energy_tce"], "吨标准煤"), **facts))
    emitted = [row for row in levels if row["co2_t"] is not None]
    if emitted:
        co2 = words.amount(emitted[-1]["co2_t"], "吨二氧化碳")
        parts.append(say("carbon.sub_co2", period=words.period(emitted[-1]["period"]), co2=co2))
    budget = next((row for row in spent if row["kind"] == "region"), None)
    if budget is not None and visit.chosen.sector == TOTAL:
        parts.append(_budget(budget))
    return say("asked.semicolon").join(parts)


def _budget(row: Row) -> str:
    """How much of the place's budget is used, and what is left."""
    return say(
        "carbon.sub_budget",
        used=words.number(row["used_percent"], "%"),
        period=words.period(row["period"]),
        room=words.amount(row["room_left_tce"], "吨标准煤"),
        status=statements.tight(row["status"]),
    )


def _intensity(visit: Visit, trend: Rows) -> None:
    """The chained reduction against the required path."""
    code = plan().role("energy.intensity")
    known = plan().statements[code]
    rows = trends.yearly(trends.of_one_base(known, trend, trend[-1]["period"]) if trend else trend)
    title, line = say("carbon.headline_none", place=visit.scope), None
    if rows:
        last = rows[-1]
        given = visit.given("region", "sector", "basis")
        path = visit.ask("required_path", statement=code, due_year=last["due_year"], **given)
        line = trends.goal(last["target"], last["due_year"], path)
        facts = {"period": words.period(last["period"]), "value": words.number(last["value"], "%")}
        told = trends.path_in_words(known, last, known.decimals)  # 3.0 and 3.0 may be behind by 0.02
        title = say(f"carbon.intensity_{'path' if told else 'plain'}", path=told, **facts)
    columns = [
        Column("period", kind="period"),
        Column("value", say("carbon.column_reduction"), "number", "%", 2),
        Column("required", kind="number", unit="%", decimals=2),
        Column("status", kind="status"),
        Column("maturity", kind="maturity"),
        Column("grade", kind="grade"),
    ]
    base = rows[-1]["base_year"] if rows else known.base_year
    measure = say("carbon.intensity_measure", place=visit.scope, base=base)
    data = charts.trend.data(rows, Measure("%", 1, words.language()), line, trends.gaps(rows))
    about = visit.about(title, measure, rows, statement=code)
    panel.chart("energy-intensity", "trend", data, about, rows, columns)


main()
