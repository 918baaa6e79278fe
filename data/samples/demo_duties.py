"""Demonstration of duties: task reports, plans and posts, judgements, front-runners, confirmed scores."""

import datetime
import random

from data.plan import plan
from data.samples.demo_green import credit_code
from data.samples.demo_ledgers import Row, after, enterprises, seen
from data.samples.workbook import Cell

QUARTERS = ("一", "二", "三", "四")
# Tasks that a department left out of its report for the third quarter of 2026.
SILENT = {("二(五)1", "science"), ("二(六)1", "science"), ("二(四)4", "environment"), ("二(三)4", "market")}
CONTROLLED = 3301  # 万吨 CO2 of iron, steel and building materials in 2024, as the sheet of emissions says
# number, industry, level, year, published on, valid until
RUNNERS = [
    (1, "钢铁", "自治区级", 2022, "2022-12-20", "2025-12-31"),
    (5, "化工", "自治区级", 2022, "2022-12-20", "2025-12-31"),
    (14, "造纸", "自治区级", 2023, "2023-12-18", "2026-12-31"),
    (6, "制糖", "自治区级", 2023, "2023-12-18", "2026-12-31"),
    (24, "火力发电", "自治区级", 2023, "2023-12-18", "2026-06-30"),
    (16, "钢铁", "自治区级", 2025, "2025-12-15", "2028-12-31"),
    (19, "化工", "自治区级", 2025, "2025-12-15", "2028-12-31"),
    (1, "钢铁", "国家级", 2025, "2025-11-28", None),
]


def tasks(year: int, quarter: int) -> list[Row]:
    """S15: every department's share of each of its tasks at the end of a quarter."""
    made: list[Row] = []
    gone = 4 * (year - 2024) + quarter
    for code, task in plan().tasks.items():
        for department in task.departments:
            if (year, quarter) == (2026, 3) and (code, department) in SILENT:
                continue
            rng = random.Random(f"task {code} {department}")
            due = datetime.date(2025 + rng.randrange(0, 3), rng.choice((6, 12)), 30)
            share = min(100, round(rng.uniform(6, 11) * gone))
            state = "已完成" if share == 100 else "滞后" if share < 6.5 * gone else "推进中"
            made.append(
                {
                    "period": f"{year}年{QUARTERS[quarter - 1]}季度",
                    "task": code,
                    "department": plan().departments[department].name,
                    "progress_share": share,
                    "state": state,
                    "progress": f"演示：本季度推进到 {share}%",
                    "evidence": f"演示佐证材料 {year}Q{quarter}",
                    "due_on": due,
                }
            )
    return made


def enterprise_plans(until: datetime.date) -> list[Row]:
    """S16: which enterprises have their plan, post and disclosure."""
    made: list[Row] = []
    for owner in enterprises():
        rng = random.Random(f"plan {owner.number}")
        owned, key = owner.number % 5 == 0, owner.number % 3 != 0 or owner.number % 5 == 0
        made_on = after(datetime.date(2024, 3, 1), rng.randrange(0, 700)) if owner.number % 7 else None
        filled = after(datetime.date(2024, 1, 15), rng.randrange(0, 800)) if owner.number % 6 else None
        shown = after(datetime.date(2025, 6, 1), rng.randrange(0, 500))
        if not (owned or key):
            continue
        made.append(
            owner.row()
            | {
                "key_enterprise": "是" if key else "否",
                "state_owned": "是" if owned else "否",
                "listed_on": datetime.date(2024, 1, 1),
                "due_on": datetime.date(2026, 12, 31),
                "plan_needed": "是",
                "plan_made_on": seen(made_on, until),
                "post_needed": "是" if key else "否",
                "post_filled_on": seen(filled, until) if key else None,
                "posts": 1 + owner.number % 3 if key and seen(filled, until) else None,
                "disclosure_needed": "是" if owned else "否",
                "disclosed_on": seen(shown, until) if owned else None,
                "disclosure_document": f"演示披露报告{owner.number}号"
                if owned and seen(shown, until)
                else None,
                "reported_on": until,
            }
        )
    return made


def judgements() -> list[Row]:
    """S17: two invented judgements by a person, one renewed a year later.

    The renewed one says what the demonstration's own CO2 contradicts: what that looks like is worth showing.
    """
    common: Row = {"region": "柳州市", "sector": "规上工业", "person": "演示判定人（虚构）"}
    return [
        common
        | {
            "statement": "T22",
            "judgement": "已达标",
            "figure": 1,
            "judged_on": datetime.date(2025, 12, 22),
            "evidence": "演示佐证：典型园区总结材料（虚构）",
            "reason": "演示：已有一个园区形成可推广做法",
        },
        common
        | {
            "statement": "T25",
            "judgement": "进度正常",
            "figure": CONTROLLED,
            "judged_on": datetime.date(2024, 12, 20),
            "evidence": "演示佐证：年度排放核查报告（虚构）",
            "reason": "演示：钢铁、建材排放总量低于 2020 年",
        },
        common
        | {
            "statement": "T25",
            "judgement": "已达标",
            "figure": None,
            "judged_on": datetime.date(2025, 12, 24),
            "evidence": "演示佐证：总量控制评估报告（虚构）",
            "reason": "演示：连续两年下降，形成阶段性成果",
        },
    ]


def front_runners(until: datetime.date) -> list[Row]:
    """S18: the thermal-power title runs out in the middle of 2026 and nobody follows."""
    places = {item.number: item for item in enterprises()}
    made: list[Row] = []
    for number, industry, level, year, published, valid in RUNNERS:
        if datetime.date.fromisoformat(published) > until:
            continue
        made.append(
            {
                "credit_code": credit_code(number),
                "enterprise": f"演示企业{number:02d}（虚构）",
                "region": plan().regions[places[number].region].name,
                "industry": industry,
                "level": level,
                "award_year": year,
                "published_on": datetime.date.fromisoformat(published),
                "valid_until": datetime.date.fromisoformat(valid) if valid else None,
                "document": f"演示领〔{year}〕{number}号",
                "reported_on": until,
            }
        )
    return made


def scores(year: int) -> list[Row]:
    """S21: invented confirmed totals of the counties and the departments the plan names first."""
    made: list[Row] = []
    objects: list[tuple[str, Cell]] = [("region", plan().regions[code].name) for code in plan().counties()]
    objects += [
        ("department", plan().departments[code].name)
        for code in ("industry", "development", "environment", "market", "science")
    ]
    for kind, name in objects:
        rng = random.Random(f"score {year} {name}")
        made.append(
            {
                "period": f"{year}年",
                "region": name if kind == "region" else None,
                "department": name if kind == "department" else None,
                "score_item": "合计",
                "weight": 100,
                "points": round(rng.uniform(72, 96), 1),
                "vetoed": "否",
                "document": f"演示考〔{year + 1}〕1号",
            }
        )
    return made
