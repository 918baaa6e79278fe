"""A share or a level against a line: a target, a floor, a ceiling, or its own earlier figure."""

from functools import partial

from pages.analysts.indicator import frames
from pages.analysts.indicator.kinds import answering, few, moved
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind
from pages.analysts.indicator.subject import Subject
from pages.speech import words
from pages.speech.words import say
from queries.methods.needed import numerator_needed, per_year, years_left

BY_OWN = ("falls_from_base", "rises_from_base", "beats_own", "falls_every_year", "rises_every_year")
BY_YEAR = ("falls_every_year", "rises_every_year")
STRICT = ("above", *BY_OWN)  # the line itself does not count


def first(subject: Subject) -> Draw | None:
    """The line over the years with target and path; with fewer than three points what there is on a scale."""
    if subject.drawn:
        return partial(frames.trend, subject.visit, subject.figure, subject.rows, subject.path, subject.band)
    return few.first(subject)


def take(subject: Subject) -> Answer:
    """How far to the line, in points and in what lies above the line; met: how much room there is."""
    row, own = subject.judged, subject.statement
    if row["value"] is None or row["target"] is None:
        return first_comparison(subject)
    gap = float(row["gap"])
    key = "short" if gap > 0 or (gap == 0 and own.rule in STRICT) else "room"
    size = words.number(abs(gap), moved.points(own), subject.card.decimals)
    way = "down" if own.direction < 0 else "up"
    line = subject.figure.write(row["target"])
    told = [say(f"take.{key}_{way}", size=size, line=line)]
    if key == "room":
        since = row["year"] - 1 if own.rule in BY_YEAR else row["base_year"]
        own_line = own.rule in BY_OWN and since is not None
        told = [say(f"take.{'own' if own_line else 'room'}_{way}", size=size, line=line, year=since)]
    if key == "short" and (left := left_of(subject)) > 1:
        step = words.number(per_year(abs(gap), left), moved.points(own), subject.card.decimals)
        told.append(say("take.each_year", year=row["due_year"], size=step))
    return [*told, *amount(subject, key)]


def left_of(subject: Subject) -> float:
    """The years that are left; 0 for a standing duty or when its day has passed."""
    row = subject.judged
    if row["due_year"] is None:
        return 0.0
    return years_left(row["year"], row["month"], row["due_year"])


def amount(subject: Subject, key: str) -> list[str]:
    """The same in what lies above the line, while what lies below it stays as it is."""
    row, own = subject.judged, subject.statement
    both, unit = moved.sides(own), moved.AMOUNTS.get(own.series)
    if both is None or unit is None or not row["numerator"] or row["value"] <= 0:
        return []
    change = numerator_needed(row["value"], row["target"], row["numerator"])
    if round(change, 6) == 0:
        return []
    way = "less" if change < 0 else "more"
    told = {
        "above": both[0],
        "below": both[1],
        "size": _amount(abs(change), unit),
    }
    return [say(f"take.{key}_{way}", **told, period=subject.figure.when)]


def _amount(size: float, unit: str) -> str:
    """An amount in its unit; what is counted in 万 is told in whole words."""
    if unit.startswith("万") and unit != "万元":
        return words.amount(size, unit)
    return words.number(size, unit, 0 if unit == "辆" else 1)


def first_comparison(subject: Subject) -> Answer:
    """In the base year: what the next years must stay below or above; else why nothing can be said."""
    row, own = subject.judged, subject.statement
    if own.rule in BY_OWN and row["value"] is not None and row["status"] == "too_early":
        key = "take.below_this" if own.direction < 0 else "take.above_this"
        return [say(key, value=subject.figure.write(row["value"]), year=row["year"] + 1)]
    if own.rule in BY_OWN and subject.parts and row["status"] == "too_early":
        return [say("take.each_part_better", count=len(subject.parts), year=row["year"] + 1)]
    return Absent("no_number" if row["value"] is None else "no_target_here")


KIND = Kind(first=first, why=moved.why, who=answering.who, take=take)
