"""What a target takes, against changing the figures and computing again."""

from fractions import Fraction

import pytest

from queries.methods.needed import budget_left, growth, members_needed, numerator_needed, per_year, years_left


@pytest.mark.parametrize(
    ("above", "below", "target"), [(220, 1100, 30), (10819412, 33070997, 25), (7, 9, 88)]
)
def test_the_numerator_that_is_missing_brings_the_ratio_to_its_target(
    above: int, below: int, target: int
) -> None:
    value = float(Fraction(100 * above, below))
    change = numerator_needed(value, target, above)
    assert 100 * (above + change) / below == pytest.approx(target)
    assert (change > 0) == (value < target)


def test_the_ratio_may_be_multiplied_with_anything() -> None:
    assert numerator_needed(88.609, 88.0, 409629.8) == pytest.approx(-2815.3, abs=0.5)
    assert pytest.approx(88.0, abs=0.01) == 1000 * (409629.8 - 2815.3) / 4622897


def test_members_are_counted_up_to_the_share() -> None:
    for due in range(1, 31):
        for covered in range(due + 1):
            for share in (50.0, 90.0, 100.0):
                more = members_needed(covered, due, share)
                assert 100 * (covered + more) / due >= share - 1e-9
                assert 100 * (covered + more - 1) / due < share
    assert members_needed(27, 28, 100) == 1 and members_needed(28, 28, 90) == -2


def test_what_is_left_of_a_budget_lasts_until_december() -> None:
    left = budget_left(17755710, 13186832, 9)
    assert left.total == 17755710 - 13186832
    assert left.per_month is not None and left.so_far * 9 + left.per_month * 3 == pytest.approx(17755710)
    assert budget_left(10, 12, 12) == (-2, None, 1.0)


def test_years_are_counted_to_the_end_of_the_due_year() -> None:
    assert years_left(2026, 9, 2030) == 4 and years_left(2026, 9, 2030, at_its_day=True) == 4.25
    assert years_left(2025, 12, 2025) == 0 and years_left(2027, 3, 2025) == 0
    assert per_year(11.0, 4) == 2.75
    assert growth(110, 100) == pytest.approx(10) and growth(1, 0) is None and growth(None, 1) is None


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: numerator_needed(0, 10, 1),
        lambda: numerator_needed(10, float("nan"), 1),
        lambda: members_needed(5, 4, 100),
        lambda: members_needed(1, 4, 0),
        lambda: budget_left(-1, 0, 3),
        lambda: budget_left(1, 0, 13),
        lambda: per_year(1, 0),
    ],
)
def test_what_has_no_answer_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError):
        wrong()  # type: ignore[operator]
