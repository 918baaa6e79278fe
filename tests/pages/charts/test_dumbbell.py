"""The rows of a dumbbell: every mark there is, and no label where two would meet."""

from pages.charts import dumbbell
from pages.charts.measure import Measure

SHARE = Measure("%", 1, "zh")
TOLD = {name: f"{{year}}{name} {{value}}" for name in dumbbell.FIELDS}
ROW = {"name": "甲", "base": 0.0, "value": 7.0, "required": 6.9, "target": 14.0, "year_target": 2030}


def drawn(**changed: object) -> dict[str, dict[str, object]]:
    made = dumbbell.data([{**ROW, **changed}], SHARE, TOLD).to_pylist()
    return {row["series"]: row for row in made}


def test_every_mark_is_named_with_its_value_and_year() -> None:
    found = drawn()
    assert (found["span"]["x"], found["span"]["x2"]) == (0.0, 7.0)
    assert found["target"]["label"] == "2030target 14.0%" and found["value"]["label"] == "value 7.0%"
    assert found["base"]["label"] == "base 0.0%" and found["required"]["label"] == "required 6.9%"


def test_marks_that_lie_close_do_not_write_over_each_other() -> None:
    assert drawn(base=6.8)["base"]["label"] == ""
    assert drawn(required=13.5)["required"]["label"] == ""
    assert "required" not in drawn(required=14.0), "it is the target itself"


def test_what_is_missing_is_not_drawn() -> None:
    assert set(drawn(base=None, required=None, target=None)) == {"value"}
    assert dumbbell.data([{**ROW, "value": None}], SHARE, TOLD).num_rows == 0
