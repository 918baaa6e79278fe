"""A correction changes every figure made of its cell, stays followable to it, and is built again alike."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import places
from data.ingest import amend, receive
from data.keep import journal
from data.keep.amendments import Amendments, Corrected, Correction
from data.plan import plan
from data.snapshot import amending, in_force, published, recovery, verify
from tests.support.amended import RECORD, RIGHT, SHEET, WRONG, years
from tests.support.memory import draft
from tests.support.workbooks import workbook


def asked(question: str) -> list[tuple[Any, ...]]:
    path = published.snapshot()
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as database:
        return database.execute(question).fetchall()


def growth() -> float:
    return float(asked("SELECT energy_growth FROM energy_value_added WHERE period = '2024'")[0][0])


def test_the_row_that_speaks_is_corrected_and_its_cell_keeps_what_it_said(amended_store: Path) -> None:
    assert growth() == RIGHT
    assert asked("SELECT energy_growth FROM energy_value_added_all WHERE period = '2024'") == [(WRONG,)]
    kept = "SELECT value, published FROM observations WHERE field = 'energy_growth' ORDER BY period"
    assert asked(kept) == [(WRONG, None)] * 3 + [(RIGHT, WRONG), (WRONG, None)]
    first = receive.history()[-1].uploads[0]
    (one,) = in_force.all_corrections()
    assert (one.state, one.says, one.record_key, one.upload, one.sheet, one.row) == (
        "applied", "2", RECORD, first, SHEET, 7,
    )  # fmt: skip
    assert (one.by_whom, one.reason, one.document) == ("乙", "录入时少一位", "统计局函〔2026〕3号")
    (held,) = in_force.all_locks()
    assert (held.template, held.period, held.region, held.by_whom) == ("S1", "2025", "", "丙")


def test_figures_downstream_move_and_a_pruned_snapshot_is_built_the_same(own_amended_store: Path) -> None:
    entries = journal.read()
    figures = []
    for entry in entries[:2]:
        with duckdb.connect(str(places.snapshots() / entry.snapshot), read_only=True) as database:
            told = (
                "SELECT value FROM series WHERE statement = 'T01' AND region = '450204' AND period = '2024'"
            )
            figures.append(database.execute(told).fetchall()[0][0])
    newest = places.snapshots() / entries[-1].snapshot
    newest.unlink()
    assert recovery.rebuild(3, entries) == newest and newest.is_file()
    assert verify.faults() == []
    assert entries[0].logical != entries[1].logical != entries[2].logical and figures[0] < figures[1]


def test_a_correction_survives_the_same_slip_and_asks_when_the_source_changed(
    own_amended_store: Path,
) -> None:
    receive.accept(workbook("S1", years(value_added=1_400_000)), "再报.xlsx", "甲", reason="重新核算")
    assert growth() == RIGHT and in_force.all_corrections()[0].state == "applied"
    receive.accept(workbook("S1", years(energy_growth=1.9)), "三报.xlsx", "甲", reason="重新核算")
    assert growth() == 1.9 and (in_force.all_corrections()[0].state, in_force.all_corrections()[0].says) == (
        "open", "1.9",
    )  # fmt: skip
    receive.rollback(3, "甲")
    assert growth() == RIGHT and in_force.all_corrections()[0].state == "applied"
    amend.uncorrect(2, "乙", "查明原数无误")
    assert growth() == WRONG and in_force.all_corrections() == []
    assert asked("SELECT count(*) FROM observations WHERE published IS NOT NULL") == [(0,)]


def test_what_says_which_record_it_is_cannot_be_corrected() -> None:
    template = plan().templates["S1"]
    allowed = {column.field for column in template.columns if amending.can_be_corrected(template, column)}
    assert {"energy_tce", "value_added_growth"} <= allowed
    assert not allowed & {"period", "region", "sector", "basis", "maturity"}
    register = plan().templates["S24"]
    assert not any(amending.can_be_corrected(register, column) for column in register.columns)


def test_values_are_written_and_read_back_exactly() -> None:
    number = next(column for column in plan().templates["S1"].columns if column.field == "energy_tce")
    for value in (0.1 + 0.2, 2_000_000.0, 1e-9, 5, None):
        assert amending.typed(number, amending.as_text(value)) == value
    day = next(column for column in plan().templates["S5"].columns if column.kind == "date")
    assert amending.typed(day, amending.as_text(datetime.date(2025, 3, 1))) == datetime.date(2025, 3, 1)
    assert amending.as_text("甲") == "甲"
    with pytest.raises(ValueError):
        amending.typed(number, "多")


def test_a_correction_stands_by_what_the_sheet_says() -> None:
    assert [amending.standing("1", "2", says) for says in ("1", "2", "3")] == ["applied", "spent", "open"]


def test_corrections_find_their_record_under_the_one_key_of_its_enterprise() -> None:
    made, template = draft(), plan().templates["S2"]
    told = "INSERT INTO enterprise_identities BY NAME SELECT 'name:甲厂' AS seen, 'CODE' AS enterprise_key"
    made.database.execute(told)
    place = template.key.index("enterprise_key")
    key = ["name:甲厂" if at == place else "x" for at in range(len(template.key))]
    now = amending.key_now(made, template, "|".join(key)).split("|")
    assert now == ["CODE" if at == place else "x" for at in range(len(template.key))]
    key[place] = "name:乙厂"
    assert amending.key_now(made, template, "|".join(key)) == "|".join(key)
    assert amending.key_now(made, plan().templates["S1"], RECORD) == RECORD


def test_every_way_a_correction_may_stand() -> None:
    made = draft()
    made.database.execute(
        "INSERT INTO energy_value_added BY NAME SELECT unnest(['a', 'b']) AS record_key, "
        "2.0 AS energy_growth, 'u' AS upload, '表' AS sheet, 5 AS row"
    )
    first = Correction("S1", "a", "energy_growth", "2", "1", "%", "", "u", "表", "E5")
    told = [
        first, replace(first, to="1.5"), replace(first, record="b", to="2", was="1"),
        replace(first, record="b", field="value_added", was="7", to="8"), replace(first, record="gone"),
        replace(first, template="S99"), replace(first, field="unheard"),
    ]  # fmt: skip
    over = [Corrected(number, "2026-11-20", "甲", "r", one) for number, one in enumerate(told, 1)]
    amending.amendment_tables(made, plan(), Amendments(tuple(over)))
    found = made.database.execute("SELECT generation, state, says FROM corrections ORDER BY 1").fetchall()
    assert found == [
        (1, "replaced", ""), (2, "applied", "2"), (3, "spent", "2"), (4, "open", ""), (5, "gone", ""),
        (6, "gone", ""), (7, "gone", ""),
    ]  # fmt: skip
    kept = "SELECT energy_growth FROM energy_value_added ORDER BY record_key"
    assert made.database.execute(kept).fetchall() == [(1.5,), (2.0,)]
