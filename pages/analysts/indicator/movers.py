"""Draws what made a number: the causes of a reduction, emerging categories, factories in and out."""

import datetime as dt
from collections.abc import Callable

from pages import charts
from pages.analysts.indicator.figure import Figure
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column, Shown
from pages.speech import names, palette, words
from pages.speech.words import language, say
from queries.energy.energy_drivers import REST
from queries.energy.intensity_drivers import IntensityDrivers
from queries.question import Row, Rows

VISIBLE = 0.05  # a rest smaller than what one decimal shows is not drawn


def why(visit: Visit, figure: Figure, found: IntensityDrivers) -> None:
    """What made the promised reduction itself: the sectors' own saving and their mix, adding up to it."""
    parts = [("efficiency", found.efficiency), ("structure", found.structure)]
    if abs(found.other) >= VISIBLE:
        parts.append(("other", found.other))
    steps: list[Row] = [
        {"name": say(f"indicator.why_{code}"), "kind": "change", "change": value, "grade": found.grade}
        for code, value in parts
    ]
    end = {"name": say("indicator.why_total"), "kind": "total", "change": found.reduction}
    steps.append({**end, "grade": found.grade})
    told = {code: words.signed(value, "", 1) for code, value in parts}
    title = say(
        "indicator.why_title",
        value=figure.write(found.reduction),
        efficiency=told["efficiency"],
        structure=told["structure"],
    )
    about = visit.about(title, _why_measure(visit, found), steps, as_of=figure.when)
    columns = [Column("name", say("column.step")), Column("change", say("indicator.why_points"), "number")]
    data = charts.waterfall.data(steps, Measure("", 1, language()))
    panel.chart("why", "waterfall", data, about, Rows(steps), [*columns, Column("grade", kind="grade")])


def why_sectors(visit: Visit, figure: Figure, found: IntensityDrivers) -> None:
    """What each sector adds to the reduction, by its saving and by its weight, largest first."""
    _whose(visit, figure, found, "sectors", sector_name)


def why_places(visit: Visit, figure: Figure, found: IntensityDrivers) -> None:
    """The same of each county, of the city's reduction."""
    _whose(visit, figure, found, "places", place_name)


def _whose(
    visit: Visit, figure: Figure, found: IntensityDrivers, which: str, name: Callable[[str], str]
) -> None:
    rows = Rows(
        {
            "code": part.sector,
            "name": name(part.sector),
            "value": part.both,
            "efficiency": part.efficiency,
            "structure": part.structure,
            "tone": "gain" if part.both >= 0 else "loss",
            "grade": part.grade,
        }
        for part in found.parts
    )
    most, least = rows[0], rows[-1]
    title = say("indicator.why_most", name=most["name"], value=words.signed(most["value"], "个百分点", 1))
    if round(least["value"], 1) < 0:
        against = words.signed(least["value"], "个百分点", 1)
        title += say("asked.semicolon") + say("indicator.why_least", name=least["name"], value=against)
    about = visit.about(title, _why_measure(visit, found), rows, as_of=figure.when)
    columns = [
        Column("name", say("column.sector" if which == "sectors" else "column.place")),
        *(Column(code, say(f"indicator.{which}_{code}"), "number") for code in ("efficiency", "structure")),
        Column("value", say("indicator.why_points"), "number"),
        Column("grade", kind="grade"),
    ]
    bars = charts.bars.data(rows, Measure("", 1, language()), signed=True)
    panel.chart(f"why-{which}", "bars", bars, about, rows, columns)


def place_name(code: str) -> str:
    """The county, or what no county tells."""
    return say("indicator.why_no_county") if code == REST else names.region(code)


def sector_name(code: str) -> str:
    """The sector, or what no sector tells."""
    return say("carbon.rest") if code == REST else names.sector(code)


def _why_measure(visit: Visit, found: IntensityDrivers) -> str:
    told = {"start": found.start, "period": words.period(found.period), "place": visit.place()}
    return say("indicator.why_measure", **told)


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
