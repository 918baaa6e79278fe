"""T17 within the year: what is due by a month follows the season of the year before, else the months."""

from typing import Any

import pytest

from data.plan import plan
from data.snapshot import bare
from tests.support.memory import answers
from tests.support.workbooks import Row

PLACE = "450222"
LAST_YEAR = {"2025-03": 700.0, "2025-06": 800.0, "2025": 1000.0}  # a sugar county: most of it by March


def rows(**actual: float | None) -> list[Row]:
    """Approved 1 000 a year; what was used by each period (told as p2026_03 = 650)."""
    told = {name.removeprefix("p").replace("_", "-"): value for name, value in actual.items()}
    base: Row = {"region": PLACE, "sector": "TOTAL", "enterprise_key": "", "approved_tce": 1000.0}
    return [base | {"period": period, "actual_tce": value} for period, value in told.items()]


def season() -> dict[str, float]:
    return {f"p{period.replace('-', '_')}": value for period, value in LAST_YEAR.items()}


@pytest.mark.parametrize(
    ("used", "required", "status"),
    (
        (650.0, 700.0, "on_track"),
        (700.0, 700.0, "on_track"),
        (720.0, 700.0, "behind"),
        (800.0, 700.0, "far_behind"),
    ),
)
def test_a_sugar_county_is_held_against_its_own_season(used: float, required: float, status: str) -> None:
    row = answers({"S11": rows(**season(), p2026_03=used)}, "T17")[PLACE, "TOTAL", "", "2026-03"]
    assert (row["required"], row["status"]) == (pytest.approx(required), status)


@pytest.mark.parametrize(
    "before",
    (
        {},
        {"p2025": 1000.0},
        {"p2025_03": 700.0},
        {"p2025_03": None, "p2025": 1000.0},
        {"p2024_03": 700.0, "p2024": 1000.0},
    ),
    ids=("nothing", "no months", "no year", "month not told", "two years before"),
)
def test_without_last_years_months_the_calendar_decides(before: dict[str, float | None]) -> None:
    row = answers({"S11": rows(**before, p2026_03=650.0)}, "T17")[PLACE, "TOTAL", "", "2026-03"]
    assert (row["required"], row["status"]) == (pytest.approx(250.0), "far_behind")


def test_the_whole_year_is_the_whole_budget() -> None:
    row = answers({"S11": rows(**season())}, "T17")[PLACE, "TOTAL", "", "2025"]
    assert (row["required"], row["status"]) == (pytest.approx(1000.0), "achieved")


def test_the_setting_may_ask_for_the_months(monkeypatch: pytest.MonkeyPatch) -> None:
    settings: dict[str, Any] = plan().settings
    monkeypatch.setitem(settings, "energy_budget", {"path": "pro_rata"})
    monkeypatch.setattr(bare, "MADE", [])
    row = answers({"S11": rows(**season(), p2026_03=650.0)}, "T17")[PLACE, "TOTAL", "", "2026-03"]
    assert row["required"] == pytest.approx(250.0)
