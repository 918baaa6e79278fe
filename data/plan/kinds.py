"""Says which kind of promise a statement is, by its rule: each kind is told by a page of its own."""

from data.plan.model import Statement

KINDS = {  # by rule; a statement that counts its parts is told by these, whatever its rule
    "reduction": "reduction",
    "at_least": "share",
    "above": "share",
    "at_most": "share",
    "hold": "share",
    "falls_from_base": "share",
    "rises_from_base": "share",
    "beats_own": "share",
    "budget": "budget",
    "coverage": "coverage",
    "deadline": "coverage",
    "count": "count",
    "falls_every_year": "yearly",
    "rises_every_year": "yearly",
    "peak_before": "peak",
    "band": "band",
    "outpace": "outpace",
    "narrative": "judgement",
}
PARTS = "products"


def kind_of(statement: Statement) -> str:
    """The kind of promise: share, reduction, budget, coverage, count, yearly, products, peak, band, outpace
    or judgement."""
    return PARTS if statement.counts_parts else KINDS[statement.rule]
