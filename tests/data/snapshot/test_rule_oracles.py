"""Every rule kind over random figures: the snapshot against boring Python written from the methods."""

import math
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import clock
from data.plan import plan
from data.snapshot import build
from data.snapshot.plan_tables import plan_tables

pytestmark = pytest.mark.slow
AT = "2026-11-22"
CITY = "450200"
# one statement stands for each rule: (rule, target, due year, first year of the path)
RULES = {
    "T01": ("reduction", 15.8, 2025, 2020),
    "T10": ("at_least", 25.0, 2025, 2020),
    "T27": ("above", 30.0, 2025, None),
    "T29": ("at_most", 110.0, 2025, None),
    "T21": ("count", 20.0, 2025, 2020),
    "T24": ("hold", 90.0, None, None),
    "T02": ("outpace", 0.0, 2025, 2020),
    "T14": ("falls_every_year", None, None, 2020),
    "T15": ("rises_every_year", None, None, 2020),
    "T05": ("falls_every_year", None, 2030, 2025),
    "T03": ("falls_from_base", None, 2025, 2020),
    "T31": ("rises_from_base", None, 2030, 2025),
    "T28": ("beats_own", None, 2030, 2025),
    "T08": ("band", None, None, None),
    "T17": ("budget", None, None, None),
    "T16": ("deadline", 100.0, None, None),
    "T22": ("narrative", None, 2025, None),
}
Key = tuple[int, int]
Point = tuple[float, int]
Series = dict[Key, Point]
near = st.sampled_from([-2.0, -1.0, -0.001, 0.0, 0.001, 1.0, 2.0, 5.0])
KEYS: list[Key] = [(year, 12) for year in range(2020, 2027)] + [(2026, 9)]


def middle(statement: str) -> float:
    """A value around which the figures of a statement lie."""
    target = RULES[statement][1]
    return 50.0 if target is None else (5.0 if statement == "T02" else target)


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Series]:
    """A random series of every statement, often exactly on the line."""
    made: dict[str, Series] = {}
    for statement in RULES:
        keys = sorted(draw(st.sets(st.sampled_from(KEYS), min_size=1)))
        low = -middle(statement) if statement == "T02" else 0.0
        made[statement] = {
            key: (middle(statement) + low + draw(near), draw(st.integers(1, 3))) for key in keys
        }
    return made


def status_of_path(attained: float, required: float) -> str:
    """On track, behind, far behind: attained share against the required share, 100 and 90 percent."""
    ratio = 100.0 if required == 0 else 100 * attained / required
    return "on_track" if round(ratio, 9) >= 100 else "behind" if round(ratio, 9) >= 90 else "far_behind"


class Oracle:
    """One statement judged the slow way."""

    def __init__(self, statement: str, series: Series) -> None:
        self.rule, self.target, self.due, self.start = RULES[statement]
        self.series = series
        self.base = series.get((self.start, 12), (None, 0))[0] if self.start else None
        if statement == "T10" and self.base is None:
            self.base = 10.8
        self.standing = plan().statements[statement].standing

    def goal(self, key: Key) -> float | None:
        if self.rule in ("falls_every_year", "rises_every_year"):
            return self.series.get((key[0] - 1, key[1]), (None, 0))[0]
        if self.rule in ("falls_from_base", "rises_from_base", "beats_own"):
            assert self.start is not None
            return self.base if key[0] > self.start else None
        return {"band": 49.0, "budget": 50.0}.get(self.rule, self.target)

    def met_alone(self, key: Key) -> bool | None:
        value, goal = self.series[key][0], self.goal(key)
        if goal is None:
            return None
        if self.rule == "band":
            return 49.0 <= value <= 51.0
        if self.rule in ("above", "outpace", "rises_every_year", "rises_from_base", "beats_own"):
            return value > goal
        if self.rule in ("falls_every_year", "falls_from_base"):
            return value < goal
        if self.rule in ("at_most", "budget"):
            return value <= goal
        return value >= goal

    def met(self, key: Key) -> bool | None:
        alone = self.met_alone(key)
        if "every_year" not in self.rule or alone is None:
            return alone
        years = [self.met_alone(k) for k in self.series if k <= key and k[1] == 12]
        return alone and all(found is not False for found in years)

    def before(self, key: Key) -> list[Key]:
        same_year = self.rule == "budget"
        return [k for k in sorted(self.series) if k < key and (not same_year or k[0] == key[0])]

    def met_before(self, key: Key) -> bool:
        each = self.rule in ("count", "hold") or self.standing
        return any(self.met_alone(k) for k in self.before(key) if each or k[1] == 12)

    def after_due(self, key: Key, due: int) -> str:
        at_due = self.series.get((due, 12))
        if at_due and at_due[1] == 1:
            return "pending_final"
        final = self.met((due, 12)) if at_due else None
        if final is None:
            return "achieved" if self.met(key) else "missed"
        if not final:
            return "missed"
        return "achieved" if self.met(key) else "lost"

    def on_path(self, key: Key) -> str:
        value, goal = self.series[key][0], self.goal(key)
        assert goal is not None
        if self.rule == "reduction":
            assert self.due and self.start
            attained = 100 * math.log(1 - value / 100) / math.log(1 - goal / 100)
            return status_of_path(
                attained, 100 * (min(key[0], self.due) - self.start) / (self.due - self.start)
            )
        if self.rule == "count":
            assert self.due and self.start
            elapsed = min(key[0] + key[1] / 12 - 1, self.due) - self.start
            wanted = (
                goal
                if self.base is None
                else self.base + (goal - self.base) * elapsed / (self.due - self.start)
            )
            return status_of_path(100 * value / goal, 100 * wanted / goal)
        if self.base is not None and self.start and self.due and self.rule == "at_least":
            if goal == self.base:
                return "insufficient"
            done = 100 * (value - self.base) / (goal - self.base)
            return status_of_path(done, 100 * (min(key[0], self.due) - self.start) / (self.due - self.start))
        return status_of_path(100 * goal / value if self.rule == "at_most" else 100 * value / goal, 100)

    def status(self, key: Key) -> str:
        value = self.series[key][0]
        if self.rule == "narrative" or self.goal(key) is None:
            return "insufficient"
        met = self.met(key)
        if self.rule == "hold":
            if all(self.met_alone(k) for k in [*self.before(key), key]):
                return "achieved"
            return "lost" if self.met_before(key) else "missed"
        if self.standing:
            return "achieved" if met else "missed"
        due = key[0] if self.rule == "budget" else self.due
        if due is not None and key >= (due, 12):
            return self.after_due(key, due)
        if self.rule == "budget":
            allowed = 50.0 * key[1] / 12
            return "on_track" if value <= allowed else "behind" if value <= allowed / 0.9 else "far_behind"
        if "base" in self.rule or self.rule in ("beats_own", "outpace"):
            return "on_track" if met else "behind"
        if "every_year" in self.rule and due is not None:
            return "on_track" if met else "behind" if self.met_alone(key) else "far_behind"
        if met:
            return "achieved"
        if self.met_before(key):
            return "lost"
        return "behind" if "every_year" in self.rule or self.rule == "band" else self.on_path(key)


FIELDS = pa.schema(
    [
        *((name, pa.string()) for name in ("statement", "region")),
        *((name, pa.int32()) for name in ("year", "month")),
        ("period", pa.string()),
        ("value", pa.float64()),
        ("maturity_rank", pa.int32()),
        *((name, pa.float64()) for name in ("target_value", "target_high")),
    ]
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as made:
        plan_tables(made, plan(), clock.today())
        yield made


def judged(database: duckdb.DuckDBPyConnection, found: dict[str, Series]) -> dict[tuple[str, Key], str]:
    """What the snapshot's own SQL says."""
    database.execute("DROP TABLE IF EXISTS series")
    database.execute((Path(build.HERE) / "sql" / "series_table.sql").read_text(encoding="utf-8"))
    rows = [
        (
            *(statement, CITY, year, month, str(year) if month == 12 else f"{year}-{month:02d}"),
            *(value, maturity, *{"T08": (49.0, 51.0), "T17": (50.0, None)}.get(statement, (None, None))),
        )
        for statement, series in found.items()
        for (year, month), (value, maturity) in series.items()
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in FIELDS]
    database.register("given_series", pa.table(columns, schema=FIELDS))
    database.execute("INSERT INTO series BY NAME SELECT *, 1 AS grade_rank FROM given_series")
    database.unregister("given_series")
    progress = (Path(build.HERE) / "sql" / "progress.sql").read_text(encoding="utf-8")
    answer = database.execute(progress, {"at": AT})
    names = [item[0] for item in answer.description or []]
    told = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    return {(row["statement"], (row["year"], row["month"])): row["status"] for row in told}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figures())
def test_every_rule_and_status(database: duckdb.DuckDBPyConnection, found: dict[str, Series]) -> None:
    expected = {
        (statement, key): Oracle(statement, series).status(key)
        for statement, series in found.items()
        for key in series
    }
    assert judged(database, found) == expected


def test_the_oracle_knows_every_rule_of_the_plan_but_two() -> None:
    ruled = {item.rule for item in plan().statements.values()}
    assert ruled - {rule for rule, *_ in RULES.values()} == {
        "coverage",
        "peak_before",
    }  # they have oracles of their own
    assert all(plan().statements[statement].rule == rule for statement, (rule, *_) in RULES.items())
