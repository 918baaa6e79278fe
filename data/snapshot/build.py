"""Builds a snapshot from the archive: plan tables, rows, series, progress; set-based, beside the old one."""

import datetime
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
from duckdb import ColumnExpression, ConstantExpression, StarExpression

from data import places
from data.keep import archive
from data.keep.archive import Receipt
from data.plan import Plan, Template, plan
from data.snapshot import from_templates
from data.snapshot.from_templates import one_a_line
from data.snapshot.ledgers import ledger_tables
from data.snapshot.plan_tables import plan_tables, put
from data.snapshot.row_schema import schema_of
from data.snapshot.statements import create, statement

HERE = Path(__file__).resolve().parent
STORAGE = "v1.5.0"  # readable by DuckDB 1.5 and 2.0
FORMAT = "1"
DECIDES = (".sql", ".toml", ".csv", ".py")
PARAMETER = re.compile(r"\$([a-z_]+)")
DERIVED = (
    "standard_quantities",
    "derived_co2",
    "co2_levels",
    "constant_value_added",
    "derived_products",
    "decomposed_targets",
    "annual_emissions",
    "peak_states",
)
# what the upload of a row adds to it, as sql/template_rows.sql says it
OF_UPLOAD = (
    pa.field("upload", pa.string()),
    pa.field("generation", pa.int32()),
    pa.field("grade", pa.string()),
    pa.field("grade_rank", pa.int64()),
    pa.field("maturity_rank", pa.int64()),
)
OBSERVATION = (
    "template",
    "field",
    "record_key",
    "region",
    "sector",
    "item",
    "entity",
    "basis",
    "period",
    "year",
    "month",
    "value",
    "maturity",
    "maturity_rank",
    "grade",
    "grade_rank",
    "upload",
    "generation",
    "sheet",
    "row",
)


@cache
def program() -> str:
    """A hash of everything that decides what a snapshot says of the same uploads: plan data, SQL, Python."""
    total = hashlib.sha256(FORMAT.encode())
    rooms = (HERE, places.plan())
    for path in sorted(
        p for room in rooms for p in room.rglob("*") if p.suffix in (".sql", ".toml", ".csv", ".py")
    ):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def build(
    target: Path,
    uploads: Iterable[str],
    *,
    generation: int,
    at: str,
    name: str | None = None,
    extra: tuple[Receipt, Path] | None = None,
) -> str:
    """Writes a snapshot of these uploads to a new file and returns its logical hash.

    `at` is the time of publication (ISO), the only clock a snapshot knows, so that it can be built again.
    `name` is the file name of a snapshot that is built again; a new one is named by its logical hash.
    `extra` is an upload that is not archived (yet): its receipt and its rows.
    """
    target.unlink(missing_ok=True)
    receipts = [(archive.receipt(upload), archive.rows_file(upload)) for upload in uploads]
    if extra:
        receipts.append(extra)
    with duckdb.connect(
        str(target), config={"storage_compatibility_version": STORAGE, "threads": 1}
    ) as database:
        database.begin()
        plan_tables(database, plan(), datetime.date.fromisoformat(at[:10]))
        upload_tables(database, receipts)
        template_tables(database, plan(), target.with_suffix(".empty"))
        ledger_tables(database, plan())
        derived_tables(database)
        days_and_names(database, plan(), at[:10])
        create(database, "month_ends", "sql/month_ends.sql", {})
        database.execute(statement("sql/ledger_at_month_ends.sql"))
        series_table(database, plan())
        create(database, "progress", "sql/progress.sql", {"at": at[:10]})
        counts, logical = contents(database)
        facts = {
            "format": FORMAT,
            "generation": str(generation),
            "at": at,
            "logical": logical,
            "snapshot": Path(name or snapshot_name(generation, logical)).stem,
            "program": program(),
            "horizon": str(database.execute("SELECT as_of FROM horizon").fetchall()[0][0]),
        }
        put(database, "meta", [{"key": key, "value": value} for key, value in facts.items()])
        put(
            database,
            "_complete",
            [{"table_name": name, "row_count": count} for name, count in counts.items()],
        )
        database.commit()
        database.execute("CHECKPOINT")
    return logical


def days_and_names(database: duckdb.DuckDBPyConnection, known: Plan, at: str) -> None:
    """How far the data reach, which sheet came when and is due when, what enterprises are called."""
    templates = spoken(database, known)
    from_templates.reaches_table(database, templates)
    create(database, "horizon", "sql/horizon.sql", {"at": at})
    from_templates.arrivals_table(database, templates)
    create(database, "calendar", "sql/calendar.sql", {"at": at})
    from_templates.enterprises_table(database, templates)
    create(database, "enterprises", "sql/enterprises.sql", {})
    database.execute("DROP TABLE enterprise_names")


def derived_tables(database: duckdb.DuckDBPyConnection) -> None:
    """Numbers that several statements share, from first principles: each made from those before it."""
    for name in DERIVED:
        create(database, name, f"derived/{name}.sql", {})


def upload_tables(database: duckdb.DuckDBPyConnection, receipts: list[tuple[Receipt, Path]]) -> None:
    """Which uploads speak in this snapshot, and the letter of the column each field of theirs stands in."""
    uploads = pa.schema(
        [
            ("upload", pa.string()),
            ("generation", pa.int32()),
            ("template", pa.string()),
            ("file_name", pa.string()),
            ("by_whom", pa.string()),
            ("at", pa.string()),
            ("grade", pa.string()),
            ("note", pa.string()),
            ("sha256", pa.string()),
            ("row_count", pa.int32()),
            ("rows_file", pa.string()),
        ]
    )
    rows = [
        {
            "upload": r.upload,
            "generation": r.generation,
            "template": r.template,
            "file_name": r.file_name,
            "by_whom": r.by,
            "at": r.at,
            "grade": r.grade,
            "note": r.note,
            "sha256": r.sha256,
            "row_count": r.row_count,
            "rows_file": str(file),
        }
        for r, file in receipts
    ]
    database.from_arrow(pa.Table.from_pylist(rows, schema=uploads)).create("uploads")
    cells = pa.schema([(name, pa.string()) for name in ("upload", "sheet", "field", "letter")])
    letters = [
        {"upload": r.upload, "sheet": sheet, "field": field, "letter": letter}
        for r, _ in receipts
        for sheet, field, letter in r.cells
    ]
    database.from_arrow(pa.Table.from_pylist(letters, schema=cells)).create("cells")


def template_tables(database: duckdb.DuckDBPyConnection, known: Plan, scratch: Path) -> None:
    """For every template `<table>_all` with each active row, and `<table>` with the rows that speak now."""
    files = {
        template: [
            row[0]
            for row in database.execute(
                "SELECT rows_file FROM uploads WHERE template = $template ORDER BY upload",
                {"template": template},
            ).fetchall()
        ]
        for template in known.templates
    }
    for template in known.templates.values():
        schema = schema_of(template)
        if template.column("maturity") is None:
            schema = schema.append(pa.field("maturity", pa.string()))
        if not files[template.id]:
            nothing = database.from_arrow(pa.schema([*schema, *OF_UPLOAD]).empty_table())
            nothing = nothing.select(StarExpression(exclude=["row_grade"]))
            nothing.create(f"{template.table}_all")
            nothing.create(template.table)
            continue
        parquet.write_table(schema.empty_table(), scratch)
        try:
            given = {"files": [str(scratch), *files[template.id]]}
            create(database, f"{template.table}_all", "sql/template_rows.sql", given)
        finally:
            scratch.unlink(missing_ok=True)
        create(database, template.table, "sql/current_rows.sql", {"table_name": f"{template.table}_all"})
    observation_table(database, spoken(database, known))
    database.execute("ALTER TABLE uploads DROP COLUMN rows_file")


def spoken(database: duckdb.DuckDBPyConnection, known: Plan) -> list[Template]:
    """The templates of which something has come, in the plan's order."""
    come = {row[0] for row in database.execute("SELECT DISTINCT template FROM uploads").fetchall()}
    return [template for template in known.templates.values() if template.id in come]


def observation_table(database: duckdb.DuckDBPyConnection, templates: list[Template]) -> None:
    """Every number of every active row, one a line, so that any figure can be followed to its cell."""
    database.execute(statement("sql/observations_table.sql"))
    for template in templates:
        numbers = [column.field for column in template.columns if column.numeric]
        if not numbers:
            continue
        rows = database.table(f"{template.table}_all")
        there = set(rows.columns)
        sources = {"item": template.item, "entity": template.entity}
        chosen = [
            ConstantExpression(template.id),
            one_a_line(map(ConstantExpression, numbers)),
        ]
        for name in OBSERVATION[2:]:
            source = sources.get(name, name)
            if name == "value":
                chosen.append(one_a_line(map(ColumnExpression, numbers)))
            else:
                chosen.append(ColumnExpression(source) if source in there else ConstantExpression(None))
        rows.select(*chosen).insert_into("observations")
    database.execute("DELETE FROM observations WHERE value IS NULL")


def series_table(database: duckdb.DuckDBPyConnection, known: Plan) -> None:
    """Every connected statement's own number per region, sector, basis and period.

    A series is given the parameters it names: base year, statement, and the statement's own from the plan.
    """
    database.execute(statement("sql/series_table.sql"))
    for item in known.statements.values():
        if item.connected:
            file = f"series/{item.series}.sql"
            known_params = {"base_year": item.path_start, "statement": item.id, **item.series_params}
            given = {name: known_params[name] for name in PARAMETER.findall(statement(file))}
            create(database, "found_series", file, given)
            database.execute(statement("sql/series_insert.sql"), {"statement": item.id})
            database.execute("DROP TABLE found_series")
    database.execute(statement("sql/nothing_due.sql"))


def counted(database: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows per table: the control totals a reader checks before trusting the file."""
    count = "SELECT count(*) FROM query_table($name)"
    return {name: int(database.execute(count, {"name": name}).fetchall()[0][0]) for name in tables(database)}


def tables(database: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all tables, in order."""
    names = "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
    return [name for (name,) in database.execute(names).fetchall()]


def contents(database: duckdb.DuckDBPyConnection) -> tuple[dict[str, int], str]:
    """Rows per table, and a hash of what the tables say, whatever the order of rows and the bytes on disk."""
    total = hashlib.sha256()
    counts: dict[str, int] = {}
    question = (
        "SELECT count(*), coalesce(bit_xor(md5_number(CAST(t AS VARCHAR))), 0) FROM query_table($name) AS t"
    )
    for name in tables(database):
        rows, mixed = database.execute(question, {"name": name}).fetchall()[0]
        total.update(f"{name} {rows} {mixed}\n".encode())
        counts[name] = int(rows)
    return counts, total.hexdigest()


def snapshot_name(generation: int, logical: str) -> str:
    """The file name of a published snapshot: generation and the start of its logical hash."""
    return f"snap-{generation:06d}-{logical[:12]}.duckdb"


def faults_of(path: Path) -> list[str]:
    """What is wrong with a finished snapshot, reopened read-only: incomplete, or counts that do not hold."""
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            expected = dict(database.execute("SELECT table_name, row_count FROM _complete").fetchall())
            found = counted(database)
            answers = database.execute("SELECT count(*) FROM progress").fetchall()[0][0] >= 0
    except duckdb.Error as fault:
        return [str(fault)]
    wrong = [
        f"{name}: {found.get(name)} ≠ {count}" for name, count in expected.items() if found.get(name) != count
    ]
    return wrong if answers else [*wrong, "progress"]


def program_of(path: Path) -> str:
    """The program hash that a finished snapshot was built with, '' when it says none."""
    with duckdb.connect(str(path), read_only=True) as database:
        found = database.execute("SELECT value FROM meta WHERE key = 'program'").fetchall()
    return str(found[0][0]) if found else ""


def draft(generation: int) -> Path:
    """Where a snapshot is built before it is published."""
    return places.tmp() / f"build-{generation:06d}.duckdb"
