"""Draws what moved an indicator: energy by place and sector, emerging categories, factories in and out."""

import pandas as pd

from pages import charts
from pages.charts import palette
from pages.charts.measure import Measure
from pages.pieces import panel
from pages.pieces.frames import Records, View, said
from pages.pieces.tables import Column
from pages.speech import figures, names, words
from pages.speech.figures import missing
from pages.speech.words import language, say


def pushes(view: View, frame: pd.DataFrame, kind: str) -> None:
    """What places or sectors did to the city's energy use; the largest push gives the finding."""
    part = frame[frame["kind"] == kind]
    rows: Records = [
        {
            **row,
            "value": row["contribution_points"],
            "name": names.named(kind, row["code"]),
            "tone": palette.series_token(kind, str(row["code"])),
        }
        for row in part.to_dict("records")
    ]
    points = Measure("个百分点", 1, language())
    known = [row for row in rows if not missing(row["value"])]
    title = say("chart.empty")
    if known:
        largest = max(known, key=lambda row: abs(float(row["value"])))
        value = figures.signed(largest["value"], "个百分点", 1, language())
        title = say("indicator.push_title", name=largest["name"], value=value)
    period = words.period(known[0]["period"]) if known else view.when
    measure = say(f"indicator.push_{kind}s", period=period)
    table = part.assign(place=[row["name"] for row in rows])
    columns = _energy_columns(say("column.place" if kind == "region" else "column.sector"))
    data = charts.bars.data(rows, points, signed=True)
    panel.chart(f"push-{kind}", "bars", data, view.about(title, measure, part), table, columns)


def _energy_columns(first: str) -> list[Column]:
    tce, points = (figures.unit_name(unit, language()) for unit in ("吨标准煤", "个百分点"))
    return [
        Column("place", first),
        Column("energy_tce", say("column.energy_tce"), "number", tce, 0),
        Column("energy_last_year_tce", say("column.energy_before"), "number", tce, 0),
        Column("contribution_points", say("column.contribution"), "number", points, 2),
        Column("intensity_change", say("column.intensity_change"), "number", "%", 1),
        Column("grade", say("column.grade"), "grade"),
    ]


def categories(view: View, frame: pd.DataFrame) -> None:
    """The nine categories of strategic emerging industries as shares of industrial output."""
    rows: Records = [
        {
            **row,
            "code": row["category"],
            "value": row["share_of_industry"],
            "name": said(row, "name"),
            "tone": palette.series_token("category", str(row["category"])),
        }
        for row in frame.to_dict("records")
    ]
    known = [row for row in rows if not missing(row["value"])]
    title = say("chart.empty")
    if known:
        value = words.number(known[0]["value"], "%", 1)
        title = say("indicator.categories_title", name=known[0]["name"], value=value)
    measure = say("indicator.categories_measure", place=view.place, period=view.when)
    table = frame.assign(place=[said(row, "name") for row in frame.to_dict("records")])
    columns = [
        Column("place", say("column.category")),
        Column("emerging_output", say("column.output"), "number", figures.unit_name("万元", language()), 0),
        Column("share_of_industry", say("column.share_of_industry"), "number", "%"),
        Column("share_of_emerging", say("column.share_of_emerging"), "number", "%"),
        Column("growth", say("column.growth"), "number", "%"),
        Column("grade", say("column.grade"), "grade"),
    ]
    data = charts.bars.data(rows, Measure("%", 1, language()))
    panel.chart("categories", "bars", data, view.about(title, measure, frame), table, columns)


def waterfall(view: View, frame: pd.DataFrame, since: object) -> None:
    """What carried the count of green factories from the end of the year before to the period."""
    steps = {row["label"]: int(row["change"]) for row in frame.to_dict("records")}
    rows: Records = [
        {
            **row,
            "name": say(f"indicator.step_{row['label']}"),
            "kind": "total" if row["label"] in ("start", "end") else "change",
        }
        for row in frame.to_dict("records")
    ]
    title = say(
        "indicator.waterfall_title",
        start=steps["start"],
        end=steps["end"],
        new=steps["new"],
        withdrawn=abs(steps["withdrawn"]),
    )
    measure = say("indicator.waterfall_measure", place=view.place, since=words.date(since), period=view.when)
    table = frame.assign(place=[row["name"] for row in rows])
    columns = [
        Column("place", say("column.step")),
        Column("change", say("column.change"), "number", "", 0),
        Column("grade", say("column.grade"), "grade"),
    ]
    data = charts.waterfall.data(rows, Measure("", 0, language()))
    panel.chart("waterfall", "waterfall", data, view.about(title, measure, frame), table, columns)
