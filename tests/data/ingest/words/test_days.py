"""One reader of days that are written out."""

import datetime

import pytest

from data.ingest.words.days import day_of, is_bare_date


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-31",
        "2025/1/31",
        " 2025年1月31日 ",
        "2025.01.31",
        "2025年1月31",
        "20250131",
        "2025-01-31 00:00:00",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert day_of(text) == datetime.date(2025, 1, 31)


@pytest.mark.parametrize("text", ["", "2025-02-30", "2025年1月", "1月31日", "2025-01-31起"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None


def test_a_line_that_is_only_a_date_is_told() -> None:
    assert all(map(is_bare_date, ("2026年11月5日", " 2026.11", "2026-11-05", "2026年11月")))
    assert not any(map(is_bare_date, ("2026年", "2026年11月合计", "柳州市", "")))
