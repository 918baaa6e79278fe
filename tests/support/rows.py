"""A good row of every template: `good("S6")`, with something changed: `good("S6", state="在列")`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.support.ledgers import LEDGERS
from tests.support.numbers import NUMBERS, emerging_row, energy_row, green_row, published_row
from tests.support.workbooks import Row


def changed(row: Row, **changes: Any) -> Row:
    """A row with something changed."""
    return row | changes


GOOD: dict[str, Callable[..., Row]] = {
    "S0": published_row,
    "S1": energy_row,
    "S4": emerging_row,
    "S5": green_row,
    **{template: partial(changed, row) for template, row in NUMBERS.items()},
    **LEDGERS,
}


def good(template_id: str, **changes: Any) -> Row:
    """A good row of a template with something changed."""
    return GOOD[template_id](**changes)
