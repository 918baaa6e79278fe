"""The frame around a chart: finding, measure, picture or table, source, and the way to the data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from typing import Any

import pyarrow as pa
import streamlit as st

from pages import charts
from pages.documents import picture as pictures
from pages.frame import links
from pages.pieces import heading, others, tables
from pages.pieces.tables import Height
from pages.speech.about import About
from pages.speech.palette import colour
from pages.speech.words import language, say
from queries.question import Rows


@dataclass(frozen=True)
class Drawn:
    """A chart that was to be shown here: its kind, its rows, and what it is about."""

    kind: str
    data: pa.Table
    about: About


_held: ContextVar[list[Drawn] | None] = ContextVar("held", default=None)


@contextmanager
def held() -> Iterator[list[Drawn]]:
    """Charts of the block are given back instead of shown; its tables and sentences are left out."""
    found: list[Drawn] = []
    before = _held.set(found)
    try:
        yield found
    finally:
        _held.reset(before)


def chart(
    key: str,
    kind: str,
    data: pa.Table,
    about: About,
    rows: Rows,
    columns: tables.Shown = (),
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """One framed chart with the table behind it; `on_pick` gets the code of a clicked county or bar.

    A line of two points and bars without a difference are left to their sentence. `columns` picks, orders
    or changes what the question of the rows tells of its columns.
    """
    if (kept := _held.get()) is not None:
        kept += [Drawn(kind, data, about)] if charts.tells(kind, data) else []
        return
    if not charts.tells(kind, data):
        sentence(key, about, rows, columns)
        return
    with st.container(key=f"frame-{key}", gap="small"):
        _head(about)
        _body(key, kind, data, about, rows, columns, on_pick)


def table(key: str, about: About, rows: Rows, columns: tables.Shown = (), height: Height = "auto") -> None:
    """One framed table with its source line and download; `columns` names what the question does not tell."""
    if _held.get() is not None:
        return
    with st.container(key=f"frame-{key}", gap="small"):
        _head(about)
        if rows or not rows.folded:
            tables.draw(rows, columns, f"table-{key}", about.title, height)
        others.draw(rows, columns)
        with st.container(key=f"tools-{key}", horizontal=True, vertical_alignment="center", gap="small"):
            _tools(key, about, rows, columns)


def listed(key: str, about: About, rows: Rows, columns: tables.Shown, markup: str) -> None:
    """The same frame around a table that is markup of ours."""
    if _held.get() is not None:
        return
    with st.container(key=f"frame-{key}", gap="small"):
        _head(about)
        st.html(markup)
        others.draw(rows, columns)
        with st.container(key=f"tools-{key}", horizontal=True, vertical_alignment="center", gap="small"):
            _tools(key, about, rows, columns)


def sentence(key: str, about: About, rows: Rows, columns: tables.Shown = ()) -> None:
    """The same frame without a picture: what a chart could not show better than its finding does."""
    with st.container(key=f"frame-{key}", gap="small"):
        _head(about)
        others.draw(rows, columns)
        with st.container(key=f"tools-{key}", horizontal=True, vertical_alignment="center", gap="small"):
            _tools(key, about, rows, columns)


def _head(about: About) -> None:
    st.html(heading.framed(about.title, about.measure, about.grades))


def _body(
    key: str,
    kind: str,
    data: pa.Table,
    about: About,
    rows: Rows,
    columns: tables.Shown,
    on_pick: Callable[[str], None] | None,
) -> None:
    view = f"view-{key}"
    if st.session_state.get(view) == "table":
        tables.draw(rows, columns, f"table-{key}", about.title)
    elif data.num_rows == 0:
        st.html(f'<div class="peak-empty">{escape(say("chart.empty"))}</div>')
    else:
        _draw(f"chart-{key}", kind, data, on_pick)
        if kind == "map":
            _pins(data)
    others.draw(rows, columns)
    with st.container(key=f"tools-{key}", horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            say("chart.view"),
            ["chart", "table"],
            default="chart",
            required=True,
            key=view,
            format_func=lambda choice: say(f"chart.show_{choice}"),
            label_visibility="collapsed",
        )
        _tools(key, about, rows, columns, _picture(kind, data) if data.num_rows else None)


def _picture(kind: str, data: pa.Table) -> tables.Picture:
    """Makes the chart that stands here into a picture, once somebody asks for it."""
    return lambda about, tongue, form: pictures.made(kind, data, about, tongue, form)


def _draw(key: str, kind: str, data: pa.Table, on_pick: Callable[[str], None] | None = None) -> None:
    """The bare chart: a shared specification and Arrow data.

    Nothing but the rows differs between two choices, so that a browser exchanges them in the chart that
    stands there. A description would make it another chart, parsed and built anew: readers of the screen
    are told its finding by the page (pages/frame/access.js).
    """
    made = charts.sent(kind, language())
    if on_pick is None:
        st.vega_lite_chart(data, made, theme=None, key=key)
        return

    def picked() -> None:
        points: list[dict[str, Any]] = st.session_state[key].selection.get("region", [])
        on_pick(str(points[0]["code"]) if points else "")

    st.vega_lite_chart(data, made, theme=None, key=key, on_select=picked)


def _pins(data: pa.Table) -> None:
    """Development zones beside the map: no outline of their own, a click filters like a county's."""
    zones = [row for row in data.to_pylist() if row["kind"] == "zone"]
    pins = "".join(
        f'<a href="{escape(links.here(region=zone["code"]))}" aria-current="{str(zone["chosen"]).lower()}" '
        f'title="{escape(zone["tip"])}"><i style="--pin:{colour(zone["tone"])}"></i>'
        f"{escape(zone['label'])}</a>"
        for zone in zones
    )
    if pins:
        st.html(f'<p class="peak-zones">{pins}</p>')


def _tools(
    key: str, about: About, rows: Rows, columns: tables.Shown, picture: tables.Picture | None = None
) -> None:
    tables.take(rows, columns, about, key, picture)
    pieces = []
    if about.trace:
        pieces.append(links.anchor(say("chart.trace"), "indicator", "peak-trace", **about.trace))
    if about.source:
        pieces.append(f"<span>{escape(say('chart.source', source=about.source))}</span>")
    if about.method:
        method = f"<summary>{escape(say('chart.method'))}</summary><p>{escape(about.method)}</p>"
        pieces.append(f'<details class="peak-method">{method}</details>')
    if pieces:
        st.html(f'<div class="peak-source">{"".join(pieces)}</div>')
