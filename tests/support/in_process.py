"""What is understood of rows that somebody would write, without a file and without a child process."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.ingest.cells.grid import Book, Sheet, Value
from data.ingest.checks.validate import validate
from data.ingest.findings import Finding
from data.ingest.records import Records
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import understand
from data.plan import plan


def understood(template_id: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Records, list[Finding]]:
    """The records of rows under a template's headings (with units), and everything that is said of them."""
    template = plan().templates[template_id]
    used = {field for row in rows for field in row}
    assert used <= {column.field for column in template.columns}, used
    columns = [column for column in template.columns if column.field in used]
    headings = [f"{c.heading}（{c.unit}）" if c.unit else c.heading for c in columns]
    lines: list[list[Any]] = [headings, *[[row.get(column.field) for column in columns] for row in rows]]
    cells: dict[tuple[int, int], Value] = {
        (row, column): float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for row, values in enumerate(lines, 3)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    sheet = Sheet(template.name[:31], {(1, 1): template.name} | cells)
    layouts, missing = recognise(Book("xlsx", [sheet]))
    records, misunderstood = understand(layouts)
    return records, [*missing, *misunderstood, *validate(records)]


def stops(template_id: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What would keep these rows out, as sentences; asserts that they are all understood as the template."""
    records, findings = understood(template_id, rows)
    assert records.template.id == template_id and len(records.rows) == len(rows)
    return [finding.message() for finding in findings if finding.severity == "stop"]
