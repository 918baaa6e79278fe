"""The slip that was corrected is no change when it comes again; anything else is."""

from data.ingest.corrected import Corrections
from data.ingest.records import Row
from tests.data.ingest.checks.test_amended import SLIP


def test_a_row_is_compared_with_what_its_cells_said() -> None:
    known = Corrections({"k": [SLIP]})
    published = {"record_key": "k", "energy_growth": 1.75, "value_added": 5.0}
    same = Row("表", 7, {"energy_growth": 2.0})
    assert known.beside(same, published)["energy_growth"] == 2.0
    assert known.beside(same, published)["value_added"] == 5.0
    for other in (1.75, 3.0, None):
        row = Row("表", 7, {"energy_growth": other})
        assert known.beside(row, published) is published
    assert known.beside(same, {"record_key": "another"}) == {"record_key": "another"}
    assert [state for _, state in known.of(same, published)] == ["applied"]
