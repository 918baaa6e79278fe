"""The rows of small lines: each in its own panel on its own scale, three in a row."""

from pages.charts import multiples
from pages.charts.measure import Measure

AMOUNT = Measure("千克标准煤/吨", 1, "zh")


def panel(name: str, low: float, high: float) -> dict[str, object]:
    rows = [{"period": str(year), "value": value} for year, value in ((2023, high), (2024, low), (2025, low))]
    return {"name": name, "told": "−1.0% ●", "tone": "status-achieved", "rows": rows}


def test_each_panel_uses_its_whole_height() -> None:
    made = multiples.data([panel("烧碱", 320.0, 326.0), panel("水泥", 88.0, 90.0)], AMOUNT).to_pylist()
    for name, left in (("烧碱", 0), ("水泥", 1)):
        line = [row for row in made if row["panel"] == name and row["series"] == "line"]
        assert [round(row["y"], 2) for row in line] == [-0.4, -0.76, -0.76]
        assert all(left < row["x"] < left + 1 for row in line)


def test_the_fourth_begins_a_new_row() -> None:
    made = multiples.data([panel(name, 1.0, 2.0) for name in "甲乙丙丁"], AMOUNT).to_pylist()
    names = [(row["label"], row["x"] < 1, row["y"] > -1) for row in made if row["series"] == "name"]
    assert names[0] == ("甲", True, True) and names[3] == ("丁", True, False)


def test_what_never_moves_lies_in_the_middle_and_what_is_unknown_is_left_out() -> None:
    made = multiples.data([panel("甲", 1.0, 1.0), {**panel("乙", 1.0, 1.0), "rows": []}], AMOUNT).to_pylist()
    assert {round(row["y"], 2) for row in made if row["series"] == "line"} == {-0.58}
    assert {row["panel"] for row in made} == {"甲"}


def test_on_one_scale_the_heights_compare() -> None:
    panels = [panel("甲", 0.0, 10.0), panel("乙", 0.0, 5.0)]

    def top(shared: bool) -> list[float]:
        rows = [row for row in multiples.data(panels, AMOUNT, shared).to_pylist() if row["series"] == "line"]
        lines = [[row["y"] % 1 for row in rows if row["panel"] == name] for name in "甲乙"]
        return [max(line) - min(line) for line in lines]

    own, one = top(False), top(True)
    assert abs(own[0] - own[1]) < 1e-9 and abs(one[0] - 2 * one[1]) < 1e-9
