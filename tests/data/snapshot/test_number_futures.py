"""Statements whose answer lies in years nobody can report yet, and states that need a longer story."""

import pytest

from data.plan import plan
from tests.support.memory import answers, memory
from tests.support.workbooks import Row

CITY = "450200"
COUNTIES = [code for code, region in plan().regions.items() if region.kind == "county"]
ZONES = [code for code, region in plan().regions.items() if region.kind == "zone"]


def product(year: int, name: str, co2: float | None, energy: float = 100.0, **more: object) -> Row:
    return {
        "period": str(year),
        "credit_code": "A",
        "enterprise": "甲",
        "region": "450204",
        "product": name,
        "line": "",
        "output_t": 1000.0,
        "energy_tce": energy,
        "co2_t": co2,
        **more,
    }


def status(
    rows: dict[tuple[str, str, str, str], Row], period: str, item: str = "", region: str = CITY
) -> str:
    found: str = rows[region, "TOTAL", item, period]["status"]
    return found


@pytest.mark.parametrize(
    ("values", "expected"),
    (
        ([10, 9, 8, 7, 6, 5], "achieved"),
        ([10, 9, 8, 7, 6, 6], "missed"),
        ([10, 9, 8, 7, 6, 6.1], "missed"),
        ([10, 9, 9, 7, 6, 5], "missed"),
        ([10, 9, 8, 7, 6, None], "insufficient"),
        ([10, 9, 8, 7, None, 5], "insufficient"),
    ),
)
def test_co2_of_products_to_2030(values: list[float | None], expected: str) -> None:
    rows = answers({"S8": [product(2025 + n, "cement", value) for n, value in enumerate(values)]}, "T04")
    if values[-1] is None:
        assert (CITY, "TOTAL", "", "2030") not in rows
    else:
        assert status(rows, "2030") == status(rows, "2030", "cement") == expected


def test_a_headline_is_as_good_as_its_worst_part_and_waits_for_a_silent_one() -> None:
    steel = [product(2025 + n, "crude_steel", 20.0 - n) for n in range(3)]
    rows = answers(
        {"S8": [*steel, *(product(2025 + n, "cement", value) for n, value in enumerate((10, 9, 9.5)))]}, "T04"
    )
    assert (status(rows, "2026"), status(rows, "2027")) == ("on_track", "far_behind")
    rows = answers({"S8": [*steel, product(2025, "cement", 10), product(2026, "cement", 9)]}, "T04")
    assert (status(rows, "2026"), status(rows, "2027")) == ("on_track", "insufficient")


@pytest.mark.parametrize(("last", "expected"), ((899.0, "achieved"), (900.0, "missed"), (901.0, "missed")))
def test_industrial_intensity_to_2030(last: float, expected: str) -> None:
    totals = [1000.0, 980.0, 960.0, 940.0, 900.0, last]
    emissions = [
        {"period": str(2025 + n), "region": CITY, "sector": "TOTAL", "total": v} for n, v in enumerate(totals)
    ]
    growth = [
        {
            "period": str(year),
            "region": CITY,
            "sector": "TOTAL",
            "value_added": 100.0,
            "value_added_growth": 0.0,
            "basis": "calorific",
        }
        for year in range(2025, 2031)
    ]
    rows = answers({"S3": emissions, "S1": growth}, "T05")
    assert status(rows, "2030") == expected
    assert rows[CITY, "TOTAL", "", "2030"]["value"] == pytest.approx(last / 100)
    assert status(answers({"S3": emissions}, "T05"), "2030") == "insufficient"


def test_a_gap_in_growth_breaks_the_chain_of_constant_prices() -> None:
    growth = [
        {
            "period": str(year),
            "region": CITY,
            "sector": "TOTAL",
            "value_added": 100.0,
            "value_added_growth": 10.0,
            "basis": "calorific",
        }
        for year in (2025, 2026, 2028)
    ]
    with memory({"S1": growth}, "T05") as database:
        found = database.sql(
            "SELECT price_year, year, value_added FROM constant_value_added ORDER BY 1, 2"
        ).fetchall()
    assert [(a, b) for a, b, _ in found] == [(2025, 2025), (2025, 2026), (2026, 2026), (2028, 2028)]
    assert found[1][2] == pytest.approx(110.0)


@pytest.mark.parametrize(("top", "expected"), ((2029, "achieved"), (2030, "missed")))
def test_peak_year_before_2030_and_not_in_2030(top: int, expected: str) -> None:
    rows = [
        {"period": str(year), "region": CITY, "sector": "TOTAL", "total": 1000.0 - 10 * abs(year - top)}
        for year in range(2025, top + 7)
    ]
    found = answers({"S3": rows}, "T06")
    assert status(found, str(top + 5)) == expected
    assert status(found, str(top + 4)) == ("too_early" if top < 2030 else "missed")
    assert found[CITY, "TOTAL", "", str(top + 5)]["denominator"] == top


def test_still_rising_is_too_early_to_judge_before_2030_and_missed_from_then() -> None:
    rows = [
        {"period": str(y), "region": CITY, "sector": "TOTAL", "total": float(y)} for y in range(2020, 2032)
    ]
    found = answers({"S3": rows}, "T06")
    assert [status(found, str(year)) for year in (2024, 2025, 2029, 2030, 2031)] == [
        "too_early",
        "too_early",
        "too_early",
        "missed",
        "missed",
    ]


@pytest.mark.parametrize(("last", "expected"), ((2025, "on_track"), (2029, "on_track"), (2031, "missed")))
def test_plateau_is_on_track_until_the_due_year_and_no_peak_after_it(last: int, expected: str) -> None:
    levels = (900, 1000, 990, 980, 991, 981, 990)
    rows = [
        {"period": str(last - 6 + n), "region": CITY, "sector": "TOTAL", "total": float(v)}
        for n, v in enumerate(levels)
    ]
    assert status(answers({"S3": rows}, "T06"), str(last)) == expected


def test_a_peak_just_before_2030_waits_for_five_later_years() -> None:
    rows = [
        {"period": str(year), "region": CITY, "sector": "TOTAL", "total": 1000.0 - 10 * abs(year - 2028)}
        for year in range(2020, 2032)
    ]
    found = answers({"S3": rows}, "T06")
    assert [status(found, str(year)) for year in (2028, 2029, 2030, 2031)] == ["too_early"] * 4


@pytest.mark.parametrize(
    ("energy", "expected"), ((99.9, "achieved"), (100.0, "achieved"), (100.1, "missed"), (None, None))
)
def test_advanced_level_in_2030(energy: float | None, expected: str | None) -> None:
    rows = answers(
        {
            "S8": [
                product(2030, "cement", None, energy or 90.0, advanced_unit_energy=100.0 if energy else None)
            ]
        },
        "T07",
    )
    assert (rows == {}) if expected is None else (status(rows, "2030") == expected)


def process(year: int, capacity: float, **more: object) -> list[Row]:
    base = {
        "period": str(year),
        "credit_code": "A",
        "enterprise": "甲",
        "region": "450205",
        "process": "ironmaking",
        "baseline": 435.0,
        "benchmark": 361.0,
        **more,
    }
    return [
        base | {"installation": "1", "capacity_t": capacity, "unit_energy": 361.0},
        base | {"installation": "2", "capacity_t": 100 - capacity, "unit_energy": 400.0},
    ]


@pytest.mark.parametrize(("share", "expected"), ((35.1, "achieved"), (35.0, "missed"), (34.0, "missed")))
def test_benchmark_capacity_beats_its_own_2025(share: float, expected: str) -> None:
    rows = answers({"S9": [*process(2025, 35.0), *process(2030, share)]}, "T28")
    assert status(rows, "2025") == "too_early"
    assert status(rows, "2030") == expected
    assert status(answers({"S9": process(2030, share)}, "T28"), "2030") == "insufficient"


def test_flash_figures_at_the_due_date_wait_and_a_loss_after_it_shows() -> None:
    flash: Row = {"maturity": "flash", "maturity_rank": 1}
    assert status(answers({"S9": process(2025, 35.0, **flash)}, "T27"), "2025") == "pending_final"
    rows = answers({"S9": [*process(2025, 35.0), *process(2026, 29.0)]}, "T27")
    assert (status(rows, "2025"), status(rows, "2026")) == ("achieved", "lost")


def line(year: int, raw: float, heat: float | None, tonnes: float = 5.0) -> Row:
    """A kiln: 1 000 t of raw material, 100 t of fuel that give 70 tce, of both a part replaced."""
    more: Row = {
        "raw_material_t": 1000.0,
        "alternative_raw_t": raw,
        "fuel_t": 100.0,
        "alternative_fuel_t": tonnes,
        "fuel_tce": 70.0,
        "alternative_fuel_tce": heat,
    }
    return product(year, "clinker", None, **more)


@pytest.mark.parametrize(
    ("raw", "heat", "expected"),
    (
        (101.0, 2.2, "achieved"),
        (101.0, 2.1, "missed"),
        (100.0, 2.2, "missed"),
        (101.0, None, "insufficient"),
    ),
)
def test_alternative_materials_both_rise_and_are_never_added(
    raw: float, heat: float | None, expected: str
) -> None:
    rows = answers({"S8": [line(2025, 100.0, 2.1), line(2030, raw, heat)]}, "T31")
    assert status(rows, "2030") == expected
    assert rows[CITY, "TOTAL", "", "2030"]["value"] is None
    assert rows[CITY, "TOTAL", "raw_material", "2030"]["value"] == pytest.approx(raw / 10)
    burnt = rows[CITY, "TOTAL", "fuel", "2030"]["value"]
    assert burnt == (None if heat is None else pytest.approx(100 * heat / 70))


def test_more_tonnes_of_a_colder_fuel_are_no_more_heat() -> None:
    rows = answers({"S8": [line(2025, 100.0, 2.1, 5.0), line(2030, 110.0, 2.0, 9.0)]}, "T31")
    assert status(rows, "2030", "fuel") == status(rows, "2030") == "missed"


@pytest.mark.parametrize(("north", "expected"), ((15.8, "achieved"), (15.7, "behind")))
def test_county_targets_cover_all_and_support_the_city(north: float, expected: str) -> None:
    taken = [
        {
            "period": "2024",
            "region": code,
            "statement": "T01",
            "target": north if code == "450205" else 15.8,
            "document": "文",
        }
        for code in (*COUNTIES, *ZONES)
    ]
    weights = [
        {"period": "2020", "region": code, "sector": "TOTAL", "energy_tce": 10.0, "basis": "calorific"}
        for code in COUNTIES
    ]
    assert status(answers({"S20": taken, "S1": weights}, "T34"), "2024") == expected
    assert status(answers({"S20": taken[:-1], "S1": weights}, "T34"), "2024") == "behind"
    assert answers({}, "T34") == {}


def test_a_budget_is_judged_year_by_year_and_needs_the_document_of_its_adjustment() -> None:
    base = {"region": CITY, "sector": "TOTAL", "enterprise_key": "", "approved_tce": 100.0}
    rows = answers(
        {
            "S11": [
                base | {"period": "2023", "actual_tce": 101.0},
                base | {"period": "2024", "actual_tce": 100.0},
                base | {"period": "2025", "actual_tce": 105.0, "adjusted_tce": 105.0, "document": "文号"},
                base | {"period": "2026", "actual_tce": 105.0, "adjusted_tce": 105.0},
                base | {"period": "2027-06", "actual_tce": 50.0},
                base | {"period": "2027-09", "actual_tce": 76.0},
                base | {"period": "2027-03", "actual_tce": 40.0},
            ]
        },
        "T17",
    )
    found = {period: status(rows, period) for *_, period in rows}
    assert found == {
        "2023": "missed",
        "2024": "achieved",
        "2025": "achieved",
        "2026": "missed",
        "2027-06": "on_track",
        "2027-09": "behind",
        "2027-03": "far_behind",
    }


def waste(used: dict[str, float]) -> dict[str, Row]:
    """The city's row of T24 for every period, of one enterprise that uses so much of 100."""
    base = {"credit_code": "A", "enterprise": "甲", "region": "450205", "kind": "slag", "generated_t": 100.0}
    rows = answers(
        {"S12": [base | {"period": period, "used_t": value} for period, value in used.items()]}, "T24"
    )
    assert {rows["450205", "TOTAL", "slag", period]["status"] for period in used} == {"not_assigned"}
    return {period: rows[CITY, "TOTAL", "", period] for period in used}


def test_a_quarter_below_the_line_is_a_warning_and_a_final_year_a_loss_that_can_end() -> None:
    told = waste(
        {"2024-03": 89.0, "2024": 90.0, "2025-03": 89.9, "2025": 89.9, "2026-03": 95.0, "2026": 96.0}
    )
    assert [row["status"] for row in told.values()] == [
        *("too_early", "achieved", "achieved", "lost", "lost", "achieved"),
    ]
    assert told["2025-03"]["because"] == "warning:2025-03"
    assert (told["2025"]["since"], told["2025"]["because"]) == ("2025", "period:2025")
    assert (told["2026-03"]["since"], told["2026"]["since"]) == ("2025", None)


def test_what_was_below_before_the_plan_was_never_lost() -> None:
    told = waste({"2020": 89.9, **{str(year): 95.0 for year in range(2021, 2026)}})
    assert [row["status"] for row in told.values()] == ["too_early"] * 4 + ["achieved"] * 2
    assert {row["verdict"] for row in told.values()} == {None}


def test_the_key_industries_together_need_each_of_them_and_are_as_good_as_the_worst() -> None:
    divisions = ("C31", "C30", "C26", "C36", "C34", "C35")
    emissions = [
        {
            "period": str(year),
            "region": CITY,
            "sector": code,
            "total": 100.0 if year == 2020 else 101.0 if code == "C35" else 90.0,
        }
        for code in divisions
        for year in (2020, 2025)
    ]
    added = [
        {
            "period": str(year),
            "region": CITY,
            "sector": code,
            "value_added": 10.0,
            "value_added_growth": 0.0,
            "basis": "calorific",
        }
        for code in divisions
        for year in range(2020, 2026)
    ]
    rows = answers({"S3": emissions, "S1": added}, "T03")
    assert status(rows, "2025", "machinery") == status(rows, "2025") == "achieved"
    assert rows[CITY, "C35", "", "2025"]["status"] == "missed"
    rows = answers({"S3": emissions[:-2], "S1": added}, "T03")
    assert status(rows, "2025") == status(rows, "2025", "machinery") == "insufficient"


def test_grades_and_maturities_travel() -> None:
    demo = process(2025, 35.0, grade="demo", grade_rank=9, maturity="flash", maturity_rank=1)
    rows = answers({"S9": [process(2025, 35.0)[0], demo[1]]}, "T27")
    row = rows[CITY, "TOTAL", "", "2025"]
    assert (row["grade"], row["maturity"]) == ("demo", "flash")
