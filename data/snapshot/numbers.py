"""Makes the numbers of the statements and says how they stand: series by SQL file, progress step by step."""

import re
from collections.abc import Container

import duckdb

from data.plan import Plan, Statement
from data.snapshot.rosters import fill_coverage
from data.snapshot.statements import Draft, statement

PARAMETER = re.compile(r"\$([a-z_]+)")
FACTORS = "factors"  # the parameter of a series that counts CO2: one grid factor, or as reported
STEPS = {
    "aimed": "DROP TABLE progress_aimed",
    "measured": "DROP TABLE progress_measured",
    "worded": "DROP TABLE progress_worded",
    "composed": "DROP TABLE progress_composed",
    "judged": "DROP TABLE progress_judged",
}


def targets_table(draft: Draft, at: str) -> None:
    """`targets`: every target object, the plan's and those of the workbooks, as they count on a day (ISO)."""
    draft.create("targets", "progress/targets.sql", {"at": at})


def series_table(draft: Draft, known: Plan, only: Container[str] | None = None) -> None:
    """Every connected statement's own number per region, sector, basis and period; or of these statements.

    Needs the tables of `rosters.coverage_tables`. A series is given the parameters it names: base year,
    statement, and the statement's own from the plan; a number that is counted from a base is made for every
    base that a target has. One that may count CO2 by one grid factor is also told by the factors of each
    report.
    """
    draft.prepare("series", "sql/series_table.sql")
    draft.prepare("series_as_reported", "sql/as_reported_table.sql")
    for item in known.statements.values():
        if item.connected and (only is None or item.id in only):
            for base_year in bases(draft.database, item):
                one_series(draft, item, base_year)
    draft.database.execute(statement("sql/nothing_due.sql"))
    fill_coverage(draft)
    draft.database.execute(statement("sql/expected_here.sql"))
    draft.database.execute(statement("sql/silent_parts.sql"))


def one_series(draft: Draft, item: Statement, base_year: int | None) -> None:
    """The numbers of one statement, counted from one base year."""
    file, given = asked_of(item, base_year)
    if draft.is_silent(file, given):
        return
    draft.create("found_series", file, given)
    counted_from = base_year if item.counted_from_base else None
    told = {"statement": item.id, "base_year": counted_from}
    draft.database.execute(statement("sql/series_insert.sql"), told)
    draft.database.execute("DROP TABLE found_series")
    draft.came.add("series")
    if FACTORS in given and base_year == item.path_start:
        draft.create("found_series", file, given | {FACTORS: "reported"})
        draft.database.execute(statement("sql/as_reported_insert.sql"), {"statement": item.id})
        draft.database.execute("DROP TABLE found_series")
        draft.came.add("series_as_reported")


def asked_of(item: Statement, base_year: int | None) -> tuple[str, dict[str, object]]:
    """The file that makes a statement's numbers, counted from a base year, and its parameters."""
    file = f"series/{item.series}.sql"
    known = {"base_year": base_year, "statement": item.id, **item.series_params}
    return file, {name: known[name] for name in PARAMETER.findall(statement(file))}


def bases(database: duckdb.DuckDBPyConnection, item: Statement) -> list[int | None]:
    """The years that a statement's number is counted from: its own, and those of its targets."""
    if not item.counted_from_base:
        return [item.path_start]
    asked = "SELECT DISTINCT base_year FROM targets WHERE statement = $statement AND base_year IS NOT NULL"
    found = {int(year) for (year,) in database.execute(asked, {"statement": item.id}).fetchall()}
    own = {item.path_start} if item.path_start is not None else set()
    return [*sorted(found | own)]


def progress_table(draft: Draft) -> None:
    """`progress`: how every number stands against its target, in steps that each do one job.

    aimed: which target; measured: how far; worded: what a number says by itself; composed: headlines of
    parts; judged: verdict and now, from all that was said before; carded: which one a card shows when.
    """
    for step in STEPS:
        draft.create(f"progress_{step}", f"progress/{step}.sql", {})
    draft.create("progress", "progress/carded.sql", {})
    for leave in STEPS.values():
        draft.database.execute(leave)
