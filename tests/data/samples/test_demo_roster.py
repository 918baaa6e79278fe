"""The invented register names every enterprise of every sheet once, and who left has a document."""

from data.plan import plan
from data.samples import demo_roster
from data.samples.demo_enterprises import ENTERPRISES
from data.samples.demo_green import LISTED, credit_code
from tests.support.in_process import stops


def test_everybody_in_a_sheet_stands_on_the_register_once() -> None:
    rows = demo_roster.register()
    assert stops("S24", rows) == []
    codes = [row["credit_code"] for row in rows]
    assert len(set(codes)) == len(codes)
    listed = {credit_code(number) for number, *_ in LISTED}
    assert {item.who()["credit_code"] for item in ENTERPRISES} | listed <= set(codes)


def test_one_in_a_zone_has_its_county_and_one_that_left_its_document() -> None:
    rows = {row["enterprise"]: row for row in demo_roster.register()}
    placed = {item.name: item.region for item in ENTERPRISES if item.region.startswith("Z-")}
    assert placed
    for name, zone in placed.items():
        county = plan().regions[demo_roster.ZONES_LIE_IN[zone]]
        assert (rows[name]["zone"], rows[name]["region"]) == (plan().regions[zone].name, county.name)
    left = [row for row in rows.values() if row["left_on"]]
    assert len(left) == 1 and left[0]["left_because"] and left[0]["document"]
