"""Builds a snapshot from the archive: plan tables, rows, series, progress; set-based, beside the old one."""

import datetime
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyRelation, StarExpression

from data import places
from data.keep import archive
from data.keep.archive import Receipt
from data.plan import Plan, Template, plan
from data.snapshot import from_templates
from data.snapshot.finished import contents
from data.snapshot.from_templates import one_a_line
from data.snapshot.identities import PLACED, REGISTER, identified_table, identity_table, names_enterprises
from data.snapshot.ledgers import ledger_tables
from data.snapshot.naming import Again, Built, about, snapshot_name
from data.snapshot.numbers import progress_table, series_table, targets_table
from data.snapshot.plan_tables import plan_tables, put
from data.snapshot.row_schema import schema_of
from data.snapshot.statements import create, statement

HERE = Path(__file__).resolve().parent
# how a snapshot is written: readable by DuckDB 1.5 and 2.0; many small tables in small blocks; without a
# log of its own, for a draft that breaks off is thrown away: its one commit writes the file itself
WRITTEN: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "default_block_size": 16_384,
    "wal_autocheckpoint": "0B",
    "auto_checkpoint_skip_wal_threshold": 0,
    "threads": 1,
}
DERIVED = (
    "standard_quantities",
    "derived_co2",
    "grid_versions",
    "co2_levels",
    "constant_value_added",
    "derived_products",
    "green_titles",
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


def build(
    target: Path,
    uploads: Iterable[str],
    *,
    generation: int,
    at: str,
    again: Again | None = None,
    extra: tuple[Receipt, Path] | None = None,
) -> Built:
    """Writes a snapshot of these uploads to a new file and returns the name it deserves and its logical hash.

    `at` is the time of publication (ISO), the only clock a snapshot knows, so that it can be built again.
    `again` is what the journal says of a generation that is built again (see Again).
    `extra` is an upload that is not archived (yet): its receipt and its rows.
    """
    target.unlink(missing_ok=True)
    receipts = [(archive.receipt(upload), archive.rows_file(upload)) for upload in uploads]
    if extra:
        receipts.append(extra)
    with duckdb.connect(str(target), config=WRITTEN) as database:
        database.begin()
        plan_tables(database, plan(), datetime.date.fromisoformat(at[:10]))
        upload_tables(database, receipts)
        template_tables(database, plan(), target.with_suffix(".empty"))
        ledger_tables(database, plan())
        targets_table(database, at[:10])
        derived_tables(database)
        days_and_names(database, plan(), at[:10])
        create(database, "month_ends", "sql/month_ends.sql", {})
        database.execute(statement("sql/ledger_at_month_ends.sql"))
        series_table(database, plan())
        progress_table(database)
        counts, logical = contents(database)
        name = snapshot_name(generation, logical) if again is None else again.name(logical)
        facts = about(generation, at, logical, name, again) | {
            "horizon": str(database.execute("SELECT as_of FROM horizon").fetchall()[0][0])
        }
        put(database, "meta", [{"key": key, "value": value} for key, value in facts.items()])
        put(
            database,
            "_complete",
            [{"table_name": name, "row_count": count} for name, count in counts.items()],
        )
        database.commit()
    return Built(name, logical)


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
    """For every template `<table>_all` with each active row, and `<table>` with the rows that speak now.

    The register comes first, for it says which rows of the others are of one enterprise.
    """
    come = spoken(database, known)

    def read(template: Template) -> DuckDBPyRelation:
        schema = stored_schema(template)
        if template not in come:
            own = PLACED if names_enterprises(template) else ()
            nothing = database.from_arrow(pa.schema([*schema, *OF_UPLOAD, *own]).empty_table())
            return nothing.select(StarExpression(exclude=["row_grade"]))
        parquet.write_table(schema.empty_table(), scratch)
        asked = {"template": template.id}
        files = [file for (file,) in database.execute(statement("sql/rows_files.sql"), asked).fetchall()]
        given = {"files": [str(scratch), *files]}
        return database.sql(statement("sql/template_rows.sql"), params=given)

    try:
        register = known.templates[REGISTER]
        for template in (register, *(t for t in known.templates.values() if t is not register)):
            every = f"{template.table}_all"
            if names_enterprises(template) and template in come:
                identified_table(database, read(template), every)
            else:
                read(template).create(every)
            create(database, template.table, "sql/current_rows.sql", {"table_name": every})
            if template is register:
                identity_table(database, come, read)
    finally:
        scratch.unlink(missing_ok=True)
    observation_table(database, come)
    database.execute("ALTER TABLE uploads DROP COLUMN rows_file")


def stored_schema(template: Template) -> pa.Schema:
    """How the rows of a template are read; where no column says how final they are, nothing does."""
    schema = schema_of(template)
    return schema if template.column("maturity") else schema.append(pa.field("maturity", pa.string()))


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


def draft(generation: int) -> Path:
    """Where a snapshot is built before it is published."""
    return places.tmp() / f"build-{generation:06d}.duckdb"
