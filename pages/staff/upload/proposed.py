"""Draws how a workbook of a bureau's own was understood: its cells by their use, and the facts read."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Picture, Refused
from pages.frame import links
from pages.pieces import heading, sheet_picture
from pages.pieces.sheet_picture import Mark, Place
from pages.speech import names, words
from pages.speech.words import language, say
from pages.staff.upload.dropped import File

Proposal = Mapping[str, Any]
TONES = {
    "title": "series-0",
    "heading": "series-2",
    "unit": "series-3",
    "note": "series-9",
    "place": "series-1",
    "period": "series-4",
    "label": "series-5",
    "body": "accent",
}
BARE = ("body",)  # marked by their ground alone: there are too many for a letter each


def draw(file: File, proposal: Proposal, who: str) -> None:
    """What was understood, the legend in words, and the sheet with every cell marked by what it is for."""
    title = say("assistant.title", template=names.sheet(proposal["template"]))
    told = say("assistant.measure", name=file.name, rows=proposal["rows"])
    st.html(heading.finding(title, template=proposal["template"]) + heading.measure(told) + facts(proposal))
    own = next((marks["sheet"] for marks in proposal["marks"]), "")
    elsewhere = "at" in st.query_params  # the address speaks of the picture of a finding
    sheet = own if elsewhere else sheet_picture.sheet_asked() or own
    top = 0 if elsewhere else sheet_picture.top_asked()
    try:
        made = sheet_picture.taken(
            (file.sha256, sheet, "", top),
            lambda: receive.picture(file.content, file.name, sheet, "", top, who),
        )
    except Refused as refusal:
        st.html(f'<p class="peak-notice">{escape(refusal.finding.message(language()))}</p>')
        return
    marked = marks_of(proposal, made.sheet)
    st.html(
        legend(proposal)
        + sheet_picture.markup(
            made,
            marked,
            None,
            lambda row: links.here(top=str(row), at=""),
            lambda name: links.here(sheet="" if name == own else name, top="", at=""),
        )
    )


def facts(proposal: Proposal) -> str:
    """Period and place with the cell they were read from."""
    told = []
    period, place = proposal["period"], proposal["place"]
    if period:
        told.append(
            (
                say("upload.fact_periods"),
                said(period, words.period(period["value"]) if period["value"] else ""),
            )
        )
    if place:
        told.append((say("upload.fact_regions"), said(place, place["words"])))
    cells = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in told)
    return f'<dl class="peak-facts">{cells}</dl>' if cells else ""


def said(one: Mapping[str, Any], value: str) -> str:
    """A value and where it stands: 2026年1—10月（标题，A1）."""
    where = say(f"assistant.from_{one['source'] or 'column'}")
    cell = str(one["cell"] or "")
    place = f"{where} {cell}".strip()
    return say("assistant.read_from", value=value, place=place) if value else place


def marks_of(proposal: Proposal, sheet: str) -> dict[Place, list[Mark]]:
    """The marks of a sheet: a letter and a colour for what each cell is for."""
    made: dict[Place, list[Mark]] = {}
    for marks in proposal["marks"]:
        if marks["sheet"] != sheet:
            continue
        for cells, kind in marks["cells"].items():
            if kind in TONES:
                shape = "" if kind in BARE else say(f"assistant.sign_{kind}")
                mark = Mark(shape, TONES[kind], say(f"assistant.mark_{kind}"), quiet=kind in BARE)
                for place in Picture.places(cells):
                    made.setdefault(place, []).append(mark)
    return made


def legend(proposal: Proposal) -> str:
    """The marks that occur, each with its letter and its word."""
    found = {kind for marks in proposal["marks"] for kind in marks["cells"].values()}
    signs = []
    for kind, tone in TONES.items():
        if kind in found:
            sign = "" if kind in BARE else escape(say(f"assistant.sign_{kind}"))
            signs.append(
                f'<span data-mark="{kind}" style="--tone:var(--peak-{tone})"><i aria-hidden="true">{sign}</i>'
                f"{escape(say(f'assistant.mark_{kind}'))}</span>"
            )
    return f'<p class="peak-marks">{"".join(signs)}</p>'
