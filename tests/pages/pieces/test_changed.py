"""A move is told with what it is held against."""

import pytest

from pages.pieces import changed
from pages.speech import words
from pages.speech.figures import period_end

ROW = {
    "unit": "%",
    "decimals": 1,
    "parts": None,
    "period_before": "2025-09",
    "period_after": "2026-09",
    "value_before": 95.69,
    "value_after": 95.68,
}


@pytest.mark.parametrize(
    ("row", "zh"),
    [
        ({"kind": "year"}, "2026年1—9月 95.68%（上年同期 95.69%）"),
        ({"kind": "revised", "period_before": "2026-09"}, "2026年1—9月：95.69% → 95.68%（修订）"),
        ({"kind": "stands", "period_before": "2026-08"}, "2026年8月底 95.69% → 2026年9月底 95.68%"),
        ({"kind": "first", "value_before": None}, "2026年1—9月 95.7%（新数）"),
        ({"kind": "gone", "value_after": None, "period_after": None}, "95.7% → 已无数据"),
        ({"kind": "stands", "value_before": 100, "value_after": 100}, "2026年9月底 100.0%"),
        (
            {"kind": "year", "parts": 8, "parts_before": 7, "parts_after": 8},
            "2026年1—9月 8/8（上年同期 7/8）",
        ),
        ({"kind": "revised", "value_before": None, "value_after": None}, "2026年1—9月"),
    ],
)
def test_what_it_is_held_against_is_said(row: dict[str, object], zh: str) -> None:
    with words.speaking("zh"):
        assert changed.moved(ROW | row) == zh


def test_what_stands_on_a_day_is_told_by_that_day() -> None:
    assert [period_end(code) for code in ("2026-09", "2025", None, "x")] == [
        "2026年9月底",
        "2025年底",
        "—",
        "x",
    ]
    assert [period_end(code, "en") for code in ("2026-09", "2025")] == ["end of Sep 2026", "end of 2025"]
