"""Faster than somebody else: our line and the one that must be outpaced."""

from functools import partial

from pages import charts
from pages.analysts.indicator import frames
from pages.analysts.indicator.kinds import answering, few
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind
from pages.analysts.indicator.subject import Subject
from pages.charts.measure import Measure
from pages.pieces import panel
from pages.speech import words
from pages.speech.words import language, say
from queries.question import Row


def pairs(subject: Subject) -> list[Row]:
    """Both sides of every year: ours above the line, the other below it."""
    return [
        {**row, "ours": row["numerator"], "other": row["denominator"]}
        for row in subject.points
        if row["numerator"] is not None and row["denominator"] is not None
    ]


def first(subject: Subject) -> Draw | None:
    """Both lines; with fewer than three years what there is."""
    return partial(both, subject) if len(pairs(subject)) > 2 else few.first(subject)


def both(subject: Subject) -> None:
    """Our fall and the other's, with the room between them."""
    figure, rows = subject.figure, pairs(subject)
    measure = say("indicator.outpace_measure", name=figure.name, scope=figure.scope)
    beside = reported(subject)
    measure += f" · {say('indicator.as_reported')}" if beside else ""
    about = subject.visit.about(
        title(subject), measure, rows, statement=figure.statement.id, as_of=figure.when
    )
    names = say("outpace.ours"), say("outpace.other")
    data = charts.outpace.data(rows, Measure("%", 1, language()), *names, beside)
    table = subject.rows.told(reversed(subject.rows))
    panel.chart("trend", "outpace", data, about, table, frames.progress(figure, "period"))


def reported(subject: Subject) -> list[Row]:
    """Our own line as it was reported, where that differs: how far it was ahead, put on the other's line."""
    other = {row["period"]: row["other"] for row in pairs(subject)}
    return [
        {**row, "value": None if row["value"] is None else row["value"] + other[row["period"]]}
        for row in frames.reported(subject.visit, subject.figure)
        if row["period"] in other
    ]


def title(subject: Subject) -> str:
    """What each did, and who is ahead by how much."""
    return " ".join(sentence(subject))


def sentence(subject: Subject) -> list[str]:
    """Both falls in words."""
    row = subject.judged
    if row["numerator"] is None or row["denominator"] is None:
        return []
    told = {
        name: words.number(row[side], "%", 1)
        for name, side in (("ours", "numerator"), ("other", "denominator"))
    }
    key = "why.outpace" if row["numerator"] > row["denominator"] else "why.outpace_not"
    return [say(key, period=subject.figure.when, **told)]


def why(subject: Subject) -> Answer:
    """What each did since the base year."""
    return sentence(subject) or Absent("one_side_missing")


def take(subject: Subject) -> Answer:
    """Behind: how much more ours must fall; ahead: how much is to spare."""
    row = subject.judged
    if row["numerator"] is None or row["denominator"] is None:
        return Absent("one_side_missing")
    apart = float(row["numerator"]) - float(row["denominator"])
    size = words.number(abs(apart), "个百分点", subject.card.decimals)
    other = words.number(row["denominator"], "%", 1)
    return [say("take.outpace_room" if apart > 0 else "take.outpace", size=size, other=other)]


KIND = Kind(first=first, why=why, who=answering.who, take=take)
