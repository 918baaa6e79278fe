"""A finished snapshot of one's own from rows of codes, for periods still to come."""

import dataclasses
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import StarExpression

from data.plan import Template, plan
from data.plan.grid import chosen_factor
from data.snapshot import build, from_templates, numbers, rosters
from data.snapshot.bare import WRITTEN, bare_snapshot
from data.snapshot.build import OF_UPLOAD, stored_schema
from data.snapshot.identities import REGISTER, identified_table, identity_table, names_enterprises
from data.snapshot.statements import Draft
from tests.support.workbooks import Row

ONE_FACTOR = f"{chosen_factor(plan()).grid}电网{chosen_factor(plan()).year}年"  # nothing to convert

LAST = "2031-12-31"  # the day of publication


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


def draft() -> Draft:
    """A snapshot to which nothing has come, as of LAST, in a file that nobody else sees."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "memory.duckdb"
        bare = bare_snapshot(path, plan(), LAST, build.fill)
        path.write_bytes(bare.content)
        database = duckdb.connect(str(path), config=WRITTEN)
        database.begin()  # for ever: nothing of it need be written
        return Draft(database, bare.standing)


def memory(tables: dict[str, list[Row]], *statements: str) -> duckdb.DuckDBPyConnection:
    """A finished snapshot from rows of codes, with the numbers of some statements (or of all)."""
    known = plan()
    if statements:
        known = dataclasses.replace(known, statements={code: known.statements[code] for code in statements})
    made = draft()
    database = made.database

    def raw(template: Template) -> duckdb.DuckDBPyRelation:
        schema = stored_schema(template)
        for field in OF_UPLOAD:
            schema = schema.append(field)
        rows = [stored(template, row, number) for number, row in enumerate(tables.get(template.id, []))]
        chosen = [{name: row.get(name) for name in schema.names} for row in rows]
        found = database.from_arrow(pa.Table.from_pylist(chosen, schema=schema))
        return found.select(StarExpression(exclude=["row_grade"]))

    come = [template for template in plan().templates.values() if template.id in tables]
    register = plan().templates[REGISTER]
    if register in come:
        made.add(register.table, raw(register))
    identity_table(made, [template for template in come if template is not register], raw)
    for template in come:
        if names_enterprises(template):
            identified_table(made, raw(template), template.table)
        elif template is not register:
            made.add(template.table, raw(template))
    came = {"upload": "u", "at": "2026-01-01"}
    database.from_arrow(pa.Table.from_pylist([came])).create("uploads")
    numbers.targets_table(made, LAST)
    build.derived_tables(made)
    from_templates.reaches_table(made, come)
    made.create("horizon", "sql/horizon.sql", {"at": LAST})
    made.create("month_ends", "sql/month_ends.sql", {})
    rosters.coverage_tables(made)
    numbers.series_table(made, known)
    numbers.progress_table(made)
    return database


def answers(tables: dict[str, list[Row]], statement: str) -> dict[tuple[str, str, str, str], Row]:
    """Progress of one statement by (region, sector, item, period)."""
    with memory(tables, statement) as database:
        rows = database.sql("SELECT * FROM progress").to_arrow_table().to_pylist()
    return {(row["region"], row["sector"], row["item"], row["period"]): row for row in rows}
