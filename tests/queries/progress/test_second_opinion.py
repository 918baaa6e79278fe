"""The second opinion on a statement: a reduction as an index, silence without a target, agreement told."""

import pytest

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


def test_it_is_silent_without_a_target() -> None:
    assert second_opinion("T21", rule="count", direction=1, region="450203") is None
