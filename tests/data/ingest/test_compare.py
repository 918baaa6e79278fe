"""What an upload would change beside what is published: new, changed and same rows, value by value."""

import datetime
from typing import Any

import pytest

from data.ingest import compare
from data.ingest.compare import Changes, plain
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import plan
from data.snapshot import disappeared, published

S1 = plan().templates["S1"]
LETTERS = {("表", column.field): chr(65 + place) for place, column in enumerate(S1.columns)}


def row(number: int, year: int, **values: Any) -> Row:
    fixed: dict[str, Any] = {
        "period": Period.of(year),
        "region": "450204",
        "sector": "TOTAL",
        "basis": "calorific",
    }
    return Row("表", number, {**fixed, "maturity": "final", **values})


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """What is published, by record key."""
    rows: dict[str, dict[str, Any]] = {}
    monkeypatch.setattr(published, "rows", lambda template, keys: {k: rows[k] for k in keys if k in rows})
    return rows


def test_rows_are_new_changed_or_the_same(known: dict[str, dict[str, Any]]) -> None:
    records = Records(
        S1,
        [row(4, 2023, energy_tce=1.0), row(5, 2024, energy_tce=2.0), row(6, 2025, energy_tce=3.0)],
        LETTERS,
    )
    same, changed, _ = (records.key(one) for one in records.rows)
    known[same] = {"energy_tce": 1.0, "maturity": "final", "grade": "official"}
    known[changed] = {"energy_tce": 5.0, "maturity": "final", "grade": "demo"}
    changes, findings = compare.compare(records)
    assert (changes.new, changes.changed, changes.same, findings) == (1, 1, 1, [])
    moved = [line for line in changes.lines if line.state == "changed"]
    assert [(line.field, line.before, line.after, line.grade_before) for line in moved] == [
        ("energy_tce", "5", "2", "demo")
    ]
    assert moved[0].cell == f"{LETTERS['表', 'energy_tce']}5"
    assert (moved[0].difference, moved[0].unit) == ("-3", "吨标准煤")
    assert {line.field for line in changes.lines if line.state == "new"} == {"energy_tce", "maturity"}


def test_a_row_that_is_gone_is_told_with_its_cell_in_the_earlier_upload(
    known: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = {
        "period": "2025", "region": "450204", "sector": "C31", "basis": "calorific", "energy_tce": 7.0,
        "energy_growth": None, "grade": "official", "upload": "000001-S1-abc", "sheet": "旧表", "row": 9,
    }  # fmt: skip
    monkeypatch.setattr(disappeared, "rows", lambda template, told: [(gone, {("旧表", "energy_tce"): "D"})])
    changes, _ = compare.compare(Records(S1, [row(4, 2025, energy_tce=1.0)], LETTERS))
    (line,) = [line for line in changes.lines if line.state == "gone"]
    assert changes.gone == 1 and line.key == ("2025", "450204", "C31", "calorific")
    assert (line.field, line.before, line.after, line.sheet, line.cell, line.upload) == (
        "energy_tce", "7", "", "旧表", "D9", "000001-S1-abc",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "then", "grade", "told"),
    [
        ("flash", "final", "official", True),
        ("final", "final", "official", False),
        ("final", "flash", "official", False),
        ("flash", "final", "demo", False),
        ("flash", "", "official", False),
    ],
)
def test_a_lower_maturity_is_told_unless_it_stood_on_a_demonstration(
    known: dict[str, dict[str, Any]], now: str, then: str, grade: str, told: bool
) -> None:
    records = Records(S1, [row(4, 2025, maturity=now)], LETTERS)
    known[records.key(records.rows[0])] = {"maturity": then, "grade": grade}
    assert [finding.rule for finding in compare.compare(records)[1]] == ["lower_maturity"] * told


def test_values_are_shown_as_they_are_compared() -> None:
    values = (None, 0.1 + 0.2, Period.of(2025, 9), datetime.date(2025, 9, 30), "甲")
    assert [plain(value) for value in values] == ["", "0.3", "2025-09", "2025-09-30", "甲"]


def test_no_upload_changes_nothing() -> None:
    assert Changes() == Changes(0, 0, 0, ())
