"""A direction each year, of one number: this year against the year before, and what next year must be."""

from pages.analysts.indicator.kinds import answering, moved, share
from pages.analysts.indicator.kinds.kind import Answer, Kind
from pages.analysts.indicator.subject import Subject
from pages.speech.words import say


def take(subject: Subject) -> Answer:
    """What the next year must stay below or above; behind: how far this one is from it."""
    row = subject.judged
    if row["value"] is None or row["target"] is None or row["gap"] >= 0:
        return share.take(subject)
    key = "take.below_this" if subject.statement.direction < 0 else "take.above_this"
    return [say(key, value=subject.figure.write(row["value"]), year=row["year"] + 1)]


KIND = Kind(first=share.first, why=moved.why, who=answering.who, take=take)
