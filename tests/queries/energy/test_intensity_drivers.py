"""Why the promised reduction is as large as it is: the causes add up to it, and are those of the textbook."""

import math

import pytest

from data.plan import TOTAL, plan
from queries.ask import ask_rows
from queries.energy.energy_drivers import REST
from queries.energy.intensity_drivers import IntensityDrivers, decompose, intensity_drivers, place_drivers

pytestmark = pytest.mark.usefixtures("sample_store")


def level(energy: float, added: float, energy_growth: float = 0.0, growth: float = 0.0) -> dict[str, object]:
    return {
        "energy_tce": energy,
        "value_added_10k_yuan": added,
        "energy_growth": energy_growth,
        "value_added_growth": growth,
        "grade": "final",
    }


def two_sectors() -> IntensityDrivers:
    """Steel grows slower than the rest and saves; the levels of the later year are never looked at."""
    found = {
        (TOTAL, 2020): level(100.0, 50.0),
        (TOTAL, 2021): level(1.0, 1.0, 4.0, 20.0),
        ("C31", 2020): level(80.0, 20.0),
        ("C31", 2021): level(1.0, 1.0, -5.0, 10.0),
        ("C36", 2020): level(20.0, 30.0),
        ("C36", 2021): level(1.0, 1.0, 40.0, 80.0 / 3),
    }
    made = decompose(found, 2020, 2021, "2021")
    assert made is not None
    return made


def test_the_effects_are_those_of_the_textbook() -> None:
    """Ang (2005), two factors: w_i ln(s_i'/s_i) and w_i ln(I_i'/I_i), w_i the logarithmic mean of s_i I_i."""
    before = {"C31": (20 / 50, 80 / 20), "C36": (30 / 50, 20 / 30)}
    after = {"C31": (22 / 60, 76 / 22), "C36": (38 / 60, 28 / 38)}
    whole = 100 / 50
    for part in two_sectors().parts:
        (share, own), (later, saved) = before[part.sector], after[part.sector]
        first, last = share * own, later * saved
        weight = (last - first) / math.log(last / first)
        assert part.structure == pytest.approx(-100 * weight * math.log(later / share) / whole, rel=1e-12)
        assert part.efficiency == pytest.approx(-100 * weight * math.log(saved / own) / whole, rel=1e-12)


def test_they_add_up_to_the_reduction() -> None:
    made = two_sectors()
    assert made.reduction == pytest.approx(100 * (1 - 1.04 / 1.2), rel=1e-12)
    assert made.structure + made.efficiency + made.other == pytest.approx(made.reduction, abs=1e-12)
    assert abs(made.other) < 1e-9, "the two sectors are the whole"


@pytest.mark.parametrize("region", ["450200", "450205", "450222"])
def test_the_reduction_is_the_number_of_the_promise_in_every_period(region: str) -> None:
    statement = plan().role("energy.intensity")
    told = 0
    for row in ask_rows("indicator_trend", statement=statement, region=region):
        if row["value"] is None or row["year"] == row["base_year"]:
            continue
        made = intensity_drivers(row["base_year"], row["period"], region=region)
        if made is None:
            continue
        told += 1
        assert made.reduction == pytest.approx(row["value"], abs=1e-9), row["period"]
        assert made.structure + made.efficiency + made.other == pytest.approx(row["value"], abs=1e-9)
    assert told >= 5


def test_the_counties_add_up_to_the_reduction_of_the_city_too() -> None:
    rows = ask_rows("indicator_trend", statement=plan().role("energy.intensity"))
    row = next(one for one in reversed(rows) if one["value"] is not None and one["year"] > one["base_year"])
    made = place_drivers(row["base_year"], row["period"])
    assert made is not None
    assert {part.sector for part in made.parts} <= {*plan().counties(), REST} and len(made.parts) > 5
    assert made.structure + made.efficiency + made.other == pytest.approx(row["value"], abs=1e-9)


def test_without_a_rate_or_with_one_sector_nothing_is_said() -> None:
    found = {(TOTAL, 2020): level(100.0, 50.0), (TOTAL, 2021): level(1.0, 1.0, 4.0, 20.0)}
    assert decompose(found, 2020, 2021, "2021") is None
    assert intensity_drivers(2025, "2025") is None
    assert intensity_drivers(2020, "2025", region="Z-LIUDONG") is None
