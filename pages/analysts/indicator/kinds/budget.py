"""A budget for each year, held against the pace of the year: less is better, and room is not a lead."""

from dataclasses import replace
from functools import partial

from pages import charts
from pages.analysts.indicator import frames
from pages.analysts.indicator.kinds import answering
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind
from pages.analysts.indicator.subject import Subject
from pages.pieces import panel
from pages.speech import words
from pages.speech.words import language, say
from queries.methods.needed import budget_left


def first(subject: Subject) -> Draw | None:
    """Every year with its own budget, the running one with the pace it should keep."""
    rows = [row for row in subject.points if row["target"] is not None]
    return partial(years, subject) if rows else None


def years(subject: Subject) -> None:
    """The bars of the years, newest first."""
    figure, visit = subject.figure, subject.visit
    rows = [
        {
            **row,
            "name": words.period(row["period"]),
            "budget": row["target"],
            "pace": None if row["month"] == 12 else row["required"],
        }
        for row in reversed(subject.points)
        if row["target"] is not None
    ]
    unit = charts.budgets.scaled(rows, figure.measure).unit(subject.statement.unit, language())
    measure = say("indicator.trend_measure", name=figure.name, unit=unit, scope=figure.scope)
    about = visit.about(
        title(subject), f"{measure} · {say('indicator.budget_marks')}", rows, as_of=figure.when
    )
    method = words.pick(subject.statement.method, subject.statement.method_en)
    data = charts.budgets.data(rows, figure.measure)
    table = subject.rows.told(reversed(subject.rows))
    panel.chart(
        "trend", "budgets", data, replace(about, method=method), table, frames.progress(figure, "period")
    )


def title(subject: Subject) -> str:
    """How much of the year's budget is used, beside what a usual year would have used by now."""
    row = subject.judged
    if not row["target"] or row["value"] is None:
        return subject.figure.when
    told = {"period": subject.figure.when, "share": words.number(100 * row["value"] / row["target"], "%", 1)}
    if row["month"] == 12:
        return say("indicator.budget_year", **told)
    pace = words.number(100 * row["required"] / row["target"], "%", 1)
    return say("indicator.budget_title", **told, pace=pace)


def why(subject: Subject) -> Answer:
    """Used against the pace of the year, in the statement's unit."""
    row = subject.judged
    if row["value"] is None or row["required"] is None:
        return Absent("no_budget_here")
    apart = float(row["required"]) - float(row["value"])
    key = "why.budget_under" if apart >= 0 else "why.budget_over"
    told = {"pace": subject.figure.write(row["required"]), "size": subject.figure.write(abs(apart))}
    return [say(key, value=subject.figure.write(row["value"]), **told)]


def take(subject: Subject) -> Answer:
    """What is left of the year's budget, for each month to come beside what a month has taken so far."""
    row = subject.judged
    if row["value"] is None or row["target"] is None:
        return Absent("no_budget_here")
    left = budget_left(float(row["target"]), float(row["value"]), int(row["month"]))
    size = subject.figure.write(abs(left.total))
    if left.total < 0:
        return [say("take.budget_over", size=size)]
    if left.per_month is None:
        return [say("take.budget_kept", size=size)]
    month, so_far = (subject.figure.write(amount) for amount in (left.per_month, left.so_far))
    return [say("take.budget_left", size=size, month=month, so_far=so_far)]


KIND = Kind(first=first, why=why, who=answering.who, take=take)
