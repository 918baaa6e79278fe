"""The rows of two lines: both, the room between them, and a name at each end on its own side."""

from pages.charts import outpace
from pages.charts.measure import Measure

SHARE = Measure("%", 1, "zh")


def names(ours: float, other: float) -> list[tuple[str, str]]:
    rows = [{"period": str(year), "ours": ours, "other": other} for year in (2024, 2025)]
    made = outpace.data(rows, SHARE, "工业", "全社会").to_pylist()
    assert sum(row["series"] == "room" for row in made) == 2
    return [(row["label"], row["side"]) for row in made if row["series"] == "name"]


def test_whoever_is_ahead_is_named_above() -> None:
    assert names(17.7, 14.6) == [("工业 17.7%", "above"), ("全社会 14.6%", "under")]
    assert names(12.0, 14.6) == [("工业 12.0%", "below"), ("全社会 14.6%", "over")]


def test_a_year_with_one_side_only_is_no_pair() -> None:
    made = outpace.data([{"period": "2025", "ours": 1.0, "other": None}], SHARE, "a", "b")
    assert made.num_rows == 0


def test_another_telling_of_our_line_is_drawn_beside() -> None:
    rows = [{"period": str(year), "ours": 3.0, "other": 1.0} for year in (2024, 2025)]
    beside = [
        {"period": "2024", "value": 2.0, "breaks": ""},
        {"period": "2025", "value": 2.5, "breaks": "+1"},
    ]
    made = outpace.data(rows, SHARE, "工业", "全社会", beside).to_pylist()
    assert [row["y"] for row in made if row["series"] == "beside"] == [2.0, 2.5]
    assert [row["label"] for row in made if row["series"] == "break"] == ["+1"]
