"""An answer is kept over a publication exactly as long as nothing it was made of says anything else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data.ingest import receive
from queries import ask as asking
from queries import readers, reads
from queries.question import Question, read
from tests.support.numbers import emerging_row
from tests.support.workbooks import workbook

LOOKED_UP = {"snapshot.uploads", "snapshot.cells"}


def header(sql: str) -> Question:
    return read("some", f"-- words\n-- One row per: row\n-- Params: (none)\n{sql}")


def scanned(plan: Any) -> Iterator[str]:
    """The tables that a plan of DuckDB's reads, by whatever schema it names."""
    for node in plan:
        table = node.get("extra_info", {}).get("Table")
        if table and "memory" not in table:  # what a reader laid out when it opened
            yield "snapshot." + re.findall(r"\w+", table)[-1].lower()
        yield from scanned(node.get("children", []))


def test_whatever_duckdb_reads_for_a_question_is_known(sample_store: Path) -> None:
    """Before any optimiser has left something out, and without looking at the text as the program does."""
    cursor = asking.reader(asking.current(), None)
    cursor.execute("PRAGMA explain_output = 'all'")
    contents, wrong, found = readers.says(asking.current()), [], set()
    for asked in asking.questions():
        if asked.needs_previous:
            continue
        given = dict.fromkeys(asked.params)
        plans = dict(cursor.execute(f"EXPLAIN (FORMAT JSON) {asked.sql}", given).fetchall())
        tables = set(scanned(json.loads(plans["logical_plan"])))
        found |= tables
        known = contents.definitions.of(asked.sql)
        told_at_run_time = "query_table" in known
        if not told_at_run_time and (missed := tables - known - LOOKED_UP):
            wrong.append((asked.name, missed))
    cursor.execute("PRAGMA explain_output = 'physical_only'")
    assert wrong == [] and len(found & contents.said.keys()) > 60


def test_uploads_are_passed_over_only_where_a_row_names_its_own() -> None:
    looked_up = header(
        "SELECT uploads.at FROM snapshot.targets AS targets\n"
        "LEFT JOIN snapshot.uploads AS uploads ON targets.upload = uploads.upload"
    )
    assert "snapshot.uploads" not in reads.words(looked_up.sql) and "snapshot.targets" in reads.words(
        looked_up.sql
    )
    for sql in (
        "SELECT count(*) FROM snapshot.uploads",
        "SELECT 1 FROM snapshot.targets AS t ANTI JOIN snapshot.uploads AS u ON t.upload = u.upload",
        "SELECT 1 FROM snapshot.targets AS t LEFT JOIN snapshot.uploads AS u ON t.template = u.template",
        'SELECT 1 FROM "snapshot"."uploads"',
    ):
        assert "snapshot.uploads" in reads.words(header(sql).sql), sql


@pytest.mark.parametrize(("table", "key"), [("uploads", 1), ("cells", 3)])
def test_an_upload_says_the_same_in_every_snapshot_that_has_it(
    sample_store: Path, table: str, key: int
) -> None:
    """Itself, and the letters of its columns: what is looked up by the name of an upload."""
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for snapshot in asking.snapshots():
        rows = asking.reader(snapshot, None).execute(f"FROM snapshot.{table}").fetchall()
        assert [row for row in rows if found.setdefault(row[:key], row) != row] == []
    assert len(found) > 100


def test_what_a_publication_does_not_touch_is_not_asked_again(
    own_sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = asking.current()
    asking.ask_rows("green_register", region="450203")
    asking.ask_rows("progress_by_indicator", statement="T10")
    receive.accept(
        workbook("S4", [emerging_row(emerging_output=2_500_000)]), "战新.xlsx", "甲", reason="终核"
    )
    asked: list[str] = []
    real = asking.answered

    def answered(*given: Any) -> pa.Table:
        asked.append(given[2])
        return real(*given)

    monkeypatch.setattr(asking, "answered", answered)
    green = asking.ask_arrow("green_register", region="450203")
    assert green is asking.ask_arrow("green_register", region="450203", snapshot=before.id) and asked == []
    asking.ask_arrow("progress_by_indicator", statement="T10")
    assert asked == [asking.question("progress_by_indicator").sql]
    the_same_where_they_say_so(before, asking.current())


def the_same_where_they_say_so(*snapshots: asking.Snapshot) -> None:
    """Every question of which two snapshots say the same is answered alike by both, when really asked."""
    first, second = (readers.says(one) for one in snapshots)
    kept, wrong = [], []
    for asked in asking.questions():
        if (told := first.of(asked)) and told == second.of(asked):
            kept.append(asked.name)
            given = {name: "2026-11-20" if name == "today" else None for name in asked.params}
            one, other = (asking.answered(each, [None], asked.sql, given) for each in snapshots)
            if not one.equals(other):
                wrong.append(asked.name)
    assert wrong == [] and 60 < len(kept) < len(asking.questions()) - 30


def test_a_snapshot_that_does_not_say_what_its_tables_say_is_asked(sample_store: Path) -> None:
    said = readers.says(asking.current())
    silent = reads.Contents(said.made_with, {}, said.definitions)
    assert said.of(asking.question("green_register")) and silent.of(asking.question("green_register")) == ""
    for never in ("snapshot_facts", "ledger_list", "what_changed"):
        assert said.of(asking.question(never)) == "", never


def test_no_table_that_a_question_reads_says_the_same_twice(sample_store: Path) -> None:
    """Two equal rows leave nothing of themselves in what a table says: nor would another pair."""
    newest = asking.current()
    database, contents = asking.reader(newest, None), readers.says(newest)
    read = frozenset[str]().union(*(contents.definitions.of(asked.sql) for asked in asking.questions()))
    twice = "SELECT count(*) - count(DISTINCT CAST(t AS VARCHAR)) FROM {} AS t"
    found = {
        name: database.execute(twice.format(name)).fetchall()[0][0] for name in read & contents.said.keys()
    }
    assert len(found) > 60 and [name for name, rows in found.items() if rows] == []
