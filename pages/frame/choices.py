"""Reads what the address asks for: a code, a number, a day; the widget shows it, the address is the truth."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from html import escape
from typing import TypeVar

import streamlit as st

from pages.frame import filters, links, past
from pages.speech.plain import plain, plainly
from pages.speech.words import drawn, say
from queries import ask as asking
from queries.ask import NoSnapshot, Snapshot

REBUILT = {  # why a snapshot is not the one that was published, in words
    "newer_program": "asked.rebuilt_newer_program",
    "same_contents": "asked.rebuilt_same_contents",
    "other_archive": "asked.rebuilt_other_archive",
}
Value = TypeVar("Value", float, dt.date)


def snapshot(current: Snapshot) -> str:
    """The id of the snapshot to read; an earlier one is announced with a way back to the newest.

    One that another plan or program made says that the words on the page are today's. One that stands in
    for what was published, because that file is gone or a newer program cannot read it, says so.
    """
    found = _asked(st.query_params.get("snapshot", current.id), current)
    if found == current and not found.rebuilt:
        return found.id
    facts, newest = (asking.ask_rows("snapshot_facts", snapshot=one.id)[0] for one in (found, current))
    told = []
    if found != current:
        told.append(say("asked.earlier", snapshot=found.id))
    if any(facts[made] != newest[made] for made in ("plan", "program")):
        told.append(say("asked.other_plan"))
    if found.rebuilt:
        told.append(say(REBUILT[facts["rebuilt"]], published=facts["published_as"]))
    back = f'<a href="{escape(links.here(snapshot=""))}">{escape(say("asked.newest"))}</a>'
    way = back if found != current else ""
    st.html(f'<p class="peak-earlier">{" ".join(map(escape, told))} {way}</p>')
    return found.id


def _asked(wanted: str, current: Snapshot) -> Snapshot:
    """The snapshot the address asks for, made again where it was pruned; else the newest, said aloud."""
    try:
        return current if wanted == current.id else asking.find(wanted)
    except NoSnapshot:
        if past.made(wanted):
            return asking.find(wanted)
        st.warning(drawn("asked.no_snapshot", value=wanted[:40]), icon=":material/info:")
        return current


def one_of(
    name: str,
    options: Sequence[str],
    label: Callable[[str], str],
    title: str,
    elsewhere: Collection[str] = (),
    width: int = 300,
) -> str:
    """One of many codes in a box; the first is the default (it may be the empty code: nothing chosen).

    An unknown code is said aloud. Codes of `elsewhere` have a meaning under another choice on the page:
    they give way without a word.
    """
    found = _code(name, options)
    asked = st.query_params.get(name, found)
    if asked != found and asked not in elsewhere:
        st.warning(drawn("filter.unknown", what=title, value=asked[:40]), icon=":material/info:")
    key = f"choose-{name}"
    with filters.shown(key, found):
        st.selectbox(
            plain(title),
            list(options),
            format_func=label,
            key=key,
            width=width,
            on_change=_changed,
            args=(key, name, options[0]),
        )
    return found


def choice(name: str, options: Sequence[str], label: Callable[[str], str], title: str) -> str:
    """One of a few codes as a row of buttons; the first is the default, unknown codes give way to it."""
    found = _code(name, options)
    key = f"asked-{name}"
    with filters.shown(key, found):
        st.segmented_control(
            plain(title),
            list(options),
            required=True,
            format_func=plainly(label),
            key=key,
            on_change=_changed,
            args=(key, name, options[0]),
        )
    return found


def number(name: str, default: float, low: float, high: float, step: float, title: str, format: str) -> float:
    """A number by slider; what is no number or lies outside gives way to the default."""
    found = _within(name, float, default, low, high)
    key = f"asked-{name}"
    with filters.shown(key, found, low, high):
        st.slider(
            plain(title),
            low,
            high,
            step=step,
            format=format,
            key=key,
            on_change=_changed,
            args=(key, name, f"{default:g}"),
        )
    return found


def whole(name: str, default: int, low: int, high: int, title: str) -> int:
    """A whole number by slider."""
    found = int(_within(name, float, default, low, high))
    key = f"asked-{name}"
    with filters.shown(key, found, low, high):
        st.slider(
            plain(title), low, high, step=1, key=key, on_change=_changed, args=(key, name, str(default))
        )
    return found


def day(name: str, default: dt.date, low: dt.date, high: dt.date, title: str) -> dt.date:
    """A day by calendar; what is no day or lies outside gives way to the default."""
    found = _within(name, dt.date.fromisoformat, default, low, high)
    key = f"asked-{name}"
    with filters.shown(key, found):
        st.date_input(
            plain(title),
            min_value=low,
            max_value=high,
            key=key,
            format="YYYY-MM-DD",
            on_change=_changed,
            args=(key, name, default.isoformat()),
        )
    return found


def _code(name: str, options: Sequence[str]) -> str:
    """The code the address asks for, or the first."""
    asked = st.query_params.get(name, options[0])
    return asked if asked in options else options[0]


def _within(name: str, read: Callable[[str], Value], default: Value, low: Value, high: Value) -> Value:
    """The value the address asks for, where it can be read and lies between the two ends."""
    try:
        found = read(st.query_params.get(name, ""))
    except ValueError:
        return default
    return found if low <= found <= high else default


def _changed(key: str, name: str, default: str) -> None:
    value = st.session_state[key]
    text = f"{value:g}" if isinstance(value, int | float) else str(value or "")
    filters.choose(name, text, default)
