"""The process that asks one question of a person's own: limits first, then the snapshot, then the question.

It gets one line of JSON and gives one Arrow stream, whose schema carries what else there is to say.
"""

import json
import math
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

if __name__ == "__main__":  # isolated mode leaves the project off the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from data import confine

if __name__ == "__main__":
    sys.meta_path.insert(0, confine.Without)
import duckdb
import pyarrow as pa

from queries.free.statement import NotAllowed, checked

KEY = b"peak"
READY = b"\n"  # said before the question is held against the snapshot: from here on its time counts
SAFE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "async_threads": 1,
    "temp_directory": "",
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}
LOCKS = (
    "SET search_path = 'memory.main,snapshot.main'",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
BATCH = 2_000  # rows read at a time


@dataclass(frozen=True)
class Answer:
    """The rows (columns c0, c1 …), what the columns are called, and whether there were more rows."""

    table: pa.Table
    names: list[str]
    more: bool


def opened(request: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """The snapshot with the words of all questions, and everything locked that could reach beyond it."""
    limit = {"memory_limit": f"{request['memory'] // 2}B"}
    base = duckdb.connect(":memory:", config={**SAFE, **limit})
    base.execute("ATTACH $path AS snapshot (READ_ONLY)", {"path": request["snapshot"]})
    for view in request["views"]:
        base.execute(view)
    for line in LOCKS:
        base.execute(line)
    return base


def known(base: duckdb.DuckDBPyConnection) -> set[str]:
    """The names of everything that may be read: tables, views and macros that give rows."""
    names = base.execute(
        "SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() "
        "WHERE NOT internal UNION ALL SELECT function_name FROM duckdb_functions() "
        "WHERE NOT internal AND function_type = 'table_macro'"
    ).fetchall()
    return {str(name) for (name,) in names}


def answered(base: duckdb.DuckDBPyConnection, text: str, rows: int, size: int) -> Answer:
    """The first rows of the answer and whether there are more."""
    statements = base.extract_statements(text)
    kinds = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
    if len(statements) != 1 or statements[0].type not in kinds:
        raise NotAllowed("kind")
    reader = base.sql(text).to_arrow_reader(BATCH)
    batches: list[pa.RecordBatch] = []
    count = taken = 0
    for batch in reader:
        batches.append(batch)
        count, taken = count + batch.num_rows, taken + batch.nbytes
        if count > rows or taken > size:
            break
    table = pa.Table.from_batches(batches, reader.schema)
    return Answer(plain(table.slice(0, rows)), list(reader.schema.names), count > rows or taken > size)


def plain(table: pa.Table) -> pa.Table:
    """The same columns as numbers, days, times, flags or text, named c0, c1 …: names may stand twice."""
    arrays = [_plain(column.combine_chunks()) for column in table.columns]
    return pa.table(arrays, names=[f"c{place}" for place in range(len(arrays))])


def _plain(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_decimal(kind):
        return column.cast(pa.float64(), safe=False)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind):
        return column
    if pa.types.is_date(kind) or pa.types.is_string(kind):
        return column
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("s"), safe=False)
    return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())


def told(request: dict[str, Any]) -> tuple[pa.Table, dict[str, Any]]:
    """The answer and what is to be said of it, or why there is none."""
    base = opened(request)
    try:
        checked(request["text"], known(base))
        began = time.perf_counter()
        found = answered(base, request["text"], request["rows"], request["size"])
        seconds = time.perf_counter() - began
        return found.table, {"names": found.names, "more": found.more, "seconds": seconds}
    except NotAllowed as refused:
        return pa.table({}), {"refused": refused.code, "found": found_by(base, request["text"], refused)}
    except (MemoryError, duckdb.OutOfMemoryException):
        return pa.table({}), {"refused": "memory"}
    except duckdb.Error as error:
        return pa.table({}), {"refused": "failed", "found": str(error)[:600]}


def found_by(base: duckdb.DuckDBPyConnection, text: str, refused: NotAllowed) -> str:
    """What was found; of a text that cannot be read the database's own words, which point at the place."""
    if refused.code == "syntax":
        try:
            base.extract_statements(text)
        except duckdb.Error as error:
            return str(error)[:600]
    return refused.found


def packed(table: pa.Table, said: dict[str, Any]) -> bytes:
    """The stream that goes to whoever asked."""
    carried = table.replace_schema_metadata({KEY: json.dumps(said, ensure_ascii=False).encode()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, carried.schema) as writer:
        writer.write_table(carried)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def warm() -> None:
    """Loads everything that is loaded on first use: later no file can be opened."""
    base = duckdb.connect(":memory:", config=SAFE)
    base.sql("SELECT 1 AS one, 'a' AS two, DATE '2020-01-01' AS three, [1] AS four").to_arrow_reader(
        1
    ).read_all()
    checked("SELECT sum(a) FROM b", {"b"})
    packed(plain(pa.table({"a": [[1]]})), {})
    base.close()


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answers the one request of a pipe."""
    request = json.loads(source.readline())
    warm()
    seconds = math.ceil(time.process_time()) + int(request["seconds"])
    confine.confine(seconds, int(request["memory"]), Path(request["snapshot"]))
    target.write(READY)
    target.flush()
    target.write(packed(*told(request)))
    target.flush()


if __name__ == "__main__":
    os.environ.clear()
    serve(sys.stdin.buffer, sys.stdout.buffer)
