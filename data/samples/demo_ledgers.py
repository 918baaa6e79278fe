"""Demonstration ledgers of invented enterprises, parks and projects, as they stood on a day."""

import datetime
import random
from dataclasses import dataclass

from data.plan import plan
from data.samples.demo_enterprises import ENTERPRISES
from data.samples.demo_green import credit_code
from data.samples.workbook import Cell

Row = dict[str, Cell]
DAYS = (("2025", datetime.date(2025, 12, 31)), ("2026-09", datetime.date(2026, 9, 30)))
QUARTERS = (("2026-03", datetime.date(2026, 3, 31)), ("2026-06", datetime.date(2026, 6, 30)))
# Enterprises that stand in ledgers only; those with energy have their place and sector there.
MORE = [
    (31, "450205", "C31"),
    (32, "450204", "C36"),
    (33, "450203", "C35"),
    (34, "450206", "C13"),
    (35, "450202", "C38"),
]
PRODUCTS = {
    "C31": ("生铁", "千克标准煤/吨", 361.0, 435.0),
    "C30": ("水泥熟料", "千克标准煤/吨", 104.0, 117.0),
    "C26": ("烧碱", "千克标准煤/吨", 315.0, 350.0),
    "C22": ("机制纸和纸板", "千克标准煤/吨", 360.0, 420.0),
    "C13": ("成品糖", "千克标准煤/吨", 320.0, 400.0),
    "D44": ("供电", "克标准煤/千瓦时", 285.0, 310.0),
    "C32": ("电解锌", "千克标准煤/吨", 850.0, 1000.0),
}
SHORT = 6  # the project that replaces less than it adds
# How large a works of the sector is beside one of steel or cement.
SIZE = {"C13": 0.1, "C26": 0.1, "C22": 0.3, "C32": 0.1}


@dataclass(frozen=True)
class Enterprise:
    """An invented enterprise: number, county or zone, sector."""

    number: int
    region: str
    sector: str

    def row(self) -> Row:
        """The columns that name it in every ledger."""
        return {
            "credit_code": credit_code(self.number),
            "enterprise": f"演示企业{self.number:02d}（虚构）",
            "region": plan().regions[self.region].name,
            "sector": self.sector,
        }


def enterprises() -> list[Enterprise]:
    """Those whose energy is known, then more; the same numbers are the same enterprises everywhere."""
    known = {item.number: Enterprise(item.number, item.region, item.sector) for item in ENTERPRISES}
    return [*(known[number] for number in sorted(known)), *(Enterprise(*place) for place in MORE)]


def seen(when: datetime.date | None, until: datetime.date) -> datetime.date | None:
    """A date that is already known on a day."""
    return when if when and when <= until else None


def after(start: datetime.date, days: int) -> datetime.date:
    """So many days later."""
    return start + datetime.timedelta(days=days)


def projects(until: datetime.date) -> list[Row]:
    """S6: existing, building and proposed projects; one below the access level, one short of replacement."""
    rng = random.Random("projects")
    heavy = [item for item in enterprises() if item.sector in PRODUCTS]
    made: list[Row] = []
    for n in range(1, 21):
        owner = heavy[(n * 3) % len(heavy)]
        product, unit, required, access = PRODUCTS[owner.sector]
        kind = ("存量", "在建", "拟建", "在建")[n % 4]
        listed = datetime.date(2021 + n % 5, 1 + (n * 5) % 12, 15)
        level = round(required * rng.uniform(0.93, 1.0), 1)
        below = n in (7, 13)
        halted = after(listed, 60) if below else None
        rectified = after(listed, 240) if n == 7 else None
        saturated = kind == "拟建" and owner.sector in ("C31", "C30")
        new = float(rng.randrange(20, 90, 5))
        if listed > until:
            continue
        gone = datetime.date(2026, 4, 30) if n == 16 else None
        done = seen(rectified, until)
        made.append(
            owner.row()
            | {
                "project_code": f"YS-450200-{n:03d}",
                "project": f"演示项目{n:02d}（虚构）",
                "kind": kind,
                "nature": "无新增" if kind == "存量" else ("新建", "改建", "扩建")[n % 3],
                "product": product,
                "capacity_ten_thousand_tonnes": round(new * 2 * SIZE.get(owner.sector, 1), 1),
                "energy_tce": round(new * SIZE.get(owner.sector, 1) * 10 * level),
                "unit_energy": round(access * 1.06, 1) if below and not done else level,
                "energy_unit": unit,
                "required_level": required,
                "access_level": access,
                "energy_review": f"演示能评〔{listed.year}〕{n}号",
                "environment_review": f"演示环审〔{listed.year}〕{n}号",
                "saturated": "是" if saturated else "否",
                "new_capacity": new if saturated else None,
                "replaced_capacity": round(new * (0.8 if n == SHORT else 1.25), 1) if saturated else None,
                "disposal": "停工整改" if below else "保留",
                "listed_on": listed,
                "halted_on": seen(halted, until),
                "rectify_by": after(listed, 300) if below else None,
                "rectified_on": done,
                "state": "移出" if seen(gone, until) else "已整改" if done else "整改中" if below else "在列",
                "removed_on": seen(gone, until),
                "reported_on": until,
            }
        )
    return made


def retrofits(until: datetime.date) -> list[Row]:
    """S7: units done in time, extended by document, retired, and one that is overdue without either."""
    rng = random.Random("retrofits")
    heavy = [item for item in enterprises() if item.sector in ("C31", "C30", "C26", "C22", "C13")]
    made: list[Row] = []
    for n in range(1, 17):
        owner = heavy[(n * 5) % len(heavy)]
        _, unit, required, access = PRODUCTS[owner.sector]
        listed = datetime.date(2022 + n % 3, 3, 1)
        planned = datetime.date(2024 + n % 4, (3, 6, 9, 12)[n % 4], (31, 30, 30, 31)[n % 4])
        extended = after(planned, 365) if n in (4, 10) else None
        retired = after(planned, -40) if n == 9 else None
        finished = None if n in (8, 9) else after(extended or planned, -rng.randrange(3, 150))
        made.append(
            owner.row()
            | {
                "unit_code": f"ZZ-{n:02d}",
                "unit_name": f"演示装置{n:02d}",
                "capacity_ten_thousand_tonnes": round(
                    rng.randrange(10, 120, 5) * SIZE.get(owner.sector, 1), 1
                ),
                "current_level": round(access * rng.uniform(1.01, 1.12), 1),
                "baseline_level": access,
                "achieved_level": round(required * rng.uniform(0.99, 1.05), 1)
                if seen(finished, until)
                else None,
                "energy_unit": unit,
                "listed_on": listed,
                "planned_on": planned,
                "finished_on": seen(finished, until),
                "extension_document": f"演示延〔{planned.year}〕{n}号"
                if extended and planned <= until
                else None,
                "extended_to": extended if extended and planned <= until else None,
                "disposal": "淘汰" if retired else "改造",
                "retired_on": seen(retired, until),
                "reported_on": until,
            }
        )
    return made


def parks(until: datetime.date) -> list[Row]:
    """S13: eight invented parks on their way to circular operation."""
    made: list[Row] = []
    places = ("Z-LIUDONG", "Z-YANGHE", "450205", "450206", "450223", "450222", "450224", "450204")
    for n, region in enumerate(places, 1):
        approved = datetime.date(2020 + n % 5, 4, 20) if n < 8 else None
        started = after(approved, 120) if approved else None
        accepted = after(started, 700 + 90 * n) if started and n < 6 else None
        done = seen(accepted, until)
        made.append(
            {
                "park": f"演示园区{n:02d}（虚构）",
                "level": "国家级" if n < 3 else "市级" if n == 7 else "自治区级",
                "region": plan().regions[region].name,
                "approved_on": seen(approved, until),
                "approval_document": f"演示园〔{approved.year}〕{n}号"
                if approved and approved <= until
                else None,
                "started_on": seen(started, until),
                "planned_on": datetime.date(2026, 12, 31) if n > 4 else datetime.date(2025, 12, 31),
                "accepted_on": done,
                "acceptance_document": f"演示验〔{done.year}〕{n}号" if done else None,
                "reported_on": until,
            }
        )
    return made


def inspections(until: datetime.date) -> list[Row]:
    """S14: ten inspections a year since 2021; some find something, a few orders are still open."""
    rng = random.Random("inspections")
    pool = enterprises()
    made: list[Row] = []
    for year in range(2021, 2027):
        for n in range(1, 11):
            owner = pool[(year * 7 + n * 3) % len(pool)]
            planned = datetime.date(year, 2 + n, 28 if n == 10 else 25)
            inspected = after(planned, -rng.randrange(1, 20))
            problem = n % 3 == 1
            ordered, due = after(inspected, 7), after(inspected, 97)
            closed = None if (year, n) == (2026, 4) else after(due, -rng.randrange(2, 60))
            found = problem and inspected <= until
            made.append(
                owner.row()
                | {
                    "plan_number": f"YS-JC-{year}-{n:02d}",
                    "campaign": ("能耗限额标准执行", "重点用能设备", "节能审查落实")[n % 3],
                    "planned_on": planned,
                    "inspected_on": seen(inspected, until),
                    "problem_number": "1",
                    "problem": ("能源计量器具配备不足", "在用淘汰电机", "单位产品能耗超限额")[n % 3]
                    if found
                    else None,
                    "order_document": f"演示监〔{year}〕{n}号" if found else None,
                    "ordered_on": seen(ordered, until) if found else None,
                    "rectify_by": due if found and ordered <= until else None,
                    "reinspected_on": seen(after(closed, -1), until) if found and closed else None,
                    "closed_on": seen(closed, until) if found else None,
                    "reported_on": until,
                }
            )
    return made
