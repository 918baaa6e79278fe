"""Counties and enterprises that one would expect are named before publishing."""

from typing import Any

from data.ingest.checks.absent import listed, missing
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from tests.data.ingest.checks.conftest import Known

S1, S8 = plan().templates["S1"], plan().templates["S8"]
COUNTIES = plan().counties(2026)
NAMES = [plan().regions[code].name for code in COUNTIES]


def place(number: int, code: str) -> Row:
    fixed: dict[str, Any] = {"period": Period.of(2026, 9), "region": code, "sector": TOTAL}
    return Row("表", number, fixed)


def works(number: int, region: str = "450204") -> Row:
    fixed: dict[str, Any] = {"period": Period.of(2025), "enterprise": f"第{number}厂", "region": region}
    return Row("表", number, fixed)


def told(template: Any, rows: list[Row]) -> list[tuple[str, str]]:
    return [(each.rule, each.found) for each in missing(Records(template, rows))]


def test_counties_that_are_not_there_are_named(known: Known) -> None:
    rows = [place(n, code) for n, code in enumerate(COUNTIES, 4)]
    named = f"{'、'.join(NAMES[-2:])}（2026年1—9月）"
    assert told(S1, rows[:-2]) == [("places_missing", named)]
    assert told(S1, rows) == [] == told(S1, rows[:2])
    known["x"] = {"region": COUNTIES[-1], "period": "2026-09"}
    assert told(S1, rows[:-2]) == [("places_missing", f"{NAMES[-2]}（2026年1—9月）")], "one came already"


def test_enterprises_of_the_period_before_are_named(known: Known) -> None:
    for name, region in [*((f"第{number}厂", "450204") for number in range(1, 6)), ("远方厂", "450221")]:
        known[name] = {"enterprise_key": f"name:{name}", "enterprise": name, "region": region}
    assert told(S8, [works(n) for n in range(1, 5)]) == [("enterprises_missing", "第5厂（2025年）")]
    assert told(S8, [works(n) for n in range(1, 6)]) == []
    assert told(S8, [works(1), works(2)]) == [], "a part of the enterprises is no whole sheet"
    assert told(S8, [works(n, "450221") for n in range(1, 5)]) == [], "those of another county are not due"


def test_long_lists_are_counted() -> None:
    assert (
        listed(list("甲乙")) == "甲、乙"
        and listed(list("一二三四五六七")) == "一、二、三、四、五、六 等 7 个"
    )


def test_a_row_whose_period_or_place_was_not_understood_is_not_missing(known: Known) -> None:
    rows = [place(n, code) for n, code in enumerate(COUNTIES, 4)]
    rows[0].values["period"] = None
    assert told(S1, rows) == []
    rows[0].values["region"] = None
    assert told(S1, rows) == [], "it may be the one that is not there"
