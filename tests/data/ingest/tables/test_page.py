"""A page is seen as a person sees it: merges, blanks, widths of spaces, numbers and years."""

from data.ingest.cells.grid import Sheet, Value
from data.ingest.tables.page import Page, clean_label, is_latin, without_translation

CELLS: dict[tuple[int, int], Value] = {
    (1, 1): "地 区", (1, 2): "能  耗", (2, 1): "\u3000柳北区", (2, 2): "1,234.5", (2, 3): "—",
    (3, 2): 2024.0, (3, 3): "0.57～0.61",
}  # fmt: skip


def page() -> Page:
    return Page(Sheet("表", CELLS, [(1, 2, 1, 3), (2, 1, 3, 1)], indents={(2, 1): 1}))


def test_merged_cells_speak_for_all_they_cover_and_marks_for_nothing_are_blank() -> None:
    seen = page()
    assert [seen.text(1, 3), seen.text(3, 1), seen.own(3, 1)] == ["能耗", "柳北区", None]
    assert seen.blank(2, 3) and seen.raw(2, 3) == "" and not seen.blank(2, 2)
    assert seen.rows == {1: [1, 2], 2: [1, 2], 3: [2, 3]} and seen.first_column == 1


def test_numbers_years_ranges_and_how_far_a_label_is_set_in() -> None:
    seen = page()
    number = seen.number(2, 2)
    assert number is not None and number.value == 1234.5 and seen.number(1, 1) is None
    assert seen.is_year(3, 2) and not seen.is_year(2, 2)
    assert seen.looks_numeric(3, 3) and not seen.looks_numeric(1, 1)
    assert seen.indent(2, 1) == 2 * 1 + 2 and seen.indent(3, 1) == 4 and seen.indent(1, 1) == 0


def test_labels_lose_gaps_and_translations() -> None:
    assert clean_label("全    国") == "全国" and clean_label("Crude  Steel") == "Crude Steel"
    assert is_latin("Total") and not is_latin("GDP") and not is_latin("煤 Coal")
    assert without_translation(["合计", "Total"]) == ["合计"]
    assert without_translation(["Total"]) == ["Total"]
