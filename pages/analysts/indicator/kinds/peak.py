"""A peak: its year, what came after it, and the years that are still missing before it can be told."""

from dataclasses import replace
from functools import partial

from data.plan import plan
from pages import charts
from pages.analysts.indicator import facts, frames
from pages.analysts.indicator.kinds import answering, few
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind
from pages.analysts.indicator.subject import Subject
from pages.pieces import panel, trends
from pages.speech import words
from pages.speech.words import say
from queries.methods.needed import growth
from queries.methods.peak import LATER_POINTS_NEEDED
from queries.question import Row


def years(subject: Subject) -> list[Row]:
    """The whole years up to the period."""
    return [row for row in subject.points if row["month"] == 12]


def first(subject: Subject) -> Draw | None:
    """The years with their highest one named, and the year it must lie before."""
    return partial(topped, subject) if len(years(subject)) > 2 else few.first(subject)


def topped(subject: Subject) -> None:
    """The line with its top."""
    figure, visit, rows = subject.figure, subject.visit, years(subject)
    beside = frames.reported(visit, figure)
    top = charts.peak.highest(rows)
    line = charts.trend.data(rows, figure.measure, None, trends.gaps(rows), beside)
    due = subject.judged["due_year"]
    told = (
        "" if top is None else say("indicator.peak_top", year=top["year"], value=figure.write(top["value"]))
    )
    data = charts.peak.data(line, top, told, due, say("indicator.peak_before", year=due))
    measure = say("indicator.trend_measure", name=figure.name, unit=figure.unit, scope=figure.scope)
    measure += f" · {say('indicator.as_reported')}" if beside else ""
    about = visit.about(" ".join(after(subject)), measure, rows, as_of=figure.when)
    method = words.pick(subject.statement.method, subject.statement.method_en)
    table = subject.rows.told(reversed(subject.rows))
    panel.chart(
        "trend", "peak", data, replace(about, method=method), table, frames.progress(figure, "period")
    )


def after(subject: Subject) -> list[str]:
    """The highest year, and what came after it: nothing yet, all below, or the newest rising again."""
    rows = years(subject)
    top = charts.peak.highest(rows)
    if top is None:
        return []
    value, last = subject.figure.write(top["value"]), rows[-1]
    if last is top:
        return [say("why.peak_at_end", year=top["year"], value=value)]
    later = [row for row in rows if row["year"] > top["year"]]
    newest = {"last": last["year"], "newest": subject.figure.write(last["value"])}
    change = growth(last["value"], rows[-2]["value"])
    rising = change is not None and round(change, 1) > 0
    told = {"year": top["year"], "value": value, "count": len(later), **newest}
    told["change"] = words.number(change, "%", 1)
    return [say("why.peak_rising" if rising else "why.peak", **told)]


def why(subject: Subject) -> Answer:
    """What came after the highest year."""
    return after(subject) or Absent("no_number")


def take(subject: Subject) -> Answer:
    """By when the top must lie behind, and how many later years below it are still missing."""
    rows, due = years(subject), subject.judged["due_year"]
    top = charts.peak.highest(rows)
    if top is None or due is None:
        return Absent("no_number" if top is None else "no_target_here")
    later = len([row for row in rows if row["year"] > top["year"]])
    sentences = [say("take.peak_by", year=due - 1)]
    if later < LATER_POINTS_NEEDED:
        sentences.append(
            say(
                "take.peak_later",
                count=LATER_POINTS_NEEDED,
                more=LATER_POINTS_NEEDED - later,
                year=top["year"],
            )
        )
    return sentences


def asides(subject: Subject) -> list[Draw]:
    """Guangxi's peak beside the city's."""
    if not (subject.visit.everywhere and subject.statement.id == plan().role("energy.peak")):
        return []
    rows = subject.visit.ask("co2_peak_state")
    return [partial(facts.peak_beside, rows)] if facts.beside(rows) else []


KIND = Kind(first=first, why=why, who=answering.who, take=take, asides=asides)
