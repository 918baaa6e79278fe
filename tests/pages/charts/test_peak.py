"""The rows of a peak: the top with its name, room for it, and the year it must lie before."""

from pages.charts import peak, trend
from pages.charts.measure import Measure

AMOUNT = Measure("万吨", 1, "zh")
YEARS = [{"period": str(year), "value": value} for year, value in ((2020, 3.0), (2021, 5.0), (2022, 5.0))]


def test_the_latest_of_equal_tops_is_the_top() -> None:
    top = peak.highest(YEARS)
    assert top is not None and top["period"] == "2022"
    assert peak.highest([{"period": "2020", "value": None}]) is None


def test_the_top_is_named_and_leaves_room_above() -> None:
    line = trend.data(YEARS, AMOUNT)
    made = peak.data(line, peak.highest(YEARS), "2022 年最高", 2030, "2030 年前").to_pylist()
    found = {row["series"]: row for row in made[len(line) :]}
    assert found["top"]["label"] == "2022 年最高" and found["room"]["y"] > 5.0
    assert found["before"]["x"] == 2030.0
    assert peak.data(line, None, "", None, "").num_rows == line.num_rows
