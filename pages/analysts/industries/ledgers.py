"""Draws the ledger rows of an industry: projects, installations, enterprises, the pressing ones first."""

from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column, Shown, height
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Rows

SHEETS = ("S6", "S7", "S14", "S16", "S18", "S5")


def draw(visit: Visit, industry: str) -> None:
    """Two-high projects, retrofits, inspections, titles: every row of the industry in the ledgers."""
    day = visit.day
    rows = visit.ask("industry_ledger_rows", industry=industry, region=visit.chosen.region, as_of=day)
    name = names.industry(industry)
    title = say("industries.ledgers_none", name=name)
    measure = say("industries.ledgers_measure", date=words.date(day))
    if rows.total:
        first = (rows or rows.folded)[0]
        facts = {"name": name, "count": rows.total, "open": first["all_open"]}
        title = say("industries.ledgers_title", late=first["all_overdue"], **facts)
        measure = f"{measure} {_counted(rows)}"
    columns: Shown = [
        Column("name", width="medium"),
        Column("template", say("industries.column_ledger")),
        *("state", "since", "due_on", "days_left", "region", "file_name", "cell", "grade"),
    ]
    about = visit.about(title, measure, rows, sheets=SHEETS, as_of=words.date(day))
    panel.table("industry-ledgers", about, rows, columns, height(rows))


def _counted(rows: Rows) -> str:
    """How many rows each ledger has."""
    counts = {row["template"]: row["ledger_rows"] for row in (*rows, *rows.folded)}
    return say("asked.list").join(f"{names.template(code)} {count}" for code, count in counts.items())
