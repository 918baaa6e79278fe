"""Draws a list of things side by side: a name that leads somewhere, then figures, chips and small bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.pieces import heading, tables
from pages.speech.about import About
from pages.speech.figures import missing
from pages.speech.words import say
from queries.question import Rows


@dataclass(frozen=True)
class Cell:
    """What stands in one place: a text, a quiet note, markup of ours (a chip), or a share of 100 as a bar."""

    text: str = ""
    note: str = ""
    mark: str = ""
    share: float | None = None
    loud: bool = False


@dataclass(frozen=True)
class Line:
    """One thing: its name, where it leads, what is said of it; `current` is the one on the page."""

    name: str
    cells: Sequence[Cell]
    href: str = ""
    note: str = ""
    current: bool = False


def framed(
    key: str,
    about: About,
    headings: Sequence[str],
    lines: Sequence[Line],
    rows: Rows,
    columns: tables.Shown = (),
) -> None:
    """The list in a frame like a chart's: finding, measure, list, source, and its rows as files."""
    with st.container(key=f"frame-{key}", gap="small"):
        st.html(heading.framed(about.title, about.measure, about.grades) + markup(headings, lines))
        with st.container(key=f"tools-{key}", horizontal=True, vertical_alignment="center", gap="small"):
            tables.take(rows, columns, about, key)
            if about.source:
                source = escape(say("chart.source", source=about.source))
                st.html(f'<div class="peak-source"><span>{source}</span></div>')


def markup(headings: Sequence[str], lines: Sequence[Line]) -> str:
    """The list as an HTML table; on a narrow screen each line becomes a block (look.css)."""
    if not lines:
        return f'<div class="peak-empty">{escape(say("table.empty"))}</div>'
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(_line(headings[1:], line) for line in lines)
    return f'<table class="peak-list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _line(headings: Sequence[str], line: Line) -> str:
    name = escape(line.name)
    if line.href:
        name = f'<a href="{escape(line.href)}">{name}</a>'
    note = f"<small>{escape(line.note)}</small>" if line.note else ""
    cells = "".join(_cell(heading, cell) for heading, cell in zip(headings, line.cells, strict=True))
    css = ' class="peak-list-current"' if line.current else ""
    return f'<tr{css}><th scope="row">{name}{note}</th>{cells}</tr>'


def _cell(heading: str, cell: Cell) -> str:
    text = f"<b>{escape(cell.text)}</b>" if cell.loud else escape(cell.text)
    told = " ".join(part for part in (text, cell.mark) if part)
    note = f"<small>{escape(cell.note)}</small>" if cell.note else ""
    share = ""
    if cell.share is not None and not missing(cell.share):
        share = f'<i class="peak-list-bar"><i style="width:{min(max(cell.share, 0.0), 100.0):.1f}%"></i></i>'
    return f'<td data-label="{escape(heading)}">{share}<span>{told}</span>{note}</td>'
