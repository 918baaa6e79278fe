"""What a snapshot says before anything came is kept, and a build over it says what one from nothing says."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from data import places
from data.ingest import receive
from data.keep import archive, journal
from data.keep.journal import Entry
from data.plan import plan
from data.snapshot import bare, build, finished
from data.snapshot.plan_tables import plan_tables
from data.snapshot.statements import TEXTS, Draft
from tests.support.ledgers import project, retrofit
from tests.support.numbers import NUMBERS, energy_row
from tests.support.workbooks import files

DAY = "2026-11-20"


def from_nothing(target: Path, uploads: Iterable[str], at: str) -> str:
    """The logical hash of a snapshot that is made without a bare one."""
    receipts = [(archive.receipt(upload), archive.rows_file(upload)) for upload in uploads]
    with duckdb.connect(str(target), config=bare.WRITTEN) as database:
        database.begin()
        plan_tables(database, plan(), datetime.date.fromisoformat(at[:10]))
        build.fill(Draft(database), plan(), receipts, at[:10], target.with_suffix(".empty"))
        told = finished.contents(database)[1]
        database.commit()
    return told


def compare(quick: Path, logical: str, whole: Path, entries: list[Entry]) -> None:
    """A build over the bare snapshot says the same as one from nothing, with the same tables and views."""
    assert from_nothing(whole, journal.active(entries), entries[-1].at) == logical
    assert logical == finished.logical_of(quick)
    with duckdb.connect(str(whole)) as database:
        told = "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
        views = database.execute(told).fetchall()
        macros = (
            "SELECT function_name, macro_definition FROM duckdb_functions() WHERE NOT internal ORDER BY ALL"
        )
        written = database.execute(macros).fetchall()
    with duckdb.connect(str(quick), read_only=True) as database:
        assert (database.execute(told).fetchall(), sorted(database.execute(macros).fetchall())) == (
            views,
            written,
        )
    own = {(table, column) for table, column in finished.columns_of(quick) if table not in finished.ABOUT}
    assert own == finished.columns_of(whole)


@pytest.mark.slow
def test_the_sample_store_over_the_bare_snapshot_says_what_it_says_from_nothing(
    sample_store: Path, tmp_path: Path
) -> None:
    entries, quick = journal.read(), tmp_path / "quick.duckdb"
    built = build.build(quick, journal.active(entries), generation=1, at=entries[-1].at)
    compare(quick, built.logical, tmp_path / "whole.duckdb", entries)


@pytest.mark.slow
@pytest.mark.parametrize(
    "rows",
    (
        {"S1": [energy_row(), energy_row(period="2024年")]},
        {
            "S6": [project()],
            "S7": [retrofit(), retrofit(2)],
            "S20": [NUMBERS["S20"]],
            "S22": [NUMBERS["S22"]],
        },
        {"S2": [NUMBERS["S2"]], "S24": [NUMBERS["S24"]]},
        {name: [NUMBERS[name]] for name in ("S3", "S8", "S9", "S10", "S11", "S12", "S19")},
    ),
    ids=lambda rows: "-".join(rows),
)
def test_a_small_store_over_the_bare_snapshot_says_what_it_says_from_nothing(
    store: Path, tmp_path: Path, rows: dict[str, list[dict[str, object]]]
) -> None:
    """The first publication of a store is such a build."""
    receive.accept_many(files(**rows), "甲")
    (entry,) = journal.read()
    compare(places.snapshots() / entry.snapshot, entry.logical, tmp_path / "whole.duckdb", [entry])


def test_nothing_but_the_plan_speaks_before_anything_came(tmp_path: Path) -> None:
    made = bare.bare_snapshot(tmp_path / "bare.duckdb", plan(), DAY, build.fill)
    speaking = {name for name, (rows, _) in made.said.items() if rows}
    assert speaking and {name[:5] for name in speaking} == {"plan_"}
    assert made.standing == made.said.keys() - speaking
    tables = {template.table for template in plan().templates.values()}
    assert tables | {f"{table}_all" for table in tables} | {"series", "progress", "arrivals"} <= made.standing


def test_what_the_plan_says_is_told_without_a_snapshot_and_again_for_another_day_or_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bare, "PLANS", [])
    made = bare.bare_snapshot(tmp_path / "bare.duckdb", plan(), DAY, build.fill)
    said = bare.plan_said(plan(), DAY)
    assert said == {name: told for name, told in made.said.items() if name.startswith(bare.PLAN)}
    assert bare.plan_said(plan(), DAY) is said is not bare.plan_said(plan(), "2026-11-21")
    section, names = next((section, dict(names)) for section, names in plan().settings.items() if names)
    first = next(name for name, value in names.items() if isinstance(value, int | float))
    other = replace(plan(), settings=plan().settings | {section: names | {first: 987_654.0}})
    assert bare.plan_said(other, DAY)["plan_settings"] != said["plan_settings"]


def test_a_bare_snapshot_is_made_once_for_a_plan_and_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bare, "MADE", [])
    monkeypatch.setattr(bare, "KEPT", 4)
    made: list[str] = []

    def fill(draft: Draft, *others: object) -> None:
        made.append(str(others[2]))
        for name in bare.TIMELY:
            draft.database.execute(f"CREATE TABLE {name.split()[-1]} (reached DATE)")

    scratch = tmp_path / "bare.duckdb"
    days = [f"2026-11-{20 + number % 5}" for number in range(10)]
    for day in (DAY, DAY, *days):
        bare.bare_snapshot(scratch, plan(), day, fill)
    assert made == [DAY, *days[1:]] and len(bare.MADE) == bare.KEPT  # the fifth day is one too many to keep
    other = replace(plan())
    assert bare.bare_snapshot(scratch, other, days[-1], fill).known is other and made[-2:] == [days[-1]] * 2


def test_rows_that_nobody_sent_are_told(tmp_path: Path) -> None:
    def fill(draft: Draft, *_: object) -> None:
        for name in bare.TIMELY:
            draft.database.execute(f"CREATE TABLE {name.split()[-1]} (reached DATE)")
        draft.database.execute("CREATE TABLE invented AS SELECT 1 AS value")

    with pytest.raises(ValueError, match="invented"):
        bare.made_bare(tmp_path / "bare.duckdb", plan(), DAY, "mark", fill)


def test_no_select_reads_the_view_of_a_ledger_whose_rows_it_would_not_be_seen_to_read() -> None:
    views = {f"ledger_{template.ledger.code}" for template in plan().ledgers.values() if template.ledger}
    words = {name: set(re.findall(r"\w+", text)) for name, text in TEXTS.items()}
    assert {name for name, found in words.items() if found & {*views, "ledger_every"}} == set()
