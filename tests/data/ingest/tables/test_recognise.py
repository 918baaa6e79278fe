"""A sheet is told by its headings, over merged rows and with units in them."""

import pytest

from data.ingest.cells.grid import Book, Sheet, Value, address
from data.ingest.tables.recognise import filled, layout_of, recognise, split_heading
from data.plan import plan


def sheet_of(rows: list[list[Value | None]], merges: list[tuple[int, int, int, int]] | None = None) -> Sheet:
    cells = {
        (row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    return Sheet("表", cells, merges or [])


HEADINGS: list[Value | None] = [
    column.heading for column in plan().templates["S1"].columns if column.required
]


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("综合能耗（吨标准煤）", ("综合能耗", "吨标准煤")),
        ("综合能耗\n(单位：万吨标准煤)", ("综合能耗", "万吨标准煤")),
        ("比上年增长±%", ("比上年增长", "%")),
        ("产能（万吨/年）", ("产能(万吨/年)", "")),
        ("地 区", ("地区", "")),
        ("*期间", ("期间", "")),
        ("＊ 期间", ("期间", "")),
        ("期间 *", ("期间", "")),
        ("\u200b*期间（必填）", ("期间", "")),
        ("期间（＊）", ("期间", "")),
        ("★综合\n能耗*（吨标准煤）", ("综合能耗", "吨标准煤")),
        ("综合能耗（吨标准煤）＊", ("综合能耗", "吨标准煤")),
        ("* 比上年增长±%", ("比上年增长", "%")),
        ("*", ("", "")),
    ],
)
def test_a_heading_comes_apart_into_words_and_a_unit_that_converts(
    heading: str, parts: tuple[str, str]
) -> None:
    assert split_heading(heading) == parts


def test_texts_of_the_top_rows_are_what_a_person_sees() -> None:
    sheet = sheet_of([["能耗", None, 5.0], ["本期", "上年"]], [(1, 1, 1, 2)])
    assert filled(sheet) == {(1, 1): "能耗", (1, 2): "能耗", (2, 1): "本期", (2, 2): "上年"}


@pytest.mark.parametrize("template_id", sorted(plan().templates))
def test_every_template_is_recognised_by_its_own_headings(template_id: str) -> None:
    template = plan().templates[template_id]
    headings: list[Value | None] = [
        f"{c.heading}（{c.unit}）" if c.unit else c.heading for c in template.columns
    ]
    layout = layout_of(sheet_of([["标题"], headings, ["x"]]))
    assert layout is not None and layout.template.id == template_id and layout.missing == ()
    assert set(layout.columns) == {column.field for column in template.columns}


def test_hidden_and_strange_sheets_are_passed_over_and_nothing_at_all_is_told() -> None:
    good = sheet_of([HEADINGS, ["x"]])
    hidden = sheet_of([HEADINGS, ["x"]])
    hidden.hidden = True
    layouts, findings = recognise(Book("xlsx", [hidden, sheet_of([["封面"]]), good]))
    assert [layout.sheet for layout in layouts] == [good] and findings == []
    layouts, findings = recognise(Book("xlsx", [hidden]))
    assert layouts == [] and [finding.rule for finding in findings] == ["unknown_template"]


def test_a_missing_required_heading_is_named_at_the_heading_row() -> None:
    region = plan().templates["S1"].column("region")
    assert region is not None
    rest = [heading for heading in HEADINGS if heading != region.heading]
    layouts, findings = recognise(Book("xlsx", [sheet_of([["标题"], [], rest, ["x"]])]))
    assert [layout.template.id for layout in layouts] == ["S1"]
    assert [(f.rule, f.cell, f.expected) for f in findings] == [("column_missing", "A3", region.heading)]


def test_a_missing_heading_is_marked_at_the_one_it_resembles_or_beside_its_place() -> None:
    place = HEADINGS.index("综合能源消费量")
    spoiled = [*HEADINGS[:place], "综合能源消费总量", *HEADINGS[place + 1 :]]
    gone = [*HEADINGS[:place], *HEADINGS[place + 1 :]]
    first_gone: list[Value | None] = [
        column.heading for column in plan().templates["S0"].columns if column.field != "indicator"
    ]
    told = {
        cell: [finding.cell for finding in recognise(Book("xlsx", [sheet_of([headings, ["x"]])]))[1]]
        for cell, headings in (
            (address(1, place + 1), spoiled),
            (address(1, place), gone),
            ("A1", first_gone),
        )
    }
    assert told == {cell: [cell] for cell in told} and len(told) == 3
