"""The commands that methods and operations documents print, run as a person types them."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from data.ingest.__main__ import main as way_in
from data.keep import pointer
from data.keep.errors import StoreError
from data.keep.lock import Busy, Holder
from data.plan import plan
from data.snapshot import publish
from queries import ask as asking
from queries.__main__ import main as way_out
from queries.ask import ask, current
from tests.support.numbers import energy_row
from tests.support.rows import good
from tests.support.workbooks import workbook

ROOT = Path(__file__).resolve().parent.parent


MAINS = {"data.ingest": way_in, "queries": way_out}
Run = Callable[..., Any]


def as_read(printed: str) -> Any:
    """What a command printed, read as JSON where it is JSON."""
    return json.loads(printed) if printed.startswith(("{", "[")) else printed


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process and gives what it prints."""

    def command(module: str, *words: str, expect: int = 0) -> Any:
        capsys.readouterr()
        code = MAINS[module](list(words))
        printed = capsys.readouterr()
        assert code == expect, printed.err
        return as_read(printed.out)

    return command


def test_a_command_as_a_person_types_it(store: Path, tmp_path: Path) -> None:
    """In an interpreter of its own, every warning an error, nothing printed beside the answer."""
    good = tmp_path / "好.xlsx"
    good.write_bytes(workbook("S1", [energy_row(period="2021年")]))
    environment = dict(os.environ) | {"PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"}

    def typed(*words: str) -> Any:
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", env=environment)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return as_read(done.stdout)

    assert typed("data.ingest", "accept", str(good), "--as", "张三", "--json")["generation"] == 1
    asked = typed("queries", "ask", "progress_by_indicator", "--param", "statement=T01", "--json")
    assert {row["period"] for row in asked} == {"2021"}


def test_the_way_of_a_workbook_by_command(store: Path, tmp_path: Path, run: Run) -> None:
    fine, bad = tmp_path / "好.xlsx", tmp_path / "坏.xlsx"
    fine.write_bytes(workbook("S1", [energy_row(period="2021年")]))
    bad.write_bytes(workbook("S1", [energy_row(region="柳楠区")]))
    found = run("data.ingest", "inspect", str(fine), "--json")
    assert (found["template"], found["can_publish"], found["changes"]["new"]) == ("S1", True, 1)
    refused = run("data.ingest", "accept", str(bad), "--as", "张三", "--json", expect=1)
    assert refused["findings"][0]["cell"] == "B4"
    assert run("data.ingest", "accept", str(fine), "--as", "张三", "--json")["generation"] == 1
    assert [row["by"] for row in run("data.ingest", "history", "--json")] == ["张三"]
    assert run("data.ingest", "rollback", "1", "--as", "李四", "--json")["generation"] == 2
    assert run("data.ingest", "verify", "--json") == {"faults": []}
    before = ask("progress_by_indicator", statement="T01")
    assert len(run("data.ingest", "rebuild", "--json")["rebuilt"]) == 2
    asking.forget()
    assert ask("progress_by_indicator", statement="T01").equals(before)


FAULTS = {
    "disk_full": OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    "no_rights": PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/secret/lock"),
    "read_only": OSError(errno.EROFS, os.strerror(errno.EROFS)),
    "io_error": duckdb.FatalException("fsync failed!"),
    "damaged_snapshot": duckdb.IOException("Corrupt database file"),
    "damaged_file": UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    "store": StoreError("一句话 / a sentence"),
    "busy": Busy(Holder("张三", 7, "2026-11-20T08:00:00+08:00", "accept"), 60.0),
}


@pytest.mark.parametrize("code", list(FAULTS))
def test_a_fault_of_the_store_is_a_sentence_and_never_a_traceback(
    store: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise FAULTS[code]

    monkeypatch.setattr(publish, "publish", broken)
    said = run("data.ingest", "rollback", "1", "--json", expect=1)
    assert said["error"]["code"] == code and set(said["error"]) == {"code", "zh", "en"}
    printed = run("data.ingest", "rollback", "1", expect=1)
    assert said["error"]["zh"] in printed and said["error"]["en"] in printed
    assert "Traceback" not in printed and "/secret" not in printed


def test_a_command_stops_where_more_was_published_than_was_looked_at(
    store: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "一.xlsx"
    file.write_bytes(workbook("S1", [energy_row()]))
    accept = ("data.ingest", "accept", str(file), "--as", "甲", "--json")
    assert run(*accept, "--expect", "1", expect=1)["error"]["code"] == "no_generation"
    made = run(*accept, "--expect", "0")
    assert (made["generation"], made["visible"]) == (1, True)
    assert run(*accept, "--expect", "0", expect=1)["error"]["code"] == "moved_on"
    assert run(*accept, expect=1)["error"]["code"] == "already_published"
    withdraw = ("data.ingest", "withdraw", made["upload"], "--json")
    assert run(*withdraw, "--expect", "0", expect=1)["error"]["code"] == "moved_on"
    assert run(*withdraw)["generation"] == 2
    assert run(*withdraw, expect=1)["error"]["code"] == "not_published"
    assert (
        run("data.ingest", "rollback", "1", "--json", "--expect", "1", expect=1)["error"]["code"]
        == "moved_on"
    )
    assert run("data.ingest", "rollback", "9", "--json", expect=1)["error"]["code"] == "no_generation"
    assert (
        run("data.ingest", "accept", "没有.xlsx", "--as", "甲", "--json", expect=1)["error"]["code"]
        == "file_gone"
    )


def test_what_is_published_and_not_visible_yet_says_so(
    store: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "一.xlsx"
    file.write_bytes(workbook("S1", [energy_row()]))

    def broken(_: str) -> None:
        raise OSError(errno.EIO, "x")

    monkeypatch.setattr(pointer, "point_to", broken)
    made = run("data.ingest", "accept", str(file), "--as", "甲", "--json")
    assert made["visible"] is False and made["said"]["code"] == "not_visible"


def test_tidy_records_of_any_table(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook("S1", [energy_row()]))
    records = run("data.ingest", "read", str(path), "--json")
    energy = next(r for r in records if r["cell"] == "D4")
    assert (energy["value"], energy["unit"], energy["sheet"]) == (
        2_000_000,
        "吨标准煤",
        plan().templates["S1"].name,
    )
    assert set(energy) >= {"sheet", "cell", "row", "col", "unit", "unit_normalised", "period", "value"}
    words = tmp_path / "字.csv"
    words.write_text("名称,说明\n甲,乙\n", encoding="utf-8")
    nothing = run("data.ingest", "read", str(words), "--json", expect=1)
    assert (nothing["rule"], nothing["refused"]) == ("nothing_understood", True)
    page = tmp_path / "页.xls"
    page.write_bytes("<html><body>请登录</body></html>".encode())
    refused = run("data.ingest", "read", str(page), "--json", expect=1)
    assert refused["refused"] is True and "网页" in refused["message"]


@pytest.mark.parametrize("template", list(plan().templates))
def test_every_blank_workbook_is_recognised_as_its_own_template(
    template: str, store: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "空白.xlsx"
    run("data.ingest", "blank", template, str(path))
    found = run("data.ingest", "inspect", str(path), "--json")
    assert found["template"] == template
    assert [finding["rule"] for finding in found["findings"]] == ["no_rows"]


def test_blank_workbooks_filled_by_hand_are_accepted_and_asked_back(
    store: Path, tmp_path: Path, run: Run
) -> None:
    for generation, code in enumerate(("S0", "S1", "S4", "S5"), 1):
        path, row = tmp_path / f"{code}.xlsx", good(code)
        columns = plan().templates[code].columns
        run("data.ingest", "blank", code, str(path))
        book = load_workbook(path)
        for number, column in enumerate(columns, 1):
            book.worksheets[0].cell(4, number, row.get(column.field))
        book.save(path)
        done = run("data.ingest", "accept", str(path), "--as", "张三", "--json")
        assert done["generation"] == generation
        with duckdb.connect(str(current().path), read_only=True) as database:
            answer = database.table(plan().templates[code].table).fetchdf().iloc[0]
        given = [column.field for column in columns if column.numeric and row.get(column.field) is not None]
        assert [answer[field] for field in given] == [row[field] for field in given], code
        assert answer["upload"].startswith(f"{generation:06d}-")


def test_questions_by_command(sample_store: Path, run: Run) -> None:
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
