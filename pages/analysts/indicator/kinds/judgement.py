"""What a person judged: who, when, on which evidence, and what the data say beside it."""

from collections.abc import Sequence
from functools import partial

from data.ingest import receive
from data.plan import TOTAL
from pages.analysts.indicator import frames
from pages.analysts.indicator.kinds import answering
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind, told
from pages.analysts.indicator.subject import FEWEST, Subject
from pages.charts.measure import Measure
from pages.pieces import judgements, panel, trends
from pages.speech import words
from pages.speech.figures import missing
from pages.speech.words import language, say
from queries.question import Row, Rows


def asked(subject: Subject) -> dict[str, object]:
    """What the questions of judgements take: the place, and the day where a period is chosen."""
    as_of = None if subject.visit.chosen.period is None else subject.judged["as_of"]
    return {**subject.visit.given("region"), "statement": subject.statement.id, "as_of": as_of}


def found(subject: Subject) -> Rows:
    """Every judgement of the place, the newest first."""
    return subject.visit.ask("judgements_list", **asked(subject))


def checks(subject: Subject) -> Rows:
    """What the data say beside each."""
    return subject.visit.ask("judgement_checks", **asked(subject))


def newest(subject: Subject) -> Row | None:
    """The judgement that speaks now."""
    return next((row for row in found(subject) if row["newest"]), None)


def first(subject: Subject) -> Draw | None:
    """The judgements themselves, with their evidence."""
    return partial(judged, subject) if found(subject) else None


def judged(subject: Subject) -> None:
    """Who judged what, when and why, and what the data say."""
    judgements.draw(
        found(subject),
        checks(subject),
        receive.attachments,
        lambda upload, n: receive.attachment(upload, n)[1],
    )


def blocks(subject: Subject) -> list[Draw]:
    """What the industries meant emitted, year by year."""
    emitted = subject.visit.ask("judged_emissions", **asked(subject))
    whole = sorted((row for row in emitted if row["sector"] == TOTAL), key=lambda row: str(row["year"]))
    if len(whole) < FEWEST:
        return [partial(frames.emitted, subject.visit, subject.figure, emitted)] if emitted else []
    return [partial(years, subject, emitted, whole)]


def years(subject: Subject, emitted: Rows, whole: Sequence[Row]) -> None:
    """What the industries meant emitted together, year by year; the table has each of them."""
    rows = [{**row, "period": str(row["year"]), "value": row["co2_10k_t"]} for row in whole]
    beside = checks(subject)
    title = judgements.data_say(beside[0]) if beside else say("judged.title", name=subject.figure.name)
    measure = say("judged.line", place=subject.visit.place(), period=subject.figure.when)
    about = subject.visit.about(title, measure, emitted)
    data = trends.line(rows, Measure("万吨二氧化碳", 1, language()))
    shown = ["year", "sector", "co2_10k_t", "change_percent", "grade"]
    panel.chart("judged-co2", "trend", data, about, emitted, shown)


def why(subject: Subject) -> Answer:
    """The reason that was given, and what the data say beside it."""
    row = newest(subject)
    if row is None:
        return Absent("nobody_judged")
    given = "" if missing(row["reason"]) else say("why.judged", reason=row["reason"])
    beside = checks(subject)
    data = judgements.data_say(beside[0]) if beside else ""
    against = next((said for check in beside if (said := judgements.against(check))), "")
    return told(given, say("why.data_say", data=data) if data else "", against, otherwise="no_reason_given")


def who(subject: Subject) -> Answer:
    """Who judged and when, then who leads."""
    row = newest(subject)
    judge = ""
    if row is not None and not missing(row["person"]):
        judge = say("who.judge", person=row["person"], date=words.date(str(row["judged_on"])[:10]))
    return told(judge, answering.lead(subject), otherwise="nobody_named")


def take(subject: Subject) -> Answer:
    """Where the data contradict the judgement: to look again. Else a person's word cannot be counted out."""
    if any(judgements.against(check) for check in checks(subject)):
        return [say("take.judge_again")]
    return Absent("judged_by_a_person")


KIND = Kind(first=first, why=why, who=who, take=take, blocks=blocks)
