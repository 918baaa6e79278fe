"""A number's stub and heading are taken apart into places, kinds, periods and the figure's name."""

from data.ingest.layouts.coordinates import cell_of, dimension_of, roles_of, spots_of
from data.plan import plan
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import tables


def test_names_are_taken_apart_with_their_cells() -> None:
    template = plan().templates["S4"]
    (seen,) = tables(sheets.kinds_side_by_side())
    assert roles_of(template, seen) == {("row", 0): "region", ("column", 0): "category"}
    spot = next(s for s in spots_of(template, seen) if s.record.cell == "D4")
    assert spot.parts == (("region", "鱼峰区", "row"), ("category", "新材料", "column"))
    assert [cell_of(seen, spot.record, axis, text) for _, text, axis in spot.parts] == ["A4", "D2"]
    assert (spot.words, spot.along) == (("各县区战略性新兴产业产值（单位：亿元）",), "title")


def test_a_label_is_a_period_a_word_of_a_list_or_neither() -> None:
    told = [dimension_of("S1", label) for label in ("2026年1—9月", "三季度", "鱼峰区", "汽车制造业", "能耗")]
    assert told == ["period", "period", "region", "sector", ""]
