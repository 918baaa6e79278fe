"""Draws the energy budget: approved, adjusted, used, what room is left, and where the year will end."""

import streamlit as st

from data.plan import TOTAL, plan
from pages import charts
from pages.analysts.ledgers import marks
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import ledger_tables, panel
from pages.pieces.ledger_kinds import Ledger
from pages.pieces.tables import Column
from pages.speech import names, palette, words
from pages.speech.figures import missing
from pages.speech.words import language, say
from queries.question import Row, Rows

TCE = "吨标准煤"


def draw(visit: Visit, ledger: Ledger) -> Rows:
    """Headline, share used, room at the end of the year, the table; answers with the budgets."""
    where = {
        "region": None if visit.everywhere else visit.chosen.region,
        "sector": None if visit.chosen.sector == TOTAL else visit.chosen.sector,
        "period": visit.chosen.period,
    }
    found = visit.ask("energy_budgets", **where).plus(name=_name)
    own = found.kept(
        lambda row: (
            (row["region"], row["sector"]) == (visit.chosen.region, visit.chosen.sector)
            and not row["enterprise_key"]
        )
    )
    visit.head(_headline(visit, ledger, own), _subline(visit, found), found)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _used(visit, ledger, found)
    with right:
        _forecast(visit, ledger, found)
        marks.rules(ledger)
    _table(visit, ledger, found)
    return found


def _name(row: Row) -> str:
    """The enterprise, the sector, or the place."""
    if row["kind"] == "enterprise":
        return str(row["enterprise"] or row["enterprise_key"])
    place = names.region(row["region"])
    return place if row["kind"] == "region" else f"{place} {names.sector(row['sector'])}"


def _headline(visit: Visit, ledger: Ledger, own: Rows) -> str:
    if not own:
        return say("ledgers.headline_none", name=ledger.name, place=visit.scope)
    row = own[0]
    values = {
        "place": visit.scope,
        "budget": words.amount(row["budget_tce"], TCE),
        "used": words.number(row["used_percent"], "%"),
        "room": words.amount(row["room_left_tce"], TCE),
    }
    if missing(row["forecast_room_tce"]):
        return say("ledgers.budget_headline_bare", **values)
    key = "within" if row["forecast_room_tce"] >= 0 else "over"
    rest = words.amount(abs(row["forecast_room_tce"]), TCE)
    return say(f"ledgers.budget_headline_{key}", rest=rest, **values)


def _subline(visit: Visit, found: Rows) -> str:
    """The scope, and how many would end the year above their budget."""
    over = _over(found).total
    told = say("ledgers.budget_over", count=over) if over else say("ledgers.budget_none_over")
    return f"{visit.scope} · {visit.as_of} · {told}"


def _is_over(row: Row) -> bool:
    """Whether the year is expected to end above the budget."""
    return row["forecast_room_tce"] is not None and row["forecast_room_tce"] < 0


def _over(found: Rows) -> Rows:
    return found.kept(_is_over)


def _used(visit: Visit, ledger: Ledger, found: Rows) -> None:
    rows = []
    for row in found.kept(lambda row: row["used_percent"] is not None):
        label = f"{words.number(row['used_percent'], '%')} {plan().statuses[row['status']].shape}"
        mark = {"tone": palette.status_token(row["status"]), "label": label}
        rows.append({"name": row["name"], "value": row["used_percent"], "grade": row["grade"], **mark})
    title = say("chart.empty")
    if rows:
        most = max(rows, key=lambda row: float(row["value"]))
        key = "others.budget_most" if found.folded else "ledgers.budget_most"
        title = say(key, name=most["name"], value=words.number(most["value"], "%"))
    about = marks.about(visit, ledger, title, say("ledgers.budget_used_measure"), found)
    data = charts.bars.data(rows, Measure("%", 1, language()))
    panel.chart("budget-used", "bars", data, about, found, _columns())


def _forecast(visit: Visit, ledger: Ledger, found: Rows) -> None:
    """Where the year is expected to end; above 100 % is above the budget."""
    rows = []
    for row in found.kept(lambda row: row["forecast_percent"] is not None):
        code = "far_behind" if _is_over(row) else "on_track"
        label = f"{words.number(row['forecast_percent'], '%')} {plan().statuses[code].shape}"
        mark = {"tone": palette.status_token(code), "label": label}
        rows.append({"name": row["name"], "value": row["forecast_percent"], "grade": row["grade"], **mark})
    beyond = _over(found)
    over = [row["name"] for row in beyond]
    over += [say("others.elsewhere", count=len(beyond.folded))] if beyond.folded else []
    title = say("chart.empty") if not rows else say("ledgers.budget_room_none")
    if over:
        title = say("ledgers.budget_room_over", names=say("asked.list").join(over))
    about = marks.about(visit, ledger, title, say("ledgers.budget_forecast_measure"), found)
    data = charts.bars.data(rows, Measure("%", 1, language()))
    panel.chart("budget-forecast", "bars", data, about, found, _columns())


def _columns() -> list[Column]:
    tce = say(f"unit.{TCE}")

    def amount(field: str) -> Column:
        return Column(field, say(f"ledgers.{field}"), "number", tce, 0)

    return [
        Column("name", say("ledgers.budget_of")),
        amount("approved_tce"),
        amount("adjusted_tce"),
        Column("document", say("ledgers.document")),
        amount("budget_tce"),
        amount("budget_to_date_tce"),
        amount("actual_tce"),
        Column("used_percent", say("ledgers.used_percent"), "number", "%"),
        amount("room_left_tce"),
        amount("forecast_tce"),
        Column("forecast_percent", say("ledgers.forecast_percent"), "number", "%"),
        amount("forecast_room_tce"),
        Column("status", say("column.status"), "status"),
        Column("grade", say("table.grade"), "grade"),
    ]


def _table(visit: Visit, ledger: Ledger, found: Rows) -> None:
    title = say("ledgers.budget_table", count=found.total)
    about = marks.about(visit, ledger, title, say("ledgers.budget_table_measure"), found)
    panel.table("budget", about, found, _columns(), ledger_tables.height(found))
