"""Builds a snapshot from the archive: plan tables, rows, series, progress; set-based, beside the old one.

What a snapshot says before anything came is made once a process and day; a build fills a copy of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyRelation, StarExpression

from data import places
from data.keep import archive
from data.keep.amendments import NOTHING, Amendments
from data.keep.archive import Receipt
from data.plan import Plan, Template, plan
from data.snapshot import from_templates, made_with
from data.snapshot.amending import amendment_tables
from data.snapshot.bare import WRITTEN, bare_snapshot
from data.snapshot.finished import logical, said_at_its_end, said_by
from data.snapshot.identities import PLACED, REGISTER, identified_table, identity_table, names_enterprises
from data.snapshot.ledgers import ledger_tables
from data.snapshot.naming import PROMISE, Again, Built, about, snapshot_name
from data.snapshot.numbers import progress_table, series_table, targets_table
from data.snapshot.observations import observation_table
from data.snapshot.plan_tables import put
from data.snapshot.rosters import coverage_tables
from data.snapshot.row_schema import schema_of
from data.snapshot.statements import Draft, statement

HERE = Path(__file__).resolve().parent
DERIVED = (
    "standard_quantities",
    "energies_used",
    "enterprise_shares",
    "waste_handled",
    "monitoring_counted",
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
# what cards and scores look at, so that no question need work it out: each made from those before it
SCORING = ("card_statements", "task_standings", "score_parts", "confirmed_scores")
# what the upload of a row adds to it, as sql/template_rows.sql says it
OF_UPLOAD = (
    pa.field("upload", pa.string()),
    pa.field("generation", pa.int32()),
    pa.field("grade", pa.string()),
    pa.field("grade_rank", pa.int64()),
    pa.field("maturity_rank", pa.int64()),
)
UPLOADS = pa.schema(
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
    ]
)
CELLS = pa.schema([(name, pa.string()) for name in ("upload", "sheet", "field", "letter")])


def build(
    target: Path,
    uploads: Iterable[str],
    *,
    generation: int,
    at: str,
    again: Again | None = None,
    extra: Sequence[tuple[Receipt, Path]] = (),
    amendments: Amendments = NOTHING,
) -> Built:
    """Writes a snapshot of these uploads to a new file and returns the name it deserves and its logical hash.

    `at` is the time of publication (ISO), the only clock a snapshot knows, so that it can be built again.
    `again` is what the journal says of a generation that is built again (see Again).
    `extra` are uploads that are not archived (yet): receipts and rows. `amendments` are the
    corrections and locks in force.
    """
    receipts = [(archive.receipt(upload), archive.rows_file(upload)) for upload in uploads]
    receipts += extra
    bare = bare_snapshot(target, plan(), at[:10], fill)
    target.write_bytes(bare.content)
    with duckdb.connect(str(target), config=WRITTEN) as database:
        database.begin()
        draft = Draft(database, bare.standing)
        fill(draft, plan(), receipts, at[:10], target.with_suffix(".empty"), amendments=amendments)
        said = said_by(database, {name: bare.said[name] for name in bare.said if name not in draft.came})
        built = close(database, said, generation, at, again)
        database.commit()
    return built


def close(
    database: duckdb.DuckDBPyConnection, said: Mapping[str, tuple[int, int]], generation: int, at: str,
    again: Again | None = None,
) -> Built:  # fmt: skip
    """Writes what a snapshot says of itself and what each of its tables says: so a reader can check it."""
    hashed = logical(said)
    name = snapshot_name(generation, hashed) if again is None else again.name(hashed)
    facts = about(generation, at, hashed, name, again) | {
        PROMISE: made_with.word_of(plan()),
        "horizon": str(database.execute("SELECT as_of FROM horizon").fetchall()[0][0]),
    }
    database.execute("DROP TABLE IF EXISTS meta")
    database.execute("DROP TABLE IF EXISTS _complete")
    put(database, "meta", [{"key": key, "value": value} for key, value in facts.items()])
    put(
        database,
        "_complete",
        [
            {"table_name": table, "row_count": rows, "said": str(mixed)}
            for table, (rows, mixed) in sorted(said.items())
        ],
    )
    return Built(name, hashed)


def close_again(target: Path, receipts: Iterable[Receipt], generation: int, at: str) -> Built:
    """A finished snapshot told to whom its newest uploads belong after all: by whom, when, with which note.

    Raises duckdb.Error where it is none. Of the moment of an upload only the day decides anything: it must
    be the one that the snapshot was made with.
    """
    with duckdb.connect(str(target), config=WRITTEN) as database:
        database.begin()
        for one in receipts:
            told = {"by_whom": one.by, "at": one.at, "note": one.note}
            given = {name: ConstantExpression(value) for name, value in told.items()}
            here = ColumnExpression("upload") == ConstantExpression(one.upload)
            database.table("uploads").update(given, condition=here)
        said = said_at_its_end(database)
        del said["uploads"]
        built = close(database, said_by(database, said), generation, at)
        database.commit()
    return built


def fill(
    draft: Draft,
    known: Plan,
    receipts: list[tuple[Receipt, Path]],
    at: str,
    scratch: Path,
    reach: str | None = None,
    amendments: Amendments = NOTHING,
) -> None:
    """Everything that uploads say and that follows from it, as of a day (ISO), into a draft with its plan.

    `reach` is a day up to which the data are taken to reach, whatever came.
    """
    database = draft.database
    upload_tables(database, receipts)
    template_tables(draft, known, scratch, amendments)
    draft.numbers_follow()
    ledger_tables(draft, known)
    targets_table(draft, at)
    derived_tables(draft)
    days_and_names(draft, known, at, reach)
    draft.create("month_ends", "sql/month_ends.sql", {})
    if not draft.standing:
        database.execute(statement("sql/ledger_at_month_ends.sql"))
    coverage_tables(draft)
    series_table(draft, known)
    progress_table(draft)
    scoring_tables(draft)


def scoring_tables(draft: Draft) -> None:
    """What cards and scores look at, each made from those before it."""
    for name in SCORING:
        draft.create(name, f"scoring/{name}.sql", {})


def days_and_names(draft: Draft, known: Plan, at: str, reach: str | None) -> None:
    """How far the data reach, which sheet came when and is due when, what enterprises are called."""
    templates = spoken(draft.database, known)
    from_templates.reaches_table(draft, templates)
    if reach:
        draft.database.execute(
            "INSERT INTO reaches (reached) VALUES (CAST($reach AS DATE))", {"reach": reach}
        )
    draft.create("horizon", "sql/horizon.sql", {"at": at})
    from_templates.arrivals_table(draft, templates)
    draft.create("calendar", "sql/calendar.sql", {"at": at})
    from_templates.enterprises_table(draft, templates)
    draft.create("enterprises", "sql/enterprises.sql", {})
    draft.database.execute("DROP TABLE enterprise_names")


def derived_tables(draft: Draft) -> None:
    """Numbers that several statements share, from first principles: each made from those before it."""
    for name in DERIVED:
        draft.create(name, f"derived/{name}.sql", {})


def upload_tables(database: duckdb.DuckDBPyConnection, receipts: list[tuple[Receipt, Path]]) -> None:
    """Which uploads speak in this snapshot, and the letter of the column each field of theirs stands in."""
    put_uploads(database, [row_of(receipt) | {"rows_file": str(file)} for receipt, file in receipts])
    cells(database, [line for receipt, _ in receipts for line in letters_of(receipt)]).create("cells")


def put_uploads(database: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    """`uploads`, with the file of rows of each until its rows are read."""
    schema = UPLOADS.append(pa.field("rows_file", pa.string()))
    database.from_arrow(pa.Table.from_pylist(rows, schema=schema)).create("uploads")


def row_of(receipt: Receipt) -> dict[str, Any]:
    """The line of an upload in `uploads`."""
    told = {name: getattr(receipt, name) for name in UPLOADS.names if name != "by_whom"}
    return told | {"by_whom": receipt.by}


def cells(database: duckdb.DuckDBPyConnection, letters: list[dict[str, str]]) -> DuckDBPyRelation:
    """Lines for `cells`."""
    return database.from_arrow(pa.Table.from_pylist(letters, schema=CELLS))


def letters_of(receipt: Receipt) -> list[dict[str, str]]:
    """The lines of an upload in `cells`."""
    return [
        {"upload": receipt.upload, "sheet": sheet, "field": field, "letter": letter}
        for sheet, field, letter in receipt.cells
    ]


def template_tables(draft: Draft, known: Plan, scratch: Path, amendments: Amendments = NOTHING) -> None:
    """For every template `<table>_all` with each active row, and `<table>` with the rows that speak now.

    What is corrected is corrected in the rows that speak, and in the numbers that are followed to a cell.

    The register comes first, for it says which rows of the others are of one enterprise.
    """
    database = draft.database
    come = spoken(database, known)

    def read(template: Template) -> DuckDBPyRelation:
        schema = stored_schema(template)
        if template not in come:
            own = PLACED if names_enterprises(template) else ()
            nothing = database.from_arrow(pa.schema([*schema, *OF_UPLOAD, *own]).empty_table())
            return nothing.select(StarExpression(exclude=["row_grade"]))
        from pyarrow import parquet

        parquet.write_table(schema.empty_table(), scratch)
        asked = {"template": template.id}
        files = [file for (file,) in database.execute(statement("sql/rows_files.sql"), asked).fetchall()]
        given = {"files": [str(scratch), *files]}
        return database.sql(statement("sql/template_rows.sql"), params=given)

    try:
        register = known.templates[REGISTER]
        for template in (register, *(t for t in known.templates.values() if t is not register)):
            if template in come or not draft.standing:
                one_template(draft, template, read(template), template in come)
            if template is register:
                identity_table(draft, come, read)
    finally:
        scratch.unlink(missing_ok=True)
    amendment_tables(draft, known, amendments)
    observation_table(draft, known, come)
    draft.create("superseded", "sql/superseded.sql", {})
    database.execute("ALTER TABLE uploads DROP COLUMN rows_file")


def one_template(draft: Draft, template: Template, found: DuckDBPyRelation, came: bool) -> None:
    """The two tables of a template: each active row, and the rows that speak now."""
    every = f"{template.table}_all"
    if names_enterprises(template) and came:
        identified_table(draft, found, every)
    elif every in draft.standing:
        draft.add(every, found)
    else:
        found.create(every)
    draft.create(template.table, "sql/current_rows.sql", {"table_name": every})


def stored_schema(template: Template) -> pa.Schema:
    """How the rows of a template are read; where no column says how final they are, nothing does."""
    schema = schema_of(template)
    return schema if template.column("maturity") else schema.append(pa.field("maturity", pa.string()))


def spoken(database: duckdb.DuckDBPyConnection, known: Plan) -> list[Template]:
    """The templates of which something has come, in the plan's order."""
    come = {row[0] for row in database.execute("SELECT DISTINCT template FROM uploads").fetchall()}
    return [template for template in known.templates.values() if template.id in come]


def draft(generation: int) -> Path:
    """Where a snapshot is built before it is published."""
    return places.tmp() / f"build-{generation:06d}.duckdb"
