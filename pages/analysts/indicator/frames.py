"""Draws the frames of the indicator page: the trend with its outlook, the parts, what was judged."""

from collections.abc import Sequence
from dataclasses import replace

from data.plan import plan
from pages import charts
from pages.analysts.indicator.figure import Figure
from pages.charts.lines import Goal
from pages.frame.visit import Visit
from pages.pieces import panel, tables, trends
from pages.pieces.tables import Column, Shown
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.question import Row, Rows

AMOUNTS = ("budget", "peak_before")  # cumulative amounts: only whole years stand beside each other
PROGRESS = ("value", "required", "target", "gap")


def progress(figure: Figure, first: Column | str, without: Sequence[str] = ()) -> Shown:
    """The table behind every chart of progress."""
    numbers = [Column(field, unit=figure.unit, decimals=figure.decimals) for field in PROGRESS]
    shown: Shown = [first, *numbers, "attained", "maturity", "status", "grade"]
    return [one for one in shown if not (isinstance(one, Column) and one.field in without)]


def path_in_words(figure: Figure, row: Row) -> str:
    """How far the value lies behind or ahead of the required path; empty without a path."""
    return trends.path_in_words(figure.statement, row, figure.decimals)


def told_of_path(figure: Figure, row: Row) -> str:
    """The period and its value, with how far from the path it lies; where none leads there, from the line."""
    told = {"period": words.period(row["period"]), "value": figure.write(row["value"])}
    if row["value"] is not None and row["target_high"] is not None:
        return _told_of_band(figure, row, told)
    if row["value"] is None or row["required"] is None:
        return say("indicator.trend_title_bare", **told)
    if row["required"] != row["target"]:
        return say("indicator.trend_title", **told, path=path_in_words(figure, row))
    return _told_of_line(figure, float(row["value"]), float(row["target"]), told)


def _told_of_band(figure: Figure, row: Row, told: dict[str, str]) -> str:
    """Outside a band how far from the end that was passed; inside only the value."""
    low, high, value = (float(row[name]) for name in ("target", "target_high", "value"))
    if low <= value <= high:
        return say("indicator.in_band", **told, low=figure.write(low), high=figure.write(high))
    return _told_of_line(figure, value, high if value > high else low, told)


def _told_of_line(figure: Figure, value: float, line: float, told: dict[str, str]) -> str:
    """How far a value lies above or below a line."""
    apart = round(value - line, 9)
    unit = "个百分点" if figure.statement.unit == "%" else figure.statement.unit
    places = max(figure.decimals, figures.telling_decimals(abs(apart), 0.0, figure.decimals))
    key = "at_line" if apart == 0 else "above_line" if apart > 0 else "below_line"
    amount = words.number(abs(apart), unit, places)
    return say(f"indicator.{key}", **told, line=figure.write(line), amount=amount)


def trend(visit: Visit, figure: Figure, rows: Rows, path: Rows, band: Sequence[Row]) -> None:
    """Whole years up to the judged period against the required path; what came after in a lighter line."""
    rows = trends.of_one_base(figure.statement, rows, figure.period)
    newest = rows[-1]["period"]
    whole = [row for row in rows if row["month"] == 12]
    kept = [row for row in rows if row["month"] == 12 or row["period"] in (figure.period, newest)]
    if figure.statement.rule in AMOUNTS and whole:
        kept = whole  # part of a year is no neighbour of whole years
        figure = replace(figure, period=kept[-1]["period"])
    cut = [row["period"] for row in kept].index(figure.period) + 1
    told, later = kept[:cut], kept[cut:]
    until = figures.position(figure.period)
    expected = [str(row["year"]) for row in path if row["year"] <= until]
    beside = reported(visit, figure)
    line = charts.trend.data(told, figure.measure, _goal(told[-1], path), expected, beside)
    made = charts.outlook.data(line, told[-1], later, figure.measure, band)
    last = next((row for row in reversed(told) if row["value"] is not None), told[-1])
    title = told_of_path(figure, last)
    measure = say("indicator.trend_measure", name=figure.name, unit=figure.unit, scope=figure.scope)
    measure += f" · {say('indicator.later')}" if later else ""
    measure += f" · {say('indicator.band')}" if band else ""
    method = words.pick(figure.statement.method, figure.statement.method_en)
    measure += f" · {say('indicator.as_reported')}" if beside else ""
    about = replace(visit.about(title, measure, rows, as_of=figure.when), method=method)
    panel.chart("trend", "outlook", made, about, rows.told(reversed(rows)), progress(figure, "period"))


def reported(visit: Visit, figure: Figure) -> list[Row]:
    """What a statement on one grid factor was as reported, with a mark wherever that factor changes."""
    if "grid_factor.year" not in figure.statement.settings:
        return []
    known = visit.ask("co2_factor_years", statement=figure.statement.id, **visit.given("region", "sector"))
    rows = [row for row in known if row["item"] == "" and row["period"] <= figure.period]
    if not any(row["difference"] for row in rows):
        return []
    return [{"period": row["period"], "value": row["reported_value"], "breaks": _break(row)} for row in rows]


def _break(row: Row) -> str:
    """The size of a change of factor in the statement's own unit; '' without one."""
    if not row["factor_break"]:
        return ""
    if row["break_size"] is None:
        return say("carbon.break_unknown")
    own = plan().statements[row["statement"]]
    return say("indicator.break", size=words.signed(row["break_size"], own.unit, own.decimals))


def _goal(row: Row, path: Rows) -> Goal | None:
    if row["target"] is None:
        return None
    points = [(float(one["year"]), float(one["required"])) for one in path if one["required"] is not None]
    name = say(f"chart.path_{path[0]['path']}") if points else ""
    due = None if row["due_year"] is None else int(row["due_year"])
    high = None if row["target_high"] is None else float(row["target_high"])
    return Goal(float(row["target"]), due, points, name, high)


def parts(visit: Visit, figure: Figure, rows: Rows, value: float | None) -> None:
    """What the statement is made of, or what stands beside it: each part with its own answer.

    `value` is the statement's own; where one part alone gives it (the lowest), the title names that part.
    """
    aimed = rows.plus(target=lambda row: None if row["status"] == "no_target" else row["target"])
    table = aimed.plus(name=lambda row: names.item(row["statement"], row["item"]))
    title = say("indicator.parts_title", name=figure.name, count=len(rows))
    lowest = [row for row in table if row["value"] == value and plan().statuses[row["status"]].judged]
    if value is not None and lowest:
        told = {"part": lowest[0]["name"], "value": figure.write(value)}
        title = say("indicator.parts_decided", name=figure.name, count=len(rows), **told)
    about = visit.about(title, say("indicator.parts_measure", period=figure.when, place=visit.place()), rows)
    shown = progress(figure, Column("name", say("indicator.parts")), without=("required", "gap"))
    panel.table("parts", about, table, shown, tables.height(table))


def emitted(visit: Visit, figure: Figure, rows: Rows) -> None:
    """What the industries meant emitted year by year, beside what a person judged of it."""
    measure = say("judged.measure", place=visit.place(), period=figure.when)
    about = visit.about(say("judged.title", name=figure.name), measure, rows)
    panel.table("judged-co2", about, rows, ["year", "sector", "co2_10k_t", "change_percent", "grade"])
