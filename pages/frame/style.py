"""Dresses the page once per run: colours, type, and Streamlit's own words in the visitor's language."""

import json
from functools import cache
from pathlib import Path

import streamlit as st

from pages.frame import find, presenting
from pages.speech.catalogue import sentence, words
from pages.speech.palette import variables
from pages.speech.words import language, say

HERE = Path(__file__).parent
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


@cache
def sheet() -> str:
    """The whole style sheet with the palette in front."""
    names = ("look.css", "paper.css", "access.css")
    sheets = " ".join((HERE / name).read_text(encoding="utf-8") for name in names)
    return f"<style>{' '.join(line.strip() for line in f'{variables()} {sheets}'.splitlines())}</style>"


@cache
def script(tongue: str) -> str:
    """The script that translates Streamlit's chrome; in English it puts the originals back."""
    chrome = {key.removeprefix("chrome."): text for key, text in words().items() if key.startswith("chrome.")}
    limit = chrome.pop("limit")[tongue]
    known = {} if tongue == "en" else {text["en"]: text["zh"] for text in chrome.values()}
    code = (HERE / "chrome.js").read_text(encoding="utf-8")
    told = json.dumps(limit if tongue != "en" else "", ensure_ascii=False)
    code = code.replace("__WORDS__", json.dumps(known, ensure_ascii=False)).replace("__LIMIT__", told)
    # one message, so long that the browser keeps it and is sent its name from then on
    return "\n".join((code, paper(tongue), (HERE / "access.js").read_text(encoding="utf-8")))


@cache
def paper(tongue: str) -> str:
    """The script that makes a page ready for paper when it is printed, with its few words in a language."""
    told = {name: sentence(f"paper.{name}", tongue) for name in ("printed", "more")} | {
        "locale": LOCALES[tongue]
    }
    code = (HERE / "paper.js").read_text(encoding="utf-8")
    return code.replace("__WORDS__", json.dumps(told, ensure_ascii=False))


def scripts(tongue: str) -> tuple[str, ...]:
    """Everything that runs on every page; the gate tells browsers that these run and no others."""
    return script(tongue), presenting.script(tongue), find.script(tongue)


class Ready:
    """Markup that is sent as it stands: Streamlit would look through a text for indents, at every run."""

    def __init__(self, markup: str) -> None:
        self.markup = markup

    def _repr_html_(self) -> str:
        return self.markup


@cache
def dress(title: str) -> Ready:
    """The style sheet, and what the browser calls the page on paper."""
    return Ready(f"{sheet()}<style>:root{{--peak-title:'{title}'}}</style>")


@cache
def running(tongue: str) -> Ready:
    """All scripts as one message: browsers keep the long ones."""
    return Ready("".join(f"<script>{one}</script>" for one in scripts(tongue)))


def apply() -> None:
    """Call once at the start of every run, before anything is drawn."""
    with st.container(key="chrome", gap=None):
        st.html(dress(say("app.title")))
        st.html(running(language()), unsafe_allow_javascript=True)
