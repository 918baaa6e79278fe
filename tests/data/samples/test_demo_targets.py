"""The invented targets of the next five years: with a document, a base of their own."""

from data.samples import demo_targets
from tests.support.in_process import stops


def test_each_has_its_document_its_base_and_its_day() -> None:
    rows = demo_targets.later()
    assert stops("S22", rows) == []
    assert len({row["document"] for row in rows}) == len(rows)
    for row in rows:
        assert row["due_year"] == demo_targets.DUE and row["issued_on"] == demo_targets.ISSUED
        assert (row["base_year"] == demo_targets.BASE) == (row["statement"] in demo_targets.FROM_BASE)
