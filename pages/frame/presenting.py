"""The presentation of a page: `?present=1` shows the deck in its place, F or the button on top opens it."""

import json
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from pages.frame import links
from pages.speech.catalogue import sentence
from pages.speech.words import say

NAME = "present"
SCRIPT = Path(__file__).with_name("present.js")
TOLD = ("waiting", "unknown", "no_full")


def asked() -> bool:
    """Whether the address asks for the deck (`1`, or `print`, which prints it as soon as it is there)."""
    return bool(st.query_params.get(NAME))


@cache
def script(tongue: str) -> str:
    """The script that pages through the deck, with its few words in a language."""
    told = {name: sentence(f"present.{name}", tongue) for name in TOLD}
    code = SCRIPT.read_text(encoding="utf-8")
    return code.replace("__WORDS__", json.dumps(told, ensure_ascii=False))


def button() -> None:
    """The way into the deck from an ordinary page; key F takes it too."""
    help_text = escape(say("present.open_help"))
    with st.container(key="present"):
        st.html(
            f'<a class="peak-present" href="{escape(links.here(**{NAME: "1"}))}" title="{help_text}" '
            f'aria-keyshortcuts="F">{escape(say("present.open"))}</a>'
        )
