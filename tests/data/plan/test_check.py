"""Each contradiction in the plan is told with its place: one thing changed at a time."""

import dataclasses
from typing import Any

import pytest

from data.plan import plan
from data.plan.check import faults_of
from data.plan.lifetimes import is_date
from data.plan.model import Plan


def with_one(kind: str, code: str, **changes: Any) -> Plan:
    """The plan with one item of one list changed."""
    items = dict(getattr(plan(), kind))
    items[code] = dataclasses.replace(items[code], **changes)
    changed: dict[str, Any] = {kind: items}
    return dataclasses.replace(plan(), **changed)


@pytest.mark.parametrize(
    ("kind", "code", "changes", "told"),
    [
        ("regions", "450204", {"name_en": ""}, "no English name"),
        ("regions", "450204", {"aliases": ("柳北区",)}, "柳北区"),
        ("statements", "T01", {"unit": "光年"}, "光年"),
        ("statements", "T01", {"rule": "wish"}, "T01"),
        ("statements", "T01", {"templates": ("S99",)}, "S99"),
        ("templates", "S1", {"key": ("moon",)}, "moon"),
        ("templates", "S1", {"regions_due": ("moon",)}, "moon"),
    ],
)
def test_one_wrong_thing_is_told(kind: str, code: str, changes: dict[str, Any], told: str) -> None:
    faults = faults_of(with_one(kind, code, **changes))
    assert faults and any(told in fault for fault in faults)


def test_a_column_of_an_unknown_kind_or_unit_is_told() -> None:
    columns = list(plan().templates["S1"].columns)
    columns[0] = dataclasses.replace(columns[0], kind="moon", unit="光年")
    told = " ".join(faults_of(with_one("templates", "S1", columns=tuple(columns))))
    assert "moon" in told and "光年" in told


def test_the_plan_itself_holds_together_and_days_are_days() -> None:
    assert faults_of(plan()) == []
    assert is_date("2024-02-29") and not any(map(is_date, ("2023-02-29", "2024-2-9", "20240229", "")))
