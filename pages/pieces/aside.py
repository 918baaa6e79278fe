"""Draws short lists beside the answer: what changed, what is late, what falls due; and lists of facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.speech.words import say

SHOWN = 3


@dataclass(frozen=True)
class Item:
    """One entry: what it is, quiet lines below it, where it leads; `mark` is markup of ours (a chip)."""

    head: str
    lines: Sequence[str] = ()
    href: str = ""
    mark: str = ""


def block(title: str, items: Sequence[Item], nothing: str, more: str = "", shown: int = SHOWN) -> None:
    """A titled list of at most `shown` entries; an empty one says what that means.

    `more` is where the rest can be seen.
    """
    entries = "".join(_entry(item) for item in items[:shown])
    rest = len(items) - shown
    if rest > 0:
        told = escape(say("aside.more", count=rest))
        told = f'<a href="{escape(more)}">{told}</a>' if more else told
        entries += f'<li class="peak-aside-quiet">{told}</li>'
    if not items:
        entries = f'<li class="peak-aside-quiet">{escape(nothing)}</li>'
    st.html(f'<section class="peak-aside"><h4>{escape(title)}</h4><ul>{entries}</ul></section>')


def facts(pairs: Iterable[tuple[str, str]]) -> None:
    """A list of terms and what they are; an empty answer is left out."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(told)}</dd>" for term, told in pairs if told)
    st.html(f'<dl class="peak-terms">{rows}</dl>')


def _entry(item: Item) -> str:
    head = escape(item.head)
    if item.href:
        head = f'<a href="{escape(item.href)}">{head}</a>'
    lines = "".join(f"<small>{escape(line)}</small>" for line in item.lines if line)
    return f"<li><b>{head}</b>{item.mark}{lines}</li>"
