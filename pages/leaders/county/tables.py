"""Draws the map and the tables of the county page: places compared, statements, ledgers, what presses."""

from data.plan import plan
from pages import charts
from pages.charts.measure import Measure
from pages.frame import filters
from pages.frame.visit import Visit
from pages.pieces import panel, standing
from pages.pieces.statements import told
from pages.pieces.tables import Column, Shown, height
from pages.speech import figures, names
from pages.speech.words import language, say
from queries.question import Rows


def places_map(visit: Visit, places: Rows) -> None:
    """The share of its statements that each county has met; a click chooses the county."""
    rows = places.plus(
        value=lambda row: row["achieved_share"],
        name=lambda row: visit.place(row["region"]),
        label=lambda row: f"{row['achieved']}/{row['judged']}" if row["judged"] else figures.EMPTY,
        tip=lambda row: say(
            "county.tip",
            place=visit.place(row["region"]),
            **{field: row[field] for field in ("achieved", "judged", "wanting")},
        ),
    )
    known = [row for row in rows if row["kind"] == "county" and row["achieved_share"] is not None]
    title = say("chart.empty")
    if known:
        best = max(round(row["achieved_share"]) for row in known)
        there = say("asked.list").join(row["name"] for row in known if round(row["achieved_share"]) == best)
        title = say("county.map_title", places=there, share=figures.number(best, "%", 0, language()))
    data = charts.county_map.data(rows, Measure("%", 0, language()), visit.chosen.region)
    about = visit.about(title, say("county.map_measure"), places)
    panel.chart("county-map", "map", data, about, *compared(visit, places), _picked)


def _picked(code: str) -> None:
    filters.choose("region", code, filters.WHOLE)


def compared(visit: Visit, places: Rows) -> tuple[Rows, Shown]:
    """The rows of the comparison and the columns of its export."""
    counted = ("achieved", "judged", "wanting", "open", "overdue", "sheets_late")
    rows = places.plus(
        source=lambda _: visit.source, veto=lambda row: say("scores.veto") if row["vetoed"] else ""
    )
    return rows, ["region", *counted, "score", "rank", Column("veto", say("scores.veto")), "grade", "source"]


def statements(visit: Visit, rows: Rows) -> None:
    """Every statement that speaks for the place, with its target and whether it is the place's own."""
    table = rows.plus(
        told=told,
        **standing.ANSWERED,
        source=lambda row: names.templates(plan().statements[row["statement"]].templates),
    )
    shown: Shown = [
        Column("statement", width="large"),
        *("status", "period", "value", "target", "unit"),
        Column("told", say("column.gap")),
        *standing.answered(),
        *("grade", "source"),
    ]
    own = [row for row in rows if row["own_target"]]
    measure = say("county.statements_own" if own else "county.statements_measure", count=len(own))
    title = say("county.statements", place=visit.place(), count=len(rows))
    panel.table("county-statements", visit.about(title, measure, rows), table, shown)


def ledgers(visit: Visit, rows: Rows) -> None:
    """The ledgers by state: what is open and what is done."""
    table = rows.plus(
        template=lambda row: plan().ledgers[row["code"]].id,
        waiting=lambda row: say("county.open") if row["open"] else say("county.closed"),
    )
    shown: Shown = [
        Column("template", say("county.column_ledger"), "template"),
        "state",
        Column("waiting", say("county.column_open")),
        Column("value", say("county.column_count"), "whole"),
        *("overdue", "due_on", "grade"),
    ]
    open_kinds = {row["code"] for row in rows if row["open"]}
    key = "county.ledgers_open" if open_kinds else "county.ledgers_closed"
    title = say(key, place=visit.place(), count=len(open_kinds))
    measure = say("county.ledgers_measure", date=visit.as_of)
    panel.table("county-ledgers", visit.about(title, measure, rows), table, shown, height(rows))


def pressing(visit: Visit, rows: Rows) -> None:
    """Rows of the ledgers that are overdue or fall due within 90 days, with their cell."""
    shown: Shown = [
        Column("name", say("county.column_what")),
        Column("template", say("county.column_ledger")),
        *("state", "due_on", "days_left", "file_name", "cell", "grade"),
    ]
    late = rows.kept(lambda row: row["due_within"] == "overdue")
    facts = {"place": visit.place(), "count": late.total, "soon": rows.total - late.total}
    title = say("county.pressing" if rows.total else "county.pressing_none", **facts)
    measure = say("county.pressing_measure", date=visit.as_of)
    panel.table("county-pressing", visit.about(title, measure, rows), rows, shown, height(rows))
