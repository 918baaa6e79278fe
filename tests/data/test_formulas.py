"""The formulas of Python and of SQL are one: held to each other over random growth rates, and to a paper."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.formulas import factor, intensity_change
from data.snapshot import statements

GROWTH = st.floats(-99.9, 1000.0)


def in_sql(energy_growth: float | None, value_added_growth: float | None) -> float | None:
    with duckdb.connect(":memory:") as database:
        database.execute(statements.statement("sql/formulas.sql"))
        asked = {"e": energy_growth, "v": value_added_growth}
        question = "SELECT intensity_change(CAST($e AS DOUBLE), CAST($v AS DOUBLE))"
        found: float | None = database.execute(question, asked).fetchall()[0][0]
    return found


@settings(deadline=None)
@given(GROWTH, GROWTH)
def test_sql_and_python_say_the_same_change_of_intensity(energy: float, added: float) -> None:
    assert in_sql(energy, added) == pytest.approx(intensity_change(energy, added), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("energy", "added", "change"), [(2.0, 5.0, -2.857142857), (0.0, 0.0, 0.0), (5.0, -50.0, 110)]
)
def test_the_change_of_two_growth_rates(energy: float, added: float, change: float) -> None:
    assert intensity_change(energy, added) == pytest.approx(change)


def test_without_a_growth_rate_sql_knows_nothing_and_python_is_not_asked() -> None:
    assert in_sql(None, 5.0) is None and in_sql(2.0, None) is None and in_sql(2.0, -100.0) is None
    for wrong in (-100.0, -101.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="value_added_growth"):
            intensity_change(2.0, wrong)
        with pytest.raises(ValueError, match="energy_growth"):
            intensity_change(wrong, 2.0)
    assert factor(-15.8, "a change") == pytest.approx(0.842)
