"""县区: one county or zone at a time: its statements, ledgers, sheets owed, score; or all side by side."""

from html import escape

import streamlit as st

from data.plan import plan
from pages.frame import links, page
from pages.frame.visit import Visit, open_page
from pages.leaders.county import matrix, tables
from pages.pieces import cards, heading, scoring, standing
from pages.pieces.listing import Cell, Line, framed
from pages.speech.words import drawn, say
from queries.question import Row, Rows

DAYS_BACK, DAYS_AHEAD = 365, 60
WITHIN_DAYS = 90
COLUMNS = ("place", "met", "wanting", "ledgers", "sheets", "score")


def main() -> None:
    visit = open_page("view", filters=("region", "period"), source=say("overview.source")).on_its_day()
    places = visit.ask("counties_compared", **visit.given("period"), as_of=visit.day)
    if visit.everywhere:
        _all(visit, places)
    else:
        _one(visit, places)
    visit.foot(places)


def _all(visit: Visit, places: Rows) -> None:
    """All places side by side, to choose one."""
    visit.head(_headline_all(visit, places), say("county.all_subline"), places)
    matrix.draw(visit, visit.ask("standing_matrix", **visit.given("period")))
    left, right = st.columns([1.9, 1], gap="medium")
    with right:
        tables.places_map(visit, places)
    with left:
        _compared(visit, places)


def _headline_all(visit: Visit, places: Rows) -> str:
    counties = [row for row in places if row["kind"] == "county"]
    most = max(row["wanting"] for row in counties)
    late = [row for row in places if row["overdue"]]
    parts = [say("county.none_wanting")]
    if most:
        worst = [visit.place(row["region"]) for row in counties if row["wanting"] == most]
        parts = [say("county.most_wanting", places=say("asked.list").join(worst), count=most)]
    parts.append(say("county.with_overdue", count=len(late)) if late else say("county.none_overdue"))
    return say("asked.semicolon").join(parts)


def _compared(visit: Visit, places: Rows) -> None:
    lines = [_place_line(visit, row) for row in places]
    about = visit.about(say("county.list_title"), say("county.list_measure", date=visit.as_of), places)
    headings = [say(f"county.column_{name}") for name in COLUMNS]
    framed("counties", about, headings, lines, *tables.compared(visit, places))


def _place_line(visit: Visit, row: Row) -> Line:
    """One place: what is met, what is behind, what is open and owed, the score."""
    overdue = say("county.overdue", count=row["overdue"]) if row["overdue"] else ""
    rank = scoring.rank(row, row["sharing"])
    cells = [
        Cell(f"{row['achieved']} / {row['judged']}", share=row["achieved_share"]),
        Cell(str(row["wanting"]), loud=row["wanting"] > 0),
        Cell(str(row["open"]), note=overdue),
        Cell(str(row["sheets_late"]), loud=row["sheets_late"] > 0),
        Cell(scoring.score(row["score"]), note=rank, mark=scoring.veto_chip(row)),
    ]
    note = say("county.zone") if row["kind"] == "zone" else ""
    return Line(visit.place(row["region"]), cells, links.here(region=row["region"]), note)


def _one(visit: Visit, places: Rows) -> None:
    """One place: its statements and the map first, then ledgers and sheets, then the tables."""
    own = next(row for row in places if row["region"] == visit.chosen.region)
    rows = visit.ask("overview_cards", **visit.given("region", "period"))
    speaking = rows.kept(lambda row: plan().statuses[row["status"]].speaks)
    calendar = visit.ask(
        "data_calendar",
        days_back=DAYS_BACK,
        days_ahead=DAYS_AHEAD,
        **visit.given("region"),
    )
    visit.head(_headline(visit, rows, own), scoring.told(own, own["sharing"]), speaking)
    left, right = st.columns([1.9, 1], gap="medium")
    with right:
        tables.places_map(visit, places)  # before what stands beside it: a chart takes the browser longest
    with left:
        _statements(visit, rows, speaking)
        _pressing(visit)
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        _ledgers(visit)
    with right:
        _sheets(visit, calendar)
    if speaking:
        tables.statements(visit, speaking)
    if calendar:
        standing.sheets_table(visit.about, visit.place(), calendar, visit.as_of)


def _headline(visit: Visit, rows: Rows, own: Row) -> str:
    """All statements by status, then ledgers and sheets."""
    counts = standing.counts(rows)
    parts = [say("overview.all", place=visit.place(), total=len(rows), counts=counts)]
    parts.append(
        say("county.ledgers_overdue", count=own["overdue"]) if own["overdue"] else say("county.ledgers_fine")
    )
    if own["sheets_late"]:
        parts.append(say("county.sheets_late", count=own["sheets_late"]))
    return say("asked.semicolon").join(parts)


def _statements(visit: Visit, rows: Rows, speaking: Rows) -> None:
    if not speaking:
        page.empty(say("county.nothing_speaks", place=visit.place()))
        return
    cards.tiles(cards.card_from(row) for row in speaking)
    silent = [row for row in rows if row["status"] == "no_data"]
    if silent:
        st.caption(drawn("county.silent", count=len(silent)))
    _ways(visit)


def _ways(visit: Visit) -> None:
    """Where to go from here: the points one by one, or all places again."""
    explained = links.anchor(say("county.to_score"), "scores", scored="county", object=visit.chosen.region)
    everywhere = f'<a href="{escape(links.here(region=""))}">{escape(say("county.to_all"))}</a>'
    st.html(f'<p class="peak-ways">{explained}{everywhere}</p>')


def _ledgers(visit: Visit) -> None:
    """The ledgers by state, what is open first."""
    profile = visit.ask("county_profile", **visit.given("region", "period"), as_of=visit.day)
    held = profile.kept(lambda row: row["kind"] == "ledger")
    tables.ledgers(visit, held.told(sorted(held, key=lambda row: (not row["open"], row["code"]))))


def _pressing(visit: Visit) -> None:
    given = {"within_days": WITHIN_DAYS, "as_of": visit.day}
    tables.pressing(visit, visit.ask("ledger_due", **visit.given("region"), **given))


def _sheets(visit: Visit, calendar: Rows) -> None:
    """The sheets that have not come, and those that fall due next."""
    with st.container(key="frame-owed", gap="small"):
        if not calendar:
            st.html(heading.finding(say("county.no_sheets", place=visit.place())))
            return
        late, coming = ([row for row in calendar if row["state"] == state] for state in ("late", "due"))
        standing.sheets(
            late, say("standing.late_title", date=visit.as_of, count=len(late)), say("standing.none_late")
        )
        standing.sheets(coming, say("standing.due_title"), say("standing.none_due"))


main()
