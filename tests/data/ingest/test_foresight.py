"""What a file would move: of the overview as the person saw it, only what the sheet feeds."""

import dataclasses
from pathlib import Path

import pytest

from data.ingest import receive
from data.keep.errors import NoSuchGeneration
from tests.support.numbers import emerging_row, green_row
from tests.support.workbooks import files, workbook

MONTH = {"period": "2026年1—6月", "maturity": "快报", "emerging_output": 2_700_000}


def test_what_would_move_is_held_against_the_snapshot_that_was_seen(store: Path) -> None:
    receive.accept_many(files(S4=[emerging_row()], S5=[green_row()]), "甲")
    receive.accept(workbook("S4", [emerging_row(**MONTH)]), "六月.xlsx", "甲")
    revised = workbook("S4", [emerging_row(**MONTH | {"emerging_output": 2_800_000})])

    seen = receive.inspect(revised, "表.xlsx", foresee=True, generation=1)
    now = receive.inspect(revised, "表.xlsx", foresee=True)
    assert (seen.generation, seen.changes.new, seen.changes.changed) == (1, 1, 0)
    assert (now.generation, now.changes.new, now.changes.changed) == (2, 0, 1)
    # the register of green factories goes on to June by itself: this sheet does not feed it
    (before,), (after,) = seen.moves, now.moves
    assert (before.statement, before.period_before, before.period) == ("T10", "2025", "2026-06")
    assert (after.statement, after.period_before, after.period) == ("T10", "2026-06", "2026-06")
    assert after.change == pytest.approx(1.0) and (after.before, after.after) == (27.0, 28.0)

    told = seen.as_dict()
    assert told["generation"] == 1 and told["moves"][0]["on_overview"] is True
    assert {"period_before", "change", "unit", "others"} <= set(told["moves"][0])
    with pytest.raises(NoSuchGeneration):
        receive.inspect(revised, "表.xlsx", generation=9)
    none = receive.inspect(revised, "表.xlsx", foresee=True, generation=0)
    assert (none.changes.new, none.moves, none.generation) == (1, (), 0)
    assert dataclasses.replace(now, moves=()) == receive.inspect(revised, "表.xlsx", generation=2)
