"""What a child can be asked: inspect, mark, tidy; refusals and our own faults are answers too."""

import io

import pytest
from openpyxl import load_workbook

from data.ingest.child import ask, frame, tasks
from data.ingest.findings import Finding, Refused
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook

TOLD = {"name": "表.xlsx", "sha256": "abc", "snapshot": ""}


def test_inspecting_gives_a_summary_and_rows() -> None:
    told, rows = ask.run_here("inspect", workbook("S1", [energy_row()]), TOLD)
    assert (told["template"], told["rows"]) == ("S1", 1) and rows.startswith(b"PAR1")


def test_marking_is_only_for_workbooks_that_were_looked_over() -> None:
    finding = ["region_unknown", "规上工业能耗与增加值", "A4", "柳南区", "柳楠区", "地区"]
    told = {"findings": [finding], "lang": "zh"}
    _, back = ask.run_here("marked", workbook("S1", [energy_row()]), told)
    assert load_workbook(io.BytesIO(back)).sheetnames
    _, copy = ask.run_here("marked", b"a,b\n1,2\n", told)
    assert load_workbook(io.BytesIO(copy)).sheetnames == ["csv", "检查结果"]
    with pytest.raises(Refused) as refusal:
        ask.run_here("marked", workbook("S1", [])[:-40], told)
    assert refusal.value.finding.rule == "damaged"


def test_whatever_happens_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(fault: BaseException) -> tasks.Told:
        def task(_: tasks.Told, __: bytes) -> frame.Framed:
            raise fault

        monkeypatch.setitem(tasks.TASKS, "inspect", task)
        return tasks.answered({"task": "inspect"}, b"x")[0]

    finding = Finding("damaged", found="ZIP")
    assert failing(Refused(finding)) == {"refused": finding.plain()}
    assert failing(MemoryError())["refused"]["rule"] == "reader_died"
    assert "KeyError" in failing(KeyError("our own"))["crash"]
    with pytest.raises(KeyError):
        ask.run_here("inspect", b"x", {})


def test_a_warm_process_has_met_a_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.warm()
    monkeypatch.setattr(tasks, "SETTINGS", {})
    tasks.be_modest()
    assert tasks.SETTINGS == tasks.MODEST
