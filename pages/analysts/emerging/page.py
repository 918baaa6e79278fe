"""Strategic emerging industries: the share toward the target, what makes it up, the growth it would take."""

from dataclasses import asdict

import streamlit as st

from data.plan import plan
from pages import charts
from pages.analysts.emerging import growth_answer, tables
from pages.analysts.emerging.growth_answer import YUAN, percent
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.frame import choices, filters
from pages.frame.visit import Visit, open_page
from pages.pieces import panel, status
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.emerging.growth_needed import growth_needed
from queries.question import Row, Rows

STATEMENT = plan().role("emerging.share")
GROWTH, SHARE, YEARS = 5.0, 25.0, 3


def main() -> None:
    visit = open_page("view", sheets=plan().statements[STATEMENT].templates, statement=STATEMENT)
    if not visit.ask("periods", statement=STATEMENT):
        visit.missing()
        return
    visit = visit.filtered("region", "period")
    given = visit.given("region", "period")
    judged = visit.ask("indicator_trend", statement=STATEMENT, **given)
    judged = judged.kept(lambda row: row["value"] is not None)
    if not judged:
        visit.missing(place=visit.place())
        return
    visit = visit.at(words.period(judged[-1]["period"]))
    levels = visit.ask("emerging_trend", **given)
    _headline(visit, judged, levels[-1])
    left, right = st.columns([3, 2])
    with left:
        _trend(visit, judged)
        _growth(visit, judged[-1])
    with right:
        _map(visit, judged[-1]["period"])
        _categories(visit)
    _table(visit, levels)
    visit.foot(judged)


def _measure() -> Measure:
    return Measure("%", plan().statements[STATEMENT].decimals, words.language())


def _target(value: float) -> str:
    """A target as the plan prints it: 25 %, or 25.5 % where it has a decimal."""
    return percent(value, 0 if float(value).is_integer() else 1)


def _headline(visit: Visit, judged: Rows, level: Row) -> None:
    last = judged[-1]
    decimals = figures.telling_decimals(last["value"], last["target"], plan().statements[STATEMENT].decimals)
    value = percent(last["value"], decimals)
    if last["target"] is None:
        headline = say("emerging.headline_plain", place=visit.place(), value=value)
    else:
        headline = say(
            "emerging.headline",
            value=value,
            gap=words.gap(last["gap"], "%", decimals),
            target=_target(last["target"]),
            year=last["due_year"],
            status=status.word(last["status"]).replace(" ", "\N{NO-BREAK SPACE}"),
        )
    facts = {"place": visit.place(), "period": visit.as_of, "maturity": names.maturity(last["maturity"])}
    if figures.missing(level["emerging_output"]):
        subline = say("emerging.subline_share", **facts)
    else:
        output, total = (words.amount(level[name], YUAN) for name in ("emerging_output", "total_output"))
        subline = say("emerging.subline", output=output, total=total, **facts)
    visit.head(headline, subline, [last])


def _trend(visit: Visit, judged: Rows) -> None:
    """Full years and the newest period: months of one year are not neighbours of a full year."""
    last = judged[-1]
    whole = judged.kept(lambda row: row["month"] == 12 or row is last)
    first = whole[0]
    facts = {"period": visit.as_of, "value": percent(last["value"])}
    if len(whole) == 1:
        title = say("emerging.trend_title_one", **facts)
    else:
        title = say("emerging.trend_title", year=first["year"], before=percent(first["value"]), **facts)
    expected = [str(year) for year in range(first["year"], last["year"])]
    measure = say("emerging.trend_measure", place=visit.place(), period=visit.as_of)
    data = charts.trend.data(whole, _measure(), _goal(visit, last), expected)
    about = visit.about(title, measure, whole, statement=STATEMENT)
    panel.chart("emerging-trend", "trend", data, about, whole, tables.trend())


def _goal(visit: Visit, last: Row) -> Goal | None:
    """The target line and the named path to it."""
    if last["target"] is None:
        return None
    path = visit.ask("required_path", statement=STATEMENT, **visit.given("region"))
    path = path.kept(lambda row: row["required"] is not None)
    points = [(float(row["year"]), float(row["required"])) for row in path]
    named = say(f"chart.path_{path[0]['path']}") if points else ""
    return Goal(float(last["target"]), last["due_year"], points, named)


def _categories(visit: Visit) -> None:
    found = visit.ask("emerging_categories", **visit.given("region", "period"))
    title, period = say("emerging.categories_missing"), visit.as_of
    if found:
        name, share = names.category(found[0]["category"]), percent(found[0]["share_of_emerging"])
        title = say("emerging.categories_title", name=name, share=share)
        period = words.period(found[0]["period"])
    measure = say("emerging.categories_measure", place=visit.place(), period=period)
    data = charts.bars.data([_bar(row) for row in found], Measure(YUAN, 0, words.language()))
    about = visit.about(title, measure, found, statement=STATEMENT)
    panel.chart("emerging-categories", "bars", data, about, found, tables.categories())


def _bar(row: Row) -> Row:
    """One bar: the amount as people say it, and the whole story on hovering."""
    name, output = names.category(row["category"]), words.amount(row["emerging_output"], YUAN)
    share, growth = percent(row["share_of_emerging"]), words.signed(row["growth"], "%")
    tip = say("emerging.category_tip", name=name, output=output, share=share, growth=growth)
    more = {"value": row["emerging_output"], "label": output, "tip": tip, "code": row["category"]}
    return {**row, **more, "name": say(f"emerging.short_{row['category']}")}


def _map(visit: Visit, period: str) -> None:
    places = visit.ask("indicator_regions", statement=STATEMENT, period=period)
    places = places.kept(lambda row: row["region_kind"] != "city")
    places = places.plus(name=lambda row: visit.place(row["region"]))
    known = [row for row in places if row["region_kind"] == "county" and row["value"] is not None]
    measure = say("emerging.map_measure", period=visit.as_of)
    about = visit.about(_map_title(known), measure, places, statement=STATEMENT)
    data = charts.county_map.data(places, _measure(), visit.chosen.region)
    panel.chart("emerging-map", "map", data, about, places, tables.places(), _picked)


def _map_title(known: list[Row]) -> str:
    """How many counties keep the target, and which is lowest."""
    if not known:
        return say("chart.empty")
    ranked = sorted(known, key=lambda row: float(row["value"]))
    judged = [row for row in ranked if row["target"] is not None]
    if not judged:
        return say("emerging.map_title_plain", name=ranked[-1]["name"], value=percent(ranked[-1]["value"]))
    there, target = [row for row in judged if row["gap"] <= 0], _target(judged[0]["target"])
    if len(there) == len(plan().counties(int(judged[0]["period"][:4]))):
        return say("emerging.map_title_all", count=len(there), target=target)
    least = {"name": judged[0]["name"], "value": percent(judged[0]["value"])}
    return say("emerging.map_title", count=len(there), target=target, **least)


def _picked(code: str) -> None:
    filters.choose("region", code, filters.WHOLE)


def _growth(visit: Visit, last: Row) -> None:
    """The question with its three sliders, the answer in words, and what more or less time changes."""
    with st.container(key="frame-emerging-growth", gap="small"):
        top = st.container()
        first, second, third = st.columns(3)
        with first:
            growth = choices.number("growth", GROWTH, -10.0, 20.0, 0.5, say("emerging.ask_growth"), "%.1f")
        with second:
            goal = float(last["target"] or SHARE)
            share = choices.number("share", goal, 5.0, 80.0, 0.5, say("emerging.ask_share"), "%.1f")
        with third:
            years = choices.whole("years", YEARS, 1, 10, say("emerging.ask_years"))
        answer = growth_needed(
            growth, share, years, snapshot=visit.snapshot, **visit.given("region", "period")
        )
        found = None if answer is None else asdict(answer)
        with top:
            growth_answer.head(found)
        growth_answer.draw(found, visit.place(), growth, share, years)
    if found is not None:
        _horizons(visit, found, growth, share)


def _horizons(visit: Visit, found: growth_answer.Answer, growth: float, share: float) -> None:
    rows = growth_answer.horizons(found)
    near, far = rows[0], rows[-1]
    ends = {"near": words.signed(near["growth"], "%"), "far": words.signed(far["growth"], "%")}
    title = say("emerging.horizon_title", first=near["years"], last=far["years"], **ends)
    assumed = {"share": percent(share), "growth": words.signed(growth, "%"), "place": visit.place()}
    about = visit.about(title, say("emerging.horizon_measure", **assumed), rows, statement=STATEMENT)
    data = charts.bars.data(rows, _measure(), signed=True, sort=False)
    panel.chart("emerging-horizons", "bars", data, about, rows, tables.horizons())


def _table(visit: Visit, levels: Rows) -> None:
    title = say("emerging.table_title", place=visit.place(), count=len(levels))
    about = visit.about(title, say("emerging.table_measure"), levels, statement=STATEMENT)
    panel.table("emerging-table", about, levels.told(levels[::-1]), tables.outputs())


main()
