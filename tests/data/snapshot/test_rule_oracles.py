"""Every rule kind over random histories: verdict, now and since, the snapshot against boring Python."""

import dataclasses
from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import clock
from data.plan import plan
from data.snapshot.numbers import progress_table
from data.snapshot.plan_tables import plan_tables
from data.snapshot.row_schema import schema_of
from data.snapshot.statements import Draft, statement
from tests.oracles.verdicts import History, Key, Promise, Told
from tests.support.examples import examples

pytestmark = pytest.mark.slow
AT = "2026-11-22"
CITY = "450200"
PLAN = (2024, 1)  # the plan's own targets are valid from then
# one statement stands for each rule
PROMISES = {
    "T01": Promise("reduction", 15.8, 2025, 2020, 0.0),
    "T10": Promise("at_least", 25.0, 2025, 2020, 10.8),
    "T27": Promise("above", 30.0, 2025),
    "T29": Promise("at_most", 110.0, 2025),
    "T21": Promise("count", 20.0, 2025, 2020),
    "T20": Promise("count", 5.0, standing=True, laid_down=PLAN),
    "T18": Promise("coverage", 100.0, laid_down=PLAN),
    "T26": Promise("coverage", 100.0, 2025),
    "T24": Promise("hold", 90.0, starts=2024, laid_down=PLAN),
    "T02": Promise("outpace", 0.0, 2025, 2020),
    "T14": Promise("falls_from_base", base=2020),
    "T15": Promise("rises_from_base", base=2020),
    "T32": Promise("rises_from_base"),
    "T09": Promise("falls_every_year"),
    "T05": Promise("falls_every_year", due=2030, base=2025),
    "T03": Promise("falls_from_base", due=2025, base=2020),
    "T31": Promise("rises_from_base", due=2030, base=2025),
    "T28": Promise("beats_own", due=2030, base=2025),
    "T08": Promise("band", 49.0, high=51.0),
    "T17": Promise("budget", 50.0),
    "T16": Promise("deadline", 100.0, standing=True, laid_down=PLAN),
    "T22": Promise("narrative", due=2025),
}
Readings = dict[Key, tuple[float, int]]
near = st.sampled_from([-2.0, -1.0, -0.001, 0.0, 0.001, 1.0, 2.0, 5.0])
KEYS: list[Key] = sorted(
    [(year, 12) for year in range(2020, 2033)]
    + [(year, month) for year in (2025, 2026, 2031) for month in (3, 9)]
)


def middle(code: str) -> float:
    """A value around which the readings of a statement lie."""
    number = PROMISES[code].number
    return 50.0 if number is None else number


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Readings]:
    """A random history of every statement, often exactly on the line, mostly final."""
    made: dict[str, Readings] = {}
    for code in PROMISES:
        keys = draw(st.sets(st.sampled_from(KEYS), min_size=1)) | set(
            draw(st.sampled_from([(), tuple(KEYS)]))
        )
        made[code] = {
            key: (middle(code) + draw(near), draw(st.sampled_from([1, 2, 3, 3, 3]))) for key in sorted(keys)
        }
    return made


def history(code: str, readings: Readings) -> History:
    """The history with the base value that its own base year gives."""
    promise = PROMISES[code]
    if promise.base is not None and promise.base_value is None and promise.rule == "count":
        base = readings.get((promise.base, 12))
        promise = dataclasses.replace(promise, base_value=base[0] if base else None)
    return History(promise, readings)


FIELDS = pa.schema(
    [
        *((name, pa.string()) for name in ("statement", "region")),
        *((name, pa.int32()) for name in ("year", "month")),
        ("period", pa.string()),
        ("value", pa.float64()),
        *((name, pa.int32()) for name in ("maturity_rank", "base_year")),
        *((name, pa.float64()) for name in ("target_value", "target_high")),
    ]
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as made:
        plan_tables(made, plan(), clock.today())
        for code in ("S20", "S22"):
            schema = schema_of(plan().templates[code])
            for name, kind in (
                ("upload", pa.string()),
                ("generation", pa.int32()),
                ("grade_rank", pa.int32()),
            ):
                schema = schema.append(pa.field(name, kind))
            made.from_arrow(schema.empty_table()).create(plan().templates[code].table)
        uploads = pa.schema([("upload", pa.string()), ("at", pa.string())])
        made.from_arrow(uploads.empty_table()).create("uploads")
        Draft(made).create("targets", "progress/targets.sql", {"at": AT})
        yield made


def judged(database: duckdb.DuckDBPyConnection, found: dict[str, Readings]) -> dict[tuple[str, Key], Told]:
    """What the snapshot's own SQL says."""
    for table in ("series", "progress"):
        database.execute(f"DROP TABLE IF EXISTS {table}")
    database.execute(statement("sql/series_table.sql"))
    rows = [
        (
            *(code, CITY, year, month, str(year) if month == 12 else f"{year}-{month:02d}"),
            *(value, maturity, 2020 if plan().statements[code].counted_from_base else None),
            *{"T08": (49.0, 51.0), "T17": (50.0, None)}.get(code, (None, None)),
        )
        for code, readings in found.items()
        for (year, month), (value, maturity) in readings.items()
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    database.register("given_series", pa.table(columns, schema=FIELDS))
    database.execute("INSERT INTO series BY NAME SELECT *, 1 AS grade_rank FROM given_series")
    database.unregister("given_series")
    progress_table(Draft(database))
    answer = database.execute(
        "SELECT statement, year, month, status, verdict, verdict_period, since FROM progress"
    )
    return {(row[0], (row[1], row[2])): Told(*row[3:]) for row in answer.fetchall()}


@settings(
    max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories())
def test_verdict_now_and_since_of_every_rule(
    database: duckdb.DuckDBPyConnection, found: dict[str, Readings]
) -> None:
    said = judged(database, found)
    expected = {
        (code, key): history(code, readings).told(key) for code, readings in found.items() for key in readings
    }
    assert {key: (said[key], told) for key, told in expected.items() if said[key] != told} == {}
    assert said.keys() == expected.keys()


def test_the_oracle_knows_every_rule_of_the_plan_but_one() -> None:
    """A peak has an oracle of its own."""
    assert all(plan().statements[code].rule == promise.rule for code, promise in PROMISES.items())
    ruled = {item.rule for item in plan().statements.values()}
    assert ruled - {promise.rule for promise in PROMISES.values()} == {"peak_before"}
