"""A chart drawn on the server: words and lines in the page's own colours, made once."""

import datetime as dt

import pyarrow as pa
import pytest

from pages import charts
from pages.charts import drawing
from pages.charts.measure import Measure

SHARE = Measure("%", 1, "zh")
ROWS = charts.trend.data([{"period": "2020", "value": 1.0}, {"period": "2021", "value": 3.1}], SHARE)


def test_a_drawing_has_words_and_the_colours_of_the_page() -> None:
    drawn = drawing.svg("trend", "zh", ROWS, 600, 300)
    assert drawn.startswith("<svg") and "3.1%" in drawn and "var(--peak-accent)" in drawn
    assert 'viewBox="0 0 600 300"' in drawn


def test_the_same_drawing_is_made_once_and_other_rows_are_another() -> None:
    before = drawing._drawn.cache_info().misses
    drawing.svg("trend", "zh", ROWS, 610, 300)
    assert drawing.svg("trend", "zh", ROWS, 610, 300) == drawing.svg("trend", "zh", ROWS, 610, 300)
    assert drawing._drawn.cache_info().misses == before + 1
    assert drawing.svg("trend", "zh", ROWS.slice(0, 1), 610, 300) != drawing.svg(
        "trend", "zh", ROWS, 610, 300
    )


def test_days_are_written_and_anything_else_is_refused() -> None:
    days = charts.steps.data([{"day": dt.date(2024, 1, 1), "value": 6}], Measure("家", 0, "zh"))
    assert "<svg" in drawing.svg("steps", "zh", days, 400, 200)
    with pytest.raises(TypeError):
        drawing.svg("steps", "zh", pa.table({"x": [b"1"]}), 400, 200)
