"""Draws what others published between a person's look and their answer: who, when, what, which places."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Entry
from pages.pieces import heading
from pages.speech import names, words
from pages.speech.words import say

NAMED = 4  # workbooks of one publication, places of one workbook that are named; the rest is counted


def draw(since: Sequence[Entry], title: str = "") -> None:
    """The publications, newest first, under a sentence of the page's or that one looked before them."""
    if not since:
        return
    items = "".join(f'<li data-since="{entry.generation}">{_line(entry)}</li>' for entry in since[::-1])
    st.html(heading.measure(title or say("meanwhile.title", count=len(since))) + f"<ul>{items}</ul>")


def action(entry: Entry) -> str:
    """What was done, in words."""
    if entry.action == "rollback":
        return say("history.did_rollback", generation=entry.to_generation)
    return say(f"history.did_{entry.action}", count=len(entry.uploads))


def _line(entry: Entry) -> str:
    told = say(
        "meanwhile.line",
        generation=entry.generation,
        by=entry.by,
        date=words.date(entry.at),
        action=action(entry),
    )
    parts = [told, *map(_upload, entry.uploads[:NAMED]), entry.note]
    return escape(" · ".join(part for part in parts if part))


def named(named: Sequence[str]) -> str:
    """Places by name, of many the first and the last."""
    if len(named) <= NAMED:
        return words.joined(named)
    return say("upload.several", first=named[0], last=named[-1], count=len(named))


def _upload(upload: str) -> str:
    template, regions = receive.brought(upload)
    places = named([names.region(code) for code in regions])
    name = names.sheet(template)
    return say("meanwhile.upload", template=name, places=places) if places else name
