"""Says how a template's rows lie in Parquet and in a snapshot: its columns, then where each row is from."""

import pyarrow as pa

from data.plan import Template


def schema_of(template: Template) -> pa.Schema:
    """The columns of a template's table: its fields, then where each row comes from."""
    fields: list[pa.Field] = []
    for column in template.columns:
        if column.kind == "period":
            fields += [pa.field(column.field, pa.string())]
            fields += [pa.field("year", pa.int32()), pa.field("month", pa.int32())]
        elif column.numeric:
            fields.append(pa.field(column.field, pa.float64()))
        elif column.kind == "date":
            fields.append(pa.field(column.field, pa.date32()))
        else:
            fields.append(pa.field(column.field, pa.string()))
    if template.column("credit_code"):
        fields.append(pa.field("enterprise_key", pa.string()))
    fields += [
        pa.field("record_key", pa.string()),
        pa.field("row_grade", pa.string()),
        pa.field("sheet", pa.string()),
        pa.field("row", pa.int32()),
    ]
    return pa.schema(fields)
