"""A reading that takes long says how far it is, and one that was stopped leaves nothing behind."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest import receive
from data.ingest.receive import Step
from data.keep import refused
from pages.staff.upload import reading
from pages.staff.upload.dropped import File
from tests.support.numbers import energy_row
from tests.support.pages import said, visited
from tests.support.workbooks import workbook

PAGE = "pages/staff/upload/page.py"


def give(test: AppTest, content: bytes) -> AppTest:
    return test.file_uploader(key="upload").set_value([("能耗.xlsx", content, "")]).run()


def test_steps_are_words_with_numbers() -> None:
    shown: list[str] = []

    class Line:
        def update(self, *, label: str) -> None:
            shown.append(label.replace("\\", ""))

    watch = reading.watching(Line(), File("能耗.xlsx", "x", bytes))
    for step in (Step(), Step("rows", 2_000, 60_000), Step("checks", 4_000, 60_000), Step("published")):
        watch(step)
    assert "能耗" in shown[0] and "2,000 / 60,000" in shown[1] and "4,000 / 60,000" in shown[2]
    assert len(set(shown)) == 4


def test_a_reading_that_was_stopped_leaves_nothing_and_can_be_taken_up_again(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_USER", "测试员")
    asked: list[Any] = []
    inspect = receive.inspect

    def noted(*args: Any, **given: Any) -> Any:
        asked.append(given["watching"])
        return inspect(*args, **given)

    monkeypatch.setattr(receive, "inspect", noted)
    content = workbook("S1", [energy_row(region="柳南县")])
    test = visited(PAGE)
    test.session_state[reading.STOPPED] = hashlib.sha256(content).hexdigest()
    stopped = give(test, content)
    assert not stopped.exception and not asked
    assert "没有留下任何内容" in said(stopped) and not refused.refusals()
    again = stopped.button(key="read-again").click().run()
    assert not again.exception and len(asked) == 1 and callable(asked[0])
    assert reading.STOPPED not in again.session_state
