"""Green factories: the count toward the target, who came and who left, where they are, and the register."""

import datetime as dt
from html import escape

import streamlit as st

from data.plan import TOTAL, plan
from pages import charts
from pages.analysts.green import tables
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.frame import choices, filters
from pages.frame.visit import Visit, open_page
from pages.pieces import heading, panel, status
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.question import Row, Rows

STATEMENT = plan().role("green.factories")
KINDS = ("all", "factory", "park", "supply_chain", "product")


def main() -> None:
    visit = open_page("view", sheets=plan().statements[STATEMENT].templates, statement=STATEMENT)
    periods = [row["period"] for row in visit.ask("periods", statement=STATEMENT)]
    register = visit.ask("green_register")
    if not register or not periods:
        visit.missing()
        return
    sectors = [TOTAL, *sorted({row["sector"] for row in register if row["sector"]})]
    visit = visit.filtered("region", "sector", "period", sectors=sectors, periods=periods)
    days = visit.first("green_days", **visit.given("period"))
    visit = visit.at(words.date(days["until"]))
    where = visit.given("region", "sector")
    steps = visit.ask("green_steps", until=days["until"], **where)
    trend = visit.ask("indicator_trend", statement=STATEMENT, **visit.given("period"), **where)
    judged = [row for row in trend if row["target"] is not None]  # without a target it is counted, not judged
    standing = judged[-1] if judged else None
    _headline(visit, steps, standing)
    left, right = st.columns([3, 2])
    with left:
        _steps(visit, steps, standing)
        _waterfall(visit, days)
    with right:
        _map(visit, days["until"])
        _levels(visit, days["until"])
    _register(visit, days["until"])
    visit.foot(steps)


def _count(value: float) -> str:
    return words.number(value, "家", 0)


def _measure() -> Measure:
    return Measure("家", 0, words.language())


def _place(visit: Visit) -> str:
    """The place in words, with the sector where one is chosen."""
    if visit.chosen.sector == TOTAL:
        return visit.place()
    return say("visit.place_sector", place=visit.place(), sector=names.sector(visit.chosen.sector))


def _headline(visit: Visit, steps: Rows, standing: Row | None) -> None:
    value = _count(steps[-1]["value"])
    if standing is None:
        headline = say("green.headline_plain", place=_place(visit), value=value)
    else:
        headline = say(
            "green.headline",
            value=value,
            gap=words.gap(standing["gap"], "家", 0),
            target=_count(standing["target"]),
            year=standing["due_year"],
            status=status.word(standing["status"]).replace(" ", "\N{NO-BREAK SPACE}"),
        )
    visit.head(headline, say("green.subline", date=visit.as_of), steps)


def _steps(visit: Visit, steps: Rows, standing: Row | None) -> None:
    def tip(row: Row) -> str:
        facts = {"value": _count(row["value"]), "change": words.signed(row["change"], "", 0)}
        return say("green.step_tip", date=words.date(row["day"]), **facts)

    goal = None if standing is None else Goal(float(standing["target"]), standing["due_year"])
    data = charts.steps.data(steps.plus(tip=tip), _measure(), goal)
    measure = say("green.steps_measure", place=_place(visit))
    about = visit.about(_steps_title(steps, standing), measure, steps, statement=STATEMENT)
    panel.chart("green-steps", "steps", data, about, steps, tables.steps())


def _steps_title(steps: Rows, standing: Row | None) -> str:
    changed = [row for row in steps if row["changed"]][-1]
    facts = {"value": _count(changed["value"]), "day": words.date(changed["day"])}
    if standing is None:
        return say("green.steps_plain", **facts)
    there = [row for row in steps if row["value"] >= standing["target"]]
    if not there:
        return say("green.steps_short", target=_count(standing["target"]), **facts)
    kind = "achieved" if changed["value"] >= standing["target"] else "lost"
    return say(f"green.steps_{kind}", reached=words.date(there[0]["day"]), **facts)


def _waterfall(visit: Visit, days: Row) -> None:
    spot = st.container()
    below = st.container(key="frame-green-days", gap="small")
    with below, st.container(key="green-days", horizontal=True, gap="small"):
        low, high = min(days["first_on"], days["since"]), days["as_of"]
        one = choices.day("since", days["since"], low, high, say("green.since"))
        other = choices.day("until", days["until"], low, high, say("green.until"))
    since, until = sorted((one, other))
    given = {**visit.given("region", "sector"), "since": since, "until": until}
    falls, moved = visit.ask("green_waterfall", **given), visit.ask("green_movements", **given)
    ends = {"start": words.date(since), "end": words.date(until)}
    bars = [
        {
            "name": ends.get(row["label"]) or say(f"green.step_{row['label']}"),
            "change": row["change"],
            "kind": "total" if row["label"] in ends else "change",
            "grade": row["grade"],
        }
        for row in falls
    ]
    size = {
        row["label"]: _count(row["change"]) if row["label"] in ends else figures.plain(abs(row["change"]), 0)
        for row in falls
    }
    measure = say("green.fall_measure", since=ends["start"], until=ends["end"], place=_place(visit))
    title = say("green.fall_title", **size)
    about = visit.about(title, measure, falls, statement=STATEMENT, as_of=ends["end"])
    data = charts.waterfall.data(bars, _measure())
    with spot:
        panel.chart("green-fall", "waterfall", data, about, *tables.movements(moved))
    with below:
        tables.name_movements(moved)


def _map(visit: Visit, until: dt.date) -> None:
    given = {**visit.given("sector"), "as_of": until}
    places = visit.ask("green_regions", **given).plus(name=lambda row: visit.place(row["region"]))
    whole = visit.ask("green_kinds", **given)[0]
    most = max(row["value"] for row in places)
    best = [row["name"] for row in places if row["value"] == most]
    kind = "none" if most == 0 else "many" if len(best) > 1 else "one"
    title = say(f"green.map_title_{kind}", places=say("asked.list").join(best), value=_count(most))
    measure = say("green.map_measure", date=visit.as_of)
    if whole["unplaced"]:
        measure = f"{measure} {say('green.unplaced', value=_count(whole['unplaced']))}"
    if whole["in_doubt"]:
        measure = f"{measure} {say('green.in_doubt', value=_count(whole['in_doubt']))}"
    data = charts.county_map.data(places, _measure(), visit.chosen.region)
    about = visit.about(title, measure, places, statement=STATEMENT)
    panel.chart("green-map", "map", data, about, places, tables.places(), _picked)


def _picked(code: str) -> None:
    filters.choose("region", code, filters.WHOLE)


def _levels(visit: Visit, until: dt.date) -> None:
    kinds = visit.ask("green_kinds", **visit.given("region", "sector"), as_of=until)
    whole = kinds[0]
    bars = Rows(
        {"name": say(f"green.{code}"), "code": code, "value": float(whole[code]), "grade": whole["grade"]}
        for code in ("national_only", "regional_only", "both_levels")
    )
    size = {code: _count(whole[code]) for code in ("national", "regional", "both_levels")}
    title = "green.split_title" if whole["both_levels"] else "green.split_title_apart"
    measure = say("green.split_measure", date=visit.as_of, place=_place(visit))
    about = visit.about(say(title, **size), measure, [whole], statement=STATEMENT)
    data = charts.bars.data(bars, _measure(), sort=False)
    panel.chart("green-levels", "bars", data, about, bars, tables.levels())
    counts = "".join(
        f"<span><b>{figures.plain(row['in_force'], 0)}</b>{escape(say('green.kind_' + row['kind']))}</span>"
        for row in kinds[1:]
    )
    with st.container(key="frame-green-others", gap="small"):
        st.html(f'{heading.measure(say("green.others"))}<p class="peak-counts">{counts}</p>')


def _register(visit: Visit, until: dt.date) -> None:
    def label(code: str) -> str:
        return say(f"green.kind_{code}") if code in KINDS[1:] else say(f"green.{code}")

    with st.container(key="green-register", horizontal=True, gap="medium"):
        kind = choices.choice("kind", KINDS, label, say("green.filter_kind"))
        level = choices.choice("level", ("all", "national", "regional"), label, say("green.filter_level"))
        state = choices.choice("state", ("all", "in_force", "withdrawn"), label, say("green.filter_state"))
    rows = visit.ask(
        "green_register",
        kind=None if kind == "all" else kind,
        level=None if level == "all" else level,
        **visit.given("region", "sector"),
        as_of=until,
    )
    in_force = sum(row["in_force"] for row in rows)
    title = say("green.register_title", count=len(rows), in_force=in_force, date=visit.as_of)
    shown = rows if state == "all" else rows.kept(lambda row: row["in_force"] == (state == "in_force"))
    about = visit.about(title, say("green.register_measure"), shown, statement=STATEMENT)
    panel.table("green-register", about, *tables.register(shown))


main()
