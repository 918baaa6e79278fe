"""A change in one place: each is made in a copy of the tree, and the result looked at."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("data", "queries", "pages", "app.py", ".streamlit", "tests/__init__.py", "tests/support")
CHANGES: list[Callable[[Path], None]] = []

LOOK = """
import json
from streamlit.testing.v1 import AppTest
from data.ingest import receive
from data.ingest.findings import Finding
from queries.ask import ask_rows
from tests.support.numbers import emerging_row
from tests.support.workbooks import workbook

rows = [emerging_row(), emerging_row(region="鱼峰区", emerging_output=300_000, total_output=1_000_000)]
receive.accept(workbook("S4", rows), "S4.xlsx", "测试")
found = Finding("trial_rule", expected="1", found="2")
page = AppTest.from_file("pages/analysts/indicator/page.py", default_timeout=60)
page.query_params["id"] = "T35"
page.run()
answers = {
    "cards": {row["statement"]: row for row in ask_rows("overview_cards")},
    "progress": ask_rows("progress_by_indicator", statement="T35"),
    "places": {row["region"]: row for row in ask_rows("indicator_regions", statement="T10", period="2025")},
    "page": " ".join(str(block.proto.body) for block in page.get("html")),
    "faults": [str(fault.value) for fault in page.exception],
    "question": ask_rows("trial_question"),
    "finding": [found.sentence(language) for language in ("zh", "en")],
}
print(json.dumps(answers, ensure_ascii=False, default=str))
"""


def change(made: Callable[[Path], None]) -> Callable[[Path], None]:
    """Marks a function that changes the copy of the tree."""
    CHANGES.append(made)
    return made


def append(path: Path, text: str) -> None:
    """Adds text at the end of a file."""
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def swap(path: Path, old: str, new: str) -> None:
    """Replaces a text that stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(tree: Path, script: str, today: str = "2026-11-20") -> Any:
    """What a script prints (JSON) inside the copy, with a store of its own and on a fixed day."""
    env = os.environ | {"PEAK_STORE": str(tree / "kept"), "PEAK_TODAY": today, "PYTHONPATH": str(tree)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tree, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def left_out(folder: str, names: list[str]) -> set[str]:
    """What a copy does without: samples and what is at rest."""
    heavy = {"samples", "store"} if Path(folder) == ROOT / "data" else set()
    return {name for name in names if name in heavy or name == "__pycache__"}


def copy_of_tree(target: Path) -> Path:
    """The rooms that decide what is shown, without samples and store."""
    for room in ROOMS:
        source, place = ROOT / room, target / room
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=left_out)
        else:
            shutil.copy(source, place)
    return target


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the changed copy answers after one workbook was published."""
    tree = copy_of_tree(tmp_path_factory.mktemp("tree"))
    for made in CHANGES:
        made(tree)
    return run(tree, LOOK)


@change
def an_indicator(tree: Path) -> None:
    """T35: a block like that of T10, computed by a series that there is."""
    path = tree / "data/plan/indicators.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index('[[statements]]\nid = "T10"')
    block = text[start : text.index("[[statements]]", start + 1)]
    block = block.replace('id = "T10"', 'id = "T35"')
    name = next(line for line in block.splitlines() if line.startswith("name = "))
    append(path, "\n" + block.replace(name, 'name = "试验占比"'))


def test_an_indicator_is_one_block(told: Any) -> None:
    assert "T35" in told["cards"] and told["cards"]["T35"]["name"] == "试验占比"
    (city,) = [row for row in told["progress"] if row["region"] == "450200"]
    assert float(city["value"]) == pytest.approx(26.0)
    assert told["faults"] == []
    assert "试验占比" in told["page"] and "26.0%" in told["page"]


@change
def a_target(tree: Path) -> None:
    """A line for the city and one for a county."""
    lines = "T35,450200,2025,30,at_least,10.8,试验,2024-01-01\nT10,450203,2025,40,at_least,,试验,2024-01-01\n"
    append(tree / "data/plan/targets.csv", lines)


def test_a_target_is_one_line(told: Any) -> None:
    card = told["cards"]["T35"]
    assert (card["target"], card["status"]) == (30.0, "missed") and card["gap"] == pytest.approx(4.0)
    assert told["places"]["450203"]["target"] == 40.0
    assert told["places"]["450203"]["status"] == "missed" and told["places"]["450200"]["target"] == 25.0


@change
def a_question(tree: Path) -> None:
    """One file with one SELECT."""
    (tree / "queries/progress/trial_question.sql").write_text(
        "-- how many statements are there\n-- One row per: answer\n-- Params: (none)\n"
        "SELECT count(*) AS known FROM statements\n",
        encoding="utf-8",
    )


def test_a_question_is_one_file(told: Any) -> None:
    assert told["question"] == [{"known": len(told["cards"])}]


@change
def a_finding(tree: Path) -> None:
    """One line of the catalogue."""
    line = "trial_rule,warn,填了 {found}，应为 {expected}。,{found} and not {expected}.,请改。,Mend it.\n"
    append(tree / "data/ingest/findings.csv", line)


def test_a_finding_is_one_line(told: Any) -> None:
    assert told["finding"] == ["填了 2，应为 1。", "2 and not 1."]
