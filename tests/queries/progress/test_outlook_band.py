"""How far a statement's whole years carry on: four years needed, opening at the last one told."""

import pytest

from queries.ask import ask
from queries.progress.outlook_band import outlook_band

pytestmark = pytest.mark.usefixtures("sample_store")


def test_it_needs_four_years_and_opens_at_the_last() -> None:
    nothing = outlook_band("T01", rule="reduction", direction=1, period="2023")
    assert nothing == []
    band = outlook_band("T01", rule="reduction", direction=1, period="2025")
    assert [row["year"] for row in band] == [2026, 2027]
    assert all(row["low"] <= row["high"] and row["methods"] == 4 for row in band)
    assert band[0]["low"] == pytest.approx(band[0]["start"])  # repeat last is the lowest here


def test_a_count_starts_from_today() -> None:
    newest = ask("indicator_trend", statement="T21").iloc[-1]
    assert outlook_band("T21", rule="count", direction=1)[0]["start"] == newest["value"]
