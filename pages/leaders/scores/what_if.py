"""Lets a visitor try other weights: they live in the address of this page only, and nothing is stored."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from pages.frame import filters
from pages.pieces import heading
from pages.speech import names
from pages.speech.plain import plain
from pages.speech.words import drawn, say

NAME = "weights"
HIGHEST = 100.0


def tried(stored: Mapping[str, float]) -> dict[str, float]:
    """The weights of the address that differ from the stored ones; nonsense is said and left out."""
    found: dict[str, float] = {}
    faulty: list[str] = []
    for part in filter(None, st.query_params.get(NAME, "").split(",")):
        item, _, text = part.partition(":")
        weight = _weight(text)
        if item in stored and weight is not None:
            found[item] = weight
        else:
            faulty.append(part[:20])
    if faulty:
        listed = say("asked.list").join(faulty[:3])
        st.warning(drawn("scores.weights_unknown", what=listed), icon=":material/info:")
    return {item: weight for item, weight in found.items() if weight != stored[item]}


def _weight(text: str) -> float | None:
    try:
        weight = float(text)
    except ValueError:
        return None
    return weight if 0 <= weight <= HIGHEST else None


def draw(stored: Mapping[str, float], asked: Mapping[str, float]) -> None:
    """One number for each item, the notice that nothing is stored, and the way back."""
    with st.container(key="frame-weights", gap="small"):
        title = say("scores.trying" if asked else "scores.try")
        st.html(f'{heading.finding(title)}<p class="peak-notice">{escape(say("scores.nothing_stored"))}</p>')
        with st.container(key="weights", horizontal=True, vertical_alignment="bottom", gap="small"):
            for item, weight in stored.items():
                _one(item, asked.get(item, weight), stored)
        st.button(
            say("scores.weights_back"),
            key="weights-back",
            on_click=filters.choose,
            args=(NAME, ""),
            disabled=not asked,
            icon=":material/restart_alt:",
        )


def _one(item: str, shown: float, stored: Mapping[str, float]) -> None:
    key = f"weight-{item}"
    st.session_state[key] = shown
    st.number_input(
        plain(names.score_item(item)),
        min_value=0.0,
        max_value=HIGHEST,
        step=5.0,
        format="%.0f",
        key=key,
        help=drawn("scores.weight_stored", weight=f"{stored[item]:g}"),
        on_change=_changed,
        args=(dict(stored),),
        width=150,
    )


def _changed(stored: dict[str, float]) -> None:
    """Puts every weight that differs from the stored one into the address."""
    wanted = {item: float(st.session_state[f"weight-{item}"]) for item in stored}
    changed = [f"{item}:{weight:g}" for item, weight in wanted.items() if weight != stored[item]]
    filters.choose(NAME, ",".join(changed))
