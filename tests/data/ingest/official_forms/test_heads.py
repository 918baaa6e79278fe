"""Headings of forms come from the one reading of tables: levels, units, the line that numbers the columns."""

from data.ingest.cells.grid import Sheet
from data.ingest.cells.read import read_book
from data.ingest.official_forms.heads import DEEP, Heading, heads_of
from tests.support.official_forms import FIRST_ROW, form_205_1


def test_each_column_has_its_path_and_its_unit_and_the_numbered_line_is_no_body() -> None:
    (head,) = heads_of(read_book(form_205_1(), "表.xlsx").sheets[0])
    assert (head.first_heading_row, head.heading_row, head.first_row) == (7, 9, FIRST_ROW)
    assert head.columns[1] == Heading(("能源名称",))
    assert head.columns[6] == Heading(("购进量", "金额"), "千元")
    leaf = "用于原材料"
    assert list(head.columns[9].ways()) == [f"消费量工业生产消费{leaf}", f"工业生产消费{leaf}", leaf]


def test_a_table_without_numbers_is_headed_by_its_words_and_a_long_one_as_a_short_one() -> None:
    words: dict[tuple[int, int], str | float] = {(1, 1): "名", (1, 2): "原煤（吨）", (1, 3): "焦炭（吨）"}
    (bare,) = heads_of(Sheet("空", words))
    assert bare.first_row == 2 and bare.columns[2] == Heading(("原煤",), "吨")
    body: dict[tuple[int, int], str | float] = {(row, 1): f"厂{row}" for row in range(2, DEEP * 3)}
    body |= {(row, column): 1.5 for row in range(2, DEEP * 3) for column in (2, 3)}
    (long,) = heads_of(Sheet("长", words | body))
    assert (long.first_row, long.columns) == (2, bare.columns)
    assert long.sheet.last_row == DEEP * 3 - 1
