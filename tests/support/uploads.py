"""Uploads by a page without a browser: files are dropped, faulty ones among them, and alerts read."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest import receive
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook

PAGE = "pages/staff/upload/page.py"
Dropped = tuple[str, bytes]


def give(test: AppTest, *files: Dropped) -> AppTest:
    """Drops files on the uploader."""
    return test.file_uploader(key="upload").set_value([(name, content, "") for name, content in files]).run()


def one_publication() -> None:
    """Fills a store with as much as an upload needs to be held against."""
    receive.accept(workbook("S1", [energy_row()]), "能耗.xlsx", "以前的人")


def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are inspected from now on, one for each time."""
    asked: list[str] = []
    real = receive.inspect

    def counted(content: bytes, name: str, **more: Any) -> receive.Inspection:
        asked.append(name)
        return real(content, name, **more)

    monkeypatch.setattr(receive, "inspect", counted)
    return asked


def faulty() -> bytes:
    """A workbook of three faults: a place, an amount and a period that cannot be read."""
    rows = [
        energy_row(region="柳南县"),
        energy_row(energy_tce="约两百万"),
        energy_row(period="去年", region="柳北区"),
    ]
    return workbook("S1", rows)


def alerts(test: AppTest) -> list[str]:
    """Every sentence that the page says aloud."""
    return [item.value for item in (*test.error, *test.warning)]
