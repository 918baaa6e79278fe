"""Circular economy: solid waste against its line, by place and kind; parks; alternative materials."""

import streamlit as st

from data.plan import plan
from pages import charts
from pages.analysts.circular import parks, tables, waste
from pages.charts.measure import Measure
from pages.frame import choices, filters
from pages.frame.visit import Visit, open_page
from pages.pieces import panel, statements, trends
from pages.speech import words
from pages.speech.words import say
from queries.question import Row, Rows

SHEETS = ("S12", "S13", "S8")
STATES = ("all", "open", "done")
WASTE, PARKS, MATERIALS = (plan().role(f"circular.{name}") for name in ("waste", "parks", "materials"))


def main() -> None:
    visit = open_page("view", sheets=SHEETS)
    periods = [row["period"] for row in visit.ask("periods", statement=WASTE)]
    if not periods and not visit.ask("ledger_list", ledger="circular_parks"):
        visit.missing()
        return
    visit = visit.filtered("region", "period", periods=periods or None)
    given = visit.given("region", "period")
    rates = visit.ask("waste_rate_periods", **given)
    cards = visit.ask("overview_cards", **given)
    visit = visit.at(words.period(rates[-1]["period"] if rates else visit.chosen.period))
    _headline(visit, rates, cards)
    left, right = st.columns([3, 2])
    with left:
        _periods(visit, rates)
        statements.tiles(statements.speaking(cards, plan().theme("circular")))
        _kinds(visit, rates)
    with right:
        _map(visit)
    _enterprises(visit)
    left, right = st.columns(2)
    with left:
        _conversion(visit)
    with right:
        _materials(visit)
    _parks(visit)
    visit.foot([*rates, *cards])


def _headline(visit: Visit, rates: Rows, cards: Rows) -> None:
    subline = _subline(visit, cards)
    if not rates:
        visit.head(say("circular.headline_none", place=visit.place()), subline, cards)
        return
    last = rates[-1]
    below = say("asked.list").join(words.period(row["period"]) for row in rates if not row["met"])
    headline = say(
        f"circular.headline_{'sometimes' if last['failed'] else 'always'}",
        place=visit.place(),
        period=words.period(last["period"]),
        rate=words.number(last["rate"], "%"),
        count=last["periods"],
        target=words.number(last["target"], "%", 0),
        failed=last["failed"],
        below=below,
    )
    visit.head(headline, subline, [*rates, *cards])


def _subline(visit: Visit, cards: Rows) -> str:
    """Which places are below now, and how the parks stand."""
    parts = []
    streaks = [row for row in visit.ask("hold_streaks", statement=WASTE) if row["region"] != filters.WHOLE]
    failing = [row for row in streaks if row["last_below"] is not None]
    if visit.everywhere and streaks:
        told = say("asked.list").join(visit.place(row["region"]) for row in failing)
        key = "circular.sub_places" if failing else "circular.sub_places_none"
        parts.append(say(key, places=told, count=len(streaks), target=waste.line_of(streaks)))
    converted = statements.of(cards, PARKS)
    if converted is not None:
        value = words.number(converted["value"], "%")
        parts.append(say("circular.sub_parks", value=value, status=statements.tight(converted["status"])))
    return say("asked.semicolon").join(parts)


def _periods(visit: Visit, rates: Rows) -> None:
    """Every period against the line; a failing one in another colour, with its mark."""
    if rates:
        waste.periods(visit, rates)
    else:
        visit.missing("S12", place=visit.place())


def _map(visit: Visit) -> None:
    """The newest rate of every county, with the number of periods below the line."""
    streaks = {row["region"]: row for row in visit.ask("hold_streaks", statement=WASTE)}
    places = visit.ask("indicator_regions", statement=WASTE, **visit.given("period"))
    places = places.kept(lambda row: row["region_kind"] != "city")
    places = places.told(waste.place(row, streaks.get(row["region"])) for row in places)
    known = places.kept(lambda row: row["value"] is not None)
    line = waste.line_of([*streaks.values(), *known])  # a county has none of its own
    measure = say("circular.map_measure", period=visit.as_of, target=line)
    about = visit.about(_map_title(known), measure, known, statement=WASTE)
    data = charts.county_map.data(places, Measure("%", 1, words.language()), visit.chosen.region)
    panel.chart("circular-map", "map", data, about, known, tables.places(), _picked)


def _map_title(known: Rows) -> str:
    if not known:
        return say("chart.empty")
    counties = [row for row in known if row["region_kind"] == "county"] or known
    least = min(counties, key=lambda row: float(row["value"]))
    low = [row for row in counties if row["gap"] is not None and row["gap"] > 0]
    return say(
        "circular.map_below" if low else "circular.map_title",
        place=least["name"],
        value=words.number(least["value"], "%"),
        count=len(low),
        target=waste.line_of(known),
    )


def _picked(code: str) -> None:
    filters.choose("region", code, filters.WHOLE)


def _kinds(visit: Visit, rates: Rows) -> None:
    period = rates[-1]["period"] if rates else None
    rows = visit.ask("solid_waste_kinds", period=period, **visit.given("region")) if period else Rows()
    if rows:
        waste.kinds(visit, rows)


def _enterprises(visit: Visit) -> None:
    rows = visit.ask("solid_waste_enterprises", **visit.given("region", "period"))
    if rows.total:
        waste.enterprises(visit, rows)


def _conversion(visit: Visit) -> None:
    """The share of parks converted against the path to their target."""
    rows = visit.ask("indicator_trend", statement=PARKS, **visit.given("region", "period"))
    rows = trends.yearly(rows.kept(lambda row: row["value"] is not None))
    if not rows and visit.everywhere:
        visit.missing("S13", place=visit.place())
        return
    title, line = say("circular.parks_none", place=visit.place()), None
    if rows:
        title, line = _conversion_title(rows[-1]), _conversion_goal(visit, rows[-1])
    about = visit.about(title, say("circular.parks_measure", place=visit.place()), rows, statement=PARKS)
    data = charts.trend.data(rows, Measure("%", 1, words.language()), line, trends.gaps(rows))
    panel.chart("circular-conversion", "trend", data, about, rows, tables.conversion())


def _conversion_title(last: Row) -> str:
    facts = {"value": words.number(last["value"], "%"), "period": words.period(last["period"])}
    known = plan().statements[PARKS]
    told = trends.path_in_words(known, last, known.decimals)
    return say(f"circular.parks_{'path' if told else 'plain'}", path=told, **facts)


def _conversion_goal(visit: Visit, last: Row) -> charts.lines.Goal | None:
    path = visit.ask("required_path", statement=PARKS, **visit.given("region"))
    return trends.goal(last["target"], last["due_year"], path)


def _materials(visit: Visit) -> None:
    rows = trends.until(visit.ask("low_carbon_lines", **visit.given("region")), visit.chosen.period)
    if not rows and visit.everywhere:
        visit.missing("S8", place=visit.place())
        return
    title = say("circular.materials_none", place=visit.place())
    known = [row for row in rows if row["alternative_raw_share"] is not None]
    if known:
        first, last = known[0], known[-1]
        title = say(
            "circular.materials_title",
            start=first["year"],
            before=words.number(first["alternative_raw_share"], "%"),
            end=last["year"],
            value=words.number(last["alternative_raw_share"], "%"),
            fuel=words.number(last["alternative_fuel_share"], "%"),
            lines=last["low_carbon_lines"],
        )
    measure = say("circular.materials_measure", place=visit.place())
    about = visit.about(title, measure, rows, statement=MATERIALS)
    drawn = [{**row, "value": row["alternative_raw_share"]} for row in rows]
    data = trends.line(drawn, Measure("%", 1, words.language()))
    panel.chart("circular-materials", "trend", data, about, rows, tables.materials())


def _parks(visit: Visit) -> None:
    """Every park with its dates and where it stands."""
    state = choices.choice(
        "state", STATES, lambda code: say(f"circular.state_{code}"), say("circular.ask_state")
    )
    rows = visit.ask("ledger_list", ledger="circular_parks", as_of=visit.day, **visit.given("region"))
    shown = rows.kept(lambda row: state == "all" or row["open"] == (state == "open"))
    parks.draw(visit, rows, shown)


main()
