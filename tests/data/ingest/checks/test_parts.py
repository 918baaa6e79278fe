"""An energy and what it is broken down into are not counted both without a reason."""

import pytest

from data.ingest import receive
from data.ingest.checks.parts import wholes
from tests.support.rows import good
from tests.support.workbooks import credit_code, filled_blank

COAL = {"quantity_unit": "吨", "coefficient": 0.7143, "standard_tce": None}


@pytest.mark.parametrize("word", ["无烟煤", "　其中：无烟煤"])
def test_a_part_beside_its_whole_asks_for_a_reason(store: object, word: str) -> None:
    rows = [
        good("S2") | COAL | {"energy": "原煤", "quantity": 900.0},
        good("S2") | COAL | {"energy": word, "quantity": 300.0},
    ]
    inspection = receive.inspect(filled_blank("S2", rows), "能源.xlsx")
    told = [(f.expected, f.found) for f in inspection.findings if f.rule == "part_beside_whole"]
    assert told == [("原煤", "无烟煤")] and inspection.needs_reason and inspection.can_publish
    other = [rows[0], rows[1] | {"credit_code": credit_code(7), "enterprise": "别的厂"}]
    again = receive.inspect(filled_blank("S2", other), "能源.xlsx")
    assert "part_beside_whole" not in {f.rule for f in again.findings}, "of another enterprise it is no part"


def test_a_part_of_a_part_is_of_both() -> None:
    assert wholes("raw_coal") == () and wholes("anthracite") == ("raw_coal",)
