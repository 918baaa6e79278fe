"""Cumulative figures beside earlier months and the year before, of this upload and of what is published."""

from dataclasses import replace
from typing import Any

from data.ingest.checks.neighbours import Past, against_neighbours, every_series
from data.ingest.findings import Finding
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan

S1, S12 = plan().templates["S1"], plan().templates["S12"]
Known = dict[str, dict[str, Any]]


def publish(known: Known, row: Row, energy_tce: float | None) -> None:
    period = row.values["period"]
    assert isinstance(period, Period)
    told = {"year": period.year, "month": period.month, "energy_tce": energy_tce}
    known[Records(S1).key(row)] = told


def energy(number: int, year: int = 2025, month: int = 12, **values: Any) -> Row:
    fixed: dict[str, Any] = {
        "period": Period.of(year, month),
        "region": "450204",
        "sector": TOTAL,
        "basis": "calorific",
    }
    return Row("表", number, {**fixed, **values})


def checked(*rows: Row) -> list[Finding]:
    return list(against_neighbours(Records(S1, list(rows))))


def test_cumulative_figures_do_not_fall_and_slips_of_ten_thousand_are_seen(known: Known) -> None:
    falls = checked(energy(4, month=6, energy_tce=100.0), energy(5, month=9, energy_tce=90.0))
    assert [finding.rule for finding in falls] == ["cumulative_falls"]
    publish(known, energy(4, 2024), 2_000_000.0)
    (slip,) = checked(energy(4, energy_tce=200.0))
    assert (slip.rule, slip.expected, slip.found) == ("unit_slip", "上年同期的 2,000,000", "200")
    (growth,) = checked(energy(4, energy_tce=2_100_000.0, energy_growth=45.0))
    assert (growth.rule, growth.expected, growth.found) == ("growth_differs", "5.0", "45.0")


def test_the_newest_month_before_counts_and_this_upload_before_what_is_published(known: Known) -> None:
    publish(known, energy(1, month=3), 500.0)
    (falls,) = checked(energy(4, month=9, energy_tce=90.0))
    assert (falls.rule, falls.expected) == ("cumulative_falls", "500")
    assert checked(energy(4, month=3, energy_tce=80.0), energy(5, month=9, energy_tce=90.0)) == []
    publish(known, energy(1, month=3), None)
    assert checked(energy(4, month=9, energy_tce=90.0)) == []


def test_only_periods_of_which_anything_is_known_count(known: Known) -> None:
    assert Past(Records(S1, [energy(4, month=9), energy(5, month=6)])).earlier(2025, 9) == [(2025, 6)]
    publish(known, energy(1, 2024), 1.0)
    publish(known, energy(1, month=3), 1.0)
    assert Past(Records(S1, [energy(4, month=9)])).earlier(2025, 9) == [(2025, 3)]
    assert Past(Records(S1, [energy(4)])).earlier(2025, 12) == [(2024, 12), (2025, 3)]


def test_a_series_is_a_record_key_without_its_period() -> None:
    row = Row("表", 4, {"period": Period.of(2025, 9), "credit_code": "91", "kind": "tailings"})
    (series,) = every_series(Records(S12, [row]))
    assert series is not None and series.at((2024, 12)) == "2024|91|tailings"
    turned = Records(replace(S12, key=("kind", "period")), [Row("表", 5, dict(row.values))])
    (other,) = every_series(turned)
    assert other is not None and other.at((2024, 3)) == "tailings|2024-03"
    assert every_series(Records(S12, [Row("表", 4, {"credit_code": "91"})])) == [None]
