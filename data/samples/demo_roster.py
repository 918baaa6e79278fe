"""The demonstration's register of enterprises: who is meant, under which names, in which county and zone."""

import datetime

from data.plan import plan
from data.samples.demo_enterprises import ENTERPRISES
from data.samples.demo_green import credit_code
from data.samples.workbook import Cell

BEGAN = datetime.date(2019, 1, 1)
ZONES_LIE_IN = {"Z-LIUDONG": "450203", "Z-YANGHE": "450203", "Z-BEIBU": "450205", "Z-HEXI": "450204"}
FORMERLY = {16: "演示老厂16（虚构）"}
# One that stopped before the first year of figures: number, county, sector, day, document.
STOPPED = (36, "450205", "C31", datetime.date(2020, 6, 30), "演示〔2020〕12号")


def register() -> list[dict[str, Cell]]:
    """S24: every invented enterprise that reports energy, and one that has left with its document."""
    made = [
        line(item.number, item.region, item.sector)
        | {
            "key_user": "是" if item.number % 3 or item.number % 5 == 0 else "否",
            "state_owned": "是" if item.number % 5 == 0 else "否",
        }
        for item in ENTERPRISES
    ]
    number, region, sector, left_on, document = STOPPED
    gone: dict[str, Cell] = {"left_on": left_on, "left_because": "停产", "document": document}
    return [*made, line(number, region, sector) | gone]


def line(number: int, region: str, sector: str) -> dict[str, Cell]:
    """Who it is and where it stands: one in a zone has the county that the zone lies in, too."""
    zone = region if region in ZONES_LIE_IN else None
    return {
        "credit_code": credit_code(number),
        "enterprise": f"演示企业{number:02d}（虚构）",
        "former_names": FORMERLY.get(number),
        "region": plan().regions[ZONES_LIE_IN.get(region, region)].name,
        "zone": plan().regions[zone].name if zone else None,
        "sector": sector,
        "key_user": "否",
        "state_owned": "否",
        "joined_on": BEGAN,
        "left_on": None,
        "left_because": None,
        "document": None,
    }
