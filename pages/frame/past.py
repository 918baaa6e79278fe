"""A snapshot that was pruned is made again when a page asks for it; a sentence says so meanwhile."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from data.keep import faults
from data.snapshot import past
from pages.frame import trouble
from pages.speech.plain import plain
from pages.speech.words import drawn, language
from queries.ask import NoPrevious, NoSnapshot

Answer = TypeVar("Answer")
STARTED_OVER = "started-over"


def made(snapshot: str) -> bool:
    """Whether a snapshot of this id was ever published and is now on disk again."""
    generation = past.generation_of(snapshot)
    return generation is not None and make(generation)


def make(generation: int) -> bool:
    """Makes the snapshot of a generation again; False, and said aloud, where that cannot be."""
    try:
        with trouble.at_work(drawn("asked.making_again", generation=generation)):
            past.again(generation)
    except faults.KINDS as fault:
        why = faults.sentence(fault).of(language())
        st.warning(f"{drawn('asked.not_made_again')} {plain(why)}", icon=":material/info:")
        return False
    return True


def with_previous(ask: Callable[[], Answer], snapshot: str, nothing: Answer) -> Answer:
    """The answer of a page's snapshot; what it is compared with is made again where it was pruned.

    `nothing` is answered where the snapshot to compare with cannot be had.
    """
    try:
        return here(ask, snapshot)
    except NoPrevious as gone:
        return here(ask, snapshot) if make(gone.generation) else nothing


def here(ask: Callable[[], Answer], snapshot: str) -> Answer:
    """The answer of a page's snapshot; the page starts over, once, where that went while it ran."""
    try:
        return ask()
    except NoPrevious:
        raise
    except NoSnapshot:
        if st.session_state.get(STARTED_OVER) == snapshot:
            raise
        st.session_state[STARTED_OVER] = snapshot
        st.rerun()
