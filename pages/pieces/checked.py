"""Draws what is wrong with a workbook, and the sheet with the cell that somebody follows a finding to."""

import re
from functools import partial
from html import escape
from typing import Protocol

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Inspection, Refused
from pages.frame import links
from pages.pieces import found, sheet_picture
from pages.pieces.found import picture
from pages.speech.words import language, say

ASKED = re.compile(r"([0-9a-f]{8})-([0-9]{1,5})")  # ?at=: the file, and the number of the finding


class File(Protocol):
    """A workbook that is looked at: its name, what its bytes hash to, and the bytes when they are needed."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def sha256(self) -> str:
        """What its bytes hash to."""

    @property
    def content(self) -> bytes:
        """Its bytes."""


def findings(file: File, inspection: Inspection, who: str) -> None:
    """Every finding by rule; the one the address asks for with its cell in the picture of its sheet."""
    if not inspection.findings:
        st.html(f'<p class="peak-good"><b>●</b> {escape(say("upload.no_findings"))}</p>')
        return
    way = None if inspection.refused else partial(address, file)
    number = None if way is None else _asked(file, inspection)
    found.listed(inspection.findings, way, number, _shown(file, inspection, number, who))


def address(file: File, number: int) -> str:
    """The address that shows the cell of the n-th finding of a file."""
    return links.here(at=f"{file.sha256[:8]}-{number}", top="", sheet="")


def _asked(file: File, inspection: Inspection) -> int | None:
    """The number of the finding that the address asks for, when it is one of this file with a sheet."""
    asked = ASKED.fullmatch(st.query_params.get("at", ""))
    if asked is None or asked[1] != file.sha256[:8] or int(asked[2]) >= len(inspection.findings):
        return None
    return int(asked[2]) if inspection.findings[int(asked[2])].sheet else None


def _shown(file: File, inspection: Inspection, number: int | None, who: str) -> str:
    """The markup of the picture, or why it cannot be made."""
    if number is None:
        return ""
    finding = inspection.findings[number]
    top, other = sheet_picture.top_asked(), sheet_picture.sheet_asked()
    sheet, cell = (other, "") if other else (finding.sheet, finding.cell)
    try:
        made = sheet_picture.taken(
            (file.sha256, sheet, cell, top),
            lambda: receive.picture(file.content, file.name, sheet, cell, top, who),
        )
    except Refused as refusal:
        return f'<p class="peak-notice">{escape(refusal.finding.message(language()))}</p>'
    return picture(
        made, inspection.findings, finding, lambda row: links.here(top=str(row)),
        lambda name: links.here(sheet="" if name == finding.sheet else name, top=""),
    )  # fmt: skip
