"""Green factories: the count toward the target, who came and who left, where they are, and the register."""

import datetime as dt
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.plan import TOTAL, plan
from pages import charts
from pages.analysts.green import rows as green_rows
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.frame import asked, filters, guard, page
from pages.pieces import heading, panel, status
from pages.pieces.subject import Subject
from pages.pieces.tables import Column, grades_of
from pages.speech import figures, names
from pages.speech import words as speech
from pages.speech.words import say
from queries.ask import NoSnapshot, ask, current, snapshots

STATEMENT = plan().role("green.factories")
KINDS = ("all", "factory", "park", "supply_chain", "product")


@dataclass(frozen=True)
class Scope:
    """What this run is about: the filters, and the days they lead to."""

    subject: Subject
    region: str
    sector: str
    period: str | None
    until: dt.date
    since: dt.date
    first_on: dt.date
    last_on: dt.date

    @property
    def snapshot(self) -> str:
        return self.subject.snapshot

    @property
    def place(self) -> str:
        """The place in words, with the sector where one is chosen."""
        name = names.region(self.region)
        if self.sector == TOTAL:
            return name
        return say("green.place_sector", place=name, sector=names.sector(self.sector))


def main() -> None:
    guard.require("view")
    try:
        newest = current().id
    except NoSnapshot:
        Subject(STATEMENT).empty()
        return
    snapshot = asked.snapshot([one.id for one in snapshots()], newest)
    periods = ask("periods", snapshot=snapshot, statement=STATEMENT)["period"].tolist()
    register = ask("green_register", snapshot=snapshot)
    if register.empty or not periods:
        Subject(STATEMENT).empty()
        return
    top = st.container()
    chosen = filters.bar(
        regions=[filters.WHOLE, *plan().counties(), *plan().zones()],
        sectors=[TOTAL, *sorted({str(code) for code in register["sector"].dropna() if code})],
        periods=periods,
    )
    asked.unused(["basis"])
    days = ask("green_days", snapshot=snapshot, period=chosen.period).iloc[0]
    subject = Subject(STATEMENT, snapshot, speech.date(days["until"]))
    asking = (chosen.region, chosen.sector, chosen.period)
    _draw(Scope(subject, *asking, days["until"], days["since"], days["first_on"], days["as_of"]), top)


def _draw(scope: Scope, top: DeltaGenerator) -> None:
    where = {"region": scope.region, "sector": scope.sector}
    steps = ask("green_steps", snapshot=scope.snapshot, until=scope.until, **where)
    judged = ask(
        "indicator_trend", snapshot=scope.snapshot, statement=STATEMENT, period=scope.period, **where
    )
    judged = judged[judged["target"].notna()]  # a place or sector without a target is counted, not judged
    standing = None if judged.empty else judged.iloc[-1]
    with top:
        _headline(scope, steps, standing)
    left, right = st.columns([3, 2])
    with left:
        _steps(scope, steps, standing)
        _waterfall(scope)
    with right:
        _map(scope)
        _levels(scope)
    _register(scope)
    scope.subject.foot(ask("due_next", snapshot=scope.snapshot), "demo" in grades_of(steps))


def _count(value: float) -> str:
    return speech.number(value, "家", 0)


def _measure() -> Measure:
    return Measure("家", 0, speech.language())


def _headline(scope: Scope, steps: pd.DataFrame, standing: pd.Series | None) -> None:
    value = _count(steps.iloc[-1]["value"])
    if standing is None:
        headline = say("green.headline_plain", place=scope.place, value=value)
    else:
        headline = say(
            "green.headline",
            value=value,
            gap=speech.gap(standing["gap"], "家", 0),
            target=_count(standing["target"]),
            year=int(standing["due_year"]),
            status=status.word(str(standing["status"])).replace(" ", "\N{NO-BREAK SPACE}"),
        )
    page.head(headline, say("green.subline", date=scope.subject.as_of), grades_of(steps))


def _steps(scope: Scope, steps: pd.DataFrame, standing: pd.Series | None) -> None:
    rows = [
        {
            **row,
            "tip": say(
                "green.step_tip",
                date=speech.date(row["day"]),
                value=_count(row["value"]),
                change=speech.signed(row["change"], "", 0),
            ),
        }
        for row in steps.to_dict("records")
    ]
    goal = None if standing is None else Goal(float(standing["target"]), int(standing["due_year"]))
    columns = [
        Column("day", say("green.day"), "date"),
        Column("value", say("green.count"), "number", decimals=0),
        Column("change", say("green.change"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    measure = say("green.steps_measure", place=scope.place)
    about = scope.subject.about(_steps_title(steps, standing), measure, steps)
    panel.chart("green-steps", "steps", charts.steps.data(rows, _measure(), goal), about, steps, columns)


def _steps_title(steps: pd.DataFrame, standing: pd.Series | None) -> str:
    changed = steps[steps["changed"]].iloc[-1]
    facts = {"value": _count(changed["value"]), "day": speech.date(changed["day"])}
    if standing is None:
        return say("green.steps_plain", **facts)
    there = steps[steps["value"] >= standing["target"]]
    if there.empty:
        return say("green.steps_short", target=_count(standing["target"]), **facts)
    kind = "achieved" if changed["value"] >= standing["target"] else "lost"
    return say(f"green.steps_{kind}", reached=speech.date(there.iloc[0]["day"]), **facts)


def _waterfall(scope: Scope) -> None:
    spot = st.container()
    below = st.container(key="frame-green-days", gap="small")
    with below, st.container(key="green-days", horizontal=True, gap="small"):
        low, high = min(scope.first_on, scope.since), scope.last_on
        one = asked.day("since", scope.since, low, high, say("green.since"))
        other = asked.day("until", scope.until, low, high, say("green.until"))
    since, until = sorted((one, other))
    given = {"region": scope.region, "sector": scope.sector, "since": since, "until": until}
    falls = ask("green_waterfall", snapshot=scope.snapshot, **given)
    moved = ask("green_movements", snapshot=scope.snapshot, **given)
    ends = {"start": speech.date(since), "end": speech.date(until)}
    rows = [
        {
            "name": ends.get(row["label"]) or say(f"green.step_{row['label']}"),
            "change": row["change"],
            "kind": "total" if row["label"] in ends else "change",
            "grade": row["grade"],
        }
        for row in falls.to_dict("records")
    ]
    size = {
        row["label"]: _count(row["change"]) if row["label"] in ends else figures.plain(abs(row["change"]), 0)
        for row in falls.to_dict("records")
    }
    measure = say("green.fall_measure", since=ends["start"], until=ends["end"], place=scope.place)
    about = scope.subject.about(say("green.fall_title", **size), measure, falls, ends["end"])
    columns = green_rows.movement_columns(scope.subject)
    data, table = charts.waterfall.data(rows, _measure()), green_rows.movements(moved)
    with spot:
        panel.chart("green-fall", "waterfall", data, about, table, columns)
    with below:
        green_rows.name_movements(moved)


def _map(scope: Scope) -> None:
    given = {"sector": scope.sector, "as_of": scope.until}
    places = ask("green_regions", snapshot=scope.snapshot, **given)
    whole = ask("green_kinds", snapshot=scope.snapshot, **given).iloc[0]
    rows = [
        {**row, "name": speech.pick(row["region_name"], row["region_name_en"])}
        for row in places.to_dict("records")
    ]
    most = places["value"].max()
    best = [row["name"] for row in rows if row["value"] == most]
    kind = "none" if most == 0 else "many" if len(best) > 1 else "one"
    title = say(f"green.map_title_{kind}", places=say("asked.list").join(best), value=_count(most))
    measure = say("green.map_measure", date=scope.subject.as_of)
    if whole["unplaced"]:
        measure = f"{measure} {say('green.unplaced', value=_count(whole['unplaced']))}"
    columns = [
        Column("name", scope.subject.heading("region")),
        Column("value", say("green.count"), "number", decimals=0),
        Column("national", say("green.national"), "number", decimals=0),
        Column("regional", say("green.regional"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    data = charts.county_map.data(rows, _measure(), scope.region)
    about = scope.subject.about(title, measure, places)
    panel.chart("green-map", "map", data, about, pd.DataFrame(rows), columns, _picked)


def _picked(code: str) -> None:
    filters.choose("region", code, filters.WHOLE)


def _levels(scope: Scope) -> None:
    given = {"region": scope.region, "sector": scope.sector, "as_of": scope.until}
    kinds = ask("green_kinds", snapshot=scope.snapshot, **given)
    whole = kinds.iloc[0]
    rows = [
        {"name": say(f"green.{code}"), "code": code, "value": float(whole[code]), "grade": whole["grade"]}
        for code in ("national_only", "regional_only", "both_levels")
    ]
    size = {code: _count(whole[code]) for code in ("national", "regional", "both_levels")}
    title = "green.split_title" if whole["both_levels"] else "green.split_title_apart"
    measure = say("green.split_measure", date=scope.subject.as_of, place=scope.place)
    about = scope.subject.about(say(title, **size), measure, kinds.head(1))
    columns = [
        Column("name", say("green.level")),
        Column("value", say("green.count"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    data = charts.bars.data(rows, _measure(), sort=False)
    panel.chart("green-levels", "bars", data, about, pd.DataFrame(rows), columns)
    counts = "".join(
        f"<span><b>{figures.plain(row['in_force'], 0)}</b>{escape(say('green.kind_' + row['kind']))}</span>"
        for row in kinds.iloc[1:].to_dict("records")
    )
    with st.container(key="frame-green-others", gap="small"):
        st.html(f'{heading.measure(say("green.others"))}<p class="peak-counts">{counts}</p>')


def _register(scope: Scope) -> None:
    def label(code: str) -> str:
        return say(f"green.kind_{code}") if code in KINDS[1:] else say(f"green.{code}")

    with st.container(key="green-register", horizontal=True, gap="medium"):
        kind = asked.choice("kind", KINDS, label, say("green.filter_kind"))
        level = asked.choice("level", ("all", "national", "regional"), label, say("green.filter_level"))
        state = asked.choice("state", ("all", "in_force", "withdrawn"), label, say("green.filter_state"))
    rows = ask(
        "green_register",
        snapshot=scope.snapshot,
        kind=None if kind == "all" else kind,
        level=None if level == "all" else level,
        region=scope.region,
        sector=scope.sector,
        as_of=scope.until,
    )
    size = {"count": len(rows), "in_force": len(rows[rows["in_force"]]), "date": scope.subject.as_of}
    shown = rows if state == "all" else rows[rows["in_force"] == (state == "in_force")]
    about = scope.subject.about(say("green.register_title", **size), say("green.register_measure"), shown)
    columns = green_rows.register_columns(scope.subject)
    panel.table("green-register", about, green_rows.register(shown), columns)


main()
