"""Runs the SQL files of this room: a file is one SELECT, and makes one table."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
# read when the process begins: a snapshot is made with one state of the program, whatever is edited meanwhile
TEXTS = {path.relative_to(HERE).as_posix(): path.read_text(encoding="utf-8") for path in HERE.rglob("*.sql")}


def statement(name: str) -> str:
    """The text of one of this room's SQL files. Raises KeyError for any other name."""
    return TEXTS[name]


def create(database: duckdb.DuckDBPyConnection, table: str, file: str, params: Mapping[str, object]) -> None:
    """A table from one SQL file."""
    answer = database.sql(statement(file), params=dict(params))
    if answer is None:
        raise ValueError(f"{file} gives no rows")
    answer.create(table)
