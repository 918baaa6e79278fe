"""Edits of the plan are told by row: a changed value before and after, a row that came, a row that went."""

from pathlib import Path

import duckdb

from data.snapshot import plan_edits

COLUMNS = ("statement", "region", "year", "value", "source")
FIRST = ("T01", "450200", "2025", "15.8", "方案")
OTHER = ("T10", "450200", "2025", "25", "方案")


def test_a_changed_value_is_told_before_and_after() -> None:
    now = (*FIRST[:3], "13", FIRST[4])
    assert plan_edits.edits(COLUMNS, [FIRST], [now]) == ["T01 450200 2025 方案: value 15.8 → 13"]


def test_rows_that_came_and_went_and_an_emptied_value() -> None:
    unlike = ("T33", "450221", "2030", "1", "别的文件")
    assert plan_edits.edits(COLUMNS, [FIRST], [unlike]) == ["− T01 450200 2025 15.8", "+ T33 450221 2030 1"]
    assert plan_edits.edits(COLUMNS, [], [OTHER]) == ["+ T10 450200 2025 25"]
    emptied = (*OTHER[:4], "")
    assert plan_edits.edits(COLUMNS, [OTHER], [emptied]) == ["T10 450200 2025 25: source 方案 → ∅"]


def test_the_nearest_row_is_the_changed_one() -> None:
    new = [(*OTHER[:3], "26", "方案"), (*FIRST[:3], "13", "方案")]
    assert plan_edits.edits(COLUMNS, [FIRST, OTHER], new) == [
        "T01 450200 2025 方案: value 15.8 → 13",
        "T10 450200 2025 方案: value 25 → 26",
    ]


def test_long_values_and_long_lists_are_cut() -> None:
    assert plan_edits.short("长" * 41) == "长" * 40 + "…"
    told = plan_edits.capped([str(n) for n in range(plan_edits.TOLD + 2)])
    assert len(told) == plan_edits.TOLD + 1 and "2" in told[-1]
    assert plan_edits.capped(["a"]) == ("a",)


def test_only_the_columns_that_both_snapshots_have_are_compared(tmp_path: Path) -> None:
    paths = [tmp_path / f"{side}.duckdb" for side in ("before", "after")]
    tables = [
        ("CREATE TABLE plan_targets AS SELECT 'T01' AS statement, 15.8 AS value, 1 AS ordinal",),
        (
            "CREATE TABLE plan_targets AS SELECT 'T01' AS statement, 15.8 AS value, 1 AS note, 2 AS ordinal",
            "CREATE TABLE plan_new AS SELECT 1 AS code",
            "CREATE TABLE uploads AS SELECT 1 AS code",
        ),
    ]
    for path, statements in zip(paths, tables, strict=True):
        with duckdb.connect(str(path)) as database:
            for statement in statements:
                database.execute(statement)
    assert plan_edits.between(paths[0], paths[1]) == ()
    with duckdb.connect(str(paths[1])) as database:
        database.execute("UPDATE plan_targets SET value = 13")
    assert plan_edits.between(paths[0], paths[1]) == ("plan_targets T01: value 15.8 → 13.0",)


def test_a_table_of_which_both_wrote_down_the_same_is_not_read(tmp_path: Path) -> None:
    paths = [tmp_path / f"{side}.duckdb" for side in ("before", "after")]
    told = """CREATE TABLE _complete AS
        FROM (VALUES ('plan_a', 1, $a), ('plan_b', 1, 'b')) AS v (table_name, row_count, said)"""
    for path, value, said in zip(paths, (1, 2), ("a", "other"), strict=True):
        with duckdb.connect(str(path)) as database:
            for table in ("plan_a", "plan_b"):  # what is written down of plan_b is not true: it is believed
                database.execute(f"CREATE TABLE {table} AS SELECT 'x' AS code, {value} AS value")
            database.execute(told, {"a": said})
    assert plan_edits.between(paths[0], paths[1]) == ("plan_a x: value 1 → 2",)
    with duckdb.connect(str(paths[1])) as database:
        database.execute("ALTER TABLE _complete DROP COLUMN said")
    assert len(plan_edits.between(paths[0], paths[1])) == 2
