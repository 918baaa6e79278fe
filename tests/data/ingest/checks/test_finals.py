"""A finished year is not written anew without a word."""

from typing import Any

import pytest

from data.ingest.checks.finals import final_changed
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from tests.data.ingest.checks.conftest import Known

S1 = plan().templates["S1"]


def row(number: int, month: int = 12, year: int = 2024, **values: Any) -> Row:
    fixed: dict[str, Any] = {
        "period": Period.of(year, month), "region": "450204", "sector": TOTAL, "basis": "calorific",
        "energy_tce": 100.0, "maturity": "final",
    }  # fmt: skip
    return Row("表", number, fixed | values)


def put(known: Known, one: Row, grade: str = "official") -> None:
    period = one.values["period"]
    assert isinstance(period, Period)
    known[Records(S1).key(one)] = {**one.values, "period": period.code, "year": period.year, "grade": grade}


def told(*rows: Row) -> list[tuple[str, str, str, str]]:
    records = Records(S1, list(rows), {("表", "energy_tce"): "D"})
    return [(each.cell, each.expected, each.found, each.field) for each in final_changed(records)]


NAMED = "2024年 · 柳南区 · 规上工业 · 当量值：综合能源消费量"


def test_records_of_a_final_year_that_would_change_are_told_once_a_year(known: Known) -> None:
    put(known, row(1))
    put(known, row(1, region="450205"))
    assert told(row(4), row(5, region="450205")) == [], "nothing changes"
    both = (row(4, energy_tce=90.0), row(5, region="450205", energy_tce=80.0))
    assert told(*both) == [("D4", "2024年", "2", NAMED)]
    assert told(row(4, region="450202", energy_tce=90.0)) == [], "who never reported rewrites nothing"


def test_months_of_a_final_year_belong_to_it(known: Known) -> None:
    put(known, row(1, month=9, maturity="flash"))
    changed = row(4, month=9, maturity="preliminary", energy_tce=90.0)
    assert told(changed) == []
    put(known, row(1))
    assert [found for _, found, *_ in told(changed)] == ["2024年"]


@pytest.mark.parametrize(("grade", "count"), [("official", 0), ("demo", 1)])
def test_what_will_not_replace_a_final_figure_rewrites_nothing(known: Known, grade: str, count: int) -> None:
    put(known, row(1), grade)
    assert len(told(row(4, maturity="flash", energy_tce=90.0))) == count


def test_a_sheet_without_states_of_the_data_has_no_final_year(known: Known) -> None:
    assert list(final_changed(Records(plan().templates["S5"], [Row("表", 4, {})]))) == []
