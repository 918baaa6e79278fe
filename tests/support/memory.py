"""A finished snapshot in memory from rows of codes, for periods still to come."""

import dataclasses

import duckdb
import pyarrow as pa

from data import clock
from data.plan import Template, plan
from data.plan.grid import chosen_factor
from data.snapshot import build, from_templates, numbers
from data.snapshot.identities import PLACED, REGISTER, identified_table, identity_table, names_enterprises
from data.snapshot.plan_tables import plan_tables
from data.snapshot.row_schema import schema_of
from data.snapshot.statements import create
from tests.support.workbooks import Row

ONE_FACTOR = f"{chosen_factor(plan()).grid}电网{chosen_factor(plan()).year}年"  # nothing to convert


def stored(template: Template, row: Row, number: int) -> Row:
    """A row of codes as the table of a template holds it: `period` as code, the rest by field."""
    period = str(row.get("period", "2025"))
    defaults = {column.field: column.default for column in template.columns if column.default is not None}
    made = {**defaults, "maturity": "final", "grade_rank": 1, "maturity_rank": 3, "grade": "official", **row}
    made |= {"year": int(period[:4]), "month": 12 if len(period) == 4 else int(period[5:])}
    made |= {"record_key": str(number), "sheet": "表", "row": number, "upload": "u", "generation": 1}
    if template.column("credit_code"):
        made.setdefault("enterprise_key", row.get("credit_code") or "")
    if template.column("factor_version"):
        made.setdefault("factor_version", ONE_FACTOR)
    return made


def memory(tables: dict[str, list[Row]], *statements: str) -> duckdb.DuckDBPyConnection:
    """A finished snapshot in memory from rows of codes, with the numbers of some statements (or of all)."""
    known = plan()
    if statements:
        known = dataclasses.replace(known, statements={code: known.statements[code] for code in statements})
    database = duckdb.connect(":memory:")
    plan_tables(database, plan(), clock.today())

    def raw(template: Template) -> duckdb.DuckDBPyRelation:
        schema = schema_of(template)
        if template.column("maturity") is None:
            schema = schema.append(pa.field("maturity", pa.string()))
        for name, kind in (
            ("upload", pa.string()),
            ("generation", pa.int32()),
            ("grade", pa.string()),
            ("grade_rank", pa.int32()),
            ("maturity_rank", pa.int32()),
        ):
            schema = schema.append(pa.field(name, kind))
        if names_enterprises(template) and template.id not in tables:
            schema = pa.schema([*schema, *PLACED])
        rows = [stored(template, row, number) for number, row in enumerate(tables.get(template.id, []))]
        chosen = [{name: row.get(name) for name in schema.names} for row in rows]
        return database.from_arrow(pa.Table.from_pylist(chosen, schema=schema))

    raw(plan().templates[REGISTER]).create(plan().templates[REGISTER].table)
    identity_table(database, [plan().templates[code] for code in tables], raw)
    for template in plan().templates.values():
        if names_enterprises(template) and template.id in tables:
            identified_table(database, raw(template), template.table)
        elif template.id != REGISTER:
            raw(template).create(template.table)
    came = {"upload": "u", "at": "2026-01-01"}
    database.from_arrow(pa.Table.from_pylist([came])).create("uploads")
    numbers.targets_table(database, "2031-12-31")
    build.derived_tables(database)
    from_templates.reaches_table(database, known.templates.values())
    create(database, "horizon", "sql/horizon.sql", {"at": "2031-12-31"})
    create(database, "month_ends", "sql/month_ends.sql", {})
    numbers.series_table(database, known)
    numbers.progress_table(database)
    return database


def answers(tables: dict[str, list[Row]], statement: str) -> dict[tuple[str, str, str, str], Row]:
    """Progress of one statement by (region, sector, item, period)."""
    with memory(tables, statement) as database:
        rows = database.sql("SELECT * FROM progress").to_arrow_table().to_pylist()
    return {(row["region"], row["sector"], row["item"], row["period"]): row for row in rows}
