"""What the child process answers for each kind of file, in plain JSON, and what it refuses."""

import io
import json

import pytest
from openpyxl import Workbook

from data.ingest.cells import guard, reader
from data.ingest.findings import Refused

ROWS = [(1, 1, ["地区", "能耗"]), (2, 1, ["柳南区", "1,5"]), (3, 1, ["柳北区", "2"])]


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_becomes_rows_merges_and_what_is_hidden() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "能耗"
    sheet.append(["地区", None, "能耗"])
    sheet.append(["柳南区", None, 0.5])
    sheet["C2"].number_format = "0.0%"
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[2].hidden = True
    answer = reader.read(saved(book), "xlsx")
    page = answer["sheets"][0]
    assert page["name"] == "能耗" and page["rows"] == [
        (1, 1, ["地区", None, "能耗"]),
        (2, 1, ["柳南区", None, 0.5]),
    ]
    assert (page["merges"], page["hidden_rows"], page["percent_cells"]) == ([(1, 1, 1, 2)], [2], [(2, 3)])
    assert {finding["rule"] for finding in answer["findings"]} == {"percent_format", "hidden_rows"}
    assert json.loads(json.dumps(answer)) is not None


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")]
)
def test_a_text_file_is_cut_by_its_own_separator(encoding: str, said: str) -> None:
    answer = reader.read("地区;能耗\n柳南区;1,5\n柳北区;2\n\n".encode(encoding), "csv")
    assert answer["sheets"][0]["rows"] == ROWS
    assert [(f["rule"], f["found"]) for f in answer["findings"]] == [("text_encoding", said)]


def test_too_many_cells_of_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_CELLS", 3)
    with pytest.raises(Refused) as refused:
        reader.read(b"a,b\nc,d\n", "csv")
    assert refused.value.finding.rule == "too_many_cells"


def test_a_line_wider_than_any_sheet_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        reader.read(b"a," * 16_384 + b"a\n", "csv")
    assert refused.value.finding.rule == "sheet_too_wide"


def test_an_old_workbook_that_is_none_crashes_into_a_refusal_of_the_parent_only() -> None:
    with pytest.raises(Exception, match=r"."):
        reader.read(guard.OLE + bytes(600), "xls")
