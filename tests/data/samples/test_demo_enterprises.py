"""The invented enterprises: unmistakable names, codes that hold, mixes that are whole."""

import pytest

from data.ingest.words.credit_codes import credit_code_fault
from data.plan import plan
from data.samples.demo_enterprises import ENTERPRISES, MIXES, YEARS, Levels, green_share, mix


def test_nobody_real_is_among_them() -> None:
    for enterprise in ENTERPRISES:
        who = enterprise.who()
        assert "虚构" in str(who["enterprise"]) and "DEM" in str(who["credit_code"])
        assert credit_code_fault(str(who["credit_code"])) == ""
    assert len({enterprise.number for enterprise in ENTERPRISES}) == len(ENTERPRISES)
    assert {enterprise.region for enterprise in ENTERPRISES} <= set(plan().regions)


@pytest.mark.parametrize("sector", MIXES)
def test_a_mix_is_whole_in_every_year_and_coal_gives_way(sector: str) -> None:
    for year in YEARS:
        assert sum(mix(sector, year).values()) == pytest.approx(1)
        assert all(share >= 0 for share in mix(sector, year).values())
    coal = [sum(mix(sector, year).get(code, 0) for code in ("raw_coal", "coke")) for year in YEARS]
    assert coal == sorted(coal, reverse=True) and set(MIXES[sector]) <= {
        e["code"] for e in plan().factors["energies"]
    }


def test_energy_is_a_share_of_its_sector(levels: Levels) -> None:
    steel = next(one for one in ENTERPRISES if one.number == 1)
    assert steel.energy(levels, 2025) == pytest.approx(levels["450205", "C31"][2025].energy * 0.93)
    assert all(one.energy(levels, 2025) > 0 for one in ENTERPRISES)
    assert green_share(2020) < green_share(2025) < 1
