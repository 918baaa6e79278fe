"""Holds ratio, score and status by compound growth rates, with every rule at the edge."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from queries.methods import progress, second_opinion
from queries.methods.progress import Progress, cagr_progress
from tests.support.examples import examples

quick = settings(max_examples=examples(20), deadline=None)


def test_the_second_opinion_is_one_thing_under_two_names() -> None:
    assert progress.cagr_progress is second_opinion.cagr_progress
    assert progress.Progress is second_opinion.Progress


def test_an_intensity_target_fed_as_an_index() -> None:
    answer = cagr_progress(100, 2020, 92, 2023, 84.2, 2025, direction=-1)
    assert answer.ratio == pytest.approx(0.81073520912, abs=1e-11)
    assert answer.score == pytest.approx(1.50530052522, abs=1e-11)
    assert answer.status == "moderate_progress"


@pytest.mark.parametrize(
    ("current", "ratio", "score", "status"),
    [
        (120, 2.0, 5.0, "substantial_progress"),
        (109.5, 0.95, 7.1429 * 0.95 - 4.2857, "substantial_progress"),
        (109, 0.9, 7.1429 * 0.9 - 4.2857, "moderate_progress"),
        (106.25, 0.625, 7.1429 * 0.625 - 4.2857, "moderate_progress"),
        (105, 0.5, 4.1667 * 0.5 - 2.5, "limited_progress"),
        (100, 0.0, -2.5, "limited_progress"),
        (95, -0.5, 4.1667 * -0.5 - 2.5, "deterioration"),
        (50, -5.0, -5.0, "deterioration"),
    ],
)
def test_ratio_score_and_status_against_a_target(
    current: float, ratio: float, score: float, status: str
) -> None:
    """One year on, with 10 % a year required until 2022, observed growth over 10 is the ratio."""
    answer = cagr_progress(100, 2020, current + 1e-9 * (current > 100), 2021, 121, 2022)
    assert answer.ratio == pytest.approx(ratio)
    assert answer.score == pytest.approx(score)
    assert answer.status == status


def test_the_two_score_lines_change_at_six_tenths() -> None:
    just_below = cagr_progress(100, 2020, 106 - 1e-9, 2021, 121, 2022).score
    just_above = cagr_progress(100, 2020, 106 + 1e-9, 2021, 121, 2022).score
    assert just_below == pytest.approx(4.1667 * 0.6 - 2.5, abs=1e-7)
    assert just_above == pytest.approx(7.1429 * 0.6 - 4.2857, abs=1e-7)


def test_a_reached_target_scores_five_whatever_the_ratio() -> None:
    assert cagr_progress(100, 2020, 84.2, 2023, 84.2, 2025, -1)[1:] == (5, "target_achieved")
    assert cagr_progress(100, 2020, 121, 2021, 121, 2022)[1:] == (5, "target_achieved")
    falling_but_above = cagr_progress(40, 2020, 35, 2023, 30, 2025)
    assert falling_but_above.ratio is not None and falling_but_above.ratio < 0
    assert falling_but_above[1:] == (5, "target_achieved")


@pytest.mark.parametrize(
    ("base", "current", "current_year", "target"),
    [
        (-5, 3, 2023, 10),
        (5, -3, 2023, 10),
        (5, 6, 2020, 10),
        (5, 6, 2020.5, 10),
        (5, 6, 2019, 10),
        (-5, -3, 2023, 10),
        (10, 9, 2023, 10),
    ],
)
def test_undefined_is_none_and_never_zero(
    base: float, current: float, current_year: float, target: float
) -> None:
    answer = cagr_progress(base, 2020, current, current_year, target, 2025)
    assert answer == Progress(None, None, "not_available")


def test_a_reached_target_outranks_an_undefined_ratio() -> None:
    reached = Progress(None, 5, "target_achieved")
    assert cagr_progress(-5, 2020, 12, 2023, 10, 2025) == reached
    assert cagr_progress(10, 2020, 11, 2023, 10, 2025) == reached
    assert cagr_progress(5, 2020, 11, 2020, 10, 2025) == reached


def test_zero_counts_as_a_thousandth() -> None:
    assert cagr_progress(0, 2020, 4, 2022, 10, 2025) == cagr_progress(0.001, 2020, 4, 2022, 10, 2025)
    assert cagr_progress(0, 2020, 4, 2022) == cagr_progress(0.001, 2020, 4, 2022)
    assert cagr_progress(8, 2020, 4, 2022, 0, 2025, -1) == cagr_progress(8, 2020, 4, 2022, 0.001, 2025, -1)
    assert cagr_progress(8, 2020, 0, 2022, 0, 2025, -1).status == "target_achieved"


def test_a_negative_base_flips_the_sign() -> None:
    shrinking_loss = cagr_progress(-100, 2020, -90, 2021, -81, 2022)
    assert shrinking_loss.ratio == pytest.approx(1)
    assert shrinking_loss.status == "substantial_progress"
    assert cagr_progress(-100, 2020, -110, 2021).status == "deterioration"
    assert cagr_progress(-100, 2020, -90, 2021).ratio == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("current", "score", "status"),
    [
        (103, 5.0, "substantial_progress"),
        (101.8, 500 * 0.018 - 5, "substantial_progress"),
        (101.6, 500 * 0.016 - 5, "substantial_progress"),
        (101, 250 * 0.01 - 1.25, "moderate_progress"),
        (100.4, 500 * 0.004 - 2.5, "limited_progress"),
        (100, -2.5, "limited_progress"),
        (99, 125 * -0.01 - 2.5, "deterioration"),
        (97, -5.0, "deterioration"),
    ],
)
def test_without_a_target_growth_meets_fixed_thresholds(current: float, score: float, status: str) -> None:
    answer = cagr_progress(100, 2020, current, 2021)
    assert answer.ratio == pytest.approx(current / 100 - 1)
    assert answer.score == pytest.approx(score)
    assert answer.status == status
    mirrored = cagr_progress(100, 2020, 100 * 100 / current, 2021, direction=-1)
    assert mirrored.ratio is not None and answer.ratio is not None
    assert mirrored.ratio * answer.ratio >= 0


def test_a_natural_limit_shrinks_the_thresholds() -> None:
    factor = 1 - 0.9**4.44
    growth = 0.01 * factor
    upward = cagr_progress(90, 2020, 90 * (1 + growth), 2021, limit=100)
    assert upward.status == "moderate_progress"
    assert upward.score == pytest.approx(250 * growth / factor - 1.25)
    downward = cagr_progress(110, 2020, 110 * (1 - growth), 2021, direction=-1, limit=100)
    assert downward.score == pytest.approx(upward.score)
    assert cagr_progress(90, 2020, 90 * (1 + growth), 2021).status == "limited_progress"


def test_far_from_a_limit_or_exactly_on_it() -> None:
    plain = cagr_progress(200, 2020, 198, 2021, direction=-1)
    assert cagr_progress(200, 2020, 198, 2021, direction=-1, limit=100) == plain
    assert cagr_progress(300, 2020, 297, 2021, direction=-1, limit=100).score == pytest.approx(plain.score)
    assert cagr_progress(0, 2020, 0.001, 2021, limit=0).status == "limited_progress"
    assert cagr_progress(100, 2020, 100, 2021, limit=100) == Progress(0, 5, "substantial_progress")
    assert cagr_progress(100, 2020, 99, 2021, limit=100).score == pytest.approx(-3.75)


def test_a_target_makes_the_limit_irrelevant() -> None:
    assert cagr_progress(90, 2020, 92, 2022, 95, 2025, limit=100) == cagr_progress(
        90, 2020, 92, 2022, 95, 2025
    )


@pytest.mark.parametrize(
    "question",
    [
        lambda: cagr_progress(math.nan, 2020, 1, 2021),
        lambda: cagr_progress(1, 2020, math.inf, 2021),
        lambda: cagr_progress(1, 2020, 1, 2021, direction=0),
        lambda: cagr_progress(1, 2020, 1, 2021, target=2),
        lambda: cagr_progress(1, 2020, 1, 2021, target=2, target_year=2020),
    ],
)
def test_the_second_opinion_refuses_what_it_cannot_read(question: object) -> None:
    assert callable(question)
    with pytest.raises(ValueError, match=r"(must|needs) .*\.$"):
        question()


def _score_in_words(ratio: float) -> float:
    return min(7.1429 * ratio - 4.2857, 5) if ratio >= 0.6 else max(4.1667 * ratio - 2.5, -5)


@quick
@given(
    base=st.floats(0.1, 1e6),
    current=st.floats(0.1, 1e6),
    target=st.floats(0.1, 1e6),
    years=st.integers(1, 20),
    direction=st.sampled_from([1, -1]),
)
def test_ratio_and_score_agree_with_the_plain_formula(
    base: float, current: float, target: float, years: int, direction: int
) -> None:
    assume(abs(target / base - 1) > 1e-6)
    answer = cagr_progress(base, 2010, current, 2010 + years, target, 2030, direction)
    observed = math.expm1(math.log(current / base) / years)
    ratio = direction * observed / abs(math.expm1(math.log(target / base) / 20))
    assert answer.ratio == pytest.approx(ratio, rel=1e-6, abs=1e-6)
    assert answer.score is not None and answer.ratio is not None
    assert -5 <= answer.score <= 5
    if answer.status != "target_achieved":
        assert answer.score == _score_in_words(answer.ratio)


@quick
@given(base=st.floats(1, 200), limit=st.floats(1, 200), current=st.floats(1, 200))
def test_near_a_limit_scores_stay_in_range_and_agree_with_the_status(
    base: float, limit: float, current: float
) -> None:
    answer = cagr_progress(base, 2020, current, 2023, limit=limit)
    floors = {
        "substantial_progress": 2.5,
        "moderate_progress": 0.0,
        "limited_progress": -2.5,
        "deterioration": -5.0,
    }
    assert answer.score is not None
    assert floors[answer.status] - 1e-9 <= answer.score <= 5
