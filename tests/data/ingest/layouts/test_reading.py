"""A workbook is read by its layout: every value, unit, period and address is that of the bureau's sheet."""

import dataclasses
import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from data.ingest.layouts import reading
from data.ingest.words.periods import Period
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import confirmed, of_shape, read, tables

# shape → template, records, factors by field, and of one record: what tells it, its values, their cells
Told = tuple[str, int, dict[str, float], dict[str, str], dict[str, float], dict[str, str]]
WAN = 10_000.0
ENERGY = {"energy_tce": WAN, "energy_growth": 1.0, "value_added": WAN, "value_added_growth": 1.0}
YUFENG = {"energy_tce": 112_500.0, "energy_growth": 2.5, "value_added": 215_000.0, "value_added_growth": 5.5}
EXPECTED: dict[str, Told] = {
    "places_by_fields": (
        "S1", 5, ENERGY, {"region": "450203", "period": "2026-10"}, YUFENG,
        {"region": "A7", "energy_tce": "B7", "energy_growth": "C7", "value_added": "D7"},
    ),
    "fields_by_places": (
        "S1", 5, ENERGY, {"region": "450203", "period": "2026-09"}, YUFENG,
        {"region": "E2", "energy_tce": "E3", "energy_growth": "E4", "value_added": "E5"},
    ),
    "kinds_side_by_side": (
        "S4", 16, {"emerging_output": WAN}, {"region": "450203", "category": "3", "period": "2026-09"},
        {"emerging_output": 45_000.0}, {"region": "A4", "category": "D2", "emerging_output": "D4"},
    ),
    "fields_by_periods": (
        "S1", 3, ENERGY, {"region": "450200", "period": "2026-09"},
        {"energy_tce": 1_155_000.0, "energy_growth": 1.75, "value_added": 855_000.0},
        {"energy_tce": "D3", "energy_growth": "D4", "value_added_growth": "D6"},
    ),
    "enterprises": (
        "S12", 2, {"generated_t": WAN, "used_t": WAN, "disposed_t": WAN},
        {"enterprise": "柳州乙发电有限公司", "region": "450203", "kind": "fly_ash", "period": "2026-09"},
        {"generated_t": 32_500.0, "used_t": 32_500.0, "disposed_t": 0.0}, {"generated_t": "E4", "kind": "D4"},
    ),
    "register": (
        "S5", 3, {}, {"enterprise": "柳州乙食品有限公司", "kind": "factory", "level": "regional"}, {},
        {"enterprise": "A4", "kind": "B4", "batch": "D4", "published_on": "E4", "region": "F4"},
    ),
    "sectors": (
        "S1", 3, {"energy_tce": 1.0, "energy_growth": 1.0, "value_added_growth": 1.0},
        {"region": "450200", "sector": "C36", "period": "2026-10"},
        {"energy_tce": 31_000.0, "energy_growth": -1.5, "value_added_growth": 6.5}, {"energy_tce": "C5"},
    ),
    "energies_side_by_side": (
        "S2", 5, {"quantity": 1.0}, {"enterprise": "柳州乙水泥有限公司", "energy": "electricity"},
        {"quantity": 1500.0}, {"enterprise": "A4", "region": "B4", "energy": "E2", "quantity": "E4"},
    ),
    "kinds_over_fields": (
        "S12", 2, {"generated_t": WAN, "used_t": WAN}, {"kind": "fly_ash", "period": "2026-09"},
        {"generated_t": 30_000.0, "used_t": 30_000.0}, {"kind": "E2", "generated_t": "E6"},
    ),
    "months_below": (
        "S1", 9, {"energy_tce": WAN, "energy_growth": 1.0}, {"region": "450200", "period": "2026-03"},
        {"energy_tce": 315_000.0, "value_added_growth": 5.5}, {"energy_tce": "B4", "period": "A4"},
    ),
}  # fmt: skip


def plain(value: Any) -> Any:
    return value.code if isinstance(value, Period) else value


@pytest.mark.parametrize("shape", EXPECTED)
def test_a_confirmed_proposal_reads_every_cell(shape: str) -> None:
    template, count, factors, told, values, cells = EXPECTED[shape]
    content = sheets.SHAPES[shape]()
    found = read(of_shape(shape), content)
    assert (found.records.template.id, len(found.records.rows)) == (template, count)
    assert [f for f in found.findings if f.severity == "stop"] == []
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    for row in found.records.rows:
        for field, factor in factors.items():
            raw = sheet[found.records.address(row, field)].value
            assert row.values[field] == pytest.approx(raw * factor)
    own = [r for r in found.records.rows if all(plain(r.values[f]) == code for f, code in told.items())]
    assert len(own) == 1 and {field: own[0].values[field] for field in values} == values
    assert {field: found.records.address(own[0], field) for field in cells} == cells


LATER: list[tuple[str, Callable[[], bytes], str, int]] = [
    ("places_by_fields", lambda: sheets.places_by_fields("2026年1—11月", more=1, shifted=2), "2026-11", 6),
    ("fields_by_places", lambda: sheets.fields_by_places("2026年1—10月"), "2026-10", 5),
    ("kinds_side_by_side", lambda: sheets.kinds_side_by_side("2026年1-10月"), "2026-10", 16),
    ("fields_by_periods", lambda: sheets.fields_by_periods(11), "2026-11", 3),
    ("enterprises", lambda: sheets.enterprises("2026年二季度"), "2026-06", 2),
    ("energies_side_by_side", lambda: sheets.energies_side_by_side(2024), "2024", 5),
    ("kinds_over_fields", lambda: sheets.kinds_over_fields("2026年二季度"), "2026-06", 2),
    ("months_below", lambda: sheets.months_below(11), "2026-11", 10),
    ("sectors", lambda: sheets.sectors("2026年1—11月"), "2026-11", 3),
]


@pytest.mark.parametrize(("shape", "made", "period", "count"), LATER, ids=[later[0] for later in LATER])
def test_the_next_workbook_goes_straight_through(
    shape: str, made: Callable[[], bytes], period: str, count: int
) -> None:
    stored, later = of_shape(shape), made()
    assert reading.fitting([stored], tables(later)) == [stored]
    found = read(stored, later)
    assert len(found.records.rows) == count
    assert period in {plain(row.values["period"]) for row in found.records.rows}
    assert [f for f in found.findings if f.severity == "stop"] == []


def test_no_layout_fits_the_workbook_of_another() -> None:
    known = {shape: of_shape(shape) for shape in sheets.SHAPES}
    for shape, made in sheets.SHAPES.items():
        fit = reading.fitting(known.values(), tables(made()))
        assert known[shape] in fit and all(one.bindings == known[shape].bindings for one in fit), shape


def test_a_lost_heading_is_named_and_a_lost_period_stops() -> None:
    stored = of_shape("places_by_fields")
    other = tables(sheets.sectors())
    assert reading.read(stored, other, "表.xlsx") is None
    unfit = reading.unfit(stored, other)
    assert unfit.rule == "layout_unfit" and "能源消费／本期累计" in unfit.found
    found = read(stored, sheets.places_by_fields(""))
    assert "period_nowhere" in {f.rule for f in found.findings}


def test_strange_places_and_texts_are_told_at_their_own_cells() -> None:
    content = sheets.workbook(
        [
            ["2026年1—9月各区能耗（万吨标准煤）"],
            ["指标", "城中区", "鱼峯区", "柳南区"],
            ["综合能源消费量", 10.5, 11.5, 12.5],
            ["能耗同比（%）", 1, 2, 3],
        ]
    )
    found = read(confirmed(content), content)
    assert [(f.rule, f.cell, f.offer) for f in found.findings if f.severity == "stop"] == [
        ("region_unknown", "C2", "鱼峰区")
    ]


def test_another_unit_next_month_is_converted_and_a_unit_of_another_kind_stops() -> None:
    rows: list[Any] = [
        ["2026年1—9月各区能耗"],
        ["县区", "能耗（万吨标准煤）", "能耗增速（%）"],
        *([place, 1.5, 2] for place in sheets.PLACES),
    ]
    stored = confirmed(sheets.workbook(rows))
    for unit, value in (("吨标准煤", 1.5), ("万吨标准煤", 15_000.0)):
        rows[1] = ["县区", f"能耗（{unit}）", "能耗增速（%）"]
        made = read(stored, sheets.workbook(rows)).records.rows
        assert {row.values["energy_tce"] for row in made} == {value}
    rows[1] = ["县区", "能耗（亿元）", "能耗增速（%）"]
    said = read(stored, sheets.workbook(rows)).findings
    assert [f.rule for f in said if f.severity == "stop"] == ["unit_mismatch"]


def test_of_two_layouts_the_one_with_more_headings_speaks() -> None:
    content = sheets.places_by_fields()
    whole = confirmed(content)
    part = dataclasses.replace(whole, bindings=whole.bindings[:3])
    assert reading.fitting([part, whole], tables(content)) == [whole]


def test_what_a_layout_does_not_use_is_named() -> None:
    energy: list[list[Any]] = [
        ["表一 2026年1—10月能耗"],
        ["县区", "综合能源消费量（吨标准煤）", "能耗同比（%）"],
    ]
    energy += [[place, 1000, 1.5] for place in sheets.PLACES]
    other: list[Any] = [
        ["表二 2026年1—10月税收"],
        ["县区", "税收（亿元）", "用工（人）"],
        *([place, 2, 30] for place in sheets.PLACES),
    ]
    content = sheets.workbook([*energy, [], *other])
    told = [
        (f.rule, f.cell, f.found) for f in read(confirmed(content), content).findings if f.severity == "warn"
    ]
    assert ("table_unused", "A8", "表二 2026年1—10月税收") in told


def test_a_growth_beside_the_city_is_the_citys_and_parts_are_named_and_not_taken() -> None:
    rows: list[list[Any]] = [["2026年1—10月能耗主要指标"], ["指标", "单位", "全市", "同比%"]]
    rows += [
        ["规上工业综合能源消费量", "万吨标准煤", 130.5, 2.1],
        ["  其中：高耗能行业", "万吨标准煤", 100, 2.5],
    ]
    content = sheets.workbook([*rows, ["规上工业增加值", "亿元", 95, 6.1]])
    found = read(confirmed(content), content)
    (row,) = found.records.rows
    assert (row.values["region"], row.values["energy_tce"], row.values["energy_growth"]) == (
        "450200",
        1_305_000,
        2.1,
    )
    assert row.cells["value_added_growth"] == "D5"
    assert {f.cell for f in found.findings if f.rule == "column_unused"} == {"C4", "D4"}


def test_what_was_asked_and_not_answered_stops_once_for_each_column() -> None:
    content = sheets.SHAPES["places_by_fields"]()
    found = read(dataclasses.replace(confirmed(content), fixed={}), content)
    stops = [(f.rule, f.field) for f in found.findings if f.severity == "stop"]
    assert stops == [("column_missing", "口径"), ("column_missing", "数据状态")]
