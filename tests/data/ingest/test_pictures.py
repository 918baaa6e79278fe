"""A picture of cells is asked for and taken apart without trust; the archive's originals have theirs too."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.ingest import pictures, receive
from data.ingest.child import ask
from data.ingest.findings import Refused
from data.ingest.limits import LIMITS
from data.ingest.pictures import Picture, Pictured
from tests.support.numbers import energy_row
from tests.support.workbooks import cell, workbook

TRUE: dict[str, Any] = {
    "sheet": "九月",
    "sheets": [["九月", False], ["选项", True]],
    "rows": [1, 2, 9],
    "columns": [1, 2],
    "hidden_rows": [2],
    "hidden_columns": [],
    "head": 1,
    "last_row": 9,
    "last_column": 2,
    "cells": [[1, 1, "题", "text", 1, 2], [9, 2, "5.3%", "number", 1, 1]],
    "stored": "0.053",
    "code": "0.0%",
}


def test_the_cell_asked_for_is_in_the_picture() -> None:
    content = workbook("S1", [energy_row(energy_tce=2_300_000)])
    made = receive.picture(content, "能耗.xlsx", "", cell("S1", "energy_tce"))
    place = Picture.place(cell("S1", "energy_tce"))
    assert place is not None
    assert [one.text for one in made.cells if (one.row, one.column) == place] == ["2300000"]
    assert made.stored == "2300000" and not made.hidden


def test_an_archived_upload_is_looked_at_in_its_original(
    store: Path, filled: Callable[[Callable[[], object]], Path]
) -> None:
    content = workbook("S1", [energy_row()])
    upload = receive.accept(content, "能耗.xlsx", "某人").upload
    made = receive.archived_picture(upload, "规上工业能耗与增加值", "A4")
    assert made == receive.picture(content, "能耗.xlsx", "规上工业能耗与增加值", "A4")
    with pytest.raises(KeyError):
        receive.archived_picture("../../etc", "x")


def test_an_answer_is_taken_apart() -> None:
    made = pictures.picture_of(TRUE)
    assert made.cells == (Pictured(1, 1, "题", "text", 1, 2), Pictured(9, 2, "5.3%", "number"))
    assert made.hidden_rows == {2} and made.sheets == (("九月", False), ("选项", True))


@pytest.mark.parametrize(
    "lie",
    [
        {"sheet": 3},
        {"rows": [2, 1]},
        {"rows": [0, 1]},
        {"rows": list(range(1, LIMITS.picture_rows + 2))},
        {"columns": ["A"]},
        {"cells": [[3, 1, "窗外", "text", 1, 1]]},
        {"cells": [[2, 1, "跨缝", "text", 2, 1]]},
        {"cells": [[1, 1, "叠", "text", 1, 2], [1, 2, "叠", "text", 1, 1]]},
        {"cells": [[1, 1, "宽", "text", 1, 10**9]]},
        {"cells": [[1, 1, "怪", "script", 1, 1]]},
        {"cells": [[1, 1, 7, "text", 1, 1]]},
        {"sheets": None},
        {"stored": None},
        {"head": "1"},
    ],
)
def test_a_child_that_lies_is_a_child_that_died(monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]) -> None:
    monkeypatch.setattr(ask, "run_in_child", lambda *_: (TRUE | lie, b""))
    with pytest.raises(Refused) as refusal:
        receive.picture(b"x", "表.xlsx")
    assert refusal.value.finding.rule == "reader_died"


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("C11", [(11, 3)]),
        ("B3:C4", [(3, 2), (3, 3), (4, 2), (4, 3)]),
        ("7", [(7, 1)]),
        ("", []),
        ("C0", []),
        ("XFE1", []),
        ("C9999999", []),
        ("整个文件", []),
    ],
)
def test_an_address_names_its_cells(written: str, places: list[tuple[int, int]]) -> None:
    assert Picture.places(written) == places
    assert Picture.place(written) == (places[0] if places else None)


def test_a_range_without_end_is_marked_as_far_as_a_picture_reaches() -> None:
    assert len(Picture.places("A1:XFD1048576")) <= (LIMITS.picture_rows + 1) * (LIMITS.picture_columns + 1)
