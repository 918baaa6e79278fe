"""Speaks the visitor's language: the catalogue and the figures, bound to `?lang=`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from pages.speech import figures
from pages.speech.catalogue import DEFAULT, LANGUAGES, sentence
from pages.speech.figures import Number
from pages.speech.plain import plain

_settled: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """`zh` unless the address says `?lang=en`."""
    return _settled.get() or _asked()


def settle() -> None:
    """Reads the address once for the whole run (a page asks for words some hundred times)."""
    _settled.set(_asked())


@contextmanager
def speaking(tongue: str) -> Iterator[None]:
    """Speaks this language for a while: for what is written after the run that asked for it."""
    before = _settled.set(tongue)
    try:
        yield
    finally:
        _settled.reset(before)


def _asked() -> str:
    asked = st.query_params.get("lang", DEFAULT)
    return asked if asked in LANGUAGES else DEFAULT


def say(key: str, **values: object) -> str:
    """The catalogue's sentence for `key` in the visitor's language, as bare text.

    With values it goes into HTML through `escape`; into an element that draws Markdown goes `drawn`.
    """
    return sentence(key, language(), **values)


def drawn(key: str, **values: object) -> str:
    """The sentence for an element that draws Markdown: whatever the values are, they are only text."""
    return plain(say(key, **values))


def pick(chinese: str, english: str) -> str:
    """One of two names that come with the data (name, name_en)."""
    return english if language() == "en" and english else chinese


def joined(parts: Iterable[str]) -> str:
    """A list in one line, as the language writes lists; empty parts are left out."""
    return say("asked.list").join(part for part in parts if part)


def number(value: Number, unit: str = "", decimals: int = 1) -> str:
    return figures.number(value, unit, decimals, language())


def signed(value: Number, unit: str = "", decimals: int = 1) -> str:
    return figures.signed(value, unit, decimals, language())


def amount(value: Number, unit: str = "", decimals: int = 1) -> str:
    return figures.amount(value, unit, decimals, language())


def gap(value: Number, unit: str, decimals: int = 1, rule: str = "") -> str:
    return figures.gap_in_words(value, unit, decimals, language(), rule)


def period(code: str | None) -> str:
    return figures.period_label(code, language())


def period_end(code: str | None) -> str:
    return figures.period_end(code, language())


def date(day: object) -> str:
    return figures.date_label(day, language())
