"""A row is said in words."""

from typing import Any

from data.ingest.checks.said import in_words, key_in_words
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan


def test_the_key_of_a_row_in_words() -> None:
    values: dict[str, Any] = {
        "period": Period.of(2026, 10),
        "region": "450200",
        "sector": TOTAL,
        "basis": "calorific",
    }
    row = Row("表", 4, {**values})
    assert key_in_words(Records(plan().templates["S1"]), row) == "2026年1—10月 · 柳州市 · 规上工业 · 当量值"
    works = Row("表", 4, {"enterprise": "一厂", "kind": "factory"})
    records = Records(plan().templates["S5"])
    assert (in_words(records, works, "enterprise_key"), in_words(records, works, "kind")) == ("一厂", "工厂")
