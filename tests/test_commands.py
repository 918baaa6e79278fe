"""The commands that methods and operations documents print, run as a person types them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.plan import plan
from queries.ask import ask
from tests.support.numbers import energy_row
from tests.support.rows import GOOD
from tests.support.workbooks import workbook

ROOT = Path(__file__).resolve().parent.parent


def run(*words: str, expect: int = 0) -> Any:
    """What a command prints, as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=dict(os.environ) | {"PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == expect, done.stderr
    return json.loads(done.stdout) if done.stdout.startswith(("{", "[")) else done.stdout


def test_the_way_of_a_workbook_by_command(store: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "好.xlsx", tmp_path / "坏.xlsx"
    good.write_bytes(workbook("S1", [energy_row(period="2021年")]))
    bad.write_bytes(workbook("S1", [energy_row(region="柳楠区")]))
    found = run("data.ingest", "inspect", str(good), "--json")
    assert (found["template"], found["can_publish"], found["changes"]["new"]) == ("S1", True, 1)
    refused = run("data.ingest", "accept", str(bad), "--as", "张三", "--json", expect=1)
    assert refused["findings"][0]["cell"] == "B4"
    assert run("data.ingest", "accept", str(good), "--as", "张三", "--json")["generation"] == 1
    assert [row["by"] for row in run("data.ingest", "history", "--json")] == ["张三"]
    assert run("data.ingest", "rollback", "1", "--as", "李四", "--json")["generation"] == 2
    assert run("data.ingest", "verify", "--json") == {"faults": []}
    before = ask("progress_by_indicator", statement="T01")
    assert len(run("data.ingest", "rebuild", "--json")["rebuilt"]) == 2
    from queries import ask as asking

    asking.forget()
    assert ask("progress_by_indicator", statement="T01").equals(before)


def test_tidy_records_of_any_table(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook("S1", [energy_row()]))
    records = run("data.ingest", "read", str(path), "--json")
    energy = next(r for r in records if r["cell"] == "D4")
    assert (energy["value"], energy["unit"], energy["sheet"]) == (
        2_000_000,
        "吨标准煤",
        plan().templates["S1"].name,
    )
    assert set(energy) >= {"sheet", "cell", "row", "col", "unit", "period", "value"}
    page = tmp_path / "页.xls"
    page.write_bytes("<html><body>请登录</body></html>".encode())
    refused = run("data.ingest", "read", str(page), "--json", expect=1)
    assert refused["refused"] is True and "网页" in refused["message"]


@pytest.mark.parametrize("template", list(plan().templates))
def test_every_blank_workbook_is_recognised_as_its_own_template(
    template: str, store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "空白.xlsx"
    run("data.ingest", "blank", template, str(path))
    found = run("data.ingest", "inspect", str(path), "--json")
    assert found["template"] == template
    assert [finding["rule"] for finding in found["findings"]] == ["no_rows"]


@pytest.mark.parametrize("template", list(GOOD))
def test_a_blank_workbook_filled_by_hand_is_accepted_and_asked_back(
    template: str, store: Path, tmp_path: Path
) -> None:
    import duckdb
    from openpyxl import load_workbook

    path = tmp_path / "空白.xlsx"
    run("data.ingest", "blank", template, str(path))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = GOOD[template]()
    for number, column in enumerate(plan().templates[template].columns, 1):
        sheet.cell(4, number, row.get(column.field))
    book.save(path)
    run("data.ingest", "accept", str(path), "--as", "张三", "--json")
    from queries.ask import current

    with duckdb.connect(str(current().path), read_only=True) as database:
        table = plan().templates[template].table
        answer = database.table(table).fetchdf().iloc[0]
    for column in plan().templates[template].columns:
        if column.numeric and row.get(column.field) is not None:
            assert answer[column.field] == row[column.field]
    assert answer["upload"].startswith("000001-")


def test_questions_by_command(sample_store: Path) -> None:
    rows = run(
        "queries",
        "ask",
        "progress_by_indicator",
        "--param",
        "statement=T21",
        "--param",
        "period=2025",
        "--json",
    )
    city = next(row for row in rows if row["region"] == "450200" and row["sector"] == "TOTAL")
    assert set(city) >= {
        "statement", "indicator", "region", "sector", "period", "value", "unit", "target", "gap", "attained",
        "required", "status", "grade", "snapshot",
    }  # fmt: skip
    assert (city["value"], city["grade"]) == (21, "demo")
    keys = [
        (r["statement"], r["region"], r["sector"], r["period"])
        for r in run("queries", "ask", "progress_by_indicator", "--json")
    ]
    assert len(keys) == len(set(keys))
    assert "overview_cards" in run("queries", "list")
