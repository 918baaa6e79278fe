"""A column is one field only where its heading names no kind or place, and its lines say the rest."""

from data.ingest.layouts.candidates import candidates, title_likeness
from data.plan import plan
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import proposal, tables


def shapes(template: str, content: bytes) -> set[str]:
    (seen,) = tables(content)
    return {found.shape for found in candidates(plan().templates[template], seen, "表.xlsx", [])}


def test_kinds_in_headings_and_months_without_a_year_are_taken_apart() -> None:
    assert shapes("S2", sheets.energies_side_by_side()) == {"cells"}
    assert shapes("S12", sheets.kinds_over_fields()) == {"cells"}
    assert shapes("S1", sheets.months_below()) == {"cells"}
    assert "columns" in shapes("S1", sheets.places_by_fields())


def test_the_one_figure_of_a_template_is_meant_where_the_title_speaks_of_it() -> None:
    (quantity,) = proposal(sheets.energies_side_by_side()).columns
    assert (quantity.field, quantity.along, quantity.why) == ("quantity", "title", "similar_words")
    (seen,) = tables(sheets.energies_side_by_side())
    assert title_likeness(plan().templates["S2"], seen, "") > title_likeness(plan().templates["S1"], seen, "")
