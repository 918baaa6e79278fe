"""Rows that are published, as a clerk would report them again or for the months after."""

from typing import Any

from data.ingest.checks.said import in_words
from data.ingest.records import Records as Told
from data.ingest.records import Row
from data.ingest.words.periods import Period
from data.plan import plan
from data.snapshot import published
from tests.support.workbooks import Row as Line


def rows_of(template: str, period: str, **wanted: str) -> list[Line]:
    """The rows published for a period (code) as people write them, those with the wanted codes only."""
    return rows_all(template, period=period, **wanted)


def rows_all(template: str, **wanted: str) -> list[Line]:
    """The rows published, as people write them; those with the wanted codes only."""
    known = plan().templates[template]
    asked = "SELECT * FROM query_table($table_name) ORDER BY upload, sheet, row"
    path = published.snapshot()
    assert path is not None
    with published.opened(path) as database:
        answer = database.execute(asked, {"table_name": known.table})
        names = [item[0] for item in answer.description or []]
        found = [dict(zip(names, values, strict=True)) for values in answer.fetchall()]
    chosen = [one for one in found if all(one[field] == code for field, code in wanted.items())]
    return [written(template, one) for one in chosen]


def written(template: str, one: dict[str, Any]) -> Line:
    """One published row as its cells: names for codes, the period in words."""
    records = Told(plan().templates[template])
    said: dict[str, Any] = {column.field: one[column.field] for column in records.template.columns}
    if "period" in said:
        said["period"] = Period.of(int(one["year"]), int(one["month"]))
    row = Row("表", 4, dict(said))
    for column in records.template.columns:
        if column.kind in ("period", "region", "category", "basis", "maturity", "choice"):
            said[column.field] = in_words(records, row, column.field) or None
    return said


def grown(rows: list[Line], template: str, period: str, times: float = 1.05) -> list[Line]:
    """The same rows for another period, every amount so many times as much."""
    amounts = [column.field for column in plan().templates[template].columns if column.kind == "number"]
    return [
        row | {"period": period} | {name: row[name] * times for name in amounts if row[name] is not None}
        for row in rows
    ]


def times(rows: list[Line], field: str, factor: float, *only: int) -> list[Line]:
    """The rows with one field so many times as much, in all of them or in those of these numbers."""
    return [
        row | {field: row[field] * factor} if row[field] is not None and (not only or n in only) else row
        for n, row in enumerate(rows)
    ]
