"""A table of columns is read where it stands: the sheet is cut to it, every cell keeps its address."""

from data.ingest.layouts.columns import cut, keyed, laid, missing
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import of_shape, tables


def test_fields_lie_where_their_headings_are() -> None:
    stored = of_shape("places_by_fields")
    (seen,) = tables(sheets.places_by_fields(shifted=3))
    layout = laid(stored, seen, {"basis": "当量值"}, {})
    assert (layout.first_heading_row, layout.heading_row) == (6, 7)
    assert layout.columns == {
        "region": 1,
        "energy_tce": 2,
        "energy_growth": 3,
        "value_added": 4,
        "value_added_growth": 5,
    }
    assert layout.units["energy_tce"] == "万吨标准煤" and [c.field for c in layout.missing] == [
        "period",
        "maturity",
    ]
    assert (1, 1) not in cut(seen).cells and cut(seen).cells[8, 1] == "全市"
    assert missing(stored, seen) == [] and "县区" in keyed(seen.lines)
