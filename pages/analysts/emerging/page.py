"""Strategic emerging industries: the share toward the target, what makes it up, the growth it would take."""

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data.plan import plan
from pages import charts
from pages.analysts.emerging import growth_answer
from pages.analysts.emerging.growth_answer import YUAN, percent
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.frame import asked, filters, guard, page
from pages.pieces import panel, status
from pages.pieces.subject import Subject
from pages.pieces.tables import Column, grades_of
from pages.speech import figures, names
from pages.speech import words as speech
from pages.speech.words import say
from queries.ask import NoSnapshot, ask, current, snapshots
from queries.emerging.growth_needed import growth_needed

STATEMENT = plan().role("emerging.share")
GROWTH, SHARE, YEARS = 5.0, 25.0, 3


@dataclass(frozen=True)
class Scope:
    """What this run is about: the filters, and the judged rows they lead to."""

    subject: Subject
    region: str
    period: str | None
    rows: pd.DataFrame

    @property
    def snapshot(self) -> str:
        return self.subject.snapshot

    @property
    def place(self) -> str:
        return names.region(self.region)

    @property
    def last(self) -> pd.Series:
        """The newest judged row."""
        return self.rows.iloc[-1]

    @property
    def goal(self) -> float | None:
        target = self.last["target"]
        return None if figures.missing(target) else float(target)


def main() -> None:
    guard.require("view")
    try:
        newest = current().id
    except NoSnapshot:
        Subject(STATEMENT).empty()
        return
    snapshot = asked.snapshot([one.id for one in snapshots()], newest)
    periods = ask("periods", snapshot=snapshot, statement=STATEMENT)["period"].tolist()
    if not periods:
        Subject(STATEMENT).empty()
        return
    top = st.container()
    chosen = filters.bar(regions=filters.places(), periods=periods)
    asked.unused(["sector", "basis"])
    given = {"snapshot": snapshot, "region": chosen.region, "period": chosen.period}
    rows = ask("indicator_trend", statement=STATEMENT, **given)
    rows = rows[rows["value"].notna()]
    if rows.empty:
        Subject(STATEMENT).empty(names.region(chosen.region))
        return
    subject = Subject(STATEMENT, snapshot, speech.period(str(rows.iloc[-1]["period"])))
    scope = Scope(subject, chosen.region, chosen.period, rows)
    levels = ask("emerging_trend", **given)
    with top:
        _headline(scope, levels.iloc[-1])
    _draw(scope, levels)


def _draw(scope: Scope, levels: pd.DataFrame) -> None:
    left, right = st.columns([3, 2])
    with left:
        _trend(scope)
        _growth(scope)
    with right:
        _map(scope)
        _categories(scope)
    _table(scope, levels)
    scope.subject.foot(ask("due_next", snapshot=scope.snapshot), "demo" in grades_of(scope.rows))


def _measure() -> Measure:
    return Measure("%", plan().statements[STATEMENT].decimals, speech.language())


def _target(value: float) -> str:
    """A target as the plan prints it: 25 %, or 25.5 % where it has a decimal."""
    return percent(value, 0 if float(value).is_integer() else 1)


def _headline(scope: Scope, level: pd.Series) -> None:
    last, goal = scope.last, scope.goal
    decimals = figures.telling_decimals(last["value"], goal, plan().statements[STATEMENT].decimals)
    value = percent(last["value"], decimals)
    if goal is None:
        headline = say("emerging.headline_plain", place=scope.place, value=value)
    else:
        headline = say(
            "emerging.headline",
            value=value,
            gap=speech.gap(last["gap"], "%", decimals),
            target=_target(goal),
            year=int(last["due_year"]),
            status=status.word(str(last["status"])).replace(" ", "\N{NO-BREAK SPACE}"),
        )
    facts = {"place": scope.place, "period": scope.subject.as_of}
    facts["maturity"] = names.maturity(str(last["maturity"]))
    if figures.missing(level["emerging_output"]):
        subline = say("emerging.subline_share", **facts)
    else:
        output, total = (speech.amount(level[name], YUAN) for name in ("emerging_output", "total_output"))
        subline = say("emerging.subline", output=output, total=total, **facts)
    page.head(headline, subline, grades_of(scope.rows.tail(1)))


def _trend(scope: Scope) -> None:
    """Full years and the newest period: months of one year are not neighbours of a full year."""
    whole = scope.rows[(scope.rows["month"] == 12) | (scope.rows.index == scope.rows.index[-1])]
    last, first = scope.last, whole.iloc[0]
    facts = {"period": scope.subject.as_of, "value": percent(last["value"])}
    if len(whole) == 1:
        title = say("emerging.trend_title_one", **facts)
    else:
        title = say("emerging.trend_title", year=int(first["year"]), before=percent(first["value"]), **facts)
    expected = [str(year) for year in range(int(first["year"]), int(last["year"]))]
    columns = [
        Column("period", say("emerging.period"), "period"),
        Column("value", say("emerging.share"), "number", "%"),
        Column("required", say("emerging.required"), "number", "%"),
        Column("status", say("emerging.status"), "status"),
        Column("grade", say("table.grade"), "grade"),
    ]
    measure = say("emerging.trend_measure", place=scope.place, period=scope.subject.as_of)
    data = charts.trend.data(whole.to_dict("records"), _measure(), _goal(scope), expected)
    about = scope.subject.about(title, measure, whole)
    panel.chart("emerging-trend", "trend", data, about, whole, columns)


def _goal(scope: Scope) -> Goal | None:
    """The target line and the named path to it."""
    if scope.goal is None:
        return None
    path = ask("required_path", snapshot=scope.snapshot, statement=STATEMENT, region=scope.region)
    path = path[path["required"].notna()]
    points = [(float(row["year"]), float(row["required"])) for row in path.to_dict("records")]
    named = say(f"chart.path_{path.iloc[0]['path']}") if points else ""
    return Goal(scope.goal, int(scope.last["due_year"]), points, named)


def _categories(scope: Scope) -> None:
    found = ask("emerging_categories", snapshot=scope.snapshot, region=scope.region, period=scope.period)
    rows = [_category(row) for row in found.to_dict("records")]
    title, period = say("emerging.categories_missing"), scope.subject.as_of
    if rows:
        share = percent(rows[0]["share_of_emerging"])
        title = say("emerging.categories_title", name=rows[0]["full"], share=share)
        period = speech.period(str(rows[0]["period"]))
    unit = say("emerging.ten_thousand_yuan")
    columns = [
        Column("full", say("emerging.category")),
        Column("value", say("emerging.output"), "number", unit, decimals=0),
        Column("share_of_emerging", say("emerging.share_of_emerging"), "number", "%"),
        Column("share_of_industry", say("emerging.share_of_industry"), "number", "%"),
        Column("growth", say("emerging.growth"), "number", "%"),
        Column("grade", say("table.grade"), "grade"),
    ]
    measure = say("emerging.categories_measure", place=scope.place, period=period)
    data = charts.bars.data(rows, Measure(YUAN, 0, speech.language()))
    about = scope.subject.about(title, measure, found)
    panel.chart("emerging-categories", "bars", data, about, pd.DataFrame(rows), columns)


def _category(row: dict[Any, Any]) -> dict[str, Any]:
    """One bar: the amount as people say it, and the whole story on hovering."""
    name, output = speech.pick(row["name"], row["name_en"]), speech.amount(row["emerging_output"], YUAN)
    share, growth = percent(row["share_of_emerging"]), speech.signed(row["growth"], "%")
    tip = say("emerging.category_tip", name=name, output=output, share=share, growth=growth)
    more = {"value": row["emerging_output"], "label": output, "tip": tip, "code": row["category"]}
    return {**row, **more, "full": name, "name": say(f"emerging.short_{row['category']}")}


def _map(scope: Scope) -> None:
    period = str(scope.last["period"])
    places = ask("indicator_regions", snapshot=scope.snapshot, statement=STATEMENT, period=period)
    places = places[places["region_kind"] != "city"]
    rows = [
        {**row, "name": speech.pick(row["region_name"], row["region_name_en"])}
        for row in places.to_dict("records")
    ]
    known = [row for row in rows if row["region_kind"] == "county" and not figures.missing(row["value"])]
    columns = [
        Column("name", say("emerging.region")),
        Column("value", say("emerging.share"), "number", "%"),
        Column("status", say("emerging.status"), "status"),
        Column("grade", say("table.grade"), "grade"),
    ]
    measure = say("emerging.map_measure", period=scope.subject.as_of)
    about = scope.subject.about(_map_title(known), measure, places)
    data = charts.county_map.data(rows, _measure(), scope.region)
    panel.chart("emerging-map", "map", data, about, pd.DataFrame(rows), columns, _picked)


def _map_title(known: list[dict[Any, Any]]) -> str:
    """How many counties keep the target, and which is lowest."""
    if not known:
        return say("chart.empty")
    ranked = sorted(known, key=lambda row: float(row["value"]))
    judged = [row for row in ranked if not figures.missing(row["target"])]
    if not judged:
        return say("emerging.map_title_plain", name=ranked[-1]["name"], value=percent(ranked[-1]["value"]))
    there, target = [row for row in judged if row["gap"] <= 0], _target(judged[0]["target"])
    if len(there) == len(plan().counties(int(judged[0]["period"][:4]))):
        return say("emerging.map_title_all", count=len(there), target=target)
    least = {"name": judged[0]["name"], "value": percent(judged[0]["value"])}
    return say("emerging.map_title", count=len(there), target=target, **least)


def _picked(code: str) -> None:
    filters.choose("region", code, filters.WHOLE)


def _growth(scope: Scope) -> None:
    """The question with its three sliders, the answer in words, and what more or less time changes."""
    with st.container(key="frame-emerging-growth", gap="small"):
        top = st.container()
        first, second, third = st.columns(3)
        with first:
            growth = asked.number("growth", GROWTH, -10.0, 20.0, 0.5, say("emerging.ask_growth"), "%.1f")
        with second:
            goal = scope.goal or SHARE
            share = asked.number("share", goal, 5.0, 80.0, 0.5, say("emerging.ask_share"), "%.1f")
        with third:
            years = asked.whole("years", YEARS, 1, 10, say("emerging.ask_years"))
        where = {"region": scope.region, "period": scope.period, "snapshot": scope.snapshot}
        answer = growth_needed(growth, share, years, **where)
        found = None if answer is None else asdict(answer)
        with top:
            growth_answer.head(found)
        growth_answer.draw(found, scope.place, growth, share, years)
    if found is not None:
        _horizons(scope, found, growth, share)


def _horizons(scope: Scope, found: growth_answer.Answer, growth: float, share: float) -> None:
    rows = growth_answer.horizons(found)
    near, far = rows[0], rows[-1]
    ends = {"near": speech.signed(near["growth"], "%"), "far": speech.signed(far["growth"], "%")}
    title = say("emerging.horizon_title", first=near["years"], last=far["years"], **ends)
    assumed = {"share": percent(share), "growth": speech.signed(growth, "%"), "place": scope.place}
    unit = say("emerging.ten_thousand_yuan")
    columns = [
        Column("years", say("emerging.horizon_years"), "number", decimals=0),
        Column("value", say("emerging.needed"), "number", "%"),
        Column("output", say("emerging.output_needed"), "number", unit, decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    frame = pd.DataFrame(rows)
    about = scope.subject.about(title, say("emerging.horizon_measure", **assumed), frame)
    data = charts.bars.data(rows, _measure(), signed=True, sort=False)
    panel.chart("emerging-horizons", "bars", data, about, frame, columns)


def _table(scope: Scope, levels: pd.DataFrame) -> None:
    unit = say("emerging.ten_thousand_yuan")
    columns = [
        Column("period", say("emerging.period"), "period"),
        Column("emerging_output", say("emerging.output"), "number", unit, decimals=0),
        Column("total_output", say("emerging.total"), "number", unit, decimals=0),
        Column("share", say("emerging.share"), "number", "%", decimals=2),
        Column("grade", say("table.grade"), "grade"),
    ]
    title = say("emerging.table_title", place=scope.place, count=len(levels))
    about = scope.subject.about(title, say("emerging.table_measure"), levels)
    panel.table("emerging-table", about, levels.iloc[::-1], columns)


main()
