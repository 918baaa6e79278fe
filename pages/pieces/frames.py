"""Draws the frames of the indicator page: trend with outlook, places, sectors, and what moved the number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.plan import TOTAL, Statement, plan
from pages import charts
from pages.charts import palette
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.pieces import panel
from pages.pieces.tables import Column, grades_of
from pages.speech import figures, names, words
from pages.speech.about import About
from pages.speech.figures import missing
from pages.speech.words import language, say

Records = list[dict[str, Any]]
NAMED = 3
AMOUNTS = ("budget", "peak_before")  # cumulative amounts: only whole years stand beside each other
SIZES = (*AMOUNTS, "count", "narrative")  # values that say how large a place is, not how well it does


@dataclass(frozen=True)
class View:
    """What the page shows: a statement in one place and sector at one period of one snapshot."""

    statement: Statement
    place: str
    scope: str
    period: str
    decimals: int
    source: str
    snapshot: str

    @property
    def name(self) -> str:
        return names.statement(self.statement.id)

    @property
    def when(self) -> str:
        return words.period(self.period)

    @property
    def unit(self) -> str:
        return figures.unit_name(self.statement.unit, language())

    @property
    def measure(self) -> Measure:
        return Measure(self.statement.unit, self.decimals, language())

    def write(self, value: float | None) -> str:
        return words.number(value, self.statement.unit, self.decimals)

    def about(self, title: str, measure: str, frame: pd.DataFrame, method: str = "") -> About:
        return About(
            title=title,
            measure=measure,
            source=self.source,
            method=method,
            snapshot=self.snapshot,
            as_of=self.when,
            grades=grades_of(frame),
        )


def said(row: Mapping[str, Any], field: str) -> str:
    """A name that comes in two languages: `region_name` and `region_name_en`."""
    return words.pick(str(row[field]), str(row[f"{field}_en"] or ""))


def progress_columns(view: View, first: Column) -> list[Column]:
    """The table behind every chart of progress."""
    numbers = [
        Column(field, say(f"column.{field}"), "number", view.unit, view.decimals)
        for field in ("value", "required", "target", "gap")
    ]
    attained = Column("attained", say("column.attained"), "number", "%")
    marks = [Column("status", say("column.status"), "status"), Column("grade", say("column.grade"), "grade")]
    return [first, *numbers, attained, Column("maturity", say("column.maturity")), *marks]


def spoken(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with maturity in words."""
    told = frame["maturity"].map(lambda code: "" if missing(code) else names.maturity(str(code)))
    return frame.assign(maturity=told)


def path_in_words(view: View, row: Mapping[str, Any]) -> str:
    """How far the value lies behind or ahead of the required path; empty without a path."""
    short = row.get("short_of_path")
    if missing(short) or short is None:
        return ""
    size = round(abs(float(short)), 9)
    unit = "个百分点" if view.statement.unit == "%" else view.statement.unit
    places = max(view.decimals, figures.telling_decimals(size, 0.0, view.decimals))
    key = "even" if size == 0 else "short" if short > 0 else "ahead"
    return say(f"indicator.path_{key}", amount=words.number(size, unit, places))


def trend(view: View, rows: pd.DataFrame, path: pd.DataFrame, band: pd.DataFrame) -> None:
    """Whole years up to the judged period against the required path; what came after in a lighter line."""
    newest = rows["period"].iloc[-1]
    kept = rows[(rows["month"] == 12) | rows["period"].isin([view.period, newest])].reset_index(drop=True)
    if view.statement.rule in AMOUNTS and (whole := kept[kept["month"] == 12]).shape[0]:
        kept = whole.reset_index(drop=True)  # part of a year is no neighbour of whole years
        view = replace(view, period=kept["period"].iloc[-1])
    cut = kept["period"].tolist().index(view.period) + 1
    told: Records = kept.iloc[:cut].to_dict("records")
    later: Records = kept.iloc[cut:].to_dict("records")
    goal = _goal(told[-1], path)
    until = figures.position(view.period)
    expected = [str(year) for year in path["year"] if year <= until]
    line = charts.trend.data(told, view.measure, goal, expected)
    made = charts.outlook.data(line, told[-1], later, view.measure, band.to_dict("records"))
    told_path = path_in_words(view, told[-1])
    values = {"period": view.when, "value": view.write(told[-1]["value"]), "path": told_path}
    title = say("indicator.trend_title" if told_path else "indicator.trend_title_bare", **values)
    measure = say("indicator.trend_measure", name=view.name, unit=view.unit, scope=view.scope)
    measure += f" · {say('indicator.later')}" if later else ""
    measure += "" if band.empty else f" · {say('indicator.band')}"
    method = words.pick(view.statement.method, view.statement.method_en)
    columns = progress_columns(view, Column("period", say("column.period"), "period"))
    frame = spoken(rows.iloc[::-1])
    panel.chart("trend", "outlook", made, view.about(title, measure, rows, method), frame, columns)


def _goal(row: Mapping[str, Any], path: pd.DataFrame) -> Goal | None:
    if missing(row["target"]):
        return None
    points = [(float(year), float(value)) for year, value in zip(path["year"], path["required"], strict=True)]
    usable = [point for point in points if not missing(point[1])]
    name = say(f"chart.path_{path['path'].iloc[0]}") if usable else ""
    due = None if missing(row["due_year"]) else int(row["due_year"])
    return Goal(float(row["target"]), due, usable, name)


def _judged_bars(view: View, rows: Records) -> Records:
    """Bars in the colour of their status, with its shape behind the number."""
    made = []
    for row in rows:
        code, number = str(row["status"]), figures.number(row["value"], "", view.decimals)
        tip = f"{row['name']}  {view.write(row['value'])}  {names.status(code)}"
        mark = {"tone": palette.status_token(code), "label": f"{number} {plan().statuses[code].shape}"}
        if code == "no_target":
            mark = {"tone": "accent", "label": number}
        made.append({**row, **mark, "tip": tip})
    return made


def _extremes(view: View, rows: Records) -> str:
    """Who is best and who is worst."""
    known = sorted(
        (row for row in rows if not missing(row["value"])),
        key=lambda row: -view.statement.direction * float(row["value"]),
    )
    if not known:
        return say("chart.empty")
    if view.statement.rule in SIZES:
        known.sort(key=lambda row: -float(row["value"]))
        most = known[0]["value"]
        return say("indicator.regions_most", best=_several(known, most), best_value=view.write(most))
    best, worst = known[0]["value"], known[-1]["value"]
    if best == worst:
        return say("indicator.regions_one", best=_several(known, best), best_value=view.write(best))
    return say(
        "indicator.regions_title",
        best=_several(known, best),
        best_value=view.write(best),
        worst=_several(known, worst),
        worst_value=view.write(worst),
    )


def _several(rows: Records, value: float) -> str:
    """The names that share a value, the first few of them."""
    found = [str(row["name"]) for row in rows if row["value"] == value]
    if len(found) <= NAMED:
        return joined(found)
    glue = "" if language() == "zh" else ", "
    return joined(found[:NAMED]) + glue + say("indicator.and_others")


def regions(view: View, frame: pd.DataFrame) -> None:
    """Counties and zones in the colour of their status; zones say what they are."""
    rows: Records = [
        {**row, "code": row["region"], "name": _place_name(row)}
        for row in frame[frame["region_kind"] != "city"].to_dict("records")
    ]
    counties = [row for row in rows if row["region_kind"] == "county"]
    counted = view.statement.rule == "count"  # a place without members has none; it is not silent
    absent = [] if counted else [row["name"] for row in counties if missing(row["value"])]
    measure = say("indicator.regions_measure", period=view.when, unit=view.unit)
    if absent:
        measure += f" · {say('indicator.not_in', places=joined(absent))}"
    table = spoken(frame.assign(place=[_place_name(row) for row in frame.to_dict("records")]))
    columns = progress_columns(view, Column("place", say("column.place")))
    data = charts.bars.data(_judged_bars(view, rows), view.measure)
    about = view.about(_extremes(view, counties), measure, frame)
    panel.chart("regions", "bars", data, about, table, columns)


def _place_name(row: Mapping[str, Any]) -> str:
    name = said(row, "region_name")
    return say("indicator.zone", name=name) if row["region_kind"] == "zone" else name


def sectors(view: View, frame: pd.DataFrame) -> None:
    """The sectors of the place in the colour of their status."""
    rows: Records = [
        {**row, "code": row["sector"], "name": said(row, "sector_name")}
        for row in frame[frame["sector"] != TOTAL].to_dict("records")
    ]
    table = spoken(frame.assign(place=[said(row, "sector_name") for row in frame.to_dict("records")]))
    columns = [
        column
        for column in progress_columns(view, Column("place", say("column.sector")))
        if column.field in frame.columns or column.field == "place"
    ]
    measure = say("indicator.sectors_measure", place=view.place, period=view.when, unit=view.unit)
    data = charts.bars.data(_judged_bars(view, rows), view.measure)
    panel.chart("sectors", "bars", data, view.about(_extremes(view, rows), measure, frame), table, columns)


def joined(parts: Iterable[str]) -> str:
    """A list in one line, as the language writes lists."""
    return ("、" if language() == "zh" else ", ").join(part for part in parts if part)
