"""On which day each demonstration workbook came: most before their sheet fell due, a few after it."""

import calendar
import csv
import datetime
import random
from dataclasses import dataclass
from pathlib import Path

from data.plan import plan
from data.plan.model import Template

LIST = "come_on.csv"
# Of energy and value added the first figure is due with the sheet, the later states in the year after.
STATES = {"初核": (5, 25), "终核": (9, 15)}
# Workbooks that came so many days after their sheet fell due.
LATE = {
    "2024/S9": 17,
    "2025/S19": 8,
    "2024/S23": 12,
    "2026-03/S14": 4,
    "2026-04/S4": 6,
    "2026-06/S12": 9,
    "2026-08/S1": 2,
}


@dataclass(frozen=True)
class Coming:
    """A workbook below the folder of demonstrations, the day its sheet fell due, the day it came."""

    workbook: str
    due_on: datetime.date
    come_on: datetime.date


def period_end(folder: str) -> datetime.date:
    """The last day of the year or month that a folder is named by."""
    year, _, month = folder.partition("-")
    last = calendar.monthrange(int(year), int(month or 12))[1]
    return datetime.date(int(year), int(month or 12), last)


def due_on(template: Template, ends_on: datetime.date) -> datetime.date:
    """When the sheet that speaks to this day is due; a list as it stands within a year: a fortnight later."""
    if template.frequency == "yearly" and ends_on.month == 12:
        last = calendar.monthrange(ends_on.year + 1, template.due_month)[1]
        return datetime.date(ends_on.year + 1, template.due_month, min(template.due_day, last))
    days = template.due_day if template.frequency in ("monthly", "quarterly") else 14
    return ends_on + datetime.timedelta(days=days)


def coming(workbook: str) -> Coming:
    """Of one workbook, named by its place below the folder (2025/S1_….xlsx)."""
    folder, name = workbook.split("/")
    sheet = name.split("_")[0]
    ends_on = period_end(folder)
    due = due_on(plan().templates[sheet], ends_on)
    if sheet == "S1" and ends_on.month == 12 and "快报" not in name:
        due = datetime.date(ends_on.year + 1, *STATES["初核" if "初核" in name else "终核"])
    days = LATE.get(f"{folder}/{sheet}", -random.Random(workbook).randrange(1, 9))
    return Coming(workbook, due, due + datetime.timedelta(days=days))


def write(folder: Path) -> None:
    """The list of all workbooks below the folder, beside them."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xlsx"))
    with (folder / LIST).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("workbook", "due_on", "come_on"))
        writer.writerows((one.workbook, one.due_on, one.come_on) for one in map(coming, found))


def read(folder: Path) -> dict[str, datetime.date]:
    """The day each workbook came, by its place below the folder; empty where nothing is listed."""
    path = folder / LIST
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["workbook"]: datetime.date.fromisoformat(row["come_on"]) for row in csv.DictReader(file)}
