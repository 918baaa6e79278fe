"""Invented energy: counties make the city, months accumulate, and the chained change is the one written."""

import pytest

from data.plan import TOTAL, plan
from data.samples import demo_energy
from data.samples.demo_enterprises import Levels
from tests.support.in_process import stops


def test_counties_add_up_to_the_city_every_year(levels: Levels) -> None:
    for year, whole in levels[plan().city, TOTAL].items():
        parts = [levels[county, TOTAL][year] for county in plan().counties()]
        assert sum(part.energy for part in parts) == pytest.approx(whole.energy)
        assert sum(part.added for part in parts) == pytest.approx(whole.added)
        assert sum(part.reported_energy for part in parts) == pytest.approx(whole.reported_energy)
        assert sum(part.reported_added for part in parts) == pytest.approx(whole.reported_added)
        sectors = [levels[plan().city, code][year] for code in demo_energy.SECTORS]
        assert sum(part.reported_energy for part in sectors) == pytest.approx(whole.reported_energy)


def test_members_enter_and_leave_so_that_levels_do_not_give_the_growth(levels: Levels) -> None:
    """In the year after which a county's members changed, its levels say another growth than the sheet."""
    for (county, year), (energy, added) in demo_energy.MEMBERSHIP.items():
        before, now = levels[county, TOTAL][year - 1], levels[county, TOTAL][year]
        by_levels = 100 * (now.reported_energy / before.reported_energy - 1)
        assert by_levels == pytest.approx(now.energy_growth + energy * (1 + now.energy_growth / 100))
        by_levels = 100 * (now.reported_added / before.reported_added - 1)
        assert by_levels - now.added_growth == pytest.approx(added * (1 + now.added_growth / 100))


def test_the_city_falls_by_the_written_changes() -> None:
    city = demo_energy.city()
    for year, change in demo_energy.CHANGES.items():
        level = city[year]
        factor = (1 + level.energy_growth / 100) / (1 + level.added_growth / 100)
        assert factor == pytest.approx(1 + change / 100)


def test_the_same_seed_gives_the_same_rows_and_nothing_stops_them(levels: Levels) -> None:
    rows = demo_energy.rows(2025, 12, levels)
    assert rows == demo_energy.rows(2025, 12, demo_energy.all_levels())
    assert stops("S1", rows) == []


def test_two_counties_are_late_and_one_corrects_the_month_before(levels: Levels) -> None:
    year, month = demo_energy.LAST
    late = {plan().regions[code].name for code in demo_energy.LATE}
    assert late.isdisjoint({row["region"] for row in demo_energy.rows(year, month, levels)})
    corrected = demo_energy.correction(levels)
    assert (corrected["region"], corrected["period"]) == ("柳南区", f"{year}年1—{month - 2}月")
    assert demo_energy.months(2020) == [12] and demo_energy.months(year)[-1] == month
