"""What is proposed: template, fields and how sure, period, place, what is asked, what is marked."""

from data.ingest.layouts.proposal import Proposal, Told
from data.ingest.layouts.proposing import proposed
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import of_shape, proposal, tables


def fields(found: Proposal) -> dict[str, str]:
    return {"／".join(column.path): column.field for column in found.columns}


def test_columns_carry_field_certainty_unit_and_examples() -> None:
    found = proposal(sheets.places_by_fields())
    assert (found.template, found.shape, found.rows, found.based_on) == ("S1", "columns", 5, "")
    assert fields(found) == {
        "县区": "region",
        "能源消费／本期累计": "energy_tce",
        "能源消费／同比增长": "energy_growth",
        "工业增加值／累计": "value_added",
        "工业增加值／可比价增长": "value_added_growth",
    }
    energy = found.columns[1]
    assert (energy.cell, energy.cells, energy.unit_normalised) == ("B3", ("B5:B9",), "万吨标准煤")
    assert energy.examples == ("130.5", "10.25", "11.25") and 0.5 < energy.sure < found.columns[2].sure
    assert found.period == Told(
        "2026-10", "2026年1—10月", "title", "Sheet1", "A1", "2026年1—10月各县区工业能耗与增加值情况"
    )
    assert found.place is not None and (found.place.source, found.place.cell) == ("column", "A3")


def test_what_is_missing_is_asked_once_with_what_the_notes_say() -> None:
    asked = {one.field: one for one in proposal(sheets.places_by_fields()).asked}
    assert {name: one.value for name, one in asked.items()} == {"basis": "当量值", "maturity": ""}
    assert [option.name for option in asked["maturity"].options] == ["快报", "初核", "终核"]
    told = {one.field: one.value for one in proposal(sheets.sectors()).asked}
    assert told["region"] == "柳州市"


def test_cells_are_marked_by_what_they_are_for() -> None:
    found = proposal(sheets.places_by_fields())
    marks = found.marks[0].cells
    assert {cell: marks[cell] for cell in ("A1", "E2", "B3", "B4", "A6", "B5:B9", "A10")} == {
        "A1": "title", "E2": "unit", "B3": "heading", "B4": "heading", "A6": "place", "B5:B9": "body",
        "A10": "note",
    }  # fmt: skip
    crossed = proposal(sheets.fields_by_periods()).marks[0].cells
    assert (crossed["C2"], crossed["B3"], crossed["A3"]) == ("period", "unit", "label")


def test_a_month_by_itself_is_never_proposed_as_a_sum_from_january() -> None:
    columns = {column.path: column for column in proposal(sheets.sectors()).columns}
    month = columns["综合能源消费量", "本月"]
    assert month.single and month.field == ""
    assert columns["综合能源消费量", "1-本月累计"].field == "energy_tce"


def test_the_same_months_of_last_year_are_no_field() -> None:
    rows = [
        ["2026年1—9月各县区能耗（吨标准煤）"],
        ["县区", "综合能源消费量", None, "同比（%）"],
        [None, "本年累计", "上年同期", None],
        *([place, 10, 9, 1.5] for place in sheets.PLACES),
    ]
    found = proposal(sheets.workbook(rows, ["B2:C2", "A2:A3", "D2:D3"]))
    assert fields(found)["综合能源消费量／上年同期"] == ""


def test_kinds_periods_and_places_in_headings_are_told() -> None:
    kinds = proposal(sheets.kinds_side_by_side())
    assert (kinds.template, kinds.shape, kinds.roles) == (
        "S4",
        "cells",
        {"row": "region", "column": "category"},
    )
    assert kinds.period is not None and (kinds.period.source, kinds.period.value) == ("sheet", "2026-09")
    months = proposal(sheets.fields_by_periods())
    assert months.period is not None and (months.period.source, months.period.value) == ("column", "")
    places = proposal(sheets.fields_by_places())
    assert places.roles == {"row": "words", "column": "region"}
    assert places.place is not None and places.place.source == "row"


def test_an_answer_given_before_is_proposed_again() -> None:
    known = of_shape("places_by_fields")
    other = sheets.workbook(
        [["2026年1—9月"], ["县区", "能源消费", None, "增加值"], [None, "本期累计", "同比增长", "亿元"]]
        + [[place, 1, 2, 3] for place in sheets.PLACES],
        ["B2:C2"],
    )
    found = proposal(other, [known])
    assert {"／".join(c.path): c.why for c in found.columns}["能源消费／本期累计"] == "learned"


def test_what_is_of_another_trade_gets_no_proposal() -> None:
    menu = sheets.workbook([["菜单"], ["菜名", "价格", "辣度"], ["鱼", 38, 2], ["螺蛳粉", 12, 3]])
    assert proposed(tables(menu), "菜单.xlsx", []) is None


def test_a_title_tells_what_a_heading_that_says_little_is_of() -> None:
    rows = [["各县区规上工业综合能源消费量及增速"], ["县区", "消费量（吨标准煤）", "增速（%）"]]
    content = sheets.workbook([*rows, *([place, 1000, 1.5] for place in sheets.PLACES)], name="2026年1-10月")
    found = proposal(content)
    assert (found.template, fields(found)) == (
        "S1",
        {"县区": "region", "消费量": "energy_tce", "增速": "energy_growth"},
    )
