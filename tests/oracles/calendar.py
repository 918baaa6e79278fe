"""The calendar of sheets in boring Python: the plan's templates against the rows of every speaking upload."""

import calendar
import datetime
from dataclasses import dataclass

import pyarrow.parquet as parquet

from data.keep import archive, journal
from data.plan import plan
from data.plan.model import Template

# The suite has a day of its own. Here: the day after one more sheet fell due, a 1 January, the day after S13
# and S16 fell due, a leap day, and days on which every series of sheets has something late.
DAYS = (
    "2026-11-26",
    "2027-01-01",
    "2027-02-01",
    "2027-04-01",
    "2027-12-31",
    "2028-02-29",
    "2028-07-16",
    "2029-10-01",
)
EVERYTHING_LATE = "2027-12-31"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a place or department for one period: when it is due, when it came (None: not yet)."""

    template: str
    period: str
    place: str
    department: str
    due_on: datetime.date
    came_on: datetime.date | None

    def late(self, day: datetime.date) -> bool:
        """Whether it is owed on a day, on which nothing is known of what came later."""
        return not (self.came_on and self.came_on <= day) and self.due_on < day

    def days_late(self, day: datetime.date) -> int:
        """Since how many days it is owed."""
        return (day - self.due_on).days


@dataclass(frozen=True)
class Arrival:
    """What one upload brought of one template: on which day, for whom, for which month or up to which day."""

    came_on: datetime.date
    place: str
    department: str
    ends_on: datetime.date | None


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def due_day(template: Template, year: int, month: int) -> datetime.date:
    """A yearly sheet on its day of the next year, at most that month's end; others days after the period."""
    if template.due_month:
        last = calendar.monthrange(year + 1, template.due_month)[1]
        return datetime.date(year + 1, template.due_month, min(template.due_day, last))
    return month_end(year, month) + datetime.timedelta(days=template.due_day)


def months_of(template: Template, first: datetime.date, last: datetime.date) -> list[tuple[int, int]]:
    """The months a template is owed for, ending between two days; January stands in the sheet of February."""
    wanted = {"monthly": range(2, 13), "quarterly": (3, 6, 9, 12), "yearly": (12,), "as_needed": ()}
    return [
        (year, month)
        for year in range(first.year, last.year + 1)
        for month in wanted[template.frequency]
        if first <= month_end(year, month) <= last
    ]


def owers(template: Template) -> list[tuple[str, str]]:
    """(place, department) of everybody who sends a template."""
    if template.owed_by == "departments":
        duties = {department for task in plan().tasks.values() for department in task.departments}
        return [(plan().city, department) for department in sorted(duties)]
    return [
        (code, template.department)
        for code, region in plan().regions.items()
        if region.kind in template.regions_due
    ]


def arrivals() -> dict[str, list[Arrival]]:
    """By template, what the uploads that speak now brought."""
    found: dict[str, list[Arrival]] = {}
    for upload in journal.active(journal.read()):
        receipt = archive.receipt(upload)
        template = plan().templates[receipt.template]
        came_on = datetime.date.fromisoformat(receipt.at[:10])
        until: dict[tuple[str, str], list[datetime.date]] = {}
        for row in parquet.read_table(archive.rows_file(upload)).to_pylist():
            alone = set(template.regions_due) <= {"city"}
            place = plan().city if alone else row["region"]
            department = row["department"] if template.owed_by == "departments" else template.department
            days = until.setdefault((place, department), [])
            if template.period:
                days.append(month_end(row["year"], row["month"]))
            elif template.speaks_until and row[template.speaks_until]:
                days.append(row[template.speaks_until])
        for (place, department), days in until.items():
            ends = sorted(set(days)) if template.period else [max(days, default=came_on)]
            found.setdefault(template.id, []).extend(Arrival(came_on, place, department, day) for day in ends)
    return found


def sheets(until: datetime.date) -> list[Sheet]:
    """Every sheet of every template for the periods that end by a day."""
    brought = arrivals()
    made = []
    for template in plan().templates.values():
        first = datetime.date.fromisoformat(
            template.owed_from or str(plan().settings["calendar"]["owed_from"])
        )
        for year, month in months_of(template, first, until):
            end = month_end(year, month)
            for place, department in owers(template):
                came = [
                    one.came_on
                    for one in brought.get(template.id, [])
                    if (one.place, one.department) == (place, department)
                    and one.ends_on
                    and (one.ends_on == end if template.period else one.ends_on >= end)
                ]
                period = str(year) if month == 12 else f"{year}-{month:02d}"
                due = due_day(template, year, month)
                made.append(Sheet(template.id, period, place, department, due, min(came, default=None)))
    return made


def late(day: datetime.date) -> list[Sheet]:
    """What is owed on a day, however old."""
    return [sheet for sheet in sheets(day) if sheet.late(day)]


def due_next(day: datetime.date) -> dict[str, list[Sheet]]:
    """By template, the sheets that fall due next, on one day, from whomever."""
    ahead = [sheet for sheet in sheets(day + datetime.timedelta(days=400)) if sheet.due_on >= day]
    first: dict[str, datetime.date] = {}
    for sheet in ahead:
        first[sheet.template] = min(sheet.due_on, first.get(sheet.template, sheet.due_on))
    return {
        template: [sheet for sheet in ahead if (sheet.template, sheet.due_on) == (template, due)]
        for template, due in first.items()
    }
