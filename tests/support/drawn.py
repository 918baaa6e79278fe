"""A few rows of each kind of chart, demonstration data among them, and what they are about."""

import datetime as dt

import pyarrow as pa

from data.plan import plan
from pages import charts
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.speech.about import About

SHARE = Measure("%", 1, "zh")
COUNT = Measure("家", 0, "zh")
PATH = [(2020.0, 0.0), (2025.0, 15.8)]
ABOUT = About(
    title="单位能耗累计下降 17.6%，比应达进度高 1.0 个百分点",
    measure="单位工业增加值能耗 · 单位：% · 柳州市",
    source="能源消费月报",
    method="逐年连乘。",
    snapshot="gen-000123",
    as_of="2026年1—9月",
    grades=("demo",),
    subject="单位工业增加值能耗",
    place="柳州市",
)


def rows(kind: str) -> pa.Table:
    """A few rows of a kind, demonstration data among them."""
    years = [
        {"period": str(year), "value": value, "grade": "demo"} for year, value in ((2020, 0.0), (2021, 3.1))
    ]
    county = [
        {"region": code, "code": code, "name": code, "value": 3.0, "grade": "demo"}
        for code in plan().counties()
    ]
    line = charts.trend.data(years, SHARE, Goal(15.8, 2025, PATH, "应达"))
    band = [{"year": 2022, "start": 3.1, "start_period": "2021", "low": 3.1, "high": 6.0}]
    return {
        **kinds_of_promises(years, line),
        "trend": line,
        "bars": charts.bars.data(county, SHARE),
        "steps": charts.steps.data([{"day": dt.date(2024, 1, 1), "value": 6}], COUNT, Goal(20, 2025)),
        "waterfall": charts.waterfall.data([{"name": "a", "change": 3, "kind": "change"}], COUNT),
        "map": charts.county_map.data(county, SHARE, chosen="450202"),
        "free-lines": charts.free_lines.data(
            [{"x": str(year), "y": float(year - 2019), "series": "城中区"} for year in (2020, 2021, 2022)],
            demo=True,
        ),
        "outlook": charts.outlook.data(line, years[-1], [{"period": "2022", "value": 5.0}], SHARE, band),
    }[kind]


def kinds_of_promises(years: list[dict[str, object]], line: pa.Table) -> dict[str, pa.Table]:
    """The charts that only one kind of promise has."""
    told = {name: f"{name} {{value}}" for name in charts.dumbbell.FIELDS}
    few = [{"name": "甲", "base": 0.0, "value": 3.0, "required": 7.0, "target": 14.0, "grade": "demo"}]
    budget = {"name": "2025年", "value": 9.0, "budget": 10.0, "pace": 7.5, "grade": "demo"}
    pair = [{**row, "ours": row["value"], "other": 1.0} for row in years]
    member = {"group": "柳北区", "name": "乙", "standing": "missing", "told": "乙 柳北区", "grade": "demo"}
    panel = {"name": "粗钢", "told": "+1.0%", "rows": years, "held": years}
    return {
        "dumbbell": charts.dumbbell.data(few, SHARE, told),
        "budgets": charts.budgets.data([budget], COUNT),
        "outpace": charts.outpace.data(pair, SHARE, "工业", "全社会"),
        "members": charts.members.data([member, {**member, "name": "丙", "standing": "in"}]),
        "peak": charts.peak.data(line, charts.peak.highest(years), "2021 年最高", 2030, "2030 年前"),
        "multiples": charts.multiples.data([panel], SHARE),
        "counties": charts.multiples.data([panel], SHARE, shared=True),
    }
