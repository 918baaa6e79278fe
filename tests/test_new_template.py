"""A new template moves the horizon, stands in the calendar and names enterprises by its own file alone."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from data.plan.check import faults_of
from data.plan.load import HERE, load
from tests.support.trees import copy_of_tree, run, swap

LIST = """
id = "S99"
table = "trial_list"
name = "试验台账"
name_en = "Trial list"
department = "industry"
frequency = "quarterly"
due_day = 15
regions_due = ["city"]
owed_from = "2026-06-30"
speaks_on = ["seen_on", "reported_on"]
speaks_until = "reported_on"
key = ["thing"]
notes = ["一行一件。"]
notes_en = ["One row per thing."]

[[columns]]
field = "thing"
heading = "试验事项"
heading_en = "Thing"
kind = "text"
required = true

[[columns]]
field = "seen_on"
heading = "试验查看日"
heading_en = "Seen on"
kind = "date"
required = false

[[columns]]
field = "reported_on"
heading = "试验报表截至日"
heading_en = "Reported up to"
kind = "date"
required = true
"""

PERIODIC = """
id = "S98"
table = "trial_sheet"
name = "试验月报"
name_en = "Trial sheet"
department = "statistics"
frequency = "monthly"
due_day = 10
regions_due = ["county"]
entity = "enterprise_key"
key = ["period", "enterprise_key", "region"]
notes = ["一行一家企业。"]
notes_en = ["One row per enterprise."]

[[columns]]
field = "period"
heading = "试验期间"
heading_en = "Period"
kind = "period"
required = true

[[columns]]
field = "credit_code"
heading = "统一社会信用代码"
heading_en = "Unified social credit code"
kind = "credit_code"
required = false

[[columns]]
field = "enterprise"
heading = "试验企业"
heading_en = "Enterprise"
kind = "text"
required = true

[[columns]]
field = "region"
heading = "试验县区"
heading_en = "County"
kind = "region"
required = true

[[columns]]
field = "amount"
heading = "试验数量"
heading_en = "Amount"
kind = "number"
required = false
"""

LOOK = """
import datetime, json
from data.ingest import receive
from queries.ask import ask_rows, current, reader
from tests.support.numbers import emerging_row
from tests.support.workbooks import workbook

def horizon():
    return ask_rows("snapshot_facts")[0]["horizon"]

def sheets(template):
    rows = ask_rows("data_calendar", template=template, today="2026-11-20", days_back=400, days_ahead=90)
    return [[row["period"], row["region"], row["state"], row["due_on"], row["came_on"]] for row in rows]

told = {}
receive.accept(workbook("S4", [emerging_row(period="2025年")]), "S4.xlsx", "测试")
told["first"] = [horizon(), sheets("S99"), sheets("S98")]
day = datetime.date
row = {"thing": "甲", "seen_on": day(2026, 2, 3), "reported_on": day(2026, 6, 30)}
receive.accept(workbook("S99", [row]), "S99.xlsx", "测试")
told["list"] = [horizon(), sheets("S99")]
row = {"period": "2026年1—9月", "enterprise": "试验厂", "region": "鱼峰区"}
receive.accept(workbook("S98", [row]), "S98.xlsx", "测试")
told["sheet"] = [horizon(), sheets("S98")]
database = reader(current(), None)
told["names"] = [name for (name,) in database.sql("SELECT enterprise FROM enterprises").fetchall()]
told["due"] = {row["template"]: [row["period"], row["due_on"]] for row in ask_rows("due_next")}
print(json.dumps(told, ensure_ascii=False, default=str))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a copy of the tree with two more templates says before and after a workbook of each."""
    tree = copy_of_tree(tmp_path_factory.mktemp("tree"))
    (tree / "data/plan/templates/S99_trial_list.toml").write_text(LIST, encoding="utf-8")
    (tree / "data/plan/templates/S98_trial_sheet.toml").write_text(PERIODIC, encoding="utf-8")
    return run(tree, LOOK, "kept")


def test_a_list_moves_the_horizon_by_the_days_it_says_it_speaks_on(told: Any) -> None:
    assert told["first"][0] == "2025-12-31"
    assert told["list"][0] == "2026-06-30"


def test_the_calendar_knows_when_a_list_is_due_and_up_to_when_it_has_come(told: Any) -> None:
    city = "450200"
    assert told["first"][1] == [
        ["2026-06", city, "late", "2026-07-15", None],
        ["2026-09", city, "late", "2026-10-15", None],
        ["2026", city, "due", "2027-01-15", None],
    ]
    assert told["list"][1] == [
        ["2026-06", city, "came_late", "2026-07-15", "2026-11-20"],
        *told["first"][1][1:],
    ]
    assert told["due"]["S99"] == ["2026", "2027-01-15"]


def test_a_sheet_of_a_period_moves_the_horizon_and_comes_place_by_place_even_without_figures(
    told: Any,
) -> None:
    assert told["sheet"][0] == "2026-09-30"
    before, after = (
        {(row[0], row[1]): row[2] for row in rows} for rows in (told["first"][2], told["sheet"][1])
    )
    assert set(before.values()) == {"late", "due"} and before["2026-09", "450203"] == "late"
    assert after == before | {("2026-09", "450203"): "came_late"}
    assert told["due"]["S98"] == ["2026-11", "2026-12-10"]


def test_its_enterprises_are_known_by_name(told: Any) -> None:
    assert told["names"] == ["试验厂"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('speaks_on = ["seen_on", "reported_on"]\n', "", "S99: speaks_until 须在 speaks_on 中"),
        ('["seen_on", "reported_on"]', '["seen", "reported_on"]', "S99: speaks_on 列 seen 不是日期"),
        ('owed_from = "2026-06-30"', 'owed_from = "2026-06"', "S99: owed_from 不是日期"),
        ("owed_from =", 'owed_by = "nobody"\nowed_from =', "S99: owed_by 应为"),
        ("owed_from =", 'owed_by = "departments"\nowed_from =', "S99: 按部门报送须有部门列"),
    ],
)
def test_a_template_that_cannot_be_followed_is_refused(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    folder = Path(shutil.copytree(HERE, tmp_path / "plan"))
    path = folder / "templates" / "S99_trial_list.toml"
    path.write_text(LIST, encoding="utf-8")
    swap(path, old, new)
    faults = faults_of(load(folder))
    assert any(fault in one for one in faults), faults
