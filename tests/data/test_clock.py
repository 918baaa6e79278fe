"""One clock: China's day whatever the machine's zone, and the day that PEAK_TODAY sets."""

import datetime

import pytest

from data import clock


def test_peak_today_sets_the_day_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_TODAY", "2024-02-29")
    assert clock.today() == datetime.date(2024, 2, 29) and clock.now().utcoffset() == datetime.timedelta(
        hours=8
    )
    monkeypatch.setenv("PEAK_TODAY", "2024-02-30")
    with pytest.raises(ValueError, match="day"):
        clock.today()


def test_late_in_london_it_is_tomorrow_in_china(monkeypatch: pytest.MonkeyPatch) -> None:
    evening = datetime.datetime(2025, 12, 31, 20, 30, 1, 999, tzinfo=datetime.UTC)

    class Stopped(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "Stopped":
            return cls.fromtimestamp(evening.timestamp(), tz)

    monkeypatch.delenv("PEAK_TODAY", raising=False)
    monkeypatch.setattr(datetime, "datetime", Stopped)
    assert clock.today() == datetime.date(2026, 1, 1) and clock.now().microsecond == 0
