"""Leads from each value that would change to its cell in the picture of its sheet."""

import re
from html import escape

import streamlit as st

from data.ingest import receive
from data.ingest.receive import ChangeLine, Inspection, Picture, Refused
from data.plan import Template
from pages.frame import links
from pages.pieces import found, heading, inspected, sheet_picture
from pages.pieces.sheet_picture import Mark, Place
from pages.speech.words import language, say
from pages.staff.upload.dropped import File

ASKED = re.compile(r"([0-9a-f]{8})-c([0-9]{1,5})")  # ?at=: the file, and the number of the changed value
SHOWN = 200  # changed values that are written out
Numbered = tuple[int, ChangeLine]


def draw(file: File, inspection: Inspection, who: str) -> None:
    """What would change, the way from each value to its cell, and the sheet of the one that is asked for."""
    lines, template = inspection.changes.lines, inspection.template
    number = asked(file, inspection)
    state = inspected.changes(inspection, "" if number is None else lines[number].state)
    if template is None or not state:
        return
    picture = "" if number is None else _picture(file, inspection, lines[number], who)
    same = [(at, line) for at, line in enumerate(lines) if line.state == state]
    items = "".join(_item(template, file, one, one[0] == number) for one in same[:SHOWN])
    rest = len(same) - SHOWN
    more = heading.measure(say("upload.more_values", count=rest)) if rest > 0 else ""
    told = escape(say("trace.follow", count=len(same)))
    is_open = "" if number is None else " open"
    st.html(
        f"{picture}<details{is_open}><summary>{told}</summary>"
        f'<ul class="peak-rules">{items}</ul>{more}</details>'
    )


def asked(file: File, inspection: Inspection) -> int | None:
    """The number of the changed value that the address asks for, when this file has it."""
    given = ASKED.fullmatch(st.query_params.get("at", ""))
    if given is None or given[1] != file.sha256[:8] or int(given[2]) >= len(inspection.changes.lines):
        return None
    return int(given[2])


def _item(template: Template, file: File, one: Numbered, current: bool) -> str:
    number, line = one
    href = escape(links.here(at=f"{file.sha256[:8]}-c{number}", top="", sheet=""))
    hint = escape(say("picture.show", sheet=line.sheet, cell=line.cell))
    here = ' aria-current="true"' if current else ""
    place = escape(f"{line.sheet}!{line.cell}")
    return (
        f'<li><a data-stay href="{href}" title="{hint}"{here}>{place}</a> {escape(told(template, line))}</li>'
    )


def told(template: Template, line: ChangeLine) -> str:
    """A changed value in words: of whom, what, and from what to what."""
    said = inspected.change(template, line)
    values = [text for text in (said["before"], said["after"]) if text]
    return " · ".join(part for part in (said["record"], said["field"], " → ".join(values)) if part)


def _picture(file: File, inspection: Inspection, line: ChangeLine, who: str) -> str:
    """The sheet with the cell of one value; of what is missing now it is that of the earlier upload."""
    top, other = sheet_picture.top_asked(), sheet_picture.sheet_asked()
    sheet, cell = (other, "") if other else (line.sheet, line.cell)
    try:
        made = sheet_picture.taken(
            (line.upload or file.sha256, sheet, cell, top),
            lambda: (
                receive.archived_picture(line.upload, sheet, cell, top, who)
                if line.upload
                else receive.picture(file.content, file.name, sheet, cell, top, who)
            ),
        )
    except Refused as refusal:
        return f'<p class="peak-notice">{escape(refusal.finding.message(language()))}</p>'
    here = Picture.place(line.cell) if made.sheet == line.sheet else None
    drawn = sheet_picture.markup(
        made, marks(inspection, line.upload, made.sheet), here, lambda row: links.here(top=str(row)),
        lambda name: links.here(sheet="" if name == line.sheet else name, top=""),
    )  # fmt: skip
    shut = (
        f'<a data-stay href="{escape(links.here(at="", top="", sheet=""))}">{escape(say("trace.shut"))}</a>'
    )
    return f'<div class="peak-sheet-frame"><p class="peak-sheet-pages">{shut}</p>{drawn}</div>'


def marks(inspection: Inspection, upload: str, sheet: str) -> dict[Place, list[Mark]]:
    """Every value on this sheet that would change, and where it is the file's own, its findings first."""
    made = {} if upload else found.marks(inspection.findings, sheet)
    for line in inspection.changes.lines:
        if inspection.template and line.upload == upload and line.sheet == sheet:
            for place in Picture.places(line.cell):
                made.setdefault(place, []).append(Mark("●", "accent", told(inspection.template, line)))
    return made
