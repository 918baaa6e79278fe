"""Finds the rows that the earlier upload of the same scope had and a new file does not have any more."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from data.plan import Template
from data.snapshot import published
from data.snapshot.statements import statement

COUNT = "SELECT count(*) FROM query_table($rows_table)"
KEYS = "SELECT DISTINCT record_key FROM query_table($rows_table)"
LETTERS = "SELECT sheet, field, letter FROM cells WHERE upload = $upload"
Told = tuple[str, str, str]
Gone = tuple[dict[str, Any], dict[tuple[str, str], str]]


def rows(template: Template, told: Sequence[Told]) -> list[Gone]:
    """Rows that speak now and are missing from a file, each with the column letters of its upload.

    `told` are the file's rows: record key, period and region ('' where the sheet has none). An earlier
    upload is of the same scope when it speaks of the same places in a period or when half of its rows are
    repeated; in each period the newest such upload is looked at. What is missing stays published. A sheet
    that is added to line by line never misses any.
    """
    path = published.snapshot()
    if path is None or not told or template.line_by_line:
        return []
    with published.opened(path) as database:
        names = {"table_name": template.table, "rows_table": f"{template.table}_all"}
        try:
            database.register("told_rows", table_of(template, few(database, template, told)))
            answer = database.execute(statement("sql/disappeared.sql"), names)
            columns = [item[0] for item in answer.description or []]
            found = [dict(zip(columns, values, strict=True)) for values in answer.fetchall()]
            letters = {upload: letters_of(database, upload) for upload in {row["upload"] for row in found}}
        except (duckdb.CatalogException, duckdb.BinderException):  # the snapshot is older than this template
            return []
        finally:
            database.unregister("told_rows")
    return [(row, letters[row["upload"]]) for row in found]


def few(database: duckdb.DuckDBPyConnection, template: Template, told: Sequence[Told]) -> Sequence[Told]:
    """Of many rows those that matter here: one of each period and region, and all that were there before."""
    ((count,),) = database.execute(COUNT, {"rows_table": f"{template.table}_all"}).fetchall()
    if count >= len(told):
        return told
    before = {key for (key,) in database.execute(KEYS, {"rows_table": f"{template.table}_all"}).fetchall()}
    said = {key for key, _ in published.said_as(template, before)}
    firsts = {(period, region): key for key, period, region in reversed(told)}
    kept = said | set(firsts.values())
    return [each for each in told if each[0] in kept]


def table_of(template: Template, told: Sequence[Told]) -> pa.Table:
    """The rows as the question wants them, each enterprise under its one key."""
    asked = published.under_one_key(template, [key for key, _, _ in told])
    return pa.table(
        {
            "record_key": [asked[key] for key, _, _ in told],
            "period": [period for _, period, _ in told],
            "region": [region for _, _, region in told],
        }
    )


def letters_of(database: duckdb.DuckDBPyConnection, upload: str) -> dict[tuple[str, str], str]:
    """In which column of which sheet the fields of an upload stand."""
    found = database.execute(LETTERS, {"upload": upload}).fetchall()
    return {(str(sheet), str(field)): str(letter) for sheet, field, letter in found}
