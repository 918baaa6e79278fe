"""How far a statement's whole years carry on: four years needed, opening at the last one told."""

import pytest

from queries.ask import ask
from queries.progress.outlook_band import COLUMNS, outlook_band

pytestmark = pytest.mark.usefixtures("sample_store")


def test_it_needs_four_years_and_opens_at_the_last() -> None:
    nothing = outlook_band("T01", rule="reduction", direction=1, period="2023")
    assert nothing.empty and tuple(nothing.columns) == COLUMNS
    band = outlook_band("T01", rule="reduction", direction=1, period="2025")
    assert band["year"].tolist() == [2026, 2027]
    assert (band["low"] <= band["high"]).all()
    assert band["low"].iloc[0] == pytest.approx(band["start"].iloc[0])  # repeat last is the lowest here
    assert (band["methods"] == 4).all()


def test_a_count_starts_from_today() -> None:
    newest = ask("indicator_trend", statement="T21").iloc[-1]
    assert outlook_band("T21", rule="count", direction=1)["start"].iloc[0] == newest["value"]
