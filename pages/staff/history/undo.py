"""Draws the dialog before something published is undone: what will disappear, then one more question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from data.ingest.receive import Entry, Receipt
from data.keep.errors import MovedOn
from pages.frame import trouble
from pages.pieces import meanwhile
from pages.speech import words
from pages.speech.plain import plain
from pages.speech.words import drawn, say

LISTED = 8
Act = Callable[[str, int], Receipt | None]


@dataclass(frozen=True)
class Block:
    """A sentence and the things it speaks of."""

    sentence: str
    items: Sequence[str] = ()


def confirm(
    title: str, blocks: Sequence[Block], label: str, act: Act, reason: bool = True,
    more: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Opens the dialog; `act` gets the reason and the generation that was looked at, and answers the receipt.
    `more` draws what else is asked.

    Where others published meanwhile it says what, and asks once more.
    """
    since, seen = came_between(), looked_at()

    def body() -> None:
        if since:
            st.warning(say("history.confirm_again"), icon=":material/sync_problem:")
            meanwhile.draw(since)
        for block in blocks:
            items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
            st.html(f"<p>{escape(block.sentence)}</p>" + (f"<ul>{items}</ul>" if items else ""))
        if more:
            more()
        why = ""
        if reason:
            hint = say("history.reason_hint")
            why = st.text_input(say("history.reason"), key="reason", max_chars=200, placeholder=hint)
        st.caption(say("history.nothing_lost"))
        if st.button(plain(label), key="confirm-undo", type="primary"):
            _carry_out(act, why, seen)

    st.dialog(plain(title), width="medium", on_dismiss=forget)(body)()


def ask(what: str, which: str) -> None:
    """Remembers, when a button is pressed, what is to be undone; the page then opens the dialog."""
    st.session_state["undo"] = (what, which)
    st.session_state.pop("undo-seen", None)


def asked() -> tuple[str, str]:
    """What is to be undone, or two empty words."""
    found: tuple[str, str] = st.session_state.get("undo", ("", ""))
    return found


def look(generation: int) -> None:
    """Remembers which publication the dialog was opened on."""
    st.session_state.setdefault("undo-seen", generation)


def looked_at() -> int:
    """The publication that the dialog was opened on."""
    return int(st.session_state["undo-seen"])


def came_between() -> tuple[Entry, ...]:
    """What was published between the look and the answer; said once."""
    found: tuple[Entry, ...] = st.session_state.pop("undo-since", ())
    return found


def forget() -> None:
    """The dialog was closed."""
    for name in ("undo", "undo-seen", "undo-since"):
        st.session_state.pop(name, None)


def _carry_out(act: Act, why: str, seen: int) -> None:
    try:
        with trouble.at_work(say("upload.publishing")):
            made = act(why, seen)
            forget()
            if made:
                st.session_state["undone"] = (made.generation, made.visible)
    except MovedOn as moved:
        st.session_state["undo-since"] = moved.since
        st.session_state.pop("undo-seen", None)
        st.rerun()
    except trouble.KINDS as fault:
        trouble.told(fault)
        return
    st.query_params.pop("generation", None)
    st.query_params.pop("snapshot", None)
    st.rerun()


def told() -> None:
    """Says once, after the dialog has closed, which generation came of it."""
    generation, visible = st.session_state.pop("undone", (0, True))
    if generation and visible:
        st.success(drawn("history.done", generation=generation), icon=":material/check_circle:")
    elif generation:
        trouble.say_code("not_visible", generation=generation)


def gone(uploads: Sequence[str], entries: Sequence[Entry]) -> None:
    """What was to be withdrawn is not in force any more: says so, and who did what meanwhile.

    `entries` are all publications, oldest first.
    """
    since = came_between() or tuple(entry for entry in entries if entry.generation > looked_at())
    forget()
    trouble.say_code("not_published", uploads=words.joined(uploads))
    meanwhile.draw(since)
