"""部门: what a bureau answers for: statements, tasks, the sheets it owes, its score; or all of them."""

from dataclasses import replace
from html import escape

import streamlit as st

from data.plan import plan
from pages.frame import choices, links, page
from pages.frame.visit import Visit, open_page
from pages.leaders.department import tables
from pages.pieces import cards, decisions, delivery, heading, scoring, standing
from pages.pieces.listing import Cell, Line, framed
from pages.speech import names, words
from pages.speech.words import drawn, say
from queries.question import Row, Rows

DAYS_BACK, DAYS_AHEAD = 365, 60
NAMED = 3


def main() -> None:
    visit = open_page("view", source=say("department.source"))
    line = visit.line()
    with line:
        department = choices.one_of("department", ["", *plan().departments], _label, say("column.department"))
    visit = visit.filtered("period", line=line).on_its_day()
    bureaus = visit.ask("departments_compared", **visit.given("period"), as_of=visit.day)
    if department:
        _one(visit, department, bureaus)
    else:
        _all(visit, bureaus)
    visit.foot(bureaus, contact=names.bureau(department) if department else "")


def _label(code: str) -> str:
    return names.department(code) if code else say("department.everybody")


def _all(visit: Visit, bureaus: Rows) -> None:
    """All departments side by side, to choose one."""
    most = max(row["tasks_late"] for row in bureaus)
    worst = [names.department(row["department"]) for row in bureaus if row["tasks_late"] == most]
    owing = [names.department(row["department"]) for row in bureaus if row["sheets_late"]]
    listed = say("asked.list")
    late = (
        say("department.most_late", who=listed.join(worst), count=most)
        if most
        else say("department.none_late")
    )
    owed = say("department.none_owing")
    if owing:
        key = "department.owing" if len(owing) <= NAMED else "department.owing_many"
        owed = say(key, who=listed.join(owing), count=len(owing))
    visit.head(say("asked.semicolon").join([late, owed]), say("department.all_subline"), bureaus)
    headings = [
        say("column.department"),
        say("department.column_statements"),
        say("column.wanting"),
        say("department.column_tasks"),
        say("column.tasks_late"),
        say("column.sheets_late"),
        say("county.column_score"),
    ]
    title = say("department.list_title", count=len(bureaus))
    about = visit.about(title, say("department.list_measure", date=visit.as_of), bureaus)
    lines = [_bureau_line(row) for row in bureaus]
    framed("departments", about, headings, lines, bureaus, tables.compared())


def _bureau_line(row: Row) -> Line:
    done = say("department.done_of", done=row["tasks_done"], tasks=row["tasks"])
    progress = words.number(row["progress_share"], "%", 0)
    unreported = (
        say("department.unreported", count=row["tasks_unreported"]) if row["tasks_unreported"] else ""
    )
    cells = [
        Cell(str(row["statements"]), note=say("department.led", count=row["led"]) if row["led"] else ""),
        Cell(str(row["wanting"]), loud=row["wanting"] > 0),
        Cell(done, note=progress, share=row["progress_share"]) if row["tasks"] else Cell("—"),
        Cell(str(row["tasks_late"]), note=unreported, loud=row["tasks_late"] > 0),
        Cell(str(row["sheets_late"]), loud=row["sheets_late"] > 0),
        Cell(scoring.score(row["score"]), note=scoring.rank(row, row["sharing"])),
    ]
    return Line(names.department(row["department"]), cells, links.here(department=row["department"]))


def _one(visit: Visit, department: str, bureaus: Rows) -> None:
    """One department: statements and sheets first, then its tasks, then the tables."""
    name = names.bureau(department)
    own = next((row for row in bureaus if row["department"] == department), None)
    if own is None:
        visit.head(say("department.nothing", department=name))
        page.empty(say("department.nothing_what", department=name))
        _ways()
        return
    profile = visit.ask("department_profile", department=department, **visit.given("period"))
    duties = {row["code"]: bool(row["lead"]) for row in profile if row["kind"] == "statement"}
    cards_of_all = visit.ask("overview_cards", **visit.given("period"))
    rows = cards_of_all.kept(lambda row: row["statement"] in duties)
    tasks = visit.ask("tasks_by_department", department=department, as_of=visit.day)
    calendar = visit.ask("data_calendar", department=department, days_back=DAYS_BACK, days_ahead=DAYS_AHEAD)
    visit.head(_headline(name, own, rows), scoring.told(own, own["sharing"]), [*rows, own])
    left, right = st.columns([2.6, 1], gap="medium")
    with left:
        _statements(rows, duties)
        if tasks and not rows:
            _tasks(visit, own, tasks)
    with right:
        _sheets(visit, name, calendar)
        _ways(department if own["score"] is not None else "")
    decided = visit.ask("decisions", department=department, open=True)
    decisions.panel(decided, visit.person.may("decide"), True, department=department)
    if tasks and rows:
        _tasks(visit, own, tasks)
    if rows:
        tables.statements(visit, name, rows, duties)
    if calendar:
        standing.sheets_table(visit.about, name, calendar, visit.as_of)


def _headline(name: str, own: Row, rows: Rows) -> str:
    parts = []
    if own["tasks"]:
        parts.append(say("department.headline_tasks", done=own["tasks_done"], tasks=own["tasks"]))
    if own["tasks_late"]:
        parts.append(say("department.headline_late", count=own["tasks_late"]))
    if rows:
        told = say("department.headline_statements", total=len(rows), counts=standing.counts(rows))
        parts.append(told)
    if own["sheets_late"]:
        parts.append(say("county.sheets_late", count=own["sheets_late"]))
    return say("overview.headline", place=name, counts=say("asked.semicolon").join(parts))


def _statements(rows: Rows, duties: dict[str, bool]) -> None:
    """The statements it leads or takes part in; what is not connected is only named."""
    if not rows:
        st.html(f'<p class="peak-reason">{say("department.no_statements")}</p>')
        return
    connected = [row for row in rows if plan().statuses[row["status"]].speaks]
    led = [row["statement"] for row in connected if duties[row["statement"]]]
    title = say("department.statements_title", count=len(connected), led=len(led))
    st.html(heading.finding(title))
    cards.tiles(cards.card_from(row) for row in connected)
    waiting = [row["statement"] for row in rows if not plan().statuses[row["status"]].speaks]
    if waiting:
        st.caption(drawn("department.waiting", count=len(waiting), listed=say("asked.list").join(waiting)))


def _sheets(visit: Visit, name: str, calendar: Rows) -> None:
    """The sheets that have not come, and those that fall due next."""
    with st.container(key="frame-owed", gap="small"):
        if not calendar:
            text = say("county.no_sheets", place=name)
            st.html(heading.finding(text))
            return
        late, coming = ([row for row in calendar if row["state"] == state] for state in ("late", "due"))
        title = say("standing.late_title", date=visit.as_of, count=len(late))
        standing.sheets(late, title, say("standing.none_late"))
        standing.sheets(coming, say("standing.due_title"), say("standing.none_due"))


def _ways(scored: str = "") -> None:
    """Where to go from here: the points one by one, all departments again."""
    here = f'<a href="{escape(links.here(department=""))}">{escape(say("department.to_all"))}</a>'
    points = (
        links.anchor(say("county.to_score"), "scores", scored="department", object=scored) if scored else ""
    )
    st.html(f'<p class="peak-ways">{points}{here}</p>')


def _tasks(visit: Visit, own: Row, tasks: Rows) -> None:
    """Every task as one line: late ones first, then the least advanced; what is done comes last."""
    order = tasks.told(
        sorted(tasks, key=lambda row: (row["state"] == "done", not row["late"], _progress(row)))
    )
    title = say("department.tasks_title", done=own["tasks_done"], tasks=own["tasks"], late=own["tasks_late"])
    measure = say("department.tasks_measure", period=words.period(tasks[0]["period"]), date=visit.as_of)
    headings = [
        say("column.task"),
        say("column.progress_share"),
        say("column.state"),
        say("department.column_due"),
        say("department.column_serves"),
        say("delivery.name"),
    ]
    judged = {row["task"]: row for row in visit.ask("task_delivery", department=own["department"])}
    lines = [tables.task_line(row, judged.get(row["task"])) for row in order]
    about = replace(visit.about(title, measure, tasks), method=delivery.rule())
    framed("tasks", about, headings, lines, *tables.task_rows(order, judged))


def _progress(row: Row) -> float:
    """What is not reported stands before everything that is."""
    share = row["progress_share"]
    return -1.0 if share is None else float(share)


main()
