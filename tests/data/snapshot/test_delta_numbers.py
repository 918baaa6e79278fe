"""Which tables a file reads is known from its words: held against a parser of SQL, so nothing is missed."""

import sqlglot
from sqlglot import exp

from data.plan import plan
from data.snapshot.bare import PLAN
from data.snapshot.build import DERIVED, SCORING
from data.snapshot.delta_numbers import TABLES
from data.snapshot.numbers import STEPS, asked_of
from data.snapshot.rosters import TABLES as ROSTERS
from data.snapshot.statements import ALWAYS, MACRO, TEXTS, words_in

FILES = [name for name, text in TEXTS.items() if not MACRO.search(text)]
BESIDE_SERIES = ("nothing_due", "expected_here", "silent_parts", "series_insert", "as_reported_insert")


def read_by(file: str) -> set[str]:
    """The tables and table macros that a parser finds in a file, without what the file itself names."""
    found: set[str] = set()
    for tree in filter(None, sqlglot.parse(TEXTS[file], dialect="duckdb")):
        own = {str(one.alias) for one in tree.find_all(exp.CTE)}
        named = list(tree.find_all(exp.Table))
        tables = {str(table.name) for table in named if table.name}
        calls = {str(one.this.name) for one in named if isinstance(one.this, exp.Anonymous)}
        found |= (tables | calls) - own - {""}
    return found


def test_every_table_that_a_parser_finds_is_among_the_words() -> None:
    found = {file: read_by(file) for file in FILES}
    assert len(found) > 80 and found["derived/derived_co2.sql"] == {
        "standard_quantities",
        "energy_value_added",
    } | {"plan_settings"}
    for file, tables in found.items():
        assert tables <= words_in(TEXTS[file]), file


def test_no_file_reads_what_is_made_after_it() -> None:
    order = [*(f"derived/{name}.sql" for name in DERIVED), *(f"rosters/{name}.sql" for name in ROSTERS)]
    order += [f"progress/{step}.sql" for step in (*STEPS, "carded")]
    order += [f"scoring/{name}.sql" for name in SCORING]
    made = [*DERIVED, *ROSTERS, *(f"progress_{step}" for step in STEPS), "progress", *SCORING]
    for place, file in enumerate(order):
        assert not read_by(file) & set(made[place:]), file


def test_no_series_and_no_member_reads_the_numbers_of_another_statement() -> None:
    others = {"progress", "calendar", *TABLES}
    for file in (*(f"rosters/{name}.sql" for name in ROSTERS), *(f"derived/{name}.sql" for name in DERIVED)):
        assert not words_in(TEXTS[file]) & others - {"series"} and "series" not in read_by(file), file
    for item in plan().statements.values():
        if item.connected:
            assert not read_by(asked_of(item, 2025)[0]) & others, item.id


def test_what_completes_the_series_and_judges_them_reads_nothing_that_feeds_no_statement() -> None:
    beside = {file: read_by(f"sql/{file}.sql") for file in BESIDE_SERIES}
    beside["fill_series"] = read_by("rosters/fill_series.sql")
    known = {"series", "series_as_reported", "found_series", "roster_coverage"}
    for file, tables in beside.items():
        assert tables and {one for one in tables if not one.startswith(PLAN)} <= known, file
    for step in (*STEPS, "carded"):
        tables = read_by(f"progress/{step}.sql")
        other = {one for one in tables if not one.startswith((PLAN, "progress_"))}
        assert tables and other <= {"series", "targets"}, step


def test_what_uploads_say_of_themselves_is_read_beside_rows_of_theirs_only() -> None:
    """A delta does not ask a file again because an upload came: rows of it must have come too."""
    reading = {file: tree for file in FILES if (tree := sqlglot.parse_one(TEXTS[file], dialect="duckdb"))}
    named = {file for file in reading if read_by(file) & ALWAYS}
    assert {"progress/targets.sql", "sql/calendar.sql"} <= named
    for file in named - {"sql/rows_files.sql", "sql/template_rows.sql"}:  # these read the rows themselves
        joined = [join for join in reading[file].find_all(exp.Join) if join.this.name in ALWAYS]
        every = [table for table in reading[file].find_all(exp.Table) if table.name in ALWAYS]
        assert joined and len(joined) == len(every), file
        assert all("upload = " in join.args["on"].sql() for join in joined), file
