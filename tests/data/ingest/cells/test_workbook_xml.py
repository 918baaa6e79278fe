"""A whole .xlsx is looked over through its relationships, and its copy holds only what was looked at."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from data.ingest.cells import guard
from data.ingest.cells.safe_xml import local, walk
from data.ingest.cells.workbook_xml import look_over
from data.ingest.findings import Refused


def saved(sheets: int = 2) -> bytes:
    book = Workbook()
    for number in range(1, sheets):
        book.create_sheet(f"表{number}")
    for sheet in book.worksheets:
        sheet["A1"] = "产值"
        sheet["B1"] = 0.5
        sheet["B1"].number_format = "0.00%"
    book.worksheets[-1].sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(content: bytes, part: str, text: str) -> bytes:
    """The same archive with one part written anew."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, text)
    return target.getvalue()


def test_every_sheet_is_found_in_order_with_its_formats() -> None:
    look = look_over(saved())
    assert [(sheet.hidden, sheet.count, sheet.percent_cells) for sheet in look.sheets] == [
        (False, 2, [(1, 2)]), (True, 2, [(1, 2)]),
    ]  # fmt: skip
    assert not look.date_1904 and look.external_links == 0


def test_the_clean_copy_leaves_out_what_was_not_looked_at() -> None:
    look = look_over(changed(saved(), "xl/macros/evil.xml", "<a/>"))
    with zipfile.ZipFile(io.BytesIO(look.clean)) as copy:
        names = set(copy.namelist())
        assert copy.testzip() is None
    assert "xl/macros/evil.xml" not in names and "xl/worksheets/sheet2.xml" in names


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "unsafe_xml"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', "unsafe_xml"),
        ("<a><b></a>", "damaged"),
    ],
)
def test_a_part_that_is_not_plain_xml_is_refused(text: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        look_over(changed(saved(), "xl/styles.xml", text))
    assert refused.value.finding.rule == rule


def test_a_package_that_names_no_workbook_and_one_of_too_many_sheets_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Refused, match="rels"):
        look_over(changed(saved(), "_rels/.rels", "<Relationships/>"))
    monkeypatch.setattr(guard, "MAX_SHEETS", 1)
    with pytest.raises(Refused) as refused:
        look_over(saved(2))
    assert refused.value.finding.rule == "too_many_sheets"


def test_names_lose_their_prefix_and_utf_16_is_refused() -> None:
    assert local("x:sheet") == "sheet" == local("sheet")
    with pytest.raises(Refused):
        walk("<a/>".encode("utf-16"), lambda name, attributes: None)
