"""A measured value beside a limit: one way to compare everywhere, at nine decimals (METHODS 2)."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.formulas import at_least
from data.ingest import receive
from data.snapshot import statements
from queries import ask
from tests.support.examples import examples
from tests.support.numbers import who
from tests.support.rows import good
from tests.support.workbooks import filled_blank

ROOT = Path(__file__).resolve().parents[3]
LIMITS = r"\w*(?:baseline|benchmark|access_level|required_level|advanced\w*|threshold\w*|tolerance\w*)\b"
BARE = re.compile(rf"(?:[<>]=?|=<)\s*\w*\.?{LIMITS}|\b{LIMITS}(?:\.value)?\s*[<>]=?", re.IGNORECASE)
HAIR = 1e-11
STEPS = (0.0, HAIR, -HAIR, 1e-8, -1e-8, 1.0)


@pytest.fixture
def processes(store: Path) -> Iterator[None]:
    """Blast furnaces a hair above baseline and benchmark, and one clearly above."""
    rows = [
        good("S9", **who(1), installation="1号", capacity_t=40.0, unit_energy=361.0 + HAIR),
        good("S9", **who(2), installation="2号", capacity_t=40.0, unit_energy=435.0 + HAIR),
        good("S9", **who(3, "柳北区"), installation="3号", capacity_t=20.0, unit_energy=435.0001),
    ]
    receive.accept(filled_blank("S9", rows), "S9.xlsx", "测试")
    ask.forget()
    yield
    ask.forget()


def test_a_hair_above_the_line_is_on_the_line_for_processes_too(processes: None) -> None:
    near = ask.ask_rows("item_progress_by_indicator", region="450204", period="2025", item="ironmaking")
    values = {row["statement"]: row["value"] for row in near}
    assert (values["T26"], values["T27"]) == (100.0, 50.0)
    units = {row["installation"]: row for row in ask.ask_rows("steel_process_units")}
    tiers = [units[f"{number}号"]["tier"] for number in (1, 2, 3)]
    assert tiers == ["benchmark", "baseline", "below_baseline"]
    assert units["2号"]["above_baseline_kgce_per_t"] == 0
    assert units["3号"]["above_baseline_kgce_per_t"] == pytest.approx(0.0001)


@settings(deadline=None, max_examples=examples(8))
@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.sampled_from(STEPS)), min_size=1))
def test_sql_and_python_compare_alike(pairs: list[tuple[float, float]]) -> None:
    question = "SELECT at_least($v, $l), at_most($v, $l), exceeds($v, $l), excess($v, $l)"
    with duckdb.connect(":memory:") as database:
        database.execute(statements.statement("sql/formulas.sql"))
        for limit, step in pairs:
            value = limit + step
            found = database.execute(question, {"v": value, "l": limit}).fetchall()[0]
            reached, most, over, above = found
            assert reached == at_least(value, limit) and most == at_least(limit, value)
            assert over == (not most)
            assert (above > 0) == over and (above < 0) == (not reached)


def test_no_question_and_no_series_compares_a_limit_by_itself() -> None:
    assert BARE.search("unit_energy <= processes.baseline") and BARE.search("tolerance.value >= abs(x)")
    found = {
        str(path.relative_to(ROOT)): hits
        for room in ("data", "queries")
        for path in sorted((ROOT / room).rglob("*.sql"))
        if (hits := BARE.findall(re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))))
    }
    assert found == {}
