"""The example row of a blank workbook is never data, wherever it stands; what somebody typed over it is."""

import random
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from data.ingest import blank as blanks
from data.ingest.cells.grid import Book, Sheet, Value
from data.ingest.cells.read import read_book
from data.ingest.findings import Finding
from data.ingest.records import Records
from data.ingest.tables import tidy
from data.ingest.tables.examples import examples_of, without_examples
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import understand
from data.ingest.words.example_mark import MARK
from data.plan import plan
from tests.support.rows import good
from tests.support.workbooks import Row, day

FIRST = blanks.HEADING_ROW + 1
TEMPLATES = list(plan().templates)


@pytest.fixture(autouse=True)
def few_rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Blanks with few rows made ready say the same and are made quicker."""
    monkeypatch.setattr(blanks, "ROWS", 25)
    yield


@cache
def book_of(template: str) -> Book:
    """The blank workbook of a template as it is read."""
    return read_book(blanks.blank(template)[1], f"{template}.xlsx")


def sheet_with(template: str, rows: list[dict[int, Value]], star: Callable[[str], str] = str) -> Sheet:
    """The first sheet of the blank with these rows under its headings instead of the example."""
    own = book_of(template).sheets[0]
    cells = {(row, column): value for (row, column), value in own.cells.items() if row < FIRST}
    for column in range(1, own.last_column + 1):
        heading = cells[blanks.HEADING_ROW, column]
        assert isinstance(heading, str)
        cells[blanks.HEADING_ROW, column] = star(heading)
    for number, row in enumerate(rows, FIRST):
        cells |= {(number, column): value for column, value in row.items()}
    return Sheet(own.name, cells, own.merges)


def read(*sheets: Sheet) -> tuple[Records, list[Finding]]:
    """The records of sheets and what is told of them."""
    layouts, missing = recognise(Book("xlsx", list(sheets)))
    assert layouts and not missing, missing
    return understand(layouts)


def filled(template: str, row: Row) -> dict[int, Value]:
    """A row as cells by column."""
    columns = enumerate(plan().templates[template].columns, 1)
    values = ((number, row.get(column.field)) for number, column in columns)
    return {
        number: float(v) if isinstance(v, int | float) else v for number, v in values if v not in (None, "")
    }


def example(template: str) -> dict[int, Value]:
    """The example row as cells by column."""
    said = examples_of(plan().templates[template])
    columns = enumerate(plan().templates[template].columns, 1)
    return {number: said[column.field] for number, column in columns if column.field in said}


STARS: list[Callable[[str], str]] = [
    str,
    lambda heading: heading.removeprefix("*"),
    lambda heading: "＊ " + heading.removeprefix("*"),
    lambda heading: heading.removeprefix("*") + " *",
    lambda heading: heading.replace("（", "*\n（").removeprefix("*"),
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_is_filled_into_a_blank_reads_back_and_its_example_does_not(template: str) -> None:
    """In any order, the example copied and left, with the star in any form: the same records."""
    row, said = filled(template, good(template)), example(template)
    assert said, template
    records, findings = read(sheet_with(template, [row]))
    values = records.rows[0].values
    for column in plan().templates[template].columns:
        given = good(template).get(column.field)
        if column.numeric or column.kind in ("date", "text", "credit_code"):
            assert values[column.field] == (given if given not in (None, "") else column.default)
        else:
            assert (values[column.field] is None) == (given is None and column.default is None)
    chance = random.Random(template)
    for star in STARS:
        rows = [row, said, said]
        chance.shuffle(rows)
        again, told = read(sheet_with(template, rows, star))
        assert [each.values for each in again.rows] == [values] and told == findings, rows


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_example_teaches_what_is_accepted(template: str) -> None:
    """Typed in without the mark it is a good record; as it stands it is none."""
    own = plan().templates[template]
    typed: Row = {}
    for field, text in own.example.items():
        column = own.column(field)
        assert column is not None
        typed[field] = float(text) if column.numeric else day(text) if column.kind == "date" else text
    records, findings = read(sheet_with(template, [filled(template, typed)]))
    assert findings == [] and len(records.rows) == 1
    assert {field for field, value in records.rows[0].values.items() if value is not None} >= set(typed)
    assert tidy.tidy_records(book_of(template)) == [], "nor does the reader of any table read it"
    with_data = sheet_with(template, [example(template), filled(template, typed)])
    numbers = [record for record in tidy.tidy_records(Book("xlsx", [with_data])) if MARK in str(record)]
    assert numbers == [], "nor does it take it for a part of the headings"
    none, told = read(book_of(template).sheets[0])
    assert none.rows == [] and [finding.rule for finding in told] == ["no_rows"]


def test_a_cell_of_the_example_that_was_left_is_blank_and_named() -> None:
    half = example("S1") | filled("S1", good("S1", energy_growth=None, maturity=None))
    records, findings = read(sheet_with("S1", [half]))
    assert [(finding.rule, finding.cell) for finding in findings if finding.rule != "example_left"] == [
        ("value_missing", "J4")
    ]
    left = [finding for finding in findings if finding.rule == "example_left"]
    assert [(finding.cell, finding.field) for finding in left] == [
        ("E4", "综合能源消费量同比"),
        ("J4", "数据状态"),
    ]
    assert records.rows[0].values["energy_growth"] is None and left[0].found == f"{MARK}-2.1"


def test_data_typed_behind_the_mark_are_told() -> None:
    behind: dict[int, Value] = {1: "例:2025年", 2: " 例：柳南区", 4: "例：5"}
    records, findings = read(sheet_with("S1", [filled("S1", good("S1")), behind]))
    assert len(records.rows) == 1
    assert [(finding.rule, finding.cell, finding.found) for finding in findings] == [
        ("example_changed", "A5", "例:2025年")
    ]


def test_a_sheet_without_examples_is_itself() -> None:
    beside: dict[int, Value] = filled("S1", good("S1")) | {14: "例：核对后再报"}
    layouts, _ = recognise(Book("xlsx", [sheet_with("S1", [beside])]))
    assert without_examples(layouts[0]) == (layouts[0], [])
