"""Shapes what the department page lists: departments compared, tasks line by line, statements with duties."""

from typing import Any

import pandas as pd

from pages.pieces import ledger_kinds, panel
from pages.pieces.listing import Cell, Line
from pages.pieces.place_view import Rows, View, height, said
from pages.pieces.tables import Column, grades_of
from pages.speech import figures, names, words
from pages.speech.words import language, say


def compared(rows: Rows) -> tuple[pd.DataFrame, list[Column]]:
    """The rows of the comparison with names, and the columns of its export."""
    frame = pd.DataFrame(rows)
    frame = frame.assign(name=[said(row, "department_name") for row in rows])
    counted = ("statements", "led", "achieved", "judged", "wanting", "tasks", "tasks_done", "tasks_late")
    return frame, [
        Column("name", say("department.column_department")),
        *(Column(field, say(f"department.export_{field}"), "number", decimals=0) for field in counted),
        Column("tasks_unreported", say("department.export_tasks_unreported"), "number", decimals=0),
        Column("progress_share", say("department.column_progress"), "number", "%"),
        Column("sheets_late", say("column.sheets_late"), "number", decimals=0),
        Column("score", say("scores.column_score"), "number"),
        Column("rank", say("scores.column_rank"), "number", decimals=0),
        Column("grade", say("column.grade"), "grade"),
    ]


def task_line(row: dict[str, Any]) -> Line:
    """One task: how far, in which state, due when, which statements it serves."""
    before = ""
    if row["previous_share"] is not None:
        share = words.number(row["previous_share"], "%", 0)
        before = say("department.before", period=words.period(row["previous_period"]), share=share)
    cells = [
        Cell(words.number(row["progress_share"], "%", 0), note=before, share=row["progress_share"]),
        Cell(mark=ledger_kinds.chip(row["state"], said(row, "state_name"))),
        Cell(words.date(row["due_on"]) if row["due_on"] else "—", note=_lateness(row), loud=row["late"]),
        Cell(" ".join(row["statements"] or [])),
    ]
    return Line(f"{row['task']} {said(row, 'name')}", cells, note=_duty(row["lead"]))


def _lateness(row: dict[str, Any]) -> str:
    if row["days_left"] is None or row["state"] == "done":
        return ""
    return say("department.late_by" if row["late"] else "department.days_left", days=abs(row["days_left"]))


def task_rows(rows: Rows) -> tuple[pd.DataFrame, list[Column]]:
    """Every task with what was reported and the cell it stands in, for the export."""
    frame = pd.DataFrame(rows)
    frame = frame.assign(
        name=[said(row, "name") for row in rows],
        state=[said(row, "state_name") for row in rows],
        duty=[_duty(row["lead"]) for row in rows],
        late=[say("department.late") if row["late"] else "" for row in rows],
    )
    return frame, [
        Column("task", say("department.column_task")),
        Column("name", say("department.column_name")),
        Column("duty", say("department.column_duty")),
        Column("period", say("column.period"), "period"),
        Column("progress_share", say("department.column_progress"), "number", "%", 0),
        Column("state", say("department.column_state")),
        Column("progress", say("department.column_report")),
        Column("due_on", say("department.column_due"), "date"),
        Column("late", say("department.late")),
        Column("file_name", say("column.file")),
        Column("sheet", say("column.sheet")),
        Column("cell", say("column.cell")),
        Column("grade", say("column.grade"), "grade"),
    ]


def statements(view: View, name: str, rows: Rows, duties: dict[str, bool]) -> None:
    """Every statement the department answers for, the not connected ones too."""
    frame = pd.DataFrame(rows)
    frame = frame.assign(
        name=[names.numbered(row["statement"]) for row in rows],
        duty=[_duty(duties[row["statement"]]) for row in rows],
        unit=[figures.unit_name(row["unit"], language()) for row in rows],
        told=[_gap(row) for row in rows],
    )
    columns = [
        Column("name", say("column.statement"), width="large"),
        Column("duty", say("department.column_duty")),
        Column("status", say("column.status"), "status"),
        Column("period", say("column.period"), "period"),
        Column("value", say("column.value"), "number"),
        Column("target", say("column.target"), "number"),
        Column("unit", say("column.unit")),
        Column("told", say("column.gap")),
        Column("grade", say("column.grade"), "grade"),
    ]
    title = say("department.statements", department=name, count=len(rows))
    about = view.about(title, say("department.statements_measure"), grades_of(frame))
    panel.table("department-statements", about, frame, columns, height(frame))


def _duty(lead: bool) -> str:
    return say("department.leads" if lead else "department.takes_part")


def _gap(row: dict[str, Any]) -> str:
    if row["gap"] is None:
        return ""
    return words.gap(row["gap"], row["unit"], row["decimals"])
