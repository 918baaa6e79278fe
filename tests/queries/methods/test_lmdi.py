"""Holds that the effects add up, match the worked example and survive zeros by their limits."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from queries.methods.lmdi import contributions, lmdi
from tests.support.examples import examples

BEFORE = [(1, 10, 2), (4, 5, 3)]
AFTER = [(4, 5, 3), (5, 6, 4)]

Array = NDArray[np.float64]
quick = settings(max_examples=examples(20), deadline=None)


def _tables(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[Array, Array]]:
    shapes = st.tuples(st.integers(1, 5), st.integers(1, 5))
    return shapes.flatmap(
        lambda shape: st.tuples(
            hnp.arrays(np.float64, shape, elements=numbers), hnp.arrays(np.float64, shape, elements=numbers)
        )
    )


positive = st.floats(0.01, 1000)
with_zeros = st.one_of(st.just(0.0), positive)


def _total(table: Array) -> float:
    return sum(math.prod(float(factor) for factor in row) for row in table)


def _by_the_book(before: list[list[float]], after: list[list[float]]) -> list[float]:
    """The textbook double loop, for positive numbers whose products differ."""
    effects = [0.0] * len(before[0])
    for old, new in zip(before, after, strict=True):
        start, end = math.prod(old), math.prod(new)
        weight = (end - start) / math.log(end / start)
        for k, (x0, x1) in enumerate(zip(old, new, strict=True)):
            effects[k] += weight * math.log(x1 / x0)
    return effects


def test_the_worked_example() -> None:
    effects = lmdi(BEFORE, AFTER)
    assert effects.additive == pytest.approx([69.79006598, -9.455125793, 39.66505981], abs=1e-8)
    assert effects.additive.sum() == pytest.approx(100)
    mean = 100 / math.log(180 / 80)
    assert effects.multiplicative == pytest.approx([math.exp(effect / mean) for effect in effects.additive])
    assert effects.multiplicative.prod() == pytest.approx(180 / 80)


def test_the_textbook_loop_agrees() -> None:
    before, after = [[3.0, 0.2, 7.0], [9.0, 1.1, 2.0]], [[2.0, 0.3, 6.0], [9.5, 1.0, 2.5]]
    assert lmdi(before, after).additive == pytest.approx(_by_the_book(before, after))


def test_contributions_sum_to_sub_sectors_and_factors() -> None:
    parts = contributions(BEFORE, AFTER)
    assert parts.shape == (2, 3)
    assert parts.sum(axis=1) == pytest.approx([40, 60])
    assert parts.sum(axis=0) == pytest.approx(lmdi(BEFORE, AFTER).additive)


def test_no_change_has_no_effects() -> None:
    effects = lmdi(BEFORE, BEFORE)
    assert effects.additive.tolist() == [0, 0, 0]
    assert effects.multiplicative.tolist() == [1, 1, 1]


def test_equal_totals_with_moving_factors_use_the_mean_itself() -> None:
    assert lmdi([(2, 3)], [(3, 2)]).additive == pytest.approx([6 * math.log(1.5), -6 * math.log(1.5)])


def test_a_sub_sector_that_appears_or_vanishes_belongs_to_the_zero_factor() -> None:
    assert lmdi([(0, 2, 3)], [(4, 2, 5)]).additive.tolist() == [40, 0, 0]
    assert lmdi([(4, 2, 5)], [(4, 0, 3)]).additive.tolist() == [0, -40, 0]
    assert lmdi([(0, 2, 0)], [(4, 2, 5)]).additive.tolist() == [20, 0, 20]
    assert lmdi([(0, 2, 3)], [(4, 0, 3)]).additive.tolist() == [0, 0, 0]
    assert lmdi([(0, 2, 3)], [(0, 5, 9)]).additive.tolist() == [0, 0, 0]


def test_the_limit_is_where_smaller_and_smaller_numbers_lead() -> None:
    exact = lmdi([(0, 2, 3), *BEFORE], [(4, 2.2, 5), *AFTER]).additive
    distances = [
        abs(lmdi([(tiny, 2, 3), *BEFORE], [(4, 2.2, 5), *AFTER]).additive - exact).max()
        for tiny in (1e-10, 1e-50, 1e-250)
    ]
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 0.1


def test_a_total_of_zero_has_no_ratio() -> None:
    effects = lmdi([(0, 2)], [(3, 2)])
    assert effects.additive.tolist() == [6, 0]
    assert np.isnan(effects.multiplicative).all()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([(1, 2)], [(1, 2), (3, 4)]),
        ([(1, 2)], [(1, 2, 3)]),
        ([(1, -2)], [(1, 2)]),
        ([(1, 2)], [(1, math.nan)]),
        ([(1, 2)], [(1, math.inf)]),
        ([], []),
        ([1, 2], [1, 2]),
    ],
)
def test_unusable_tables_are_refused(before: list[list[float]], after: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="must"):
        lmdi(before, after)


@quick
@given(pair=_tables(with_zeros))
def test_the_effects_add_up_to_the_change_even_with_zeros(pair: tuple[Array, Array]) -> None:
    before, after = pair
    start, end = _total(before), _total(after)
    effects = lmdi(before, after)
    assert effects.additive.sum() == pytest.approx(end - start, rel=1e-9, abs=1e-9 * max(start, end))
    for row, old, new in zip(contributions(before, after), before, after, strict=True):
        size = max(math.prod(old.tolist()), math.prod(new.tolist()))
        change = math.prod(new.tolist()) - math.prod(old.tolist())
        assert row.sum() == pytest.approx(change, rel=1e-9, abs=1e-9 * size)
    if start > 0 and end > 0:
        assert effects.multiplicative.prod() == pytest.approx(end / start, rel=1e-6)


@quick
@given(pair=_tables(positive))
def test_going_back_undoes_every_effect(pair: tuple[Array, Array]) -> None:
    forth, back = lmdi(*pair), lmdi(*reversed(pair))
    size = max(_total(pair[0]), _total(pair[1]))
    assert forth.additive == pytest.approx(-back.additive, rel=1e-8, abs=1e-9 * size)
    assert forth.multiplicative * back.multiplicative == pytest.approx(np.ones_like(forth.additive), rel=1e-6)
