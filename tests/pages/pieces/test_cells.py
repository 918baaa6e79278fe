"""The cells behind a number say why their workbook was published in spite of a finding."""

from typing import Any

import pytest

from data.ingest import receive
from pages.pieces import cells, linked, panel
from pages.speech.about import About
from queries.question import Rows


@pytest.mark.parametrize(("reason", "columns"), [("口径调整", ["sheet", "reason"]), ("", ["sheet"])])
def test_the_reason_stands_beside_the_cell_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, reason: str, columns: list[str]
) -> None:
    drawn: list[tuple[Any, Any]] = []
    monkeypatch.setattr(receive, "reason_of", {"u1": reason, "u2": ""}.__getitem__)
    monkeypatch.setattr(panel, "listed", lambda name, about, rows, shown, markup: drawn.append((rows, shown)))
    monkeypatch.setattr(linked, "picture", lambda rows, shown, corrections: "")
    monkeypatch.setattr(linked, "table", lambda rows, shown: "")

    def about(title: str, measure: str, rows: Rows) -> About:
        return About(title, measure)

    rows = Rows([{"upload": "u1", "sheet": "甲"}, {"upload": "u2", "sheet": "乙"}])
    cells.trace(about, rows, ["sheet"], "indicator.trace_ledger", "2025年", "柳州市")
    (told, shown), *_ = drawn
    assert list(shown) == columns and [row.get("reason", "") for row in told] == [reason, ""]
