"""Makes the tables every template feeds alike: how far its days reach, when it came, enterprises' names."""

from collections.abc import Iterable

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression, StarExpression

from data.plan.model import Template
from data.snapshot.statements import Draft

DAYS = pa.schema([("template", pa.string()), ("upload", pa.string()), ("reached", pa.date32())])
ARRIVALS = pa.schema(
    [
        ("template", pa.string()),
        ("upload", pa.string()),
        ("region", pa.string()),
        ("department", pa.string()),
        ("ends_on", pa.date32()),
    ]
)
NAMES = pa.schema(
    [
        ("enterprise_key", pa.string()),
        ("enterprise", pa.string()),
        ("ends_on", pa.date32()),
        ("row", pa.int32()),
    ]
)


def reaches_table(draft: Draft, templates: Iterable[Template]) -> None:
    """`reaches`: up to which days the rows reach that speak now, as the templates' `speaks_on` name them.

    One line per upload, column and day: two columns that name the same day say it twice.
    """
    draft.put_empty("reaches", DAYS)
    for template in templates:
        fields = template.reaching
        if fields:
            days = draft.database.table(template.table).select(
                ConstantExpression(template.id),
                ColumnExpression("upload"),
                one_a_line(day_of(template, field) for field in fields).alias("reached"),
                one_a_line(map(ConstantExpression, fields)).alias("field"),
            )
            draft.add("reaches", days.distinct().select(StarExpression(exclude=["field"])))
    draft.database.execute("DELETE FROM reaches WHERE reached IS NULL")


def arrivals_table(draft: Draft, templates: Iterable[Template]) -> None:
    """`arrivals`: which upload brought which period of whom; of a list, up to which day it speaks.

    Of every active upload, also where later rows speak in its place: what came has come.
    """
    draft.put_empty("arrivals", ARRIVALS)
    for template in templates:
        until = template.period.field if template.period else template.speaks_until
        rows = draft.database.table(f"{template.table}_all")
        there = set(rows.columns)
        chosen = [ConstantExpression(template.id), ColumnExpression("upload")]
        chosen += [
            ColumnExpression(name) if name in there else ConstantExpression(None)
            for name in ("region", "department")
        ]
        chosen.append(day_of(template, until) if until else ConstantExpression(None))
        draft.add("arrivals", rows.select(*chosen).distinct())


def enterprises_table(draft: Draft, templates: Iterable[Template]) -> None:
    """`enterprise_names`: what the sheets of a period call each enterprise, with the end of the period."""
    draft.put_empty("enterprise_names", NAMES)
    for template in templates:
        if template.period and names(template):
            fields = [ColumnExpression(name) for name in ("enterprise_key", "enterprise")]
            chosen = (*fields, day_of(template, template.period.field), ColumnExpression("row"))
            draft.add("enterprise_names", draft.database.table(template.table).select(*chosen))


def names(template: Template) -> bool:
    """Whether the sheets of a template say of a period what its enterprises are called."""
    return bool(template.period and template.entity == "enterprise_key" and template.column("enterprise"))


def one_a_line(values: Iterable[Expression]) -> Expression:
    """Values that stand side by side, one below the other."""
    return FunctionExpression("unnest", FunctionExpression("list_value", *values))


def day_of(template: Template, field: str) -> Expression:
    """The day in a column; of a period its last one."""
    if template.period and field == template.period.field:
        first = FunctionExpression(
            "make_date", ColumnExpression("year"), ColumnExpression("month"), ConstantExpression(1)
        )
        return FunctionExpression("last_day", first)
    return ColumnExpression(field)
