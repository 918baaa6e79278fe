"""Draws what each department reported of an industry's task."""

from data.plan import plan
from pages.frame.visit import Visit
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row


def draw(visit: Visit, industry: str) -> None:
    """Every department of the task with its progress, newest quarter up to the day."""
    task, day = plan().industries[industry].task, visit.day
    rows = visit.ask("tasks_by_department", task=task, period=_quarter(visit.chosen.period), as_of=day)
    title, period = say("industries.tasks_none", task=task), ""
    if rows:
        facts = {
            "count": len(rows),
            "late": sum(row["late"] for row in rows),
            "silent": sum(row["progress_share"] is None for row in rows),
        }
        title = say("industries.tasks_title", task=names.section(task), **facts)
        period = words.period(rows[0]["period"])
    measure = say("industries.tasks_measure", period=period, date=words.date(day))
    headings = [
        say("column.department"),
        say("column.progress_share"),
        say("column.state"),
        say("column.progress"),
        say("industries.column_due"),
    ]
    columns: Shown = [
        Column("department", kind="department"),
        Column("progress_share", kind="number", unit="%", decimals=0),
        Column("state", kind="state", of="tasks"),
        *("progress", "evidence"),
        Column("due_on", say("industries.column_due"), "date"),
        Column("grade", kind="grade"),
    ]
    about = visit.about(title, measure, rows, sheets=("S15",), as_of=period)
    framed("industry-tasks", about, headings, [_line(row) for row in rows], rows, columns)


def _quarter(period: str | None) -> str | None:
    """The period if tasks are reported for it; None asks for the newest quarter up to the day."""
    return period if period is not None and (len(period) == 4 or int(period[5:]) % 3 == 0) else None


def _line(row: Row) -> Line:
    late = say("industries.late", days=abs(row["days_left"])) if row["late"] else ""
    before = ""
    if row["previous_share"] is not None:
        share = words.number(row["previous_share"], "%", 0)
        before = say("industries.before", share=share, period=words.period(row["previous_period"]))
    cells = [
        Cell(words.number(row["progress_share"], "%", 0), before, share=row["progress_share"]),
        Cell(names.state("tasks", row["state"])),
        Cell(row["progress"] or "", row["evidence"] or ""),
        Cell(words.date(row["due_on"]), late, loud=bool(row["late"])),
    ]
    note = say("industries.lead") if row["lead"] else ""
    return Line(names.department(row["department"]), cells, note=note)
