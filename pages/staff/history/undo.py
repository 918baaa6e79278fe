"""Draws the dialog before something published is undone: what will disappear, then one more question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.speech.plain import plain
from pages.speech.words import drawn, say

LISTED = 8


@dataclass(frozen=True)
class Block:
    """A sentence and the things it speaks of."""

    sentence: str
    items: Sequence[str] = ()


def confirm(
    title: str, blocks: Sequence[Block], label: str, act: Callable[[str], int | None], reason: bool = True
) -> None:
    """Opens the dialog; `act` gets the reason and answers the generation that came of it."""

    def body() -> None:
        for block in blocks:
            items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
            st.html(f"<p>{escape(block.sentence)}</p>" + (f"<ul>{items}</ul>" if items else ""))
        why = ""
        if reason:
            hint = say("history.reason_hint")
            why = st.text_input(say("history.reason"), key="reason", max_chars=200, placeholder=hint)
        st.caption(say("history.nothing_lost"))
        if st.button(plain(label), key="confirm-undo", type="primary"):
            _carry_out(act, why)

    st.dialog(plain(title), width="medium", on_dismiss=forget)(body)()


def ask(what: str, which: str) -> None:
    """Remembers, when a button is pressed, what is to be undone; the page then opens the dialog."""
    st.session_state["undo"] = (what, which)


def asked() -> tuple[str, str]:
    """What is to be undone, or two empty words."""
    found: tuple[str, str] = st.session_state.get("undo", ("", ""))
    return found


def forget() -> None:
    """The dialog was closed."""
    st.session_state.pop("undo", None)


def _carry_out(act: Callable[[str], int | None], why: str) -> None:
    with st.spinner(say("upload.publishing")):
        generation = act(why)
        forget()
        if generation:
            st.session_state["undone"] = generation
    st.query_params.pop("generation", None)
    st.query_params.pop("snapshot", None)
    st.rerun()


def told() -> None:
    """Says once, after the dialog has closed, which generation came of it."""
    generation = st.session_state.pop("undone", None)
    if generation:
        st.success(drawn("history.done", generation=generation), icon=":material/check_circle:")
