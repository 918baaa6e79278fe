"""Shows a corrected cell in the picture of its sheet: what it says beside what is right, why, and by whom."""

from collections.abc import Sequence
from html import escape

from data.ingest.receive import Picture
from data.plan import plan
from pages.pieces.sheet_picture import Mark, Place
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row


def value(one: Row, side: str) -> str:
    """A value of a correction as a person writes it, with its unit; a dash for a blank."""
    text, column = str(one[side]), plan().templates[str(one["template"])].column(str(one["field"]))
    if not text or column is None:
        return text or "—"
    if column.numeric:
        shown = f"{float(text):,.6f}".rstrip("0").rstrip(".")
        return f"{shown} {names.unit(column.unit)}" if column.unit else shown
    if column.choices:
        return {choice.code: words.pick(choice.name, choice.name_en) for choice in column.choices}.get(
            text, text
        )
    return names.named(column.kind, text) if column.kind in names.KINDS else text


def of_sheet(corrections: Sequence[Row], upload: str, sheet: str) -> list[Row]:
    """The corrections that stand over cells of a sheet of an upload."""
    return [
        one
        for one in corrections
        if (one["upload"], one["sheet"], one["state"]) == (upload, sheet, "applied") and one["cell"]
    ]


def marks(corrections: Sequence[Row]) -> dict[Place, list[Mark]]:
    """The marks of corrected cells: a pen, the value in force beside the one struck out, the words."""
    made: dict[Place, list[Mark]] = {}
    for one in corrections:
        told = say("correct.beside", **{name: text for name, _, text in _parts(one)})
        for place in Picture.places(str(one["cell"])):
            made.setdefault(place, []).append(Mark("✎", "status-behind", told, instead=value(one, "becomes")))
    return made


def table(corrections: Sequence[Row], cell: str) -> str:
    """Original and correction of the cell that is looked at, side by side; '' where it is not corrected."""
    found = next((one for one in corrections if one["cell"] == cell), None)
    if found is None:
        return ""
    facts = "".join(
        f'<div data-side="{name}"><dt>{escape(title)}</dt><dd>{escape(text)}</dd></div>'
        for name, title, text in _parts(found)
    )
    return f'<dl class="peak-facts peak-corrected">{facts}</dl>'


def _parts(one: Row) -> list[tuple[str, str, str]]:
    """Each part of a correction: its name, its heading, and what it says."""
    return [
        ("was", say("correct.was"), value(one, "was")),
        ("becomes", say("correct.becomes"), value(one, "becomes")),
        ("reason", say("correct.reason"), str(one["reason"] or "—")),
        ("document", say("correct.document"), str(one["document"] or "—")),
        ("by", say("correct.by"), str(one["by_whom"])),
        ("date", say("correct.date"), words.date(one["at"])),
    ]
