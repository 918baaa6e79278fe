"""Writes every number of every active row, one a line, so that any figure can be followed to its cell."""

from duckdb import ColumnExpression, ConstantExpression, DuckDBPyRelation

from data.plan import Plan, Template
from data.snapshot.amending import correct_observations
from data.snapshot.from_templates import one_a_line
from data.snapshot.statements import Draft, statement

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
    "published",
)


def observation_table(draft: Draft, known: Plan, templates: list[Template]) -> None:
    """`observations` of all rows of these templates, with what is corrected in them."""
    draft.prepare("observations", "sql/observations_table.sql")
    for template in templates:
        if numbers_of(template):
            rows = draft.database.table(f"{template.table}_all")
            draft.add("observations", lettered(observed(template, rows)))
    correct_observations(draft, known)
    draft.database.execute("DELETE FROM observations WHERE value IS NULL")


def numbers_of(template: Template) -> list[str]:
    """The fields of a template that hold numbers."""
    return [column.field for column in template.columns if column.numeric]


def observed(template: Template, rows: DuckDBPyRelation) -> DuckDBPyRelation:
    """The numbers of these rows, empty ones too: one may have been corrected."""
    numbers, there = numbers_of(template), set(rows.columns)
    sources = {"item": template.item, "entity": template.entity}
    chosen = [ConstantExpression(template.id), one_a_line(map(ConstantExpression, numbers))]
    for name in OBSERVATION[2:]:
        source = sources.get(name, name)
        if name == "value":
            chosen.append(one_a_line(map(ColumnExpression, numbers)))
        else:
            chosen.append(ColumnExpression(source) if source in there else ConstantExpression(None))
    return rows.select(*(found.alias(name) for found, name in zip(chosen, OBSERVATION, strict=True)))


def lettered(numbers: DuckDBPyRelation) -> DuckDBPyRelation:
    """The same numbers, each with where it stands: the letter of its column, or an address of its own."""
    told = numbers.query("found_numbers", statement("sql/lettered.sql"))
    if told is None:
        raise ValueError("sql/lettered.sql gives no rows")
    return told
