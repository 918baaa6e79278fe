"""An upload is told what becomes of corrections, and stops at what is locked, in words that lead on."""

from pathlib import Path

import pytest

from data.ingest import receive
from data.ingest.checks import amended
from data.ingest.inspection import Inspection
from data.plan import plan
from data.snapshot.in_force import Held, Standing
from tests.support.amended import CELL, years
from tests.support.numbers import energy_row
from tests.support.workbooks import Row, workbook

SLIP = Standing(
    2, "S1", "k", "energy_growth", "2", "1.75", "%", "录入时少一位", "函3号", "乙",
    "2026-11-20T08:00:00+08:00", "u", "表", "E7", "applied", "2", "u", "表", 7,
)  # fmt: skip


def looked_at(rows: list[Row]) -> Inspection:
    return receive.inspect(workbook("S1", rows), "再报.xlsx")


def told(rows: list[Row], rule: str) -> list[str]:
    return [f"{one.cell} {one.sentence()}" for one in looked_at(rows).findings if one.rule == rule]


@pytest.mark.parametrize(
    ("growth", "rule"), [(2.0, "correction_kept"), (1.75, "correction_spent"), (1.9, "correction_open")]
)
def test_each_way_a_corrected_cell_may_come_again(amended_store: Path, growth: float, rule: str) -> None:
    found = looked_at(years(energy_growth=growth, value_added=1_500_001))
    own = [one for one in found.findings if one.rule.startswith("correction_")]
    assert [(one.rule, one.cell) for one in own] == [(rule, CELL)]
    assert "2 → 1.75 %（乙，2026-11-20，录入时少一位）" in own[0].sentence()
    changed = {line.field for line in found.changes.lines}
    assert changed == {"value_added"} | ({"energy_growth"} if rule == "correction_open" else set())
    assert own[0].needs_reason == (rule == "correction_open") and found.can_publish


def test_the_same_slip_alone_is_no_change(amended_store: Path) -> None:
    again = looked_at([*years(), energy_row(period="2020年")])
    assert (again.changes.new, again.changes.changed, again.changes.same) == (1, 0, 5)


def test_a_locked_period_stops_what_would_change_it_or_add_to_it(amended_store: Path) -> None:
    rows = [energy_row(period="2025年", energy_growth=1), energy_row(period="2025年", region="柳北区")]
    found = looked_at(rows)
    (stop,) = [one for one in found.findings if one.rule == "period_locked"]
    assert not found.can_publish and stop.severity == "stop"
    assert stop.found == "1 条新增、1 条改动"
    assert (
        "规上工业能耗与增加值 · 2025年 · 全部地区（丙，2026-11-20，年报终核；第 3 次发布）" in stop.sentence()
    )
    assert "解锁" in stop.mend() and "Unlock" in stop.mend("en")
    assert told(years(value_added=1_500_001), "period_locked") == []


def test_a_lock_of_one_place_leaves_the_others() -> None:
    held = Held(3, "", "2025", "450204", "r", "丙", "2026-11-20T08:00:00+08:00")
    assert amended.lock_in_full(held).startswith("全部报表 · 2025年 · 柳南区（丙，")
    column = plan().templates["S1"].columns[3]
    assert amended.in_full(SLIP, column) == "2 → 1.75 吨标准煤（乙，2026-11-20，录入时少一位）"
