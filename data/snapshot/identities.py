"""Brings every enterprise under one key: what sheets call it meets in the register, to be counted once."""

from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyRelation

from data.plan import Template
from data.snapshot.statements import create

REGISTER = "S24"
MENTIONS = pa.schema([(name, pa.string()) for name in ("seen", "credit_code", "enterprise")])
PLACED = (pa.field("counted_key", pa.string()), pa.field("places", pa.list_(pa.string())))
Rows = Callable[[Template], DuckDBPyRelation]


def names_enterprises(template: Template) -> bool:
    """Whether the rows of a template are of enterprises that the register tells apart."""
    return template.column("credit_code") is not None and template.id != REGISTER


def identity_table(database: duckdb.DuckDBPyConnection, templates: Iterable[Template], rows: Rows) -> None:
    """`enterprise_identities` from the register's table and what the other sheets call an enterprise."""
    database.from_arrow(MENTIONS.empty_table()).create("enterprise_mentions")
    for template in templates:
        if names_enterprises(template):
            found = rows(template)
            for field, values in template.not_enterprises.items():
                found = found.filter(ColumnExpression(field).isnotin(*map(ConstantExpression, values)))
            said = [ColumnExpression(name) for name in ("enterprise_key", "credit_code", "enterprise")]
            found.select(*said).distinct().insert_into("enterprise_mentions")
    create(database, "enterprise_identities", "sql/enterprise_identities.sql", {})
    database.execute("DROP TABLE enterprise_mentions")


def identified_table(database: duckdb.DuckDBPyConnection, found: DuckDBPyRelation, table: str) -> None:
    """A table of these rows with the one key of each enterprise and the places where each row counts."""
    found.create("found_rows")
    create(database, table, "sql/identified_rows.sql", {})
    database.execute("DROP TABLE found_rows")
