"""No row of which a rule has something to say is passed over when columns are looked at first."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data.ingest.checks.at_once import odd_rows
from data.ingest.checks.validate import bounded, of_row
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import plan
from tests.support.examples import examples

QUICK = ("S1", "S4", "S8", "S12", "S18", "S23")
NUMBERS = st.sampled_from([None, 0.0, 1.0, 2.0, 3.0, -1.0, 101.0, 250.0, -100.0, 1e9])


@settings(max_examples=examples(15), deadline=None)
@given(st.sampled_from(QUICK), st.data())
def test_every_row_with_a_finding_is_among_the_odd_ones(template_id: str, data: st.DataObject) -> None:
    template = plan().templates[template_id]
    rows = []
    for number in range(4, 10):
        values: dict[str, Any] = {
            column.field: data.draw(NUMBERS) if column.numeric else data.draw(st.sampled_from([None, "甲"]))
            for column in template.columns
        }
        rows.append(Row("表", number, values | {"period": Period.of(2025)}))
    records = Records(template, rows)
    columns, code = [c for c in template.columns if bounded(c)], template.column("credit_code")
    odd = odd_rows(records)
    told = {at for at, row in enumerate(rows) if of_row(records, row, columns, code)}
    assert told <= odd


def test_rows_in_which_nothing_is_wrong_are_not_looked_at() -> None:
    values: dict[str, Any] = {
        "period": Period.of(2025), "credit_code": "91", "enterprise": "甲", "generated_t": 10.0,
        "used_t": 7.0, "used_from_stock_t": 0.0, "disposed_t": 2.0, "stored_t": 1.0,
    }  # fmt: skip
    wrong: list[dict[str, Any]] = [
        {"used_t": 8.0},
        {"generated_t": -1.0},
        {"credit_code": None},
        {"used_from_stock_t": 8.0},
    ]
    rows = [Row("表", 4 + at, values | other) for at, other in enumerate([{}, *wrong, {}])]
    assert odd_rows(Records(plan().templates["S12"], rows)) == {1, 2, 3, 4}
