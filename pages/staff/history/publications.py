"""Draws the log of publications, the rows a publication changed, and the files that were not accepted."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from pages.frame import links
from pages.pieces import heading, tables
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.words import language, say
from queries.question import Rows


def log(lines: Sequence[tuple[int, str, str, str, str]], chosen: int) -> None:
    """Every publication (generation, action, by, at, note) as a line that opens it."""
    made = []
    for generation, action, by, at, note in lines:
        address = links.here(generation=str(generation), snapshot="")
        below = " · ".join(text for text in (words.date(at), note) if text)
        made.append(
            f'<li><a href="{escape(address)}" aria-current="{str(generation == chosen).lower()}">'
            f"<b>{generation}</b><span>{escape(action)} · {escape(by)}"
            f"<small>{escape(below)}</small></span></a></li>"
        )
    st.html(heading.finding(say("history.log")))
    st.html(f'<ol class="peak-log">{"".join(made)}</ol>')


def row_counts(rows: Rows) -> None:
    """Records new, changed, gone and the same by sheet, from `publication_changes`."""
    st.html(f"<h4>{escape(say('history.changed'))}</h4>")
    if not rows:
        st.html(heading.measure(say("history.no_rows")))
        return
    lines = []
    for row in rows:
        counts = "".join(
            f'<span data-change="{name}"><b>{row[f"{name}_records"]:,}</b> '
            f"{escape(say(f'history.records_{name}'))}</span>"
            for name in ("new", "changed", "gone", "same")
            if row[f"{name}_records"]
        )
        name = escape(names.sheet(row["template"]))
        lines.append(f'<div class="peak-counts"><span>{name}</span>{counts}</div>')
    st.html("".join(lines))


def _first(item: Mapping[str, Any], lang: str) -> str:
    """The first finding of a refused file; of one whose words are damaged, that they are."""
    if item.get("damaged"):
        return say("history.refused_damaged")
    return str(item["findings"][0].get(lang, "")) if item["findings"] else ""


def refused(kept: Sequence[Mapping[str, Any]], dropped: int = 0) -> None:
    """Files that were not accepted, kept with their findings; how many older ones had to go."""
    title = say("history.refused", count=len(kept))
    with st.container(key="frame-refused", gap="small"):
        st.html(heading.finding(title))
        if dropped:
            st.html(heading.measure(say("history.refused_dropped", count=dropped)))
        if not kept:
            st.html(heading.measure(say("history.refused_none")))
            return
        lang = language()
        rows = Rows(
            {
                "at": words.date(item["at"]) if item["at"] else "",
                "by": item["by"],
                "file": item["file_name"],
                "findings": len(item["findings"]),
                "first": _first(item, lang),
            }
            for item in kept
        )
        shown = [
            Column("at", say("history.refused_at")),
            Column("by", say("history.file_by")),
            Column("file", say("history.file_file")),
            Column("findings", say("history.refused_findings"), "whole"),
            Column("first", say("history.refused_first"), width="large"),
        ]
        tables.offered(rows, shown, "refused", title)
