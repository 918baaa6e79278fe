"""The second opinion on a statement: a reduction as an index, silence without a target, agreement told."""

import pytest

from data.plan import plan
from queries.ask import ask
from queries.progress.second_opinion import second_opinion

pytestmark = pytest.mark.usefixtures("sample_store")


def test_a_reduction_is_fed_as_an_index() -> None:
    found = second_opinion("T01", rule="reduction", direction=1, period="2025")
    assert found is not None
    value = ask("indicator_trend", statement="T01", period="2025").iloc[-1]["value"]
    seen = ((100 - value) / 100) ** (1 / 5) - 1
    needed = (84.2 / 100) ** (1 / 5) - 1
    assert found["ratio_percent"] == pytest.approx(100 * seen / needed)
    assert (found["status"], found["plan_status"]) == ("substantial_progress", "missed")
    assert found["agrees"] is False


def test_it_is_not_asked_where_growth_does_not_compound() -> None:
    never = {code for code, own in plan().statements.items() if not own.compounds}
    assert never == {"T06", "T08", "T17", "T20", "T22", "T23", "T25"}
    for code, own in plan().statements.items():
        found = second_opinion(code, rule=own.rule, direction=own.direction)
        if code in never:
            assert found is None, code
        elif found is not None and found["ratio_percent"] is None:
            assert found["status"] in ("not_available", "target_achieved"), code
            assert found["score"] in (None, 5.0), code


def test_it_is_silent_without_a_target() -> None:
    assert second_opinion("T21", rule="count", direction=1, region="450203") is None
