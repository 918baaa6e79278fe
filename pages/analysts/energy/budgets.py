"""Draws the energy budgets: how much is used, place by place; who uses it too fast stands out."""

from data.plan import TOTAL, plan
from pages import charts
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.words import language, say
from queries.question import Row, Rows


def known(visit: Visit) -> Rows:
    """The budget of the place, or of all places, the city's first."""
    region = None if visit.everywhere else visit.chosen.region
    return visit.ask("energy_budgets", region=region, period=visit.chosen.period)


def draw(visit: Visit, rows: Rows) -> None:
    """How much of the budget is used, place by place; who uses it faster than the year goes stands out."""
    drawn = [_bar(row) for row in rows if row["kind"] != "enterprise" and row["used_percent"] is not None]
    title, measure, period = say("carbon.budget_none", place=visit.place()), "", ""
    if drawn:
        first, fast = rows[0], rows.kept(lambda row: not _in_time(row))
        period = words.period(first["period"])
        title = say(
            "carbon.budget_title" if fast.total else "carbon.budget_fine",
            place=names.region(first["region"]),
            used=words.number(first["used_percent"], "%"),
            room=words.amount(first["room_left_tce"], "吨标准煤"),
            count=fast.total,
        )
        measure = say("carbon.budget_measure", period=period)
    columns: Shown = [
        Column("who", say("column.who")),
        *("budget_tce", "actual_tce", "used_percent", "room_left_tce", "forecast_tce", "forecast_room_tce"),
        *("document", "status", "grade"),
    ]
    about = visit.about(title, measure, rows, statement=plan().role("energy.budget"), as_of=period)
    data = charts.bars.data(drawn, Measure("%", 1, language()))
    panel.chart("energy-budget", "bars", data, about, rows.plus(who=_who), columns)


def _in_time(row: Row) -> bool:
    return plan().statuses[row["status"]].good


def _who(row: Row) -> str:
    return row["enterprise"] or names.region(row["region"])


def _bar(row: Row) -> Row:
    room = words.amount(row["room_left_tce"], "吨标准煤")
    used = words.number(row["used_percent"], "%")
    place, in_time = names.region(row["region"]), _in_time(row)
    return {
        "name": place if row["sector"] == TOTAL else names.sector(row["sector"]),
        "value": row["used_percent"],
        "label": used if in_time else f"{used} ◆",
        "tip": f"{place}  {used} · {say('carbon.room', room=room)}",
        "tone": "accent" if in_time else "loss",
        "grade": row["grade"],
    }
