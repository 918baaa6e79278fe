"""The promise lies in a snapshot as the plan has it: every list whole, the codes and formulas of SQL too."""

import duckdb
import pytest

from data import clock
from data.plan import DEFAULT_BASIS, TOTAL, plan
from data.snapshot.plan_tables import plan_tables, rows


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect(":memory:")
    plan_tables(made, plan(), clock.today())
    return made


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("plan_regions", len(plan().regions)),
        ("plan_sectors", len(plan().sectors)),
        ("plan_statuses", len(plan().statuses)),
        ("plan_grades", len(plan().grades)),
        ("plan_maturities", len(plan().maturities)),
        ("plan_statements", len(plan().statements)),
        ("plan_departments", len(plan().departments)),
    ],
)
def test_every_list_of_the_plan_is_there_whole(
    database: duckdb.DuckDBPyConnection, table: str, count: int
) -> None:
    found = database.execute("SELECT count(*) FROM query_table($name)", {"name": table}).fetchall()
    assert found == [(count,)] and count > 0


def test_codes_and_formulas_are_kept_beside_them(database: duckdb.DuckDBPyConnection) -> None:
    said = "SELECT city(), total(), default_basis(), round(intensity_change(2, 5), 4)"
    assert database.execute(said).fetchall() == [(plan().city, TOTAL, DEFAULT_BASIS, -2.8571)]


def test_rows_keep_the_order_of_the_plan() -> None:
    made = rows(plan().grades.values(), "code rank")
    assert [row["ordinal"] for row in made] == list(range(len(plan().grades)))
    assert [row["code"] for row in made] == list(plan().grades)
