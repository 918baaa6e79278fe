"""Draws what moved an indicator: energy by place and sector, emerging categories, factories in and out."""

import datetime as dt

from pages import charts
from pages.analysts.indicator.figure import Figure
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column, Shown
from pages.speech import figures, names, palette, words
from pages.speech.words import language, say
from queries.question import Rows


def pushes(visit: Visit, figure: Figure, rows: Rows, kind: str) -> None:
    """What places or sectors did to the city's energy use; the largest push gives the finding."""
    part = rows.kept(lambda row: row["kind"] == kind)
    table = part.plus(name=lambda row: names.named(kind, row["code"]))
    bars = table.plus(
        value=lambda row: row["contribution_points"],
        tone=lambda row: palette.series_token(kind, str(row["code"])),
    )
    points = Measure("个百分点", 1, language())
    known = [row for row in bars if row["value"] is not None]
    title = say("chart.empty")
    if known:
        largest = max(known, key=lambda row: abs(float(row["value"])))
        value = figures.signed(largest["value"], "个百分点", 1, language())
        title = say("indicator.push_title", name=largest["name"], value=value)
    period = words.period(known[0]["period"]) if known else figure.when
    about = visit.about(title, say(f"indicator.push_{kind}s", period=period), part)
    shown: Shown = [
        Column("name", say("column.place" if kind == "region" else "column.sector")),
        "energy_tce",
        "energy_last_year_tce",
        "contribution_points",
        "intensity_change",
        "grade",
    ]
    panel.chart(f"push-{kind}", "bars", charts.bars.data(bars, points, signed=True), about, table, shown)


def categories(visit: Visit, figure: Figure, rows: Rows) -> None:
    """The nine categories of strategic emerging industries as shares of industrial output."""
    bars = rows.plus(
        code=lambda row: row["category"],
        value=lambda row: row["share_of_industry"],
        name=lambda row: names.category(row["category"]),
        tone=lambda row: palette.series_token("category", str(row["category"])),
    )
    known = [row for row in bars if row["value"] is not None]
    title = say("chart.empty")
    if known:
        value = words.number(known[0]["value"], "%", 1)
        title = say("indicator.categories_title", name=known[0]["name"], value=value)
    measure = say("indicator.categories_measure", place=visit.place(), period=figure.when)
    about = visit.about(title, measure, rows)
    shares = ("share_of_industry", "share_of_emerging", "growth")
    shown: Shown = ["category", Column("emerging_output", say("column.output")), *shares, "grade"]
    data = charts.bars.data(bars, Measure("%", 1, language()))
    panel.chart("categories", "bars", data, about, rows, shown)


def waterfall(visit: Visit, figure: Figure, rows: Rows, since: dt.date) -> None:
    """What carried the count of green factories from the end of the year before to the period."""
    steps = {row["label"]: int(row["change"]) for row in rows}
    bars = rows.plus(
        name=lambda row: say(f"indicator.step_{row['label']}"),
        kind=lambda row: "total" if row["label"] in ("start", "end") else "change",
    )
    title = say(
        "indicator.waterfall_title",
        start=steps["start"],
        end=steps["end"],
        new=steps["new"],
        withdrawn=abs(steps["withdrawn"]),
    )
    told = {"place": visit.place(), "since": words.date(since), "period": figure.when}
    about = visit.about(title, say("indicator.waterfall_measure", **told), rows)
    shown: Shown = [Column("name", say("column.step")), "change", "grade"]
    data = charts.waterfall.data(bars, Measure("", 0, language()))
    panel.chart("waterfall", "waterfall", data, about, bars, shown)
