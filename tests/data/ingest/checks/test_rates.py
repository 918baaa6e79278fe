"""Percentages typed as fractions, by the column, by one row among others, and by what is published."""

from typing import Any

import pytest

from data.ingest.checks.rates import decimals, fractions
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from tests.data.ingest.checks.conftest import Known

S1, S15, S23 = (plan().templates[name] for name in ("S1", "S15", "S23"))


def rate(number: int, value: float, month: int = 9) -> Row:
    region = plan().counties()[number % 8]
    fixed: dict[str, Any] = {
        "period": Period.of(2026, month),
        "region": region,
        "sector": TOTAL,
        "basis": "calorific",
    }
    return Row("表", number, {**fixed, "energy_growth": value})


def told(*values: float) -> list[tuple[str, str]]:
    rows = [rate(number, value) for number, value in enumerate(values, 4)]
    found = fractions(Records(S1, rows, {("表", "energy_growth"): "E"}))
    return [(each.rule, each.cell) for each in found]


def test_a_column_of_fractions_and_a_column_of_rates(known: Known) -> None:
    assert told(0.021, -0.034, 0.05, 0.012) == [("looks_like_fraction", "E4")]
    assert told(2.1, -3.4, 5.0, 1.2) == [] == told(0.3, 2.1, -0.04, 1.5)
    assert told(0.021, -0.034, 0.05) == [], "too few to say"


def test_one_fraction_among_rates_has_more_decimals(known: Known) -> None:
    assert told(2.1, 0.034, 5.0, 1.2) == [("fraction_among_rates", "E5")]
    assert told(2.14, 0.0342, 5.07, -1.25) == [("fraction_among_rates", "E5")]
    assert told(2.14, 0.03, 5.07, -1.25) == [] == told(2.14159, 0.03421, 5.07123, 1.2)


def test_few_fractions_are_held_against_what_is_published(known: Known) -> None:
    for number in (4, 5):
        known[Records(S1).key(rate(number, 3.1, month=8))] = {"energy_growth": 3.1}
    assert told(0.034, 0.021) == [("looks_like_fraction", "E4")]
    assert told(0.3, 0.2) == [], "growth may slow down"
    known.clear()
    assert told(0.034, 0.021) == []


@pytest.mark.parametrize(
    ("rates", "rules"),
    [
        ((0.14, -0.03), ["looks_like_fraction"] * 2),
        ((0.14, -3.1), ["looks_like_fraction"]),
        ((14.5, -0.4), []),
        ((14.5, -0.1), []),
    ],
)
def test_two_rates_of_one_city_are_held_against_the_year_before(
    known: Known, rates: tuple[float, float], rules: list[str]
) -> None:
    def year(told: int, pair: tuple[float, float]) -> Row:
        fixed: dict[str, Any] = {"period": Period.of(told), "region": plan().city}
        return Row("表", 4, fixed | dict(zip(("cumulative_reduction", "yearly_change"), pair, strict=True)))

    before = {"cumulative_reduction": 12.0, "yearly_change": -3.0}
    known[Records(S23).key(year(2024, (12.0, -3.0)))] = before
    assert [each.rule for each in fractions(Records(S23, [year(2025, rates)]))] == rules


@pytest.mark.parametrize(
    ("shares", "count"), [((0.98, 1.0, 0.5), 1), ((98.0, 100.0, 0.5), 0), ((0.98, 1.0), 0)]
)
def test_shares_of_a_hundred(known: Known, shares: tuple[float, ...], count: int) -> None:
    rows = [Row("表", n, dict[str, Any](progress_share=share)) for n, share in enumerate(shares, 4)]
    assert len(list(fractions(Records(S15, rows)))) == count


def test_decimals_are_counted_as_they_are_written() -> None:
    assert [decimals(value) for value in (3.0, 0.0326, 3.26, 1e-9)] == [0, 4, 2, 12]


@pytest.mark.parametrize(
    ("shares", "odd"),
    [
        ((98.0, 0.97, 100.0), [0.97]),
        ((98.3, 0.906, 90.6), [0.906]),
        ((98.0, 0.5, 100.0), []),
        ((3.0, 0.97), []),
    ],
)
def test_a_share_typed_as_a_fraction_among_others(
    known: Known, shares: tuple[float, ...], odd: list[float]
) -> None:
    rows = [Row("表", n, dict[str, Any](progress_share=share)) for n, share in enumerate(shares, 4)]
    told = [(each.rule, each.found) for each in fractions(Records(S15, rows))]
    assert told == [("fraction_among_rates", f"{share:g}") for share in odd]
