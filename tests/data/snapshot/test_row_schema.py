"""A template's table has a typed column per field, a year and month per period, and each row's origin."""

import pyarrow as pa
import pytest

from data.plan import plan
from data.snapshot.row_schema import schema_of

WHERE_FROM = ["record_key", "row_grade", "sheet", "row"]


@pytest.mark.parametrize("template", plan().templates.values(), ids=lambda template: template.id)
def test_every_template_has_a_schema_with_each_field_once(template: object) -> None:
    from data.plan import Template

    assert isinstance(template, Template)
    schema = schema_of(template)
    assert len(set(schema.names)) == len(schema.names) and schema.names[-4:] == WHERE_FROM
    assert {column.field for column in template.columns} <= set(schema.names)
    assert ("year" in schema.names) == any(column.kind == "period" for column in template.columns)
    assert ("enterprise_key" in schema.names) == (template.column("credit_code") is not None)
    for column in template.columns:
        numeric = schema.field(column.field).type == pa.float64()
        assert numeric == column.numeric, column.field
        assert (schema.field(column.field).type == pa.date32()) == (column.kind == "date")
