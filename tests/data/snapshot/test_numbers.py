"""Whose target a place is held against, what was decided when it was due, and how it stands now."""

from typing import Any

import pytest

from data.plan import plan
from tests.support.memory import answers, memory
from tests.support.workbooks import Row, day

FOREVER = 9_999_999  # the ordinal of no period: nothing takes a card's place
CITY = "450200"
COUNTIES = plan().counties()
FLASH: Row = {"maturity": "flash", "maturity_rank": 1}
PRELIMINARY: Row = {"maturity": "preliminary", "maturity_rank": 2}


def energy(region: str, changes: dict[str, float], **more: Any) -> list[Row]:
    """Rows of S1 whose energy per value added changed by so many percent in each period."""
    return [
        {
            "period": period,
            "region": region,
            "sector": "TOTAL",
            "basis": "calorific",
            "energy_growth": change,
            "value_added_growth": 0.0,
            **more,
        }
        for period, change in changes.items()
    ]


def reduced(percent: float) -> dict[str, float]:
    """Five years, the last of which brings the reduction since 2020 to so many percent."""
    return {"2021": 0.0, "2022": 0.0, "2023": 0.0, "2024": 0.0, "2025": -percent}


def share_of(region: str, target: float, due: float | None = 2025.0, **more: Any) -> Row:
    """One row of S20."""
    return {
        "period": "2024",
        "region": region,
        "statement": "T01",
        "target": target,
        "due_year": due,
        "document": "文",
        "issued_on": day("2024-04-01"),
        **more,
    }


def changed(target: float, **more: Any) -> Row:
    """One row of S22: the city's energy intensity of 2030 against 2025."""
    return {
        "statement": "T01",
        "region": CITY,
        "sector": "TOTAL",
        "base_year": 2025.0,
        "due_year": 2030.0,
        "target": target,
        "comparison": "at_least",
        "document": "文九",
        "valid_from": day("2026-03-01"),
        **more,
    }


def test_a_place_is_judged_by_its_own_documented_target_and_by_no_other() -> None:
    reached = {"450202": 15.17, "450205": 15.4, "450203": 15.9, CITY: 15.1}
    rows = [row for region, percent in reached.items() for row in energy(region, reduced(percent))]
    taken = [share_of("450202", 14.0), share_of("450205", 17.0), share_of("450203", 14.0, document=None)]
    found = answers({"S1": rows, "S20": taken}, "T01")
    told = {region: found[region, "TOTAL", "", "2025"] for region in reached}
    assert {region: (row["target"], row["status"], row["verdict"]) for region, row in told.items()} == {
        "450202": (14.0, "achieved", "achieved"),
        "450205": (17.0, "missed", "missed"),
        "450203": (None, "not_assigned", None),
        CITY: (15.8, "missed", "missed"),
    }
    assert told["450205"]["gap"] == pytest.approx(1.6)
    assert told["450203"]["value"] == pytest.approx(15.9) and told["450203"]["gap"] is None
    assert told["450202"]["own_target"] is True and told["450203"]["own_target"] is None
    assert told["450202"]["target_id"].startswith("S20:")


def test_no_target_of_the_city_is_pressed_on_a_sector_or_on_a_share_of_a_county() -> None:
    rows = [*energy(CITY, reduced(1.0), sector="C31"), *energy(CITY, reduced(15.0), sector="C26")]
    own = changed(14.0, sector="C26", base_year=2020.0, due_year=2025.0)
    found = answers({"S1": rows, "S22": [own]}, "T01")
    assert found[CITY, "C31", "", "2025"]["status"] == "not_assigned"
    assert found[CITY, "C26", "", "2025"]["status"] == "achieved"


def test_the_next_five_years_stand_beside_the_last_ones_and_do_not_change_them() -> None:
    figures = {**reduced(15.1), "2026": -3.0}
    rows = [*energy(CITY, figures), *energy(CITY, {"2027-09": -3.0}, **FLASH)]
    before = answers({"S1": rows}, "T01")
    after = answers({"S1": rows, "S22": [changed(14.0)]}, "T01")
    due, now = after[CITY, "TOTAL", "", "2025"], after[CITY, "TOTAL", "", "2026"]
    # what was said of 2025 stands; its card now makes room for the number of the next five years
    assert before[CITY, "TOTAL", "", "2025"] == {**due, "until_ordinal": FOREVER}
    assert due["until_ordinal"] == 202612
    assert (due["status"], due["verdict"], due["value"]) == ("missed", "missed", pytest.approx(15.1))
    assert (now["base_year"], now["due_year"], now["target"]) == (2025, 2030, 14.0)
    assert now["value"] == pytest.approx(3.0)
    assert now["required"] == pytest.approx(100 * (1 - 0.86**0.2))
    assert now["status"] == "on_track"
    assert (now["verdict"], now["verdict_period"]) == ("missed", "2025")
    assert (now["verdict_value"], now["verdict_target"]) == (pytest.approx(15.1), 15.8)
    later = after[CITY, "TOTAL", "", "2027-09"]
    assert later["value"] == pytest.approx(100 * (1 - 0.97**2)) and later["verdict"] == "missed"
    old = before[CITY, "TOTAL", "", "2026"]
    assert (old["status"], old["since"], old["value"]) == ("made_up", "2026", pytest.approx(17.647))


def test_a_later_target_replaces_the_earlier_of_the_same_due_year_and_both_are_kept() -> None:
    given = [
        changed(14.0),
        changed(13.5, document="文十", valid_from=day("2027-01-01")),
        changed(16.0, document="文末", valid_from=day("2032-01-01")),
        changed(15.0, base_year=2020.0, due_year=2025.0, document="文前", valid_from=day("2025-06-01")),
    ]
    with memory({"S1": energy(CITY, reduced(15.1)), "S22": given}, "T01") as database:
        told = database.execute(
            "SELECT due_year, value, document, in_force, begun FROM targets "
            "WHERE statement = 'T01' ORDER BY due_year, valid_from"
        ).fetchall()
        judged = database.execute("SELECT status, target FROM progress WHERE period = '2025'").fetchall()
    assert told == [
        (2025, 15.8, "方案 一(三)", False, True),
        (2025, 15.0, "文前", True, True),
        (2030, 14.0, "文九", False, True),
        (2030, 13.5, "文十", True, True),
        (2030, 16.0, "文末", False, False),
    ]
    assert judged == [("achieved", 15.0)]


def test_a_share_of_a_place_is_counted_as_the_citys_of_the_same_year() -> None:
    rows = energy("450205", {**reduced(15.0), "2026": -4.0})
    taken = [share_of("450205", 17.0), share_of("450205", 15.0, 2030.0, period="2026")]
    found = answers({"S1": rows, "S20": taken, "S22": [changed(14.0)]}, "T01")
    now = found["450205", "TOTAL", "", "2026"]
    assert (now["base_year"], now["due_year"], now["target"]) == (2025, 2030, 15.0)
    assert (now["value"], now["status"], now["verdict"]) == (pytest.approx(4.0), "on_track", "missed")


@pytest.mark.parametrize(
    ("state", "percent", "status", "because"),
    (
        (FLASH, 18.4, "pending_final", "flash_met"),
        (PRELIMINARY, 16.83, "pending_final", "flash_met"),
        (PRELIMINARY, 15.0, "pending_final", "flash_missed"),
        ({}, 15.19, "missed", None),
        ({}, 15.8, "achieved", None),
    ),
)
def test_only_a_final_figure_decides(state: Row, percent: float, status: str, because: str | None) -> None:
    rows = energy(CITY, reduced(percent))
    told = answers({"S1": [*rows[:-1], rows[-1] | state]}, "T01")[CITY, "TOTAL", "", "2025"]
    assert (told["status"], told["verdict"], told["because"]) == (status, status, because)


def test_a_flash_below_the_line_after_the_date_loses_nothing_and_a_final_one_does_until_it_is_back() -> None:
    rows = energy(CITY, {**reduced(16.0), "2026": 5.0, "2027": -5.0})
    rows += energy(CITY, {"2026-09": 9.0, "2027-09": -9.0}, **FLASH)
    found = answers({"S1": rows}, "T01")
    told = {p: found[CITY, "TOTAL", "", p] for p in ("2025", "2026-09", "2026", "2027-09", "2027")}
    assert [row["status"] for row in told.values()] == ["achieved", "kept", "lost", "lost", "kept"]
    assert told["2026-09"]["because"] == "warning:2026-09"
    assert (told["2026"]["since"], told["2026"]["because"]) == ("2026", "period:2026")
    assert {row["verdict"] for row in told.values()} == {"achieved"}


def coal(year: int, share: float, **more: Any) -> list[Row]:
    """Rows of S2: one enterprise whose energy is coal to so many percent."""
    base = {
        "period": str(year),
        "credit_code": "A",
        "enterprise": "甲",
        "region": "450205",
        "sector": "C31",
        "basis": "calorific",
        **more,
    }
    parts = {"raw_coal": share, "natural_gas": 100.0 - share}
    return [base | {"energy": name, "standard_tce": amount} for name, amount in parts.items()]


def test_a_direction_is_held_against_the_base_year_and_met_at_its_natural_end() -> None:
    shares = {2020: 60.0, 2021: 61.0, 2022: 59.0, 2023: 59.5, 2024: 60.0, 2025: 0.0}
    rows = [row for year, share in shares.items() for row in coal(year, share)]
    found = answers({"S2": rows}, "T14")
    words = [found[CITY, "TOTAL", "", str(year)]["status"] for year in shares]
    assert words == ["too_early", "behind", "achieved", "achieved", "lost", "achieved"]
    nothing = [row for year in (2020, 2021) for row in coal(year, 0.0)]
    assert answers({"S2": nothing}, "T14")[CITY, "TOTAL", "", "2021"]["status"] == "achieved"


def per_tonne(product: str, figures: dict[int, float], **more: Any) -> list[Row]:
    """Rows of S8: the energy of one product per tonne, kgce."""
    return [
        {
            "period": str(year),
            "credit_code": product,
            "enterprise": product,
            "region": "450205",
            "product": product,
            "line": "1",
            "output_t": 1000.0,
            "energy_tce": figure,
            **more,
        }
        for year, figure in figures.items()
    ]


def test_a_missing_year_in_a_yearly_rule_is_not_enough_data_from_then_on() -> None:
    found = answers({"S8": per_tonne("cement", {2020: 500.0, 2021: 490.0, 2023: 495.0, 2024: 494.0})}, "T09")
    words = {
        year: found[CITY, "TOTAL", "cement", year]["status"] for year in ("2020", "2021", "2023", "2024")
    }
    assert list(words.values()) == ["too_early", "achieved", "insufficient", "insufficient"]
    assert found[CITY, "TOTAL", "", "2024"]["status"] == "insufficient"


def test_a_yearly_duty_lost_by_one_product_says_by_which_and_ends_when_all_fall_again() -> None:
    years = range(2020, 2026)
    steel = {year: 600.0 - year % 100 for year in years}
    sugar = {2020: 60.0, 2021: 59.0, 2022: 58.0, 2023: 58.5, 2024: 58.0, 2025: 57.0}
    rows = [*per_tonne("crude_steel", steel), *per_tonne("sugar", sugar)]
    found = answers({"S8": rows}, "T09")
    told = [found[CITY, "TOTAL", "", str(year)] for year in years]
    words = ["too_early", "achieved", "achieved", "lost", "achieved", "achieved"]
    assert [row["status"] for row in told] == words
    assert (told[3]["since"], told[3]["because"]) == ("2023", "item:sugar")
    flashes = [row | FLASH for row in rows]
    assert answers({"S8": flashes}, "T09")[CITY, "TOTAL", "", "2023"]["status"] == "pending_final"


def test_a_place_has_targets_only_by_a_document_and_the_city_only_when_they_add_up_to_its_own() -> None:
    zones = plan().zones()
    taken = [share_of(code, 15.8) for code in (*COUNTIES, *zones)]
    weights = [row for code in COUNTIES for row in energy(code, {"2020": 0.0}, energy_tce=10.0)]
    half = [*taken[:-1], taken[-1] | {"document": None}]
    found = answers({"S20": half, "S1": weights}, "T34")
    assert found[zones[-1], "TOTAL", "", "2024"]["status"] == "not_assigned"
    assert found[zones[0], "TOTAL", "", "2024"]["status"] == "achieved"
    # the city's 2030 target is another one: what the counties took on for 2025 is held against 2025
    for own, status in (([], "achieved"), ([changed(20.0)], "achieved")):
        found = answers({"S20": taken, "S1": weights, "S22": own}, "T34")
        assert found[CITY, "TOTAL", "", "2024"]["status"] == status
    unweighed = answers({"S20": taken}, "T34")
    assert unweighed[CITY, "TOTAL", "", "2024"]["status"] == "insufficient"


def factory(number: int, **more: Any) -> Row:
    """One row of S5: a green factory in force since 2024."""
    return {
        "credit_code": f"C{number:02d}",
        "enterprise": f"工厂{number:02d}",
        "kind": "factory",
        "level": "national",
        "state": "valid",
        "region": "450205",
        "sector": "C31",
        "published_on": day("2024-01-31"),
        **more,
    }


def test_a_count_lost_after_its_date_says_since_when_and_who_left_and_ends_when_it_is_back() -> None:
    gone = factory(20, withdrawn_on=day("2026-03-15"), state="withdrawn")
    rows = [*(factory(number) for number in range(1, 20)), gone]
    new = factory(21, published_on=day("2026-08-01"))
    found = answers({"S5": [*rows, new], "S1": energy(CITY, {"2026-09": 0.0})}, "T21")
    told = {p: found[CITY, "TOTAL", "", p] for p in ("2025", "2026-02", "2026-03", "2026-07", "2026-08")}
    assert [row["status"] for row in told.values()] == ["achieved", "kept", "lost", "lost", "kept"]
    assert (told["2026-07"]["since"], told["2026-07"]["because"]) == ("2026-03", "member:工厂20")
    assert {row["verdict"] for row in told.values()} == {"achieved"}
    assert found["450205", "TOTAL", "", "2026-07"]["status"] == "not_assigned"
