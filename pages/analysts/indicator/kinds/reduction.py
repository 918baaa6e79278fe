"""A reduction chained from a base year: the two growth rates behind it, and the pace that is left."""

from functools import partial

from pages.analysts.indicator import movers
from pages.analysts.indicator.kinds import answering, few, share
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind, told
from pages.analysts.indicator.subject import Subject
from pages.speech import words
from pages.speech.words import say
from queries.methods.progress import energy_room, remaining
from queries.question import Row


def first(subject: Subject) -> Draw | None:
    """The line from the base; with fewer than three points each target there was, on one scale."""
    return share.first(subject) if subject.drawn else partial(few.of_targets, subject)


def rates(subject: Subject) -> Row | None:
    """Energy and value added of the place and sector at the period, with their growth; None where missing."""
    asked = subject.visit.given("region", "sector", "basis")
    rows = subject.visit.ask("energy_levels", **asked, period=subject.figure.period)
    sector = subject.visit.chosen.sector
    return next(
        (
            row
            for row in rows
            if row["sector"] == sector
            and row["period"] == subject.figure.period
            and row["energy_growth"] is not None
            and row["value_added_growth"] is not None
        ),
        None,
    )


def why(subject: Subject) -> Answer:
    """What energy and value added did, and what made the reduction: own saving, and the mix of sectors."""
    row = rates(subject)
    if row is None:
        return Absent("no_growth_rates")
    grown = {name: words.signed(row[name], "%", 1) for name in ("energy_growth", "value_added_growth")}
    change = words.signed(row["intensity_change"], "%", 1)
    sentence = say("why.rates", period=subject.figure.when, change=change, **grown)
    return told(sentence, made(subject), otherwise="no_growth_rates")


def made(subject: Subject) -> str:
    """The sectors' own saving and their mix, and the sector that adds most; '' where they are not known."""
    found = subject.drivers
    if found is None:
        return ""
    points = {"efficiency": found.efficiency, "structure": found.structure, "size": found.parts[0].both}
    told = {name: words.signed(value, "", 1) for name, value in points.items()}
    return say("why.made", name=movers.sector_name(found.parts[0].sector), **told)


def take(subject: Subject) -> Answer:
    """The fall that is left, in all and a year; and how much energy this year may still take."""
    row, left = subject.judged, share.left_of(subject)
    if row["value"] is None or row["target"] is None:
        return Absent("no_number" if row["value"] is None else "no_target_here")
    if left == 0:
        return share.take(subject) if row["gap"] <= 0 else Absent("due_day_passed")
    needed = remaining(-float(row["value"]), float(row["target"]), left)
    if row["gap"] <= 0:
        size = words.number(needed.total, "%", 1)
        return [say("take.reduction_room", year=row["due_year"], size=size), *room(subject)]
    told_of = {"total": words.number(-needed.total, "%", 1), "yearly": words.number(-needed.per_year, "%", 2)}
    return [say("take.reduction", year=row["due_year"], **told_of), *room(subject)]


def room(subject: Subject) -> list[str]:
    """How much energy is free under the required change of this year, or overdrawn, at this growth."""
    row, growing = subject.judged, rates(subject)
    if growing is None or not growing["energy_tce"] or not 0 < row["target"] < 100:
        return []
    ended = [one for one in subject.until_now if one["year"] < row["year"] and one["month"] == 12]
    reached = float(ended[-1]["value"]) if ended else 0.0
    asked = remaining(-reached, float(row["target"]), row["due_year"] - row["year"] + 1).per_year
    used = float(growing["energy_tce"])
    last = used / (1 + growing["energy_growth"] / 100)  # of the same enterprises
    free = energy_room(last, growing["value_added_growth"], asked, used)
    size = words.number(abs(free), "吨标准煤", 1)
    key = "take.energy_room" if free >= 0 else "take.energy_over"
    change = words.signed(asked, "%", 2)
    return [say(key, period=subject.figure.when, size=size, change=change)]


KIND = Kind(first=first, why=why, who=answering.who, take=take)
