"""Sample workbooks look like a bureau's, are byte-stable in content, and facts come typed."""

import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook

from data import places
from data.samples.workbook import WRITTEN, facts, timeless, write
from tests.support.in_process import stops
from tests.support.numbers import energy_row


def test_a_workbook_has_title_headings_with_units_rows_and_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "2025" / "S1.xlsx"
    write(path, "S1", "柳州市能耗", [energy_row(), energy_row(region="柳北区")], "测试")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0][0] == "柳州市能耗" and "（吨标准煤）" in " ".join(str(text) for text in values[2])
    assert values[-1][0] == "注：测试" and values[4][1] == "柳北区"
    assert book.properties.created == WRITTEN


def test_the_moment_of_saving_is_not_in_a_workbook() -> None:
    made = []
    for day in (4, 5):
        book = Workbook()
        book.properties.created = WRITTEN
        held = io.BytesIO()
        book.save(held)
        with zipfile.ZipFile(held) as packed:
            core = packed.read("docProps/core.xml")
        moved = re.sub(
            rb"\d{4}-\d\d-\d\dT[0-9:]+Z(</dcterms:modified>)", b"2031-05-0%dT08:00:00Z\\1" % day, core
        )
        assert b"2031" in moved
        made.append(timeless(with_core(held.getvalue(), moved)))
    assert made[0] == made[1]


def with_core(content: bytes, core: bytes) -> bytes:
    """The same package with other core properties."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(name, core if name == "docProps/core.xml" else source.read(name))
    return packed.getvalue()


def test_facts_are_typed_by_their_template_and_taken_in() -> None:
    for template, name in (("S0", "published_figures.csv"), ("S5", "green_register.csv")):
        rows = facts(places.samples() / "facts" / name, template)
        assert rows and stops(template, rows) == []
