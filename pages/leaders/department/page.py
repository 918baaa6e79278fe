"""部门: what a bureau answers for: statements, tasks, the sheets it owes, its score; or all of them."""

import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from data import clock
from data.plan import plan
from pages.frame import asked, chooser, filters, guard, links, page
from pages.leaders.department import tables as department_tables
from pages.pieces import cards, heading, place_view, scoring, standing
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.place_view import View
from pages.speech import names, words
from pages.speech.words import say
from queries.ask import NoSnapshot, ask_rows, current, snapshots
from queries.question import Rows as Answer

Rows = list[dict[str, Any]]
DAYS_BACK, DAYS_AHEAD = 365, 60
NAMED = 3


@dataclass(frozen=True)
class Asked:
    """What this run is about: the department (or none), the period with its last day, the snapshot."""

    department: str
    period: str | None
    as_of: dt.date
    snapshot: str

    @property
    def view(self) -> View:
        return View(self.snapshot, words.date(self.as_of), say("department.source"))

    @property
    def name(self) -> str:
        return place_view.full_name(self.department)


def main() -> None:
    guard.require("view")
    try:
        now = current().id
    except NoSnapshot:
        page.head(say("snapshot.nothing"))
        page.empty(say("snapshot.nothing_what"))
        return
    opened = asked.snapshot([one.id for one in snapshots()], now)
    top = st.container(key="top")
    with st.container(key="asking", horizontal=True, vertical_alignment="bottom", gap="small"):
        department = chooser.one_of("department", ["", *plan().departments], _label, say("department.select"))
        chosen = filters.bar(periods=[row["period"] for row in ask_rows("periods", snapshot=opened)])
    asked.unused(["region", "sector", "basis"])
    day = ask_rows("green_days", snapshot=opened, period=chosen.period)[0]["until"]
    what = Asked(department, chosen.period, day, opened)
    bureaus = ask_rows("departments_compared", snapshot=opened, period=what.period, as_of=day, today=_today())
    if department:
        _one(top, what, bureaus)
    else:
        _all(top, what, bureaus)
    due = [row["due_on"] for row in ask_rows("due_next", snapshot=opened)]
    demo = "demo" in _grades(bureaus)
    page.foot(
        opened, what.period, what.view.source, min(due, default=None), contact=_contact(what), demo=demo
    )


def _label(code: str) -> str:
    return names.department(code) if code else say("department.everybody")


def _contact(what: Asked) -> str:
    return what.name if what.department else ""


def _today() -> str:
    """Sheets are late as of today, whichever period is looked at."""
    return clock.today().isoformat()


def _grades(rows: Rows) -> list[str]:
    return sorted({row["grade"] for row in rows if row["grade"]})


def _all(top: Any, what: Asked, bureaus: Rows) -> None:
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
    with top:
        page.head(say("scores.comma").join([late, owed]), say("department.all_subline"), _grades(bureaus))
    headings = ("department", "statements", "wanting", "tasks", "tasks_late", "sheets", "score")
    about = what.view.about(
        say("department.list_title", count=len(bureaus)), say("department.list_measure"), _grades(bureaus)
    )
    lines = [_bureau_line(row) for row in bureaus]
    frame, columns = department_tables.compared(bureaus)
    framed("departments", about, [say(f"department.column_{one}") for one in headings], lines, frame, columns)


def _bureau_line(row: dict[str, Any]) -> Line:
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


def _one(top: Any, what: Asked, bureaus: Rows) -> None:
    """One department: statements and sheets first, then its tasks, then the tables."""
    own = next((row for row in bureaus if row["department"] == what.department), None)
    if own is None:
        with top:
            page.head(say("department.nothing", department=what.name))
        page.empty(say("department.nothing_what", department=what.name))
        _ways()
        return
    profile = ask_rows(
        "department_profile", snapshot=what.snapshot, department=what.department, period=what.period
    )
    duties = {row["code"]: bool(row["lead"]) for row in profile if row["kind"] == "statement"}
    on_cards = ask_rows("overview_cards", snapshot=what.snapshot, period=what.period)
    rows = [row for row in on_cards if row["statement"] in duties]
    tasks = ask_rows(
        "tasks_by_department", snapshot=what.snapshot, department=what.department, as_of=what.as_of
    )
    told = scoring.told(own, own["sharing"])
    calendar = _calendar(what)
    with top:
        page.head(_headline(what, own, rows), told, _grades([*rows, own]))
    left, right = st.columns([2.6, 1], gap="medium")
    with left:
        _statements(rows, duties)
        if tasks and not rows:
            _tasks(what, own, tasks)
    with right:
        _sheets(what, calendar)
        _ways(what.department if own["score"] is not None else "")
    if tasks and rows:
        _tasks(what, own, tasks)
    if rows:
        department_tables.statements(what.view, what.name, rows, duties)
    if calendar:
        standing.sheets_table(what.view.about, what.name, calendar)


def _headline(what: Asked, own: dict[str, Any], rows: Rows) -> str:
    parts = []
    if own["tasks"]:
        parts.append(say("department.headline_tasks", done=own["tasks_done"], tasks=own["tasks"]))
    if own["tasks_late"]:
        parts.append(say("department.headline_late", count=own["tasks_late"]))
    counts = standing.counts(rows)
    if counts:
        parts.append(say("department.headline_statements", counts=counts))
    if own["sheets_late"]:
        parts.append(say("county.sheets_late", count=own["sheets_late"]))
    return say("overview.headline", place=what.name, counts=say("scores.comma").join(parts))


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
        st.caption(say("department.waiting", count=len(waiting), listed=say("asked.list").join(waiting)))


def _calendar(what: Asked) -> Answer:
    asking = {"today": _today(), "days_back": DAYS_BACK, "days_ahead": DAYS_AHEAD}
    return ask_rows("data_calendar", snapshot=what.snapshot, department=what.department, **asking)


def _sheets(what: Asked, calendar: Rows) -> None:
    """The sheets that have not come, and those that fall due next."""
    with st.container(key="frame-owed", gap="small"):
        if not calendar:
            text = say("county.no_sheets", place=what.name)
            st.html(heading.finding(text))
            return
        late, coming = ([row for row in calendar if row["state"] == state] for state in ("late", "due"))
        title = say("standing.late_title", count=len(late))
        standing.sheets(late, title, say("standing.none_late"))
        standing.sheets(coming, say("standing.due_title"), say("standing.none_due"))


def _ways(scored: str = "") -> None:
    """Where to go from here: the points one by one, all departments again."""
    here = f'<a href="{escape(links.here(department=""))}">{escape(say("department.to_all"))}</a>'
    points = (
        links.anchor(say("county.to_score"), "scores", scored="department", object=scored) if scored else ""
    )
    st.html(f'<p class="peak-ways">{points}{here}</p>')


def _tasks(what: Asked, own: dict[str, Any], tasks: Rows) -> None:
    """Every task as one line: late ones first, then the least advanced; what is done comes last."""
    order = sorted(tasks, key=lambda row: (row["state"] == "done", not row["late"], _progress(row)))
    title = say("department.tasks_title", done=own["tasks_done"], tasks=own["tasks"], late=own["tasks_late"])
    measure = say("department.tasks_measure", period=words.period(tasks[0]["period"]), date=what.view.as_of)
    about = what.view.about(title, measure, _grades(tasks))
    headings = [say(f"department.column_{name}") for name in ("task", "progress", "state", "due", "serves")]
    frame, columns = department_tables.task_rows(order)
    framed("tasks", about, headings, [department_tables.task_line(row) for row in order], frame, columns)


def _progress(row: dict[str, Any]) -> float:
    """What is not reported stands before everything that is."""
    share = row["progress_share"]
    return -1.0 if share is None else float(share)


main()
