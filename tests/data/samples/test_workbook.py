"""Sample workbooks look like a bureau's, are byte-stable in content, and facts come typed."""

from pathlib import Path

from openpyxl import load_workbook

from data import places
from data.samples.workbook import WRITTEN, facts, write
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


def test_facts_are_typed_by_their_template_and_taken_in() -> None:
    for template, name in (("S0", "published_figures.csv"), ("S5", "green_register.csv")):
        rows = facts(places.samples() / "facts" / name, template)
        assert rows and stops(template, rows) == []
