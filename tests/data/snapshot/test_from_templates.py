"""What every template tells alike, whichever it is: the days it reaches, when it came, enterprises' names."""

from pathlib import Path

import duckdb
import pytest

from data.plan import plan
from data.snapshot import published
from data.snapshot.from_templates import day_of


@pytest.fixture
def database(tiny_store: Path) -> duckdb.DuckDBPyConnection:
    snapshot = published.snapshot()
    assert snapshot is not None
    return duckdb.connect(str(snapshot), read_only=True)


def test_the_last_day_of_a_period_is_how_far_a_sheet_reaches(database: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT DISTINCT template, strftime(reached, '%Y-%m-%d') FROM reaches ORDER BY 2"
    assert database.execute(asked).fetchall() == [("S1", f"{year}-12-31") for year in range(2021, 2026)]


def test_each_period_of_a_place_came_with_its_upload(database: duckdb.DuckDBPyConnection) -> None:
    asked = (
        "SELECT region, count(*), count(DISTINCT upload) FROM arrivals WHERE template = 'S1' GROUP BY region"
    )
    assert database.execute(asked).fetchall() == [("450204", 5, 1)]


def test_a_day_is_a_column_or_the_end_of_a_period() -> None:
    with duckdb.connect(":memory:") as memory:
        rows = memory.sql(
            "SELECT '2024-02' AS period, 2024 AS year, 2 AS month, DATE '2024-03-04' AS published_on"
        )
        energy, green = plan().templates["S1"], plan().templates["S5"]
        assert energy.period is not None
        ends = rows.select(day_of(energy, energy.period.field), day_of(green, "published_on")).fetchall()
    assert [str(day) for day in ends[0]] == ["2024-02-29", "2024-03-04"]
