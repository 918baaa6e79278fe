"""How far a reading is, is told to whoever listens and to nobody else."""

from data.ingest import progress
from data.ingest.child import ask
from data.ingest.progress import Step, counted, heard_by, say
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook


def test_steps_are_told_while_somebody_listens() -> None:
    told: list[Step] = []
    with heard_by(told.append):
        say("published")
        assert list(counted("rows", range(progress.EVERY + 1), 9_000)) == list(range(progress.EVERY + 1))
    say("rows", 1, 2)
    assert told == [Step("published"), Step("rows", 0, 9_000), Step("rows", progress.EVERY, 9_000)]


def test_a_workbook_is_read_understood_compared_and_checked_in_that_order() -> None:
    told: list[Step] = []
    asked = {"name": "a.xlsx", "sha256": "x", "snapshot": ""}
    ask.run_here("inspect", workbook("S1", [energy_row()]), asked, watching=told.append)
    stages = list(dict.fromkeys(step.stage for step in told))
    assert stages == ["cells", "rows", "published", "checks"]
    assert Step("checks", 0, 1) in told
