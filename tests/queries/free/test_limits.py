"""A question of one's own takes a share of the machine that the administrator may change."""

from data.machine import replaced
from queries.free.limits import PREFIX, Limits


def test_a_limit_is_replaced_by_its_name() -> None:
    made = replaced(Limits, PREFIX, {"PEAK_MAX_SQL_ROWS": "50"})
    assert (made.rows, made.seconds) == (50, Limits().seconds)
