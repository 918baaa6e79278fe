"""A snapshot that says little, written by DuckDB as the real one is: where a hundred publications are broken.

The steps of a publication, its files and their syncs are the real ones; only the sums in the middle are few.
The full form does not use it unless it is told to (`--light`).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from data.keep import archive
from data.keep.amendments import NOTHING, Amendments
from data.keep.archive import Receipt
from data.snapshot import build
from data.snapshot.bare import WRITTEN
from data.snapshot.finished import contents
from data.snapshot.naming import Again, Built, about, snapshot_name
from data.snapshot.plan_tables import put

WHOLE = build.build  # the real one, for what reads more of a snapshot than these few tables


def light_build(
    target: Path,
    uploads: Iterable[str],
    *,
    generation: int,
    at: str,
    again: Again | None = None,
    extra: Sequence[tuple[Receipt, Path]] = (),
    amendments: Amendments = NOTHING,
) -> Built:
    """Stands in for `build.build`: the uploads with their rows, how many they are, and what it is."""
    target.unlink(missing_ok=True)
    receipts = [(archive.receipt(upload), archive.rows_file(upload)) for upload in uploads]
    with duckdb.connect(str(target), config=WRITTEN) as database:
        database.begin()
        build.upload_tables(database, [*receipts, *extra])
        for number, (_, file) in enumerate(receipts):
            database.from_arrow(parquet.read_table(file)).create(f"rows_{number}")
        database.execute("ALTER TABLE uploads DROP COLUMN rows_file")
        database.from_arrow(pa.table({"uploads": [len(receipts)], "at": [at]})).create("progress")
        over = [(one.generation, "applied") for one in amendments.corrections]
        told = {"generation": [number for number, _ in over], "state": [state for _, state in over]}
        schema = pa.schema([("generation", pa.int32()), ("state", pa.string())])
        database.from_arrow(pa.table(told, schema=schema)).create("corrections")
        counts, logical = contents(database)
        name = snapshot_name(generation, logical) if again is None else again.name(logical)
        facts = about(generation, at, logical, name, again) | {"horizon": at[:10]}
        put(database, "meta", [{"key": key, "value": value} for key, value in facts.items()])
        complete = [{"table_name": table, "row_count": count} for table, count in counts.items()]
        put(database, "_complete", complete)
        database.commit()
    return Built(name, logical)


def use() -> None:
    """Snapshots of this process are light from now on."""
    build.build = light_build


def leave() -> None:
    """Snapshots of this process are the real ones from now on."""
    build.build = WHOLE
