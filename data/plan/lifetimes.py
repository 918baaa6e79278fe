"""Holds the years of counties, zones and departments against each other: dates, successors, duties."""

import datetime
from collections.abc import Mapping

from data.plan.coded import Dated
from data.plan.model import Plan


def lifetimes(plan: Plan) -> list[str]:
    """Days that are days, in order; successors of the same list that live on; duties that somebody keeps."""
    faults = [*of_list("regions.csv", plan.regions), *of_list("departments.csv", plan.departments)]
    for code, region in plan.regions.items():
        if region.successor in plan.regions and plan.regions[region.successor].kind != region.kind:
            faults.append(f"regions.csv {code}: 继任者不是同类 / successor of another kind")
        if region.administered_by and region.administered_by not in plan.regions:
            faults.append(f"regions.csv {code}: 代管者不存在 / unknown {region.administered_by}")
    busy = {code for task in plan.tasks.values() for code in task.departments}
    busy |= {code for item in plan.statements.values() for code in item.departments}
    busy |= {template.department for template in plan.templates.values()}
    for code, department in plan.departments.items():
        if code in busy and department.valid_to and not department.successor:
            faults.append(f"departments.csv {code}: 撤销后无人接任 / dissolved with duties and no successor")
    return faults


def of_list(title: str, items: Mapping[str, Dated]) -> list[str]:
    """What is wrong with the dates and successors of one list."""
    faults = []
    for code, item in items.items():
        where = f"{title} {code}"
        days = [text for text in (item.valid_from, item.valid_to) if text]
        if not all(is_date(text) for text in days):
            faults.append(f"{where}: 有效期不是日期 / not a day {days}")
        elif days != sorted(set(days)):
            faults.append(f"{where}: 起止日期颠倒 / valid_to not after valid_from")
        elif item.successor and not item.valid_to:
            faults.append(f"{where}: 有继任者而无终止日 / a successor but no valid_to")
        elif item.successor and item.successor not in items:
            faults.append(f"{where}: 继任者 {item.successor} 不存在 / unknown successor")
        elif item.successor and not items[item.successor].alive(datetime.date.fromisoformat(item.valid_to)):
            faults.append(f"{where}: 继任者 {item.successor} 当日不存在 / successor not there on that day")
    return faults


def is_date(text: str) -> bool:
    """Whether a text is a calendar day, year first."""
    try:
        return len(text) == 10 and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False
