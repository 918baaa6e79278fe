"""What is understood of bytes, before it crosses the pipe."""

import pytest

from data.ingest import understanding
from data.ingest.findings import Refused
from data.ingest.limits import LIMITS, Limits
from data.ingest.tables import understand
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook


def test_a_workbook_has_kind_records_and_changes(store: object) -> None:
    found = understanding.understood(workbook("S1", [energy_row()]), "表.xlsx", "abc")
    assert found.kind == "xlsx" and found.form is None and found.records is not None
    assert (found.changes.new, len(found.records.rows), found.findings) == (1, 1, ())


def test_a_table_of_another_trade_has_no_records(store: object) -> None:
    found = understanding.understood("菜,价\n鱼,5\n".encode(), "菜单.csv", "abc")
    assert found.records is None and "unknown_template" in {finding.rule for finding in found.findings}


def test_more_rows_than_one_upload_may_have_are_refused(
    store: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LIMITS.rows > 60_000
    monkeypatch.setattr(understand, "LIMITS", Limits(rows=2))
    rows = [energy_row(period=f"{year}年") for year in (2021, 2022, 2023)]
    with pytest.raises(Refused) as refusal:
        understanding.understood(workbook("S1", rows), "表.xlsx", "abc")
    assert (refusal.value.finding.rule, refusal.value.finding.expected) == ("too_many_rows", "2")
