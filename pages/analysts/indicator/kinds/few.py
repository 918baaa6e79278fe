"""Draws what is known where a line would have fewer than three points: each row on one scale, or nothing."""

from dataclasses import replace
from functools import partial

from pages import charts
from pages.analysts.indicator import frames
from pages.analysts.indicator.kinds.kind import Draw
from pages.analysts.indicator.subject import Subject
from pages.pieces import panel
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row, Rows

CAPTIONS = ("base", "required", "target", "value")


def captions() -> dict[str, str]:
    """The words before each number, with value and year left open."""
    return {name: say(f"chart.few_{name}", value="{value}", year="{year}") for name in CAPTIONS}


def first(subject: Subject) -> Draw | None:
    """The parts that are judged, each on the common scale; without parts the number itself."""
    parts = [row for row in subject.parts if row["value"] is not None and row["status"] != "no_target"]
    if len(parts) > 1 and subject.statement.items != "enterprises":
        return partial(of_parts, subject, subject.parts.told(parts))
    if subject.judged["value"] is None:
        return None
    alone = subject.judged["target"] is None and len(subject.points) < 2
    return None if alone else partial(of_periods, subject)


def of_parts(subject: Subject, parts: Rows) -> None:
    """Every part that is judged with its own target."""
    figure = subject.figure
    rows = [
        {
            **row,
            "name": names.item(row["statement"], row["item"]),
            "base": None,
            "year_target": row["due_year"],
        }
        for row in parts
    ]
    title = say("indicator.few_parts", count=len(rows), period=figure.when)
    table = parts.plus(name=lambda row: names.item(row["statement"], row["item"]))
    _draw(subject, rows, title, table)


def of_periods(subject: Subject) -> None:
    """The number at each period there is, from its base to its target."""
    rows = [_period(row) for row in subject.points]
    title = frames.told_of_path(subject.figure, subject.judged)
    _draw(subject, rows, title, subject.rows.told(reversed(subject.rows)))


def of_targets(subject: Subject) -> None:
    """One row for each target there was: how its end was judged, and where the newest figure stands."""
    ends: dict[object, Row] = {}
    for row in subject.rows:
        if row["value"] is not None and row["period"] <= subject.figure.period:
            due = row["due_year"]
            if row["month"] == 12 or row["period"] == subject.figure.period:
                ends[due] = row
    rows = [_target(row) for row in ends.values()]
    title = frames.told_of_path(subject.figure, subject.judged)
    _draw(subject, rows, title, subject.rows.told(reversed(subject.rows)))


def _period(row: Row) -> Row:
    base = row["base_value"] if row["base_year"] is not None else None
    years = {"year_base": row["base_year"], "year_target": row["due_year"]}
    return {**row, "name": words.period(row["period"]), "base": base, **years}


def _target(row: Row) -> Row:
    told = say("answer.years", base=row["base_year"], due=row["due_year"])
    return {**_period(row), "name": f"{told}\n{words.period(row['period'])}"}


def _draw(subject: Subject, rows: list[Row], title: str, table: Rows) -> None:
    figure, visit = subject.figure, subject.visit
    measure = say("indicator.trend_measure", name=figure.name, unit=figure.unit, scope=figure.scope)
    about = visit.about(title, measure, rows, statement=figure.statement.id, as_of=figure.when)
    data = charts.dumbbell.data(rows, figure.measure, captions())
    shown = frames.progress(figure, _first_column(table))
    panel.chart("trend", "dumbbell", data, replace(about, trace={}), table, shown)


def _first_column(table: Rows) -> Column | str:
    if table and "name" in table[0]:
        return Column("name", say("indicator.parts"))
    return "period"
