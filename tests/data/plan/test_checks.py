"""The `[[checks]]` of a template are typed and held against its columns before a clerk meets them."""

import shutil
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from data.ingest.checks.validate import CHECKS
from data.plan import PlanError, checks, plan
from data.plan.check import faults_of
from data.plan.load import HERE, load


def copy_with(tmp_path: Path, sheet: str, old: str, new: str) -> Path:
    """A copy of the plan in which one template says something else."""
    folder = tmp_path / "plan"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    path = next((folder / "templates").glob(f"{sheet}_*.toml"))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('rule = "part_within_whole"', 'rule = "part_within_hole"', "part_within_hole"),
        ('part = "emerging_output"', 'prt = "emerging_output"', r"unknown \['prt'\].*missing \['part'\]"),
        ('part = "emerging_output"', "part = 1", r"wrong type of \['part'\]"),
    ],
)
def test_a_misspelt_check_is_a_plan_error(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(PlanError, match=rf"S4_.*\[\[checks\]\] 1.*{told}"):
        load(copy_with(tmp_path, "S4", old, new))


def test_all_misspelt_checks_come_at_once(tmp_path: Path) -> None:
    copy_with(tmp_path, "S4", 'rule = "part_within_whole"', 'rule = "part_within_hole"')
    folder = tmp_path / "plan"
    path = next((folder / "templates").glob("S5_*.toml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('earlier = "published_on"', 'erlier = "published_on"'), encoding="utf-8")
    with pytest.raises(PlanError) as raised:
        load(folder)
    assert len(raised.value.faults) == 2


@pytest.mark.parametrize(
    ("sheet", "old", "new", "told"),
    [
        ("S4", 'part = "emerging_output"', 'part = "emerging_outputs"', "emerging_outputs 不存在"),
        ("S4", 'part = "emerging_output"', 'part = "region"', "region 的类型不合"),
        ("S5", 'later = "withdrawn_on"', 'later = "state"', "state 的类型不合"),
        ("S5", 'state = "withdrawn"', 'state = "gone"', "没有这个选项"),
        ("S3", '"net_electricity_heat"]', '"net_warmth"]', "net_warmth 不存在"),
    ],
)
def test_a_check_names_columns_that_its_rule_can_use(
    tmp_path: Path, sheet: str, old: str, new: str, told: str
) -> None:
    (fault,) = faults_of(load(copy_with(tmp_path, sheet, old, new)))
    assert told in fault and fault.startswith(f"templates/{sheet} [[checks]]")


def test_every_rule_has_the_function_that_takes_its_shape() -> None:
    assert set(CHECKS) == set(checks.RULES.values())
    for shape, does in CHECKS.items():
        taken = get_type_hints(does)["check"]
        assert shape in (get_args(taken) or (taken,))


def test_every_rule_is_asked_for_by_some_template() -> None:
    asked = {type(check) for template in plan().templates.values() for check in template.checks}
    assert asked == set(checks.RULES.values())


def test_the_coefficient_of_an_energy_is_single_or_none() -> None:
    known = plan()
    assert known.coefficient("raw_coal", "calorific") == 0.7143
    assert known.coefficient("electricity", "calorific") == 1.229
    assert known.coefficient("electricity", "equivalent") is None
    assert known.coefficient("nothing", "calorific") is None
