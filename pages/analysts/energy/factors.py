"""Draws what the statements on CO2 say on one grid factor, beside the factors of each report."""

from data.plan import plan
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column, Shown, height
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row


def draw(visit: Visit) -> None:
    """Value, reported value and their difference, newest year first."""
    rows = visit.ask("co2_factor_years", **visit.given("region", "sector", "period"))
    rows = rows.kept(lambda row: row["item"] == "")
    rows = rows.told(sorted(rows, key=lambda row: -row["year"]))
    if not rows:
        return
    moved = [row for row in rows if row["difference"]]
    title = _told(moved[0]) if moved else say("carbon.factors_same", place=visit.scope)
    columns: Shown = [
        "statement",
        "period",
        Column("value", say("carbon.column_one_factor")),
        *("reported_value", "difference", "status", "grade"),
    ]
    grid = say(f"carbon.grid_{rows[0]['grid']}")
    measure = say("carbon.factors_measure", grid=grid, year=rows[0]["factor_year"])
    about = visit.about(title, measure, rows, sheets=("S3", "S1"))
    panel.table("energy-factors", about, rows, columns, height(rows))


def _told(row: Row) -> str:
    """One statement on both, by its own unit and decimals."""
    own = plan().statements[row["statement"]]
    one, reported = (words.number(row[name], own.unit, own.decimals) for name in ("value", "reported_value"))
    facts = {"name": names.statement(own.id), "period": words.period(row["period"])}
    return say("carbon.factors_title", value=one, reported=reported, **facts)
