"""A count that changes on certain days: the dated steps, what came in, what fell out."""

from functools import partial

from data.plan import plan
from pages import charts
from pages.analysts.indicator import frames
from pages.analysts.indicator.kinds import answering, few
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind, told
from pages.analysts.indicator.kinds.share import left_of
from pages.analysts.indicator.subject import Subject
from pages.charts.lines import Goal
from pages.pieces import panel
from pages.speech import names, words
from pages.speech.words import say
from queries.methods.needed import per_year
from queries.question import Row, Rows

LEFT = ("withdrawn",)
CAME = ("new", "relisted")


def registered(subject: Subject) -> bool:
    """Whether the count is that of the register of factories, whose days and names are known."""
    return subject.statement.id == plan().role("green.factories")


def steps(subject: Subject) -> Rows:
    """The count on every day on which it changed, as far as the period."""
    if registered(subject):
        given = subject.visit.given("region", "sector")
        return subject.visit.ask("green_steps", **given, until=subject.judged["as_of"])
    kept: list[Row] = []
    for row in subject.until_now:
        if not kept or kept[-1]["value"] != row["value"] or row is subject.until_now[-1]:
            kept.append({**row, "day": row["as_of"]})
    return subject.rows.told(kept)


def first(subject: Subject) -> Draw | None:
    """The steps; fewer than three days are no line."""
    rows = steps(subject)
    return partial(stepped, subject, rows) if len(rows) > 2 else few.first(subject)


def stepped(subject: Subject, rows: Rows) -> None:
    """The step line with its target."""
    figure, row = subject.figure, subject.judged
    goal = None if row["target"] is None else Goal(float(row["target"]), row["due_year"])
    told = {"period": figure.when, "value": figure.write(row["value"])}
    title = say("indicator.trend_title_bare", **told)
    most = max(one["value"] for one in rows)
    if most > row["value"]:
        last = max(place for place, one in enumerate(rows) if one["value"] == most)
        day = words.date(rows[last + 1]["day"])
        title = say("indicator.steps_fell", **told, most=figure.write(most), date=day)
    measure = say("indicator.trend_measure", name=figure.name, unit=figure.unit, scope=figure.scope)
    about = subject.visit.about(title, measure, rows, statement=figure.statement.id, as_of=figure.when)
    data = charts.steps.data(rows, figure.measure, goal)
    panel.chart("trend", "steps", data, about, subject.rows.told(reversed(subject.rows)),
                frames.progress(figure, "period"))  # fmt: skip


def movements(subject: Subject) -> Rows:
    """Who came and who left since the last whole year."""
    before = subject.year_end
    if not registered(subject) or before is None:
        return Rows()
    given = {**subject.visit.given("region", "sector"), "since": before["as_of"]}
    return subject.visit.ask("green_movements", **given, until=subject.judged["as_of"])


def lacking(subject: Subject) -> list[Row]:
    """The parts that do not reach what is asked of each, where the count is one of parts."""
    return [
        row
        for row in subject.parts
        if row["value"] is not None and row["target"] is not None and row["value"] < row["target"]
    ]


def why(subject: Subject) -> Answer:
    """Who came and who left since the end of last year, by name; of parts, which lack what."""
    moved = movements(subject)
    came = [row for row in moved if row["movement"] in CAME]
    gone = [row for row in moved if row["movement"] in LEFT]
    sentences = []
    if subject.year_end is not None and moved:
        since = words.period(subject.year_end["period"])
        sentences.append(say("why.came_and_left", since=since, came=len(came), left=len(gone)))
    if short := lacking(subject):
        named = answering.parts_named(subject, short)
        sentences.append(say("why.parts_short", names=named, count=len(subject.parts)))
    return told(*sentences, otherwise="nothing_moved")


def who(subject: Subject) -> Answer:
    """Those who left by name, the parts that lack, and who leads."""
    gone = [row for row in movements(subject) if row["movement"] in LEFT]
    listed = answering.several([_left(row) for row in gone], 3)
    left = say("who.left", names=listed) if gone else ""
    short = lacking(subject)
    missing = say("who.parts_short", names=answering.parts_named(subject, short)) if short else ""
    return told(left, missing, answering.lead(subject), otherwise="nobody_named")


def _left(row: Row) -> str:
    return say("who.member", name=row["enterprise"], where=words.joined(
        [names.region(row["region"]) if row["region"] else "", words.date(row["day"])]
    ))  # fmt: skip


def take(subject: Subject) -> Answer:
    """How many more there must be, or how many may leave."""
    row = subject.judged
    if row["value"] is None or row["target"] is None:
        return Absent("no_number" if row["value"] is None else "no_target_here")
    gap = float(row["gap"])
    if gap <= 0:
        return [say("take.count_room" if gap else "take.count_exact", size=subject.figure.write(-gap))]
    sentences = [say("take.count", size=subject.figure.write(gap))]
    if (left := left_of(subject)) > 1:
        step = words.number(per_year(gap, left), subject.statement.unit, 1)
        sentences.append(say("take.each_year", year=row["due_year"], size=step))
    return sentences


KIND = Kind(first=first, why=why, who=who, take=take)
