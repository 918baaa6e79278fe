"""The dialog in which one cell is corrected: what it says, what is right, why, and what proves it."""

from html import escape

import streamlit as st

from data.ingest import amend
from data.ingest.receive import Receipt
from data.keep import faults
from pages.frame import guard, trouble, uploads
from pages.pieces import corrected, found, side_by_side
from pages.speech import names, words
from pages.speech.plain import plainly
from pages.speech.words import say
from pages.staff.history import undo

KINDS = ["pdf", "docx", "xlsx", "jpg", "jpeg", "png"]


def ask(upload: str, sheet: str, cell: str) -> None:
    """Asks for the right value of a cell of an upload; without sheet and cell for these first."""
    proof: list[tuple[str, bytes]] = []

    def form() -> None:
        try:
            sheets = amend.sheets(upload)
        except faults.KINDS as fault:
            trouble.told(fault)
            return
        chosen = sheets.index(sheet) if sheet in sheets else 0
        st.selectbox(
            say("correct.sheet"), sheets, index=chosen, key="correct-sheet", format_func=plainly(str)
        )
        st.text_input(say("correct.cell"), value=cell, key="correct-cell", max_chars=12, placeholder="D5")
        if typed("cell"):
            told()
        st.text_input(say("correct.to"), key="correct-to", max_chars=200)
        hint = say("correct.document_hint")
        st.text_input(say("correct.document"), key="correct-document", max_chars=200, placeholder=hint)
        proof[:] = files()
        found.listed(amend.faults_of(proof))

    def told() -> None:
        try:
            st.html(facts(seen(upload)))
        except faults.KINDS as fault:
            trouble.told(fault)

    def act(reason: str, looked_at: int) -> Receipt:
        by, what = guard.require("history").name, seen(upload)
        return amend.correct(what, typed("to"), by, reason, typed("document"), looked_at, proof)

    undo.confirm(say("correct.title"), [], say("correct.go"), act, more=form)


def files() -> list[tuple[str, bytes]]:
    """The files that prove it, name and bytes."""
    given = uploads.uploader(
        say("upload.evidence"), key="correct-proof", help=say("correct.proof_help"), kinds=KINDS
    )
    return [(str(item.name), item.getvalue()) for item in given]


def typed(name: str) -> str:
    """What was typed into a field of the dialog; nothing where it was not drawn."""
    return str(st.session_state.get(f"correct-{name}", ""))


def seen(upload: str) -> amend.Seen:
    """The cell that the dialog speaks of."""
    return amend.look(upload, typed("sheet"), typed("cell"))


def facts(cell: amend.Seen) -> str:
    """What stands in a cell: its record and column, its value, and what is put in its place already."""
    column = cell.column
    row = {"template": cell.template.id, "field": column.field, "says": cell.says}
    unit = f" ({names.unit(column.unit)})" if column.unit else ""
    lines = {
        "correct.record": corrected.record(cell.template.id, cell.record),
        "correct.number": f"{words.pick(column.heading, column.heading_en)}{unit}",
        "correct.says": side_by_side.value(row, "says"),
    }
    if cell.standing is not None:
        lines["correct.already"] = side_by_side.value(vars(cell.standing), "becomes")
    cells = "".join(
        f"<div><dt>{escape(say(key))}</dt><dd>{escape(text)}</dd></div>" for key, text in lines.items()
    )
    return f'<dl class="peak-facts">{cells}</dl>'
