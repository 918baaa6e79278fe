"""Shapes what the department page lists: departments compared, tasks line by line, statements with duties."""

from collections.abc import Mapping

from pages.frame.visit import Visit
from pages.pieces import delivery, ledger_kinds, panel, standing
from pages.pieces.listing import Cell, Line
from pages.pieces.statements import told
from pages.pieces.tables import Column, Shown, height
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row, Rows


def compared() -> Shown:
    """The columns of the comparison's export."""
    return [
        *("department", "statements", "led", "achieved", "judged", "wanting"),
        *("tasks", "tasks_done", "tasks_late", "tasks_unreported", "progress_share"),
        *("sheets_late", "score", "rank", "grade"),
    ]


def task_line(row: Row, judged: Row | None) -> Line:
    """One task: how far, in which state, due when, which statements it serves, how far it can be believed."""
    before = ""
    if row["previous_share"] is not None:
        share = words.number(row["previous_share"], "%", 0)
        before = say("department.before", period=words.period(row["previous_period"]), share=share)
    cells = [
        Cell(words.number(row["progress_share"], "%", 0), note=before, share=row["progress_share"]),
        Cell(mark=ledger_kinds.chip(row["state"], names.state("tasks", row["state"]))),
        Cell(words.date(row["due_on"]) if row["due_on"] else "—", note=_lateness(row), loud=row["late"]),
        Cell(" ".join(row["statements"] or [])),
        Cell(mark=delivery.mark(judged, "reports", named=False) if judged else ""),
    ]
    return Line(names.numbered_task(row["task"]), cells, note=_duty(row["lead"]))


def _lateness(row: Row) -> str:
    if row["days_left"] is None or row["state"] == "done":
        return ""
    return say("asked.days_late" if row["late"] else "asked.days_left", days=abs(row["days_left"]))


def task_rows(rows: Rows, judged: Mapping[str, Row]) -> tuple[Rows, Shown]:
    """Every task with what was reported and the cell it stands in, for the export; `judged` by task."""
    table = rows.plus(
        name=lambda row: names.task(row["task"]),
        duty=lambda row: _duty(row["lead"]),
        late=lambda row: say("column.late") if row["late"] else "",
        judged=lambda row: delivery.told(judged[row["task"]], "reports") if row["task"] in judged else "",
    )
    return table, [
        Column("task", kind="text"),
        Column("name", say("department.column_name")),
        *("duty", "period", "progress_share", "state"),
        Column("progress", say("department.column_report")),
        Column("due_on", say("department.column_due")),
        Column("late", kind="text"),
        Column("judged", say("delivery.name"), "text"),
        *("file_name", "sheet", "cell", "grade"),
    ]


def statements(visit: Visit, name: str, rows: Rows, duties: Mapping[str, bool]) -> None:
    """Every statement the department answers for, the not connected ones too."""
    table = rows.plus(duty=lambda row: _duty(duties[row["statement"]]), told=told, **standing.ANSWERED)
    shown: Shown = [
        Column("statement", width="large"),
        *("duty", "status", "period", "value", "target", "unit"),
        Column("told", say("column.gap")),
        *standing.answered(),
        "grade",
    ]
    title = say("department.statements", department=name, count=len(rows))
    about = visit.about(title, say("department.statements_measure"), rows)
    panel.table("department-statements", about, table, shown, height(rows))


def _duty(lead: bool) -> str:
    return say("department.leads" if lead else "department.takes_part")
