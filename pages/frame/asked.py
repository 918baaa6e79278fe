"""Reads what the address asks for beside the filters: an earlier snapshot, a choice, a number, a day."""

import datetime as dt
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from pages.frame import filters, links
from pages.speech.words import say


def snapshot(known: Sequence[str], current: str) -> str:
    """The id of the snapshot to read; an earlier one is announced with a way back to the newest."""
    wanted = st.query_params.get("snapshot", current)
    if wanted not in known:
        st.warning(say("asked.no_snapshot", value=wanted[:40]), icon=":material/info:")
        return current
    if wanted != current:
        back = f'<a href="{escape(links.here(snapshot=""))}">{escape(say("asked.newest"))}</a>'
        st.html(f'<p class="peak-earlier">{escape(say("asked.earlier", snapshot=wanted))} {back}</p>')
    return wanted


def choice(name: str, options: Sequence[str], label: Callable[[str], str], title: str) -> str:
    """One of a few codes as a row of buttons; the first is the default, unknown codes give way to it."""
    asked = st.query_params.get(name, options[0])
    asked = asked if asked in options else options[0]
    key = f"asked-{name}"
    st.session_state[key] = asked
    st.segmented_control(
        title,
        list(options),
        required=True,
        format_func=label,
        key=key,
        on_change=_changed,
        args=(name, options[0]),
    )
    return asked


def number(name: str, default: float, low: float, high: float, step: float, title: str, format: str) -> float:
    """A number by slider; what is no number or lies outside gives way to the default."""
    found = _number(st.query_params.get(name, ""), default)
    if not low <= found <= high:
        found = default
    key = f"asked-{name}"
    st.session_state[key] = found
    st.slider(
        title, low, high, step=step, format=format, key=key, on_change=_changed, args=(name, f"{default:g}")
    )
    return found


def whole(name: str, default: int, low: int, high: int, title: str) -> int:
    """A whole number by slider."""
    found = _number(st.query_params.get(name, ""), default)
    asked = int(found) if low <= found <= high else default
    key = f"asked-{name}"
    st.session_state[key] = asked
    st.slider(title, low, high, step=1, key=key, on_change=_changed, args=(name, str(default)))
    return asked


def day(name: str, default: dt.date, low: dt.date, high: dt.date, title: str) -> dt.date:
    """A day by calendar; what is no day or lies outside gives way to the default."""
    try:
        asked = dt.date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        asked = default
    asked = asked if low <= asked <= high else default
    key = f"asked-{name}"
    st.session_state[key] = asked
    st.date_input(
        title,
        min_value=low,
        max_value=high,
        key=key,
        format="YYYY-MM-DD",
        on_change=_changed,
        args=(name, default.isoformat()),
    )
    return asked


def unused(names: Sequence[str]) -> None:
    """Says which filters of the address have no meaning on this page, instead of pretending to apply them."""
    given = [say(f"filter.{name}") for name in names if name in st.query_params]
    if given:
        text = say("asked.unused", what=say("asked.and").join(given))
        st.html(f'<p class="peak-measure">{escape(text)}</p>')


def _number(text: str, default: float) -> float:
    try:
        return float(text)
    except ValueError:
        return default


def _changed(name: str, default: str) -> None:
    value = st.session_state[f"asked-{name}"]
    text = f"{value:g}" if isinstance(value, int | float) else str(value or "")
    filters.choose(name, text, default)
