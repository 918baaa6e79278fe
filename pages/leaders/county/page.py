"""县区: one county or zone at a time: its statements, ledgers, sheets owed, score; or all side by side."""

import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from data import clock
from data.plan import plan
from pages.frame import asked, filters, guard, links, page
from pages.leaders.county import tables as county_tables
from pages.pieces import cards, heading, scoring, standing
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.place_view import View
from pages.speech import names, words
from pages.speech.words import say
from queries.ask import NoSnapshot, ask, ask_rows, current, snapshots

Rows = list[dict[str, Any]]
DAYS_BACK, DAYS_AHEAD = 365, 60
WITHIN_DAYS = 90


@dataclass(frozen=True)
class Asked:
    """What this run is about: the place, the period with its last day, the snapshot, and today."""

    region: str
    period: str | None
    as_of: dt.date
    snapshot: str

    @property
    def view(self) -> View:
        return View(self.snapshot, words.date(self.as_of), say("overview.source"))


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
    chosen = filters.bar(
        regions=[filters.WHOLE, *plan().counties(), *plan().zones()],
        periods=[row["period"] for row in ask_rows("periods", snapshot=opened)],
    )
    asked.unused(["sector", "basis"])
    day = ask_rows("green_days", snapshot=opened, period=chosen.period)[0]["until"]
    what = Asked(chosen.region, chosen.period, day, opened)
    places = ask_rows("counties_compared", snapshot=opened, period=what.period, as_of=day, today=_today())
    if what.region == filters.WHOLE:
        _all(top, what, places)
    else:
        _one(top, what, places)
    due = [row["due_on"] for row in ask_rows("due_next", snapshot=opened)]
    demo = "demo" in _grades(places)
    page.foot(opened, what.period, say("overview.source"), min(due, default=None), demo=demo)


def _today() -> str:
    """Sheets are late as of today, whichever period is looked at."""
    return clock.today().isoformat()


def _grades(rows: Rows) -> list[str]:
    return sorted({row["grade"] for row in rows if row["grade"]})


def _name(row: dict[str, Any]) -> str:
    return words.pick(row["region_name"], row["region_name_en"])


def _all(top: Any, what: Asked, places: Rows) -> None:
    """All places side by side, to choose one."""
    with top:
        page.head(_headline_all(places), say("county.all_subline"), _grades(places))
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        _compared(what, places)
    with right:
        county_tables.places_map(what.view, places, what.region)


def _headline_all(places: Rows) -> str:
    most = max(row["wanting"] for row in places)
    late = [row for row in places if row["overdue"]]
    parts = [say("county.none_wanting")]
    if most:
        worst = [_name(row) for row in places if row["wanting"] == most]
        parts = [say("county.most_wanting", places=say("asked.list").join(worst), count=most)]
    parts.append(say("county.with_overdue", count=len(late)) if late else say("county.none_overdue"))
    return say("scores.comma").join(parts)


def _compared(what: Asked, places: Rows) -> None:
    lines = [_place_line(row, places) for row in places]
    headings = [
        say(f"county.column_{name}") for name in ("place", "met", "wanting", "ledgers", "sheets", "score")
    ]
    about = what.view.about(say("county.list_title"), say("county.list_measure"), _grades(places))
    frame, columns = county_tables.compared(what.view, places)
    framed("counties", about, headings, lines, frame, columns)


def _place_line(row: dict[str, Any], places: Rows) -> Line:
    """One place: what is met, what is behind, what is open and owed, the score."""
    zone = row["kind"] == "zone"
    overdue = say("county.overdue", count=row["overdue"]) if row["overdue"] else ""
    rank = scoring.rank(row, row["sharing"])
    cells = [
        Cell(f"{row['achieved']} / {row['judged']}", share=row["achieved_share"]),
        Cell(str(row["wanting"]), loud=row["wanting"] > 0),
        Cell(str(row["open"]), note=overdue),
        Cell(str(row["sheets_late"]), loud=row["sheets_late"] > 0),
        Cell(scoring.score(row["score"]), note=rank, mark=scoring.veto_chip() if row["vetoed"] else ""),
    ]
    note = say("county.zone") if zone else ""
    return Line(_name(row), cells, links.here(region=row["region"]), note)


def _one(top: Any, what: Asked, places: Rows) -> None:
    """One place: its statements and the map first, then ledgers and sheets, then the tables."""
    own = next(row for row in places if row["region"] == what.region)
    rows = ask_rows("overview_cards", snapshot=what.snapshot, region=what.region, period=what.period)
    speaking = [row for row in rows if plan().statuses[row["status"]].speaks]
    calendar = _calendar(what)
    with top:
        page.head(_headline(what, speaking, own), scoring.told(own, own["sharing"]), _grades(speaking))
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        _statements(what, rows, speaking)
        _pressing(what)
    with right:
        county_tables.places_map(what.view, places, what.region)
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        _ledgers(what)
    with right:
        _sheets(what, calendar)
    if speaking:
        county_tables.statements(what.view, names.region(what.region), speaking)
    if calendar:
        standing.sheets_table(what.view, names.region(what.region), calendar)


def _headline(what: Asked, speaking: Rows, own: dict[str, Any]) -> str:
    place, counts = names.region(what.region), standing.counts(speaking)
    parts = [
        say("overview.headline", place=place, counts=counts) if counts else say("overview.none", place=place)
    ]
    parts.append(
        say("county.ledgers_overdue", count=own["overdue"]) if own["overdue"] else say("county.ledgers_fine")
    )
    if own["sheets_late"]:
        parts.append(say("county.sheets_late", count=own["sheets_late"]))
    return say("scores.comma").join(parts)


def _statements(what: Asked, rows: Rows, speaking: Rows) -> None:
    if not speaking:
        page.empty(say("county.nothing_speaks", place=names.region(what.region)))
        return
    cards.tiles(cards.card_from(row) for row in speaking)
    silent = [row for row in rows if row["status"] == "no_data"]
    if silent:
        st.caption(say("county.silent", count=len(silent)))
    _ways(what)


def _ways(what: Asked) -> None:
    """Where to go from here: the points one by one, or all places again."""
    explained = links.anchor(say("county.to_score"), "scores", scored="county", object=what.region)
    everywhere = f'<a href="{escape(links.here(region=""))}">{escape(say("county.to_all"))}</a>'
    st.html(f'<p class="peak-ways">{explained}{everywhere}</p>')


def _calendar(what: Asked) -> Rows:
    asking = {"today": _today(), "days_back": DAYS_BACK, "days_ahead": DAYS_AHEAD, "region": what.region}
    return ask_rows("data_calendar", snapshot=what.snapshot, **asking)


def _ledgers(what: Asked) -> None:
    """The ledgers by state, what is open first."""
    profile = ask(
        "county_profile", snapshot=what.snapshot, region=what.region, period=what.period, as_of=what.as_of
    )
    held = profile[profile["kind"] == "ledger"].sort_values(["open", "code"], ascending=[False, True])
    county_tables.ledgers(what.view, names.region(what.region), held)


def _pressing(what: Asked) -> None:
    rows = ask(
        "ledger_due", snapshot=what.snapshot, region=what.region, within_days=WITHIN_DAYS, as_of=what.as_of
    )
    county_tables.pressing(what.view, names.region(what.region), rows)


def _sheets(what: Asked, calendar: Rows) -> None:
    """The sheets that have not come, and those that fall due next."""
    place = names.region(what.region)
    with st.container(key="frame-owed", gap="small"):
        if not calendar:
            st.html(heading.finding(say("county.no_sheets", place=place)))
            return
        late, coming = ([row for row in calendar if row["state"] == state] for state in ("late", "due"))
        standing.sheets(late, say("standing.late_title", count=len(late)), say("standing.none_late"))
        standing.sheets(coming, say("standing.due_title"), say("standing.none_due"))


main()
