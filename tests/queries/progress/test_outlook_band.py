"""How far a statement carries on: four years needed, opening at the newest value, inside what can exist."""

from typing import Any

import pytest

from data.plan import plan
from queries.ask import ask, ask_rows
from queries.progress import trend_until as asked
from queries.progress.outlook_band import outlook_band

pytestmark = pytest.mark.usefixtures("sample_store")
NEVER = {"T16", "T17", "T19", "T20", "T22", "T25"}
PLACES = (None, "450205", "Z-HEXI")


def band(statement: str, **given: Any) -> list[dict[str, Any]]:
    own = plan().statements[statement]
    return outlook_band(statement, rule=own.rule, direction=own.direction, **given)


def test_it_needs_four_years_and_opens_at_the_newest_value() -> None:
    assert band("T01", period="2023") == []
    found = band("T01", period="2025")
    assert [row["year"] for row in found] == [2026, 2027]
    assert all(row["low"] <= row["high"] and row["methods"] == 4 for row in found)
    assert found[0]["low"] == pytest.approx(found[0]["start"])  # repeat last is the lowest here
    assert band("T01") == []  # counted from 2025 for the target of 2030 there are not four years yet
    newest = ask("indicator_trend", statement="T10").iloc[-1]
    later = band("T10")[0]
    assert (later["start"], later["start_period"]) == (newest["value"], newest["period"])


def test_a_count_and_a_coverage_start_from_today() -> None:
    for statement in ("T21", "T18"):
        newest = ask("indicator_trend", statement=statement).iloc[-1]
        assert band(statement)[0]["start"] == newest["value"]


@pytest.mark.parametrize("region", PLACES)
def test_no_outlook_leaves_what_can_exist(region: str | None) -> None:
    drawn = 0
    for code, own in plan().statements.items():
        for row in band(code, region=region):
            drawn += 1
            assert own.limits.get("lowest", row["low"]) <= row["low"] <= row["high"], code
            assert row["high"] <= own.limits.get("highest", row["high"]), code
            whole = own.rule != "count" or {row["low"] % 1, row["high"] % 1} == {0}
            assert whole, "nobody counts parts of a factory"
    assert drawn > 5


def test_judgements_budgets_deadlines_and_counts_of_few_are_not_carried_forward() -> None:
    assert {code for code, own in plan().statements.items() if not own.carried_forward} == NEVER
    for code in NEVER:
        assert band(code) == [], code
    shares = [own for own in plan().statements.values() if own.unit == "%" and own.rule != "reduction"]
    assert all(own.limits == {"lowest": 0.0, "highest": 100.0} for own in shares)


def told(*values: float | None, status: str = "behind", **more: Any) -> list[dict[str, Any]]:
    """Rows of a trend from 2020 on."""
    base = {"month": 12, "target": 100.0, "base_year": 2020, "due_year": None, "status": status}
    return [
        base | {"year": 2020 + n, "period": str(2020 + n), "value": value} | more
        for n, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    (
        (told(40.0, 60.0, 80.0, 96.4), (96.4, 100.0)),
        (told(60.0, 40.0, 20.0, 4.0, target=None), (0.0, 4.0)),
        (told(50.0, 60.0, 70.0), None),
        (told(50.0, 60.0, 70.0, 0.0), None),
        (told(50.0, 60.0, 70.0, 1e-14), None),
        (told(100.0, 100.0, 100.0, 100.0, status="not_applicable"), None),
    ),
    ids=("to its end", "to nothing", "three years", "at nothing", "a hair", "nothing due"),
)
def test_what_is_drawn_of_a_coverage(
    rows: list[dict[str, Any]], expected: tuple[float, float] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "ask_rows", lambda *_, **__: rows)
    found = band("T18")
    if expected is None:
        assert found == []
        return
    assert (found[-1]["low"], found[-1]["high"]) == (pytest.approx(expected[0]), pytest.approx(expected[1]))
    assert all((row["reaching"] is None) == (rows[0]["target"] is None) for row in found)


def test_every_band_says_of_how_many_methods() -> None:
    spread = band("T18")[-1]
    assert 0 <= spread["reaching"] <= spread["methods"] == 4
    assert ask_rows("indicator_trend", statement="T18")[-1]["period"] == spread["start_period"]
