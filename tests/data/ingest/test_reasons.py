"""What may be right all the same is published with a reason that a person typed, and keeps it."""

import json
from pathlib import Path

import pytest

from data.ingest import receive
from data.ingest.findings import catalogue
from data.ingest.reasons import NeedsReason, is_one, reason_of
from data.keep import archive
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook

TITLE = "柳州市2024年规上工业能耗与增加值"  # the rows say 2025


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("补报", True), ("已核对", True), ("ok", True), ("见市局 11 月来函", True), ("  更正\n", True),
        ("", False), ("   ", False), ("。。。！", False), ("123456", False), ("无", False), ("aaaa", False),
        ("\u200b\u200b", False),
    ],
)  # fmt: skip
def test_a_reason_is_at_least_a_word(text: str, counts: bool) -> None:
    assert is_one(text) is counts


def test_without_a_reason_nothing_is_published_and_with_one_the_receipt_keeps_it(store: Path) -> None:
    content = workbook("S1", [energy_row()], title=TITLE)
    seen = receive.inspect(content, "表.xlsx", foresee=True)
    assert seen.can_publish and seen.needs_reason, "looking ahead asks for nothing"
    for said in ("", " 。 "):
        with pytest.raises(NeedsReason) as asked:
            receive.accept(content, "表.xlsx", "甲", reason=said)
        assert asked.value.inspection.sha256 == seen.sha256
        assert "写明原因" in str(asked.value) and "标题" in str(asked.value)
    assert receive.history() == []
    made = receive.accept(content, "表.xlsx", "甲", reason=" 标题沿用上年，已改 ")
    assert receive.receipt(made.upload).reason == reason_of(made.upload) == "标题沿用上年，已改"
    (store / "archive" / made.upload / "receipt.json").unlink()
    assert reason_of(made.upload) == ""


def test_each_file_of_several_has_its_own_reason(store: Path) -> None:
    odd = (workbook("S1", [energy_row()], title=TITLE), "甲.xlsx")
    fine = (workbook("S1", [energy_row(region="柳北区")]), "乙.xlsx")
    with pytest.raises(NeedsReason):
        receive.accept_many([fine, odd], "甲")
    with pytest.raises(NeedsReason):
        receive.accept_many([fine, odd], "甲", reasons=["标题有误", ""])
    with pytest.raises(ValueError, match="zip"):
        receive.accept_many([fine, odd], "甲", reasons=["标题有误"])
    made = receive.accept_many([fine, odd], "甲", reasons=["", "标题有误"])
    assert [receive.receipt(upload).reason for upload in made.uploads] == ["", "标题有误"]


def test_receipts_from_before_have_none(store: Path) -> None:
    made = receive.accept(workbook("S1", [energy_row()]), "表.xlsx", "甲")
    written = json.loads((store / "archive" / made.upload / "receipt.json").read_bytes())
    del written["reason"]
    assert archive.read_receipt(made.upload, json.dumps(written).encode()).reason == ""


def test_what_stops_a_file_asks_for_no_reason() -> None:
    asking = {rule.rule for rule in catalogue().values() if rule.reason}
    assert "period_title_differs" in asking
    assert {catalogue()[rule].severity for rule in asking} == {"warn"}
