"""A new ledger is one template file with a `[ledger]` block: it is asked for, counted and shown by itself."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.trees import copy_of_tree, run

TEMPLATE = """# S98: a ledger that nobody has thought of yet.
id = "S98"
table = "trial_duties"
name = "试验台账"
name_en = "Trial ledger workbook"
department = "industry"
frequency = "as_needed"
key = ["duty"]
notes = ["一行一项。"]
notes_en = ["One row per duty."]
regions_due = []
speaks_on = ["listed_on", "done_on"]
"""
COLUMN = """
[[columns]]
field = "{field}"
heading = "{heading}"
heading_en = "{heading_en}"
kind = "{kind}"
required = {required}
"""
COLUMNS = (
    ("duty", "事项", "Duty", "text", "true"),
    ("region", "县区", "County or zone", "region", "true"),
    ("listed_on", "列入日", "Listed on", "date", "true"),
    ("due_on", "应完成日", "Due on", "date", "true"),
    ("done_on", "完成日", "Done on", "date", "false"),
    ("remark", "备注", "Remark", "text", "false"),
)
BLOCK = """
[ledger]
code = "trial"
name = "试验事项"
name_en = "Trial duties"
lead = ["duty"]
since = "listed_on"
due = "due_on"
done = "done_on"
rules = ["过应完成日未完成 → 逾期；新增产能按 {replacement[ratio]:g} 倍。"]
rules_en = ["Not done by the day → overdue; ratio {replacement[ratio]:g}."]
"""
STATES = """
states = [
  { code = "waiting", name = "等待中", name_en = "Waiting", open = true, looks_like = "on_track" },
  { code = "gone", name = "已销号", name_en = "Struck off", looks_like = "achieved" },
]
"""
RULE = """-- S98: struck off once it is done
-- One row per: record, day from which the state holds
-- Params: (none)
SELECT
    record_key,
    day AS from_day,
    listed_on AS since,
    due_on,
    if(coalesce(done_on <= day, FALSE), 'gone', 'waiting') AS state
FROM trial_duties
CROSS JOIN unnest(days_of_change([listed_on, done_on])) AS days (day)
WHERE listed_on <= day
"""
LOOK = """
import json
from datetime import date
from streamlit.testing.v1 import AppTest
from data.ingest import receive
from queries.ask import ask_rows
from tests.support.workbooks import workbook

def duty(name, due, done=None, region="柳北区"):
    given = {"duty": name, "region": region, "listed_on": date(2024, 1, 10), "due_on": due}
    return given | ({"done_on": done} if done else {})

rows = [
    duty("甲", date(2024, 3, 1), date(2024, 3, 1)),
    duty("乙", date(2024, 3, 1), date(2024, 3, 2)),
    duty("丙", date(2024, 3, 1)),
    duty("丁", date(2024, 7, 15), region="鱼峰区"),
]
receive.accept(workbook("S98", rows), "S98.xlsx", "测试")
day = {"ledger": "trial", "as_of": "2024-06-30"}

def shown(**asked):
    page = AppTest.from_file("pages/analysts/ledgers/page.py", default_timeout=60)
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    return {
        "faults": [str(fault.value) for fault in page.exception],
        "said": " ".join(str(block.proto.body) for block in page.get("html")),
        "offered": [option.content for group in page.get("button_group") for option in group.proto.options],
        "columns": [list(frame.value.columns) for frame in page.dataframe],
    }

print(json.dumps({
    "list": ask_rows("ledger_list", **day),
    "ages": ask_rows("ledger_ages", **day),
    "totals": ask_rows("ledger_totals", **day),
    "standing": ask_rows("ledger_standing", **day),
    "due": ask_rows("ledger_due", **day),
    "zh": shown(ledger="trial"),
    "en": shown(ledger="trial", lang="en"),
}, ensure_ascii=False, default=str))
"""


def write(plan_folder: Path, block: str) -> None:
    """One more template file."""
    names = ("field", "heading", "heading_en", "kind", "required")
    columns = "".join(COLUMN.format(**dict(zip(names, column, strict=True))) for column in COLUMNS)
    path = plan_folder / "templates/S98_trial.toml"
    path.write_text(TEMPLATE + columns + block, encoding="utf-8")


def with_ledger(tree: Path, block: str) -> Path:
    """A copy of the tree with one more template file."""
    copy_of_tree(tree)
    write(tree / "data/plan", block)
    return tree


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What questions and page say of the new ledger after its first workbook."""
    tree = with_ledger(tmp_path_factory.mktemp("ledger"), BLOCK)
    return run(tree, LOOK, "kept")


def test_its_rows_stand_in_the_list_with_their_states(told: Any) -> None:
    states = {row["duty"]: (row["state"], row["days_left"], row["region"]) for row in told["list"]}
    assert states == {
        "甲": ("done", -121, "450205"),
        "乙": ("done_late", -121, "450205"),
        "丙": ("overdue", -121, "450205"),
        "丁": ("open", 15, "450203"),
    }
    assert {row["cell"][0] for row in told["list"]} == {"A"}


def test_it_is_counted_aged_and_due(told: Any) -> None:
    (total,) = told["totals"]
    assert (total["count"], total["open"], total["overdue"], total["due_30_days"]) == (4, 2, 1, 1)
    assert {row["span"]: row["count"] for row in told["ages"]} == {
        "quarter": 0,
        "year": 2,
        "two_years": 0,
        "longer": 0,
    }
    assert [row["name"] for row in told["due"]] == ["丙", "丁"]
    assert [(row["state"], row["count"]) for row in told["standing"]] == [
        ("overdue", 1),
        ("open", 1),
        ("done_late", 1),
        ("done", 1),
    ]


def test_the_page_offers_and_shows_it_in_both_languages(told: Any) -> None:
    zh, en = told["zh"], told["en"]
    assert zh["faults"] == en["faults"] == []
    assert "试验事项" in zh["offered"] and "Trial duties" in en["offered"]
    assert "试验事项" in zh["said"] and "新增产能按 1 倍" in zh["said"]
    assert "Trial duties" in en["said"] and "ratio 1." in en["said"]
    listed = max(zh["columns"], key=len)
    assert {"duty", "listed_on", "done_on", "remark"} <= set(listed)


def test_a_rule_of_its_own_is_one_more_file(tmp_path: Path) -> None:
    tree = with_ledger(tmp_path / "tree", BLOCK + 'rule = "trial"\n' + STATES)
    (tree / "data/snapshot/ledgers/trial.sql").write_text(RULE, encoding="utf-8")
    told = run(tree, LOOK, "kept")
    assert [(row["state"], row["count"]) for row in told["standing"]] == [("waiting", 2), ("gone", 2)]
    assert told["zh"]["faults"] == [] and "等待中" in told["zh"]["said"]
