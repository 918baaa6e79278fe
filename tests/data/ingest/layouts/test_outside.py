"""Period and place outside the columns: in title, sheet and file name, never a day of reporting."""

from data.ingest.layouts.outside import period_in, periods_told, place_told
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import tables


def test_the_title_speaks_before_sheet_and_file() -> None:
    rows = [["2026年1—9月柳南区情况"], ["行业", "能耗", "增速"], ["纺织业", 1.5, 2], ["汽车制造业", 2.5, 3]]
    (seen,) = tables(sheets.workbook(rows, name="2025年"))
    told = periods_told(seen, "报表2024年.xlsx")
    assert [(one.source, one.value) for one in told] == [
        ("title", "2026-09"),
        ("sheet", "2025"),
        ("file", "2024"),
    ]
    place = place_told(seen, "x.xlsx")
    assert place is not None and (place.value, place.source) == ("450204", "title")


def test_a_day_of_reporting_is_no_period_and_all_counties_are_no_place() -> None:
    assert period_in("填报日期：2026年11月3日") is None and period_in("注：2025年数") is None
    (seen,) = tables(sheets.places_by_fields())
    assert place_told(seen, "柳州市各县区.xlsx") is None
