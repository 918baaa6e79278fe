"""Invented monitoring, budgets and targets: the duty follows last year's energy, two counties are over."""

from data.plan import plan
from data.samples import demo_budgets
from data.samples.demo_enterprises import ENTERPRISES, Levels
from tests.support.in_process import stops


def test_who_must_connect_follows_the_threshold_and_the_unconnected_are_those_written(levels: Levels) -> None:
    rows = demo_budgets.monitoring(2026, 9, levels)
    assert stops("S10", rows) == []
    threshold = plan().setting("online_monitoring", "threshold_tce")
    for row, enterprise in zip(rows, ENTERPRISES, strict=True):
        assert (row["must_connect"] == "是") == (float(str(row["last_year_energy_tce"])) >= threshold)
        if enterprise.number in demo_budgets.NEVER:
            assert row["connected_on"] is None


def test_counties_over_their_budget_are_those_written(levels: Levels) -> None:
    rows = demo_budgets.budgets(2025, 12, levels)
    assert stops("S11", rows) == []
    over = {
        row["region"]
        for row in rows
        if not row.get("enterprise")
        and float(str(row["actual_tce"])) > float(str(row["adjusted_tce"] or row["approved_tce"]))
    }
    assert over >= {plan().regions[code].name for code in demo_budgets.OVER}


def test_targets_broken_down_name_a_document(levels: Levels) -> None:
    first, rows = demo_budgets.targets(2024), demo_budgets.targets(2025)
    assert len(rows) == len(first) + 1 and [row["document"] for row in rows][:-1] == [
        row["document"] for row in first
    ]
    assert stops("S20", rows) == [] and all(row["document"] for row in rows)
    assert demo_budgets.period(2026, 6) == "2026年上半年" and demo_budgets.period(2025, 12) == "2025年"
