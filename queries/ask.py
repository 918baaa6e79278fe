"""The only reader of a snapshot: ask(name, **params) answers one question with one small frame."""

import threading
import time
import warnings
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import duckdb
import pyarrow as pa

from data import clock, places
from data.people import seeing
from queries import folding, readers
from queries.question import Question, Rows, read
from queries.readers import LOCK, READERS, VIEWS, reader
from queries.snapshots import (
    NoPrevious,
    NoSnapshot,
    Snapshot,
    SnapshotGone,
    at,
    columns_in,
    current,
    find,
    previous,
    snapshots,
)

if TYPE_CHECKING:
    import pandas

__all__ = [
    "NoPrevious",
    "NoSnapshot",
    "NoSuchQuestion",
    "Snapshot",
    "SnapshotGone",
    "answer",
    "ask",
    "ask_arrow",
    "ask_rows",
    "current",
    "files",
    "find",
    "forget",
    "previous",
    "question",
    "questions",
    "reader",
    "snapshots",
]

KEPT_ANSWERS = 512
# DuckDB says that this copies the rows once more: of answers that is nothing beside planning them twice
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)


class NoSuchQuestion(Exception):
    """There is no .sql file of that name, or it does not take such a parameter."""


@dataclass
class Answer:
    """An answer that is kept: its table, its rows once somebody has asked for them, what is seen as sums."""

    table: pa.Table
    rows: list[dict[str, Any]] | None = None
    folded: tuple[dict[str, Any], ...] = ()


@dataclass
class Kept:
    """An answer under one question to one snapshot: what was asked, and when somebody last wanted it."""

    answer: Answer
    name: str
    given: Mapping[str, Any]
    before: int | None  # the publication it is compared with, where somebody named one
    own: seeing.Own
    wanted: float  # of the monotonic clock


@cache
def files() -> dict[str, Path]:
    """The file of every question by its name: one folder a subject, names unique over all of them."""
    found: dict[str, Path] = {}
    for path in sorted(places.queries().glob("*/*.sql")):
        if path.parent.name == VIEWS:
            continue
        if path.stem in found:
            raise ValueError(f"two questions of one name: {found[path.stem]}, {path}")
        found[path.stem] = path
    return found


@cache
def question(name: str) -> Question:
    """A question by the name of its file. Raises NoSuchQuestion."""
    path = files().get(name)
    if path is None:
        raise NoSuchQuestion(f"没有这个问题 / no such question: {name}")
    return read(name, path.read_text(encoding="utf-8"))


def questions() -> list[Question]:
    """Every question, by name."""
    return [question(name) for name in sorted(files())]


ANSWERS: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
# the answers that are kept, by what the tables say that they were made of
SAME: WeakValueDictionary[tuple[object, ...], Answer] = WeakValueDictionary()
ASKING: dict[tuple[object, ...], threading.Lock] = {}
PARSED: dict[str, duckdb.Statement] = {}


def source_of(snapshot: str | None) -> Snapshot:
    """The snapshot to ask: the published one for None; one that is open is not looked for again.

    It stays readable where it was pruned meanwhile.

    Raises NoSnapshot.
    """
    if snapshot is None:
        return current()
    path = places.snapshots() / f"{snapshot}.duckdb"
    return at(path) if readers.is_open(path) else find(snapshot)


def answer(name: str, snapshot: str | None, params: Mapping[str, Any], before: int | None = None) -> Answer:
    """The kept answer to a question, asked anew when it is not kept (see ask_arrow)."""
    asked = question(name)
    unknown = sorted(set(params) - set(asked.params))
    if unknown:
        raise NoSuchQuestion(
            f"{name} 不接受参数 / does not take {unknown}; 参数 / takes {list(asked.params)}"
        )
    source = source_of(snapshot)
    others: list[Snapshot | None] = [None]
    if asked.needs_previous:
        others = [*(previous(source, before) or [source])]
    given = {name: params.get(name) for name in asked.params}
    if "today" in given:  # an answer about today must not be kept into tomorrow
        given["today"] = given["today"] or clock.today().isoformat()
    own = seeing.own_places() if folding.folds(asked) else None
    key = (source.path, *others, name, own, *(repr(value) for value in given.values()))
    found = kept(key)
    if isinstance(found, Answer):
        return found
    with found:  # many ask the same at once when something was published: the first asks for all
        again = kept(key)
        if isinstance(again, Answer):
            return again
        try:
            made = carried_over(asked, source, others, given, own)
            with LOCK:
                ANSWERS[key] = Kept(made, name, given, before, own, time.monotonic())
                while len(ANSWERS) > KEPT_ANSWERS:
                    ANSWERS.popitem(last=False)
        finally:
            with LOCK:
                ASKING.pop(key, None)
    return made


def kept(key: tuple[object, ...]) -> "Answer | threading.Lock":
    """The answer that is kept, else the lock of whoever asks for it."""
    with LOCK:
        if key in ANSWERS:
            ANSWERS.move_to_end(key)
            ANSWERS[key].wanted = time.monotonic()
            return ANSWERS[key].answer
        return ASKING.setdefault(key, threading.Lock())


def carried_over(
    asked: Question,
    source: Snapshot,
    others: list[Snapshot | None],
    given: Mapping[str, Any],
    own: seeing.Own,
) -> Answer:
    """The answer of another snapshot that says the same wherever the question reads; else it is asked."""
    with readers.closing_where_damaged(source):
        told = readers.says(source).of(asked)
    key = (asked.name, own, told, *(repr(value) for value in given.values()))
    with LOCK:
        found = SAME.get(key) if told else None
    if found is None:
        found = seen(asked, answered(source, others, asked.sql, given), own)
        if told:
            with LOCK:
                SAME[key] = found
    return found


def seen(asked: Question, table: pa.Table, own: seeing.Own) -> Answer:
    """An answer as somebody with these places sees it; None: whole."""
    if own is None:
        return Answer(table)
    rows, others = folding.folded(asked, table.to_pylist(), own)
    return Answer(pa.Table.from_pylist(rows, schema=table.schema), rows, tuple(others))


def answered(source: Snapshot, others: list[Snapshot | None], sql: str, given: Mapping[str, Any]) -> pa.Table:
    """The answer; a reader that met a damaged file is not asked again: the file may be mended meanwhile."""
    with readers.closing_where_damaged(source, *others):
        return first_that_answers(source, others, sql, given)


def first_that_answers(
    source: Snapshot, others: list[Snapshot | None], sql: str, given: Mapping[str, Any]
) -> pa.Table:
    """The answer held against the first snapshot that has what the question reads; the last one must."""
    *tried, last = others
    for other in tried:
        try:
            return table_of(reader(source, other), sql, given)
        except (duckdb.BinderException, duckdb.CatalogException):  # made by an earlier program
            continue
    return table_of(reader(source, last), sql, given)


def table_of(cursor: duckdb.DuckDBPyConnection, sql: str, given: Mapping[str, Any]) -> pa.Table:
    """The answer of a cursor, planned once: a relation would be planned when made and again when read."""
    if sql not in PARSED:  # reading the text is a tenth of a small question
        [PARSED[sql]] = cursor.extract_statements(sql)
    found: pa.Table = cursor.execute(PARSED[sql], dict(given)).to_arrow_table()
    return found


def ask_arrow(name: str, *, snapshot: str | None = None, **params: Any) -> pa.Table:
    """The answer as an Arrow table; parameters left out are NULL, which every question takes as "all".

    Raises NoSuchQuestion for an unknown name or parameter and NoSnapshot when there is nothing to read.
    """
    return answer(name, snapshot, params).table


def ask(name: str, *, snapshot: str | None = None, **params: Any) -> "pandas.DataFrame":
    """The answer as a fresh pandas frame (see ask_arrow), for tests and the command line: no page asks so."""
    frame: pandas.DataFrame = ask_arrow(name, snapshot=snapshot, **params).to_pandas()
    return frame


def ask_rows(name: str, *, snapshot: str | None = None, **params: Any) -> Rows:
    """The answer as plain rows that know their question, None where nothing is known."""
    return rows_since(name, None, snapshot=snapshot, **params)


def rows_since(name: str, before: int | None, *, snapshot: str | None = None, **params: Any) -> Rows:
    """The same rows, compared with the publication of a generation; with the one before for None.

    Raises NoPrevious where its snapshot is not on disk.
    """
    kept = answer(name, snapshot, params, before)
    if kept.rows is None:
        kept.rows = kept.table.to_pylist()
    return Rows((dict(row) for row in kept.rows), question(name), (dict(row) for row in kept.folded))


def forget() -> None:
    """Closes every reader and drops every kept answer (for tests that move the store)."""
    with LOCK:
        READERS.clear()
        ANSWERS.clear()
        columns_in.cache_clear()
