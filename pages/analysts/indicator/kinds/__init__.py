"""One page type for each kind of promise: what it draws first, and how it answers why, who and what for."""

from data.plan.kinds import kind_of
from pages.analysts.indicator.kinds import (
    band,
    budget,
    count,
    coverage,
    judgement,
    outpace,
    peak,
    products,
    reduction,
    share,
    yearly,
)
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind
from pages.analysts.indicator.subject import Subject

__all__ = ["KINDS", "Absent", "Answer", "Draw", "Kind", "of"]

KINDS: dict[str, Kind] = {
    "share": share.KIND,
    "reduction": reduction.KIND,
    "budget": budget.KIND,
    "coverage": coverage.KIND,
    "count": count.KIND,
    "products": products.KIND,
    "yearly": yearly.KIND,
    "peak": peak.KIND,
    "band": band.KIND,
    "outpace": outpace.KIND,
    "judgement": judgement.KIND,
}


def of(subject: Subject) -> Kind:
    """The page type of the statement."""
    return KINDS[kind_of(subject.statement)]
