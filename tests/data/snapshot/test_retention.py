"""Which snapshots stay: the newest, the first of each month, and always the last one."""

import pytest

from data.keep.journal import Entry
from data.plan import plan
from data.snapshot import retention


def entries(*moments: str) -> list[Entry]:
    return [
        Entry(n, "accept", f"{at}+08:00", "somebody", (), None, "", f"snap-{n:06d}-a.duckdb", "", "")
        for n, at in enumerate(moments, start=1)
    ]


def keeping(monkeypatch: pytest.MonkeyPatch, count: float) -> None:
    monkeypatch.setitem(plan().settings, "store", {"newest_snapshots": count})


def test_the_newest_and_the_first_of_each_month_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    keeping(monkeypatch, 2)
    found = entries(
        "2026-01-05T08:00:00", "2026-01-31T23:59:59", "2026-02-01T00:00:00", "2026-02-03T08:00:00",
        "2026-04-09T08:00:00", "2026-04-10T08:00:00", "2026-04-11T08:00:00",
    )  # fmt: skip
    assert retention.kept(found) == {1, 3, 5, 6, 7}


def test_the_last_one_and_what_it_is_compared_with_stay_whatever_the_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeping(monkeypatch, 0)
    assert retention.newest() == 2
    assert retention.kept(entries(*["2026-01-05T08:00:00"] * 4)) == {1, 3, 4}


def test_a_store_with_less_than_the_setting_keeps_all(monkeypatch: pytest.MonkeyPatch) -> None:
    keeping(monkeypatch, 12)
    assert retention.kept(entries(*["2026-01-05T08:00:00"] * 3)) == {1, 2, 3}
    assert retention.kept([]) == frozenset()
    assert retention.kept(entries(*["2026-01-05T08:00:00"] * 15)) == {1, *range(4, 16)}
