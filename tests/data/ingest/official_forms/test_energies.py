"""Energies by every spelling, quantities in the plan's units, a line or its parts but never both."""

import datetime

import pytest

from data import clock
from data.ingest.official_forms.energies import (
    Entry,
    Seen,
    Who,
    below,
    children,
    counted,
    energy_of,
    forms,
    in_future,
    number,
    row_of,
    scale_of,
)
from data.ingest.words.aliases import Alias, told
from data.ingest.words.periods import Period
from data.plan import plan


def entry(energy: str, quantity: float | None, coefficient: float | None = None) -> Entry:
    return Entry(energy, 4, quantity, {"quantity": "G4"}, coefficient)


@pytest.mark.parametrize("row", plan().factors["energies"], ids=lambda row: row["code"])
def test_every_energy_is_known_by_its_name_with_what_stands_before_it(row: dict[str, str]) -> None:
    assert [energy_of(text) for text in (row["name"], f"　其中：{row['name']}", f"12. {row['name']}")] == [
        row["code"]
    ] * 3
    assert energy_of("月光") is None


def test_numbers_are_scaled_and_words_are_told() -> None:
    seen = Seen("表")
    assert number(seen, None, "G4", "原煤") is None and number(seen, "—", "G4", "原煤") is None
    assert seen.findings == []
    assert number(seen, 2.0, "G4", "原煤", "吨", 10000.0) == 20000.0
    assert number(seen, "2吨", "G4", "原煤", "吨", 10000.0) == 2.0
    assert number(seen, "许多", "G4", "原煤", "吨") is None
    assert [(f.rule, f.cell, f.found, f.field) for f in seen.findings] == [
        ("number_expected", "G4", "许多", "原煤")
    ]


def test_a_written_unit_is_converted_or_refused() -> None:
    seen = Seen("表")
    assert [scale_of(seen, "raw_coal", unit, "B4") for unit in ("", "吨", "万吨")] == [1.0, 1.0, 10000.0]
    assert scale_of(seen, "raw_coal", "万千瓦时", "B4") is None
    assert [(f.rule, f.expected, f.found) for f in seen.findings] == [("energy_unit", "吨", "万千瓦时")]


def test_a_line_with_its_own_factor_counts_itself_and_not_its_parts() -> None:
    whole = next(
        row["code"] for row in plan().factors["energies"] if children(row["code"]) and row["co2_by"] == "fuel"
    )
    part = children(whole)[0]
    assert part in set(below(whole))
    seen = Seen("表")
    kept = counted([entry(whole, 10.0, 1.0), entry(part, 4.0, 1.0)], "calorific", seen)
    assert [item.energy for item in kept] == [whole]
    assert [item.energy for item in counted([entry(part, 4.0, 1.0)], "calorific", seen)] == [part]
    assert counted([entry(part, None)], "calorific", seen) == []


def test_standard_quantities_need_a_coefficient_except_of_nothing() -> None:
    assert entry("raw_coal", 10.0, 0.7).standard("calorific") == pytest.approx(7.0)
    assert (
        entry("raw_coal", 0.0).standard("calorific") == 0.0
        and entry("raw_coal", None).standard("calorific") is None
    )
    assert entry("blast_furnace_gas", 5.0).standard("calorific") is None


def test_a_period_in_the_future_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    period = Period.of(2025, 9)
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2025, 8, 1))
    seen = Seen("表")
    assert in_future(seen, period, "E5") is period
    assert [(f.rule, f.cell) for f in seen.findings] == [("period_future", "E5")]


def test_a_record_stands_in_the_plans_unit_with_its_cells() -> None:
    who = Who("91", "甲", "450204", "C31", {"enterprise": "A3"})
    made = row_of("表", who, entry("raw_coal", 0.0), Period.of(2025), "calorific", "final")
    assert (made.values["quantity_unit"], made.values["standard_tce"]) == ("吨", 0.0)
    assert made.cells == {"enterprise": "A3", "quantity": "G4"}
    assert set(forms()) == {"205-1", "wide_energy"}


def test_a_taught_word_is_an_energy_and_units_are_tidied() -> None:
    assert energy_of("其中：块煤") is None
    with told([Alias("choice:S2.energy", "其中：块煤", "原煤")]):
        assert energy_of("其中：块煤") == "raw_coal"
    seen = Seen("表")
    assert scale_of(seen, "raw_coal", "（万 吨）", "B4") == 10_000.0 and seen.findings == []
