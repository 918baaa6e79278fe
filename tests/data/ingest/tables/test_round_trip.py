"""A tidy table drawn in any layout reads back equal: PEAK_EXAMPLES=2000 for a long look."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.examples import examples
from tests.support.layouts import PERIODS, Drawn, Look, Pen, looks
from tests.support.tables import tidied

EXAMPLES = examples(40)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    looks,
    st.integers(2, 5),
    st.integers(1, 4),
    st.lists(st.sampled_from(list(PERIODS)), min_size=2, max_size=3, unique_by=lambda name: PERIODS[name]),
)
def test_what_is_drawn_is_read(look: Look, towns: int, indicators: int, periods: list[str]) -> None:
    drawn = Pen(look, towns, indicators, periods).sheet()
    assert read(drawn) == drawn.expected


def read(drawn: Drawn) -> dict[float, tuple[set[str], str, str]]:
    """What was read of a sheet, of the names only those that must be there."""
    found = {}
    for record in tidied(drawn.rows, drawn.merges, drawn.name).values():
        wanted = drawn.expected.get(record.value, (set[str](), "", ""))[0]
        names = wanted & {*record.row, *record.col}
        found[record.value] = (names, record.unit or "", record.period or "")
    return found
