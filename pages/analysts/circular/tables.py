"""The columns of the circular economy's tables, where they are called otherwise than elsewhere."""

from pages.pieces.tables import Column, Shown
from pages.speech.words import say

AMOUNTS = {
    "generated_t": "circular.column_generated",
    "used_t": "circular.column_used",
    "used_from_stock_t": "circular.column_from_stock",
    "disposed_t": "circular.column_disposed",
    "stored_t": "circular.column_stored",
}


def _rate() -> Column:
    return Column("rate", say("circular.column_rate"))


def periods() -> Shown:
    """The rate of every period, with what it is made of."""
    above = Column("above_points", say("circular.column_above"), "number", decimals=2)
    told = Column("told", say("circular.column_kept"))
    used = Column("used_t", say("circular.column_used"))
    return [
        "period",
        _rate(),
        above,
        told,
        used,
        Column("generated_and_stock_t", say("circular.column_base")),
        "grade",
    ]


def amounts() -> Shown:
    """What arose and what became of it."""
    return [_rate(), *(Column(field, say(word)) for field, word in AMOUNTS.items()), "grade"]


def kinds() -> Shown:
    """Amounts by kind of waste."""
    return [Column("kind", say("circular.column_kind")), *amounts()]


def enterprises() -> Shown:
    """Amounts by enterprise and kind."""
    return [Column("enterprise", width="medium"), "region", *kinds()]


def places() -> Shown:
    """The newest rate of every place."""
    rate = Column("value", say("circular.column_rate"), "number", "%")
    return ["region", rate, Column("failed_told", say("circular.column_failed")), "status", "grade"]


def conversion() -> Shown:
    """The share of parks converted, by period."""
    value = Column("value", say("circular.column_converted"), "number", "%")
    return ["period", value, Column("required", "", "number", "%"), "status", "grade"]


def materials() -> Shown:
    """Raw material and fuel replaced, and the lines that are low-carbon."""
    return [
        "period",
        "alternative_raw_share",
        "alternative_fuel_share",
        "low_carbon_lines",
        "lines",
        "grade",
    ]


def parks() -> Shown:
    """The parks with their dates and documents."""
    own = {"approved_on": "approved", "started_on": "started", "planned_on": "due", "accepted_on": "accepted"}
    dates = {field: Column(field, say(f"circular.column_{word}"), "date") for field, word in own.items()}
    return [
        Column("park", say("circular.column_park")),
        Column("region", kind="region"),
        Column("state", say("circular.column_state"), "state", of="circular_parks"),
        dates["approved_on"],
        Column("approval_document", say("column.document")),
        dates["started_on"],
        dates["planned_on"],
        dates["accepted_on"],
        "file_name",
        "cell",
        Column("grade", kind="grade"),
    ]
