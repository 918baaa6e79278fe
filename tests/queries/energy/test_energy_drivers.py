"""Why energy and CO2 moved: the effects add up, growth is chained, gaps are said and not guessed."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.energy.energy_drivers import REST, Drivers, decompose, energy_drivers, years
from tests.support.examples import examples


def row(sector: str, year: int, energy: float, added: float, growth: tuple[float, float], co2: float) -> Any:
    return (sector, year), {
        "sector": sector,
        "year": year,
        "energy_tce": energy,
        "value_added_10k_yuan": added,
        "energy_growth": growth[0],
        "value_added_growth": growth[1],
        **carbon(0.9 * co2, 0.9 * co2, 0.1 * co2),
        "grade": "official",
    }


def carbon(one: float | None, reported: float | None, process: float | None) -> dict[str, float | None]:
    """CO2 of energy on one grid factor and as reported, and of process."""
    total = None if reported is None or process is None else reported + process
    parts = {"co2_energy_t": one, "co2_energy_reported_t": reported, "co2_process_t": process}
    return parts | {"co2_reported_t": total}


def made(*rows: Any, what: str = "energy") -> Drivers | None:
    return decompose(dict(rows), 2020, 2021, what)


TWO = (
    row("TOTAL", 2020, 300_000, 200, (0, 0), 900_000),
    row("TOTAL", 2021, 330_000, 230, (10, 15), 870_000),
    row("C31", 2020, 200_000, 80, (0, 0), 700_000),
    row("C31", 2021, 216_000, 88, (8, 10), 670_000),
    row("C36", 2020, 100_000, 120, (0, 0), 200_000),
    row("C36", 2021, 114_000, 142, (14, 18), 200_000),
)


@pytest.mark.parametrize("what", ["energy", "co2"])
def test_effects_add_up_to_the_reported_change(what: str) -> None:
    found = made(*TWO, what=what)
    assert found is not None
    assert found.before + sum(found.effects) + found.other == pytest.approx(found.after, abs=1e-9)
    assert abs(found.other) < 1e-6
    for place in range(len(found.factors)):
        assert math.fsum(part.effects[place] for part in found.parts) == pytest.approx(found.effects[place])


def test_activity_follows_the_formula_in_plain_python() -> None:
    found = made(*TWO)
    assert found is not None
    grown = 88 + 120 * 1.18
    expected = 0.0
    for before, after in ((20.0, 21.6), (10.0, 11.4)):
        expected += (after - before) / math.log(after / before) * math.log(grown / 200)
    assert found.effects[0] == pytest.approx(expected)


def test_a_changed_scope_is_no_effect_but_stands_beside_them() -> None:
    levels = dict(TWO)
    levels["TOTAL", 2021] = {**levels["TOTAL", 2021], "energy_tce": 400_000.0}
    found = decompose(levels, 2020, 2021, "energy")
    assert found is not None
    assert sum(found.effects) == pytest.approx(3.0) and found.other == pytest.approx(7.0)


def test_what_no_sector_tells_is_a_sector_of_its_own() -> None:
    found = made(*TWO[:4])
    assert found is not None
    assert {part.sector for part in found.parts} == {"C31", REST}
    assert abs(found.other) < 1e-6


def test_without_growth_or_total_there_is_no_answer() -> None:
    levels = dict(TWO)
    levels["TOTAL", 2021] = {**levels["TOTAL", 2021], "energy_growth": None}
    assert decompose(levels, 2020, 2021, "energy") is None
    levels = dict(TWO)
    levels["TOTAL", 2020] = {**levels["TOTAL", 2020], "co2_process_t": None}
    assert decompose(levels, 2020, 2021, "co2") is None
    assert decompose({}, 2020, 2021, "energy") is None
    # A sector that cannot be followed counts to the rest.
    levels = dict(TWO)
    levels["C36", 2021] = {**levels["C36", 2021], "value_added_growth": None}
    found = decompose(levels, 2020, 2021, "energy")
    assert found is not None and {part.sector for part in found.parts} == {"C31", REST}


def test_years_in_the_wrong_order_and_unknown_matters_are_refused() -> None:
    with pytest.raises(ValueError, match="must lie before"):
        energy_drivers(2025, 2020)
    with pytest.raises(ValueError, match="must be one of"):
        energy_drivers(2020, 2025, what="water")


def test_a_new_grid_factor_moves_its_own_effect_and_no_other() -> None:
    """One sector: only the factor changes; then only process; then only the mix of fuels."""

    def moved(before: tuple[float, float, float], after: tuple[float, float, float]) -> dict[str, float]:
        levels = dict((row("TOTAL", 2020, 100, 100, (0, 0), 1), row("TOTAL", 2021, 100, 100, (0, 0), 1)))
        for year, parts in ((2020, before), (2021, after)):
            levels["TOTAL", year] |= carbon(*parts)
        found = decompose(levels, 2020, 2021, "co2")
        assert found is not None and abs(found.other) < 1e-9
        effects = dict(zip(found.factors, found.effects, strict=True))
        assert math.fsum(effects.values()) == pytest.approx(found.change)
        return {name: round(effect, 9) for name, effect in effects.items() if abs(effect) > 1e-9}

    same = (500_000.0, 600_000.0, 100_000.0)
    assert moved(same, (500_000.0, 500_000.0, 100_000.0)) == {"emission_factor": -10.0}
    assert moved(same, (500_000.0, 600_000.0, 40_000.0)) == {"process": -6.0}
    assert moved(same, (500_000.0, 600_000.0, 0.0)) == {"process": -10.0}
    assert moved(same, (450_000.0, 540_000.0, 100_000.0)) == {"fuel_mix": -6.0}


amount = st.integers(1, 1_000_000).map(float)
carbons = st.tuples(amount, amount, st.one_of(st.just(0.0), amount))
ends = st.tuples(amount, amount, carbons)


@settings(deadline=None, max_examples=examples(20))
@given(st.lists(st.tuples(ends, ends), min_size=1, max_size=5))
def test_six_causes_of_co2_add_up_to_the_change_of_what_was_reported(
    sectors: list[tuple[Any, Any]],
) -> None:
    levels: dict[tuple[str, int], Any] = {}
    whole = {2020: [0.0] * 5, 2021: [0.0] * 5}
    for number, both in enumerate(sectors):
        for year, (energy, added, parts) in zip((2020, 2021), both, strict=True):
            growth = tuple(100 * (both[1][n] / both[0][n] - 1) for n in (0, 1))
            key, told = row(f"C{13 + number}", year, energy, added, growth, 1)
            levels[key] = told | carbon(*parts)
            whole[year] = [a + b for a, b in zip(whole[year], (energy, added, *parts), strict=True)]
    for year in (2020, 2021):
        growth = tuple(100 * (whole[2021][n] / whole[2020][n] - 1) for n in (0, 1))
        key, told = row("TOTAL", year, whole[year][0], whole[year][1], growth, 1)
        levels[key] = told | carbon(*whole[year][2:])
    found = decompose(levels, 2020, 2021, "co2")
    assert found is not None and len(found.effects) == 6
    reported = [(parts[2][1] + parts[2][2]) / 10_000 for pair in sectors for parts in pair]
    change = math.fsum(reported[1::2]) - math.fsum(reported[::2])
    assert math.fsum(found.effects) == pytest.approx(change, abs=1e-6)
    assert found.change == pytest.approx(change, abs=1e-6)
    for part in found.parts:
        assert math.fsum(part.effects) == pytest.approx(part.change, abs=1e-6)


@pytest.mark.usefixtures("sample_store")
@pytest.mark.parametrize("region", ["450200", "450205", "Z-HEXI"])
@pytest.mark.parametrize("what", ["energy", "co2"])
def test_demonstration_years_add_up_everywhere(region: str, what: str) -> None:
    known = years(what=what, region=region)
    assert known == list(range(2020, 2026))
    found = energy_drivers(known[0], known[-1], what=what, region=region)
    assert found is not None and found.grade == "demo"
    assert found.before + sum(found.effects) + found.other == pytest.approx(found.after, abs=1e-9)
    assert abs(found.other) < 0.01 * found.before
