"""The rows of a trend: gaps, the side of the last value, the path's name."""

import re
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import vl_convert
from PIL import ImageFont

from pages import charts
from pages.charts import trend
from pages.charts.lines import Goal
from pages.charts.measure import Measure

SHARE = Measure("%", 1, "zh")
PATH = [(2020.0, 0.0), (2025.0, 15.8)]


def line(table: pa.Table, series: str) -> list[dict[str, object]]:
    return [row for row in table.to_pylist() if row["series"] == series]


def test_missing_periods_are_gaps() -> None:
    table = trend.data(
        [{"period": "2020", "value": 1.0}, {"period": "2022", "value": 2.0}],
        SHARE,
        expected=["2020", "2021", "2022"],
    )
    assert [row["y"] for row in line(table, "actual")] == [1.0, None, 2.0]


def test_another_telling_is_drawn_beside_with_a_mark_where_it_breaks() -> None:
    beside = [
        {"period": "2021", "value": 9.0, "breaks": ""},
        {"period": "2022", "value": 7.0, "breaks": "因子换版 −2.0"},
        {"period": "2023", "value": 7.5, "breaks": "因子换版 +0.5"},
    ]
    table = trend.data([{"period": "2021", "value": 7.5}], SHARE, beside=beside)
    assert [(row["x"], row["y"]) for row in line(table, "beside")] == [
        (2021.0, 9.0),
        (2022.0, 7.0),
        (2023.0, 7.5),
    ]
    marks = [(row["x"], row["y"], row["label"], row["side"]) for row in line(table, "break")]
    assert marks == [
        (2021.5, None, "因子换版 −2.0", "first-right"),
        (2022.5, None, "因子换版 +0.5", "second-left"),
    ]


def test_the_last_value_is_written_away_from_path_and_target() -> None:
    def side(value: float) -> object:
        table = trend.data([{"period": "2024", "value": value}], SHARE, Goal(15.8, 2025, PATH))
        return line(table, "actual")[0]["side"]

    assert (side(5.0), side(15.5), side(15.9), side(13.4)) == ("below", "below", "above", "above")


def test_a_path_is_named_once_and_the_target_with_its_year() -> None:
    table = trend.data([{"period": "2020", "value": 0.0}], SHARE, Goal(15.8, 2025, PATH, "应达进度（等比）"))
    assert [row["label"] for row in line(table, "path_name")] == ["应达进度（等比）"]
    assert [row["label"] for row in line(table, "target")] == ["目标 15.8%（2025年）"]


FONT = Path(__file__).resolve().parents[3] / "static" / "fonts" / "NotoSansSC-Regular.otf"


def svg(table: pa.Table, width: int) -> str:
    """The trend as a picture of that width."""
    vl_convert.register_font_directory(str(FONT.parent))
    rows = {"data": {"values": table.to_pylist()}, "width": width}
    return str(vl_convert.vegalite_to_svg(charts.spec("trend", "zh", "paper") | rows))


def test_years_beside_each_other_never_touch() -> None:
    rows = [{"period": str(year), "value": float(year)} for year in range(2013, 2026)]
    drawn = svg(trend.data(rows, SHARE), 545)
    places = [
        float(x)
        for x in re.findall(r'translate\((-?[\d.]+),[-\d.]+\)"[^>]*opacity="1">\d{4}年</text>', drawn)
    ]
    wide = ImageFont.truetype(str(FONT), 13).getlength("2013年")
    assert len(places) > 3
    assert min(right - left for left, right in pairwise(places)) >= wide + 6


def test_what_is_said_of_a_break_is_drawn_above_the_lines_and_on_a_halo() -> None:
    beside = [
        {"period": "2021", "value": 9.0, "breaks": ""},
        {"period": "2022", "value": 7.0, "breaks": "因子换版 −2.0"},
        {"period": "2023", "value": 7.5, "breaks": "因子换版 +0.5"},
    ]
    drawn = svg(
        trend.data(
            [{"period": "2021", "value": 7.5}, {"period": "2023", "value": 7.0}], SHARE, beside=beside
        ),
        545,
    )
    for told in ("因子换版 −2.0", "因子换版 +0.5"):
        first, second = (found.start() for found in re.finditer(re.escape(f">{told}</text>"), drawn))
        halo, ink = (drawn[drawn.rindex("<text", 0, place) : place] for place in (first, second))
        assert 'stroke-width="4"' in halo and "stroke" not in ink
        assert drawn.rindex("mark-line") < first and drawn.rindex("mark-rule role-mark") < first
    heights = re.findall(r'translate\(([\d.]+),([\d.]+)\)"[^>]*>因子换版', drawn)
    assert len({height for _, height in heights}) == 2, "neighbouring breaks stand below each other"
