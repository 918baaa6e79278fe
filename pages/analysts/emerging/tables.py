"""The columns of the emerging page's tables, where they are called otherwise than elsewhere."""

from pages.pieces.tables import Column, Shown
from pages.speech.words import say

WORDS = {
    "period": "column.period",
    "region": "filter.region",
    "category": "emerging.category",
    "required": "column.required",
    "status": "column.status",
    "emerging_output": "emerging.output",
    "total_output": "emerging.total",
    "share": "column.share",
    "share_of_emerging": "emerging.share_of_emerging",
    "share_of_industry": "emerging.share_of_industry",
    "growth": "emerging.growth",
    "grade": "table.grade",
}


def _named(*fields: str) -> list[Column]:
    return [Column(field, say(WORDS[field])) for field in fields]


def _share() -> Column:
    return Column("value", say("column.share"), "number", "%")


def trend() -> Shown:
    """The share by period, with the path to the target."""
    required = Column("required", say("column.required"), "number", "%")
    return [*_named("period"), _share(), required, *_named("status", "grade")]


def categories() -> Shown:
    """What each category adds."""
    own = ("emerging_output", "share_of_emerging", "share_of_industry", "growth", "grade")
    return _named("category", *own)


def places() -> Shown:
    """The share of every county and zone."""
    return [*_named("region"), _share(), *_named("status", "grade")]


def horizons() -> Shown:
    """What each number of years asks for."""
    unit = say("emerging.ten_thousand_yuan")
    return [
        Column("years", say("emerging.horizon_years"), "number", decimals=0),
        Column("value", say("emerging.needed"), "number", "%"),
        Column("output", say("emerging.output_needed"), "number", unit, decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]


def outputs() -> Shown:
    """Outputs and share by period."""
    return _named("period", "emerging_output", "total_output", "share", "grade")
