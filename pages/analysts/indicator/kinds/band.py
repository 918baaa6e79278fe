"""A band that the number must stay in: which end is nearer, and how far."""

from pages.analysts.indicator.kinds import answering, moved, share
from pages.analysts.indicator.kinds.kind import Absent, Answer, Kind
from pages.analysts.indicator.subject import Subject
from pages.speech import words
from pages.speech.words import say


def take(subject: Subject) -> Answer:
    """Outside: how far back to the nearer end; inside: the room to both."""
    row = subject.judged
    if row["value"] is None or row["target"] is None or row["target_high"] is None:
        return Absent("no_number" if row["value"] is None else "no_target_here")
    unit, places = moved.points(subject.statement), subject.card.decimals
    low, high, value = float(row["target"]), float(row["target_high"]), float(row["value"])
    if low <= value <= high:
        up, down = words.number(high - value, unit, places), words.number(value - low, unit, places)
        return [say("take.band_room", up=up, down=down)]
    key, end = ("above", high) if value > high else ("below", low)
    size = words.number(abs(value - end), unit, places)
    return [say(f"take.band_{key}", size=size, line=subject.figure.write(end))]


KIND = Kind(first=share.first, why=moved.why, who=answering.who, take=take)
