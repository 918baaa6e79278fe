"""The picture behind a number has its workbook's other sheets beside it, and its cell only on its own."""

import pytest
import streamlit as st

from data.ingest import receive
from data.ingest.receive import Picture
from pages.pieces import linked
from queries.question import Rows

ROW = {"upload": "000001-S1-a", "sheet": "九月", "cell": "B3", "file_name": "能耗.xlsx", "region": "柳南区"}


class Address(dict[str, str]):
    """The parameters of an address without a browser."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)


@pytest.mark.parametrize(
    ("sheet", "asked", "here"), [("", ("九月", "B3"), True), ("说明", ("说明", ""), False)]
)
def test_the_other_sheets_of_an_archived_workbook_are_one_click_away(
    monkeypatch: pytest.MonkeyPatch, sheet: str, asked: tuple[str, str], here: bool
) -> None:
    address = {"cell": linked.named(ROW), "sheet": sheet}
    monkeypatch.setattr(st, "query_params", Address({n: v for n, v in address.items() if v}))
    monkeypatch.setattr(st, "session_state", {})
    wanted: list[tuple[str, str]] = []

    def taken(upload: str, name: str, cell: str, top: int) -> Picture:
        wanted.append((name, cell))
        return Picture(name, (("九月", False), ("说明", False)), (1, 2, 3), (1, 2), 0, 3, 2)

    monkeypatch.setattr(receive, "archived_picture", taken)
    told = linked.picture(Rows([ROW]), ["region"])
    assert wanted == [asked] and ("data-here" in told) == here
    assert told.count("<a data-stay") == 2, "the other sheet, and the way to close"
    assert f'<b aria-current="true">{asked[0]}</b>' in told
