"""The trend a page has already is the one the question would give again."""

import pytest

from queries.ask import ask_rows
from queries.progress.trend_until import trend_until


@pytest.mark.usefixtures("sample_store")
@pytest.mark.parametrize("period", [None, "2024", "2026-03"])
def test_known_rows_are_those_that_would_be_asked_for(period: str | None) -> None:
    every = ask_rows("indicator_trend", statement="T01", region="450205")
    asked = trend_until(None, period, "T01", region="450205")
    assert trend_until(every, period, "T01", region="450205") == asked and asked
