"""Every number of a row is one observation, which says of what it is and where it stands."""

import duckdb

from data.plan import plan
from data.snapshot.observations import OBSERVATION, numbers_of, observed


def test_a_row_is_as_many_observations_as_its_template_has_numbers() -> None:
    template = plan().templates["S1"]
    numbers = numbers_of(template)
    assert "energy_tce" in numbers and "region" not in numbers
    with duckdb.connect(":memory:") as database:
        values = ", ".join(f"{place} AS {name}" for place, name in enumerate(numbers))
        rows = database.sql(f"SELECT {values}, '450205' AS region, 'u' AS upload, 7 AS row")
        found = observed(template, rows).fetchall()
    told = [dict(zip(OBSERVATION, line, strict=True)) for line in found]
    assert [(one["field"], one["value"]) for one in told] == [(name, n) for n, name in enumerate(numbers)]
    assert {(one["template"], one["region"], one["upload"], one["row"]) for one in told} == {
        ("S1", "450205", "u", 7)
    }
    assert {one["period"] for one in told} == {None}, "what a template does not say is nothing"
