"""Everything in a workbook that was not used is named with its place."""

from data.ingest.cells.grid import Book, Sheet, Value, address
from data.ingest.findings import Finding
from data.ingest.tables.recognise import recognise
from data.ingest.tables.unused import unused
from data.plan import plan
from tests.support.numbers import emerging_row, energy_row


def sheet(
    template_id: str, row: dict[str, object], name: str, extra: dict[str, object] | None = None
) -> Sheet:
    """A sheet of one row under a template's headings and some columns more."""
    columns = {column.heading: row.get(column.field) for column in plan().templates[template_id].columns}
    cells: dict[tuple[int, int], Value] = {}
    for place, (heading, value) in enumerate([*columns.items(), *(extra or {}).items()], 1):
        cells[1, place] = heading.removesuffix("#")
        if value is not None:
            cells[2, place] = float(value) if isinstance(value, int) else value  # type: ignore[assignment]
    return Sheet(name, cells)


def named(*sheets: Sheet) -> list[Finding]:
    book = Book("xlsx", list(sheets))
    return unused(book, recognise(book)[0])


def test_a_sheet_of_another_template_is_named() -> None:
    found = named(sheet("S1", energy_row(), "能耗"), sheet("S4", emerging_row(), "战新"))
    assert [(each.rule, each.sheet) for each in found] == [("sheet_unused", "战新")]
    assert "S4" in found[0].found


def test_columns_with_numbers_that_are_not_the_templates_are_named_with_the_nearest_heading() -> None:
    row = {key: value for key, value in energy_row().items()}
    one = sheet("S1", row, "能耗", {"税收（万元）": 5, "备注": "无", "序号": 1})
    assert [(each.rule, each.found) for each in named(one)] == [("column_unused", "税收（万元）")]
    heading = next(c.heading for c in plan().templates["S1"].columns if c.field == "value_added")
    cells = {place: value for place, value in one.cells.items()}
    place = next(place for place, value in cells.items() if value == heading)
    cells[place] = heading.replace("（现价）", "总量")
    found = named(Sheet("能耗", cells))
    assert (found[0].rule, found[0].offer) == ("column_unused", heading)


def test_a_heading_that_stands_there_twice_is_named_at_the_second() -> None:
    heading = next(c.heading for c in plan().templates["S1"].columns if c.field == "energy_tce")
    found = named(sheet("S1", energy_row(), "能耗", {f"{heading}#": 1}))
    assert [(each.rule, each.field) for each in found] == [("heading_repeated", heading)]


def test_of_a_heading_that_stands_there_twice_the_column_that_is_seen_is_used() -> None:
    heading = next(c.heading for c in plan().templates["S1"].columns if c.field == "energy_tce")
    one = sheet("S1", energy_row(), "能耗", {f"{heading}#": 1})
    first, second = (at for (row, at), text in one.cells.items() if row == 1 and text == heading)
    one.hidden_columns = {first}
    assert recognise(Book("xlsx", [one]))[0][0].columns["energy_tce"] == second
    assert [each.cell for each in named(one)] == [address(1, first)]
