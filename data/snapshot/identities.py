"""Brings every enterprise under one key: what sheets call it meets in the register, to be counted once."""

from collections.abc import Callable, Iterable

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyRelation

from data.plan import Template
from data.snapshot.statements import Draft

REGISTER = "S24"
MENTIONED = "enterprise_mentions"
MENTIONS = pa.schema([(name, pa.string()) for name in ("upload", "seen", "credit_code", "enterprise")])
PLACED = (pa.field("counted_key", pa.string()), pa.field("places", pa.list_(pa.string())))
Rows = Callable[[Template], DuckDBPyRelation]


def names_enterprises(template: Template) -> bool:
    """Whether the rows of a template are of enterprises that the register tells apart."""
    return template.column("credit_code") is not None and template.id != REGISTER


def identity_table(draft: Draft, templates: Iterable[Template], rows: Rows) -> None:
    """`enterprise_identities` from the register's table and what the other sheets call an enterprise."""
    draft.put_empty(MENTIONED, MENTIONS)
    for template in templates:
        if names_enterprises(template):
            draft.add(MENTIONED, mentions(template, rows(template)))
    draft.create("enterprise_identities", "sql/enterprise_identities.sql", {})


def mentions(template: Template, found: DuckDBPyRelation) -> DuckDBPyRelation:
    """What rows call the enterprises they are of, once for each upload."""
    for field, values in template.not_enterprises.items():
        found = found.filter(ColumnExpression(field).isnotin(*map(ConstantExpression, values)))
    said = [ColumnExpression(name) for name in ("upload", "enterprise_key", "credit_code", "enterprise")]
    return found.select(*said).distinct()


def identified_table(draft: Draft, found: DuckDBPyRelation, table: str) -> None:
    """A table of these rows with the one key of each enterprise and the places where each row counts."""
    found.create("found_rows")
    draft.came.add("found_rows")
    draft.create(table, "sql/identified_rows.sql", {})
    draft.database.execute("DROP TABLE found_rows")
