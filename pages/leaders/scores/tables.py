"""Draws what stands behind a score: items, evidence down to the cell, confirmed scores, the rules."""

from pages import charts
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column, Shown, height
from pages.speech import figures, names
from pages.speech.words import language, say
from queries.question import Row, Rows


def items_chart(visit: Visit, name: str, rows: Rows) -> None:
    """The points of each item; what could not be scored is left out and named in the title."""
    bars = rows.plus(
        code=lambda row: row["item"],
        name=lambda row: names.score_item(row["item"]),
        value=lambda row: row["points"],
        label=lambda row: say(
            "scores.of", points=figures.plain(row["points"]), weight=figures.plain(row["weight"], 0)
        ),
        tone=lambda row: "status-missed" if row["vetoed"] else "accent",
    )
    silent = [row["name"] for row in bars if row["points"] is None]
    title = say("scores.items_title", name=name, scored=len(bars) - len(silent), items=len(bars))
    measure = say("scores.items_measure")
    if silent:
        measure = f"{measure} {say('scores.items_silent', items=say('asked.list').join(silent))}"
    data = charts.bars.data(bars, Measure("", 1, language()), sort=False)
    panel.chart("score-items", "bars", data, visit.about(title, measure, rows), *_items(rows))


def _items(rows: Rows) -> tuple[Rows, Shown]:
    table = rows.plus(
        veto_word=lambda row: say("scores.veto") if row["vetoed"] else "",
        how=lambda row: say(f"scores.how_{row['source']}"),
    )
    return table, [
        Column("item", say("column.score_item")),
        "weight",
        Column("share", say("scores.column_share")),
        *("points", "status"),
        Column("veto_word", say("scores.veto")),
        *("value", "target", "period"),
        Column("how", say("scores.column_how"), width="large"),
        "grade",
    ]


def items_table(visit: Visit, name: str, rows: Rows) -> None:
    """The same items as a table with the way each is computed."""
    about = visit.about(say("scores.table_title", name=name), say("scores.table_measure"), rows)
    panel.table("score-table", about, *_items(rows))


def evidence(visit: Visit, name: str, items: Rows, found: Rows) -> None:
    """The cells, ledger rows, statements and sheets behind the points of some items."""
    told = {row["item"] for row in found}
    earned = [row for row in items if row["item"] in told]
    table = found.plus(
        kind=lambda row: say(f"scores.evidence_{row['evidence']}"),
        what=_what,
        part=_part,
        state=_state,
        grade=lambda row: row["evidence_grade"],
    )
    shown: Shown = [
        Column("item", say("column.score_item")),
        Column("kind", say("scores.column_evidence")),
        Column("what", say("scores.column_what")),
        "part",
        Column("evidence_period", say("column.period")),
        Column("evidence_value", say("column.value")),
        Column("evidence_unit", say("column.unit")),
        Column("state", say("column.status")),
        *("file_name", "sheet", "cell", "grade"),
    ]
    files = len({row["file_name"] for row in found if row["file_name"]})
    title = say("scores.evidence_title", name=name, count=found.total, files=files)
    panel.table(
        "score-evidence",
        visit.about(title, say("scores.evidence_measure"), earned),
        table,
        shown,
        height(found),
    )


def _what(row: Row) -> str:
    """What the evidence is: a workbook's column, a task, a ledger's row, a statement, a sheet."""
    part = row["evidence_part"]
    if row["evidence"] == "ledger":
        return str(row["evidence_row"])
    if row["evidence"] == "statement":
        return names.statement(part)
    if row["evidence"] == "sheet":
        return names.template(row["template"])
    if row["source"] == "tasks":
        return names.numbered_task(part)
    return names.heading(row["template"], row["evidence_field"])


def _part(row: Row) -> str:
    """The place of a sheet, the category of a cell, the code of a statement or task."""
    return names.named("region" if row["evidence"] == "sheet" else "category", row["evidence_part"])


def _state(row: Row) -> str:
    """A status, a sheet's state, or a ledger's state in the visitor's language."""
    if row["evidence_state"] is None:
        return ""
    if row["evidence"] == "statement":
        return names.status(row["evidence_state"])
    return names.state(row["ledger"] or "sheets", row["evidence_state"])


def confirmed(visit: Visit, name: str, rows: Rows) -> None:
    """The officially confirmed scores of one county or department, with document and cell."""
    shown: Shown = [
        "period",
        Column("item", say("column.score_item")),
        *("points", "weight"),
        Column("document", say("scores.column_document")),
        *("file_name", "cell", "grade"),
    ]
    title = say("scores.confirmed_title" if rows else "scores.confirmed_none", name=name)
    panel.table("score-confirmed", visit.about(title, say("scores.confirmed_measure"), rows), rows, shown)


def rules(visit: Visit, rows: Rows) -> None:
    """The weights as they are stored, and that they are a setting."""
    table = rows.plus(how=lambda row: say(f"scores.how_{row['source']}"), vetoes=_vetoes)
    shown: Shown = [
        Column("item", say("column.score_item")),
        "weight",
        Column("vetoes", say("scores.column_vetoes")),
        Column("how", say("scores.column_how"), width="large"),
    ]
    panel.table(
        "score-rules", visit.about(say("scores.rules_title"), say("scores.rules_measure")), table, shown
    )


def _vetoes(row: Row) -> str:
    return say("asked.list").join(names.status(code) for code in (row["veto"] or "").split("|") if code)
