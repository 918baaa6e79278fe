"""Says who answers for a statement: the departments, and the places and members that fall short."""

from collections.abc import Sequence

from data.plan import plan
from pages.analysts.indicator.kinds.kind import Answer, told
from pages.analysts.indicator.subject import Subject
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row

NAMED = 4


def lead(subject: Subject) -> str:
    """The department that leads, and those that help."""
    first, *others = plan().departments_of(subject.statement.id, subject.visit.today) or ("",)
    if not first:
        return ""
    if not others:
        return say("who.lead", lead=names.department(first))
    helping = words.joined(map(names.department, others))
    return say("who.lead_with", lead=names.department(first), others=helping)


def places(subject: Subject) -> str:
    """Which counties and zones with a target fall short of it; that none does; '' where none has one."""
    if not subject.visit.everywhere or not subject.whole:
        return ""
    held = subject.binding
    if not held:
        return ""
    short = [row for row in held if plan().statuses[row["status"]].wanting]
    if not short:
        met = all(plan().statuses[row["status"]].good for row in held)
        return say("who.places_all" if met else "who.places_none_short", count=len(held))
    named = several([names.region(row["region"]) for row in short])
    return say("who.places_short", count=len(held), short=len(short), places=named)


def several(found: Sequence[str], most: int = NAMED) -> str:
    """The first few names, and how many there are where there are more."""
    listed = words.joined(found[:most])
    return listed if len(found) <= most else say("who.more", listed=listed, count=len(found))


def who(subject: Subject) -> Answer:
    """The places that fall short, then who leads."""
    return told(places(subject), lead(subject), otherwise="nobody_named")


def parts_named(subject: Subject, rows: Sequence[Row]) -> str:
    """The names of some parts of the statement."""
    return several([names.item(subject.statement.id, str(row["item"])) for row in rows])
