"""Says who is expected to report and has not, from last reports and the register, and what share has come."""

from data.snapshot.statements import Draft, statement

TABLES = ("member_reports", "registered", "expected_members", "roster_coverage")


def coverage_tables(draft: Draft) -> None:
    """`expected_members` and `roster_coverage`, with what they are made of."""
    for name in TABLES:
        draft.create(name, f"rosters/{name}.sql", {})


def fill_coverage(draft: Draft) -> None:
    """Coverage and missing of every series, from `roster_coverage`."""
    draft.database.execute(statement("rosters/fill_series.sql"))
