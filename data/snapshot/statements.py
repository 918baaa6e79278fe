"""Runs the SQL files of this room: a file is one SELECT and makes one table, where it can say anything."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyRelation

HERE = Path(__file__).resolve().parent
# read when the process begins: a snapshot is made with one state of the program, whatever is edited meanwhile
TEXTS = {path.relative_to(HERE).as_posix(): path.read_text(encoding="utf-8") for path in HERE.rglob("*.sql")}
REMARK = re.compile(r"--[^\n]*")
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
MACRO = re.compile(r"CREATE MACRO (\w+)")
ALWAYS = frozenset({"uploads", "cells"})  # what every upload brings
RUNS = "SET disabled_compression_methods = 'alp,alprd'"
TIME = frozenset({"horizon", "month_ends"})  # how far the data reach: of itself says nothing of anybody


def statement(name: str) -> str:
    """The text of one of this room's SQL files. Raises KeyError for any other name."""
    return TEXTS[name]


@lru_cache(maxsize=1024)
def words_in(text: str) -> frozenset[str]:
    """Every word of an SQL text and of the macros it names: each table it reads is among them."""
    words = set(WORD.findall(REMARK.sub("", text)))
    others = [other for other in TEXTS.values() if other != text and MACRO.search(other)]
    while used := [other for other in others if words.intersection(MACRO.findall(other))]:
        for other in used:
            words.update(WORD.findall(REMARK.sub("", other)))
            others.remove(other)
    return frozenset(words)


class Draft:
    """A snapshot in the making: its database, and what has come to it.

    `standing` are tables that were there from the start, each without a row, as a snapshot has them to which
    nothing has come; none for a draft that is made from nothing. A SELECT over such tables alone was asked
    once, on the latest day there is, and said nothing: it is not asked again until something comes to one of
    the tables it reads. What it reads beside them (plan, horizon, month ends) is there in either case.
    """

    def __init__(self, database: duckdb.DuckDBPyConnection, standing: Iterable[str] = ()) -> None:
        self.database = database
        self.standing = frozenset(standing)
        self.came = set(ALWAYS)

    def is_silent(self, file: str, params: Mapping[str, object]) -> bool:
        """Whether a file reads tables that wait for rows, and nothing that came."""
        words = self.words(file, params)
        return bool(words & self.standing) and not words & self.came

    def write_down(self) -> None:
        """Writes what was made so far to the file, so that the blocks which it made free are used again."""
        self.database.commit()
        self.database.begin()

    def numbers_follow(self) -> None:
        """Writes the rows down; the numbers made of them are packed as runs, for many stand again and again.

        DuckDB takes columns of them for decimals, which in `progress` need nearly twice the blocks.
        """
        self.write_down()
        self.database.execute(RUNS)

    def stays(self, file: str, params: Mapping[str, object]) -> bool:
        """Whether what a file made before is what it would make now."""
        return self.is_silent(file, params)

    def forget(self, table: str, column: str, value: str) -> None:
        """Takes out what is said of something that is told anew; there is nothing in what waits for rows."""

    def words(self, file: str, params: Mapping[str, object]) -> frozenset[str]:
        """The words of a file, and of its parameters: one may name a table."""
        return words_in(statement(file)) | {value for value in params.values() if isinstance(value, str)}

    def create(self, table: str, file: str, params: Mapping[str, object]) -> None:
        """A table from one SQL file; one that stands is filled. Raises ValueError for a file without rows."""
        if table not in self.standing:
            self.write("CREATE TABLE " + quoted(table) + " AS ", file, params)
            if table not in TIME and self.words(file, params) & self.came:
                self.came.add(table)
        elif not self.stays(file, params):
            self.write("INSERT INTO " + quoted(table) + " ", file, params)
            if self.has_rows(table):
                self.came.add(table)

    def write(self, into: str, file: str, params: Mapping[str, object]) -> None:
        """Runs one SELECT straight into a table: planned once, where a relation is planned twice.

        Raises ValueError for a file that gives no rows.
        """
        try:
            self.database.execute(into + statement(file), dict(params))
        except duckdb.ParserException as fault:
            raise ValueError(f"{file} gives no rows") from fault

    def add(self, table: str, rows: DuckDBPyRelation) -> None:
        """Rows into a table that is there; from now on it is one of those to which something has come."""
        rows.insert_into(table)
        if table not in self.standing or self.has_rows(table):
            self.came.add(table)

    def has_rows(self, table: str) -> bool:
        """Whether there is anything in a table."""
        asked = "SELECT count(*) FROM query_table($name)"
        return bool(self.database.execute(asked, {"name": table}).fetchall()[0][0])

    def put_empty(self, table: str, schema: pa.Schema) -> None:
        """An empty table, where it does not stand yet."""
        if table not in self.standing:
            self.database.from_arrow(schema.empty_table()).create(table)

    def prepare(self, table: str, file: str) -> None:
        """Runs a file that makes an empty table, where it does not stand yet."""
        if table not in self.standing:
            self.database.execute(statement(file))


def quoted(name: str) -> str:
    """A table's or column's name of ours inside an SQL text."""
    return '"' + name.replace('"', '""') + '"'
