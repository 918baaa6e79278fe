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

from data import confine
from data.ingest import blank
from data.ingest.__main__ import main as way_in
from data.keep import backup, faults, journal, pointer
from data.keep.__main__ import main as keeping
from data.plan import plan
from data.samples.__main__ import main as starting
from data.snapshot import publish
from queries import ask as asking
from queries.__main__ import main as way_out
from queries.ask import ask, current
from tests.support.faults import FAULTS
from tests.support.numbers import energy_row
from tests.support.rows import good
from tests.support.workbooks import workbook

ROOT = Path(__file__).resolve().parent.parent


MAINS: dict[str, Callable[[list[str]], int]] = {
    "data.ingest": way_in,
    "data.keep": keeping,
    "data.samples": lambda words: starting(),
    "queries": way_out,
}
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


@pytest.mark.skipif(not hasattr(os, "nice"), reason="no precedence of processes here")
@pytest.mark.parametrize("module", ["data.ingest", "data.keep"])
def test_a_command_lets_the_pages_of_the_server_beside_it_go_first(module: str) -> None:
    code = (
        "import os, runpy, sys; before = os.nice(0); sys.argv = ['', '--help']\n"
        f"try: runpy.run_module({module!r}, run_name='__main__')\n"
        "except SystemExit: print(os.nice(0) - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1:] == [str(confine.GIVES_WAY)], done.stderr


def test_the_way_of_a_workbook_by_command(store: Path, tmp_path: Path, run: Run) -> None:
    fine, bad = tmp_path / "好.xlsx", tmp_path / "坏.xlsx"
    fine.write_bytes(workbook("S1", [energy_row(period="2021年")]))
    bad.write_bytes(workbook("S1", [energy_row(region="柳楠区")]))
    found = run("data.ingest", "inspect", str(fine), "--json", "--expect", "0")
    assert found["generation"] == 0 and found["changes"]["gone"] == 0
    assert (found["template"], found["can_publish"], found["changes"]["new"]) == ("S1", True, 1)
    refused = run("data.ingest", "accept", str(bad), "--as", "张三", "--json", expect=1)
    assert refused["findings"][0]["cell"] == "B4"
    assert run("data.ingest", "accept", str(fine), "--as", "张三", "--json")["generation"] == 1
    assert [row["by"] for row in run("data.ingest", "history", "--json")] == ["张三"]
    assert run("data.ingest", "rollback", "1", "--as", "李四", "--json")["generation"] == 2
    assert run("data.ingest", "verify", "--json") == {"faults": []}
    same = run("data.ingest", "diff", "1", "2", "--json")
    assert (same["from_generation"], same["to_generation"], same["sheets"], same["moves"]) == (1, 2, [], [])
    assert run("data.ingest", "diff", "1", "7", "--json", expect=1)["error"]["code"] == "no_generation"
    before = ask("progress_by_indicator", statement="T01")
    assert len(run("data.ingest", "rebuild", "--json")["rebuilt"]) == 2
    asking.forget()
    assert ask("progress_by_indicator", statement="T01").equals(before)


def test_a_file_that_needs_a_reason_says_so_and_is_published_with_one(
    store: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(workbook("S1", [energy_row()], title="柳州市2024年规上工业能耗与增加值"))
    found = run("data.ingest", "inspect", str(file), "--json")
    assert (found["can_publish"], found["needs_reason"]) == (True, True)
    assert [row["values"]["period"] for row in found["records"]] == ["2025"]
    accept = ("data.ingest", "accept", str(file), "--as", "张三")
    told = run(*accept, "--json", expect=1)
    assert (told["accepted"], told["needs_reason"]) == (False, True)
    assert [one["rule"] for one in told["findings"]] == ["period_title_differs"]
    printed = run(*accept, "--reason", "。。", expect=1)
    assert "写明原因" in printed and "--reason" in printed and "标题写的是" in printed
    assert journal.read() == [] and not list((store / "refused").glob("*/*"))
    made = run(*accept, "--reason", "标题沿用上年", "--json")
    receipt = json.loads((store / "archive" / made["upload"] / "receipt.json").read_bytes())
    assert receipt["reason"] == "标题沿用上年"


def test_a_fault_of_the_store_is_a_sentence_and_never_a_traceback(
    store: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, fault in FAULTS.items():

        def broken(*_: object, fault: BaseException = fault, **__: object) -> None:
            raise fault

        monkeypatch.setattr(publish, "publish", broken)
        monkeypatch.setattr(backup, "make", broken)
        said = run("data.ingest", "rollback", "1", "--json", expect=1)
        assert said["error"]["code"] == code and set(said["error"]) == {"code", "zh", "en"}
        printed = run("data.ingest", "rollback", "1", expect=1)
        assert said["error"]["zh"] in printed and said["error"]["en"] in printed
        assert "Traceback" not in printed and "/secret" not in printed
        assert " / " in run("data.keep", "backup", str(tmp_path / "backup"), expect=1)


def test_a_start_that_cannot_bring_the_store_into_order_says_why(
    store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for fault in FAULTS.values():

        def broken(*_: object, fault: BaseException = fault, **__: object) -> None:
            raise fault

        monkeypatch.setattr(publish, "upgrade", broken)
        printed = run("data.samples", expect=1)
        assert faults.sentence(fault).zh in printed and faults.sentence(fault).en in printed


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


def test_the_same_file_from_two_processes_is_one_publication(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "一.xlsx"
    file.write_bytes(workbook("S1", [energy_row()]))
    command = [sys.executable, "-m", "data.ingest", "accept", str(file), "--as", "甲", "--json"]
    environment = dict(os.environ) | {"PYTHONIOENCODING": "utf-8"}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    both = [subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) for _ in range(2)]
    answers = [process.communicate(timeout=120) for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert [error for _, error in answers] == ["", ""]
    (told,) = [json.loads(out)["error"]["code"] for out, _ in answers if "error" in json.loads(out)]
    assert told in ("moved_on", "already_published") and len(journal.read()) == 1


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
    template: str, store: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blank, "ROWS", 25)  # whole blanks are filled by hand below
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
    assert not ask("progress_by_indicator").duplicated(["statement", "region", "sector", "period"]).any()
    assert "overview_cards" in run("queries", "list")
