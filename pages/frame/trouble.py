"""Says every fault of the store in a sentence and not as an exception; the detail goes to the log."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.keep import faults, lock
from data.keep.lock import Holder
from pages.speech.plain import plain
from pages.speech.words import drawn, language, say

LOG = logging.getLogger("peak.pages")
KINDS = faults.KINDS
# what is no fault of the store but something to look at first, with its sign
NOTICES = {
    "already_published": ":material/task_alt:",
    "already_waiting": ":material/task_alt:",
    "awaits_review": ":material/how_to_reg:",
    "busy": ":material/hourglass_top:",
    "moved_on": ":material/sync_problem:",
    "not_published": ":material/task_alt:",
    "not_waiting": ":material/task_alt:",
    "not_visible": ":material/schedule:",
    "same_person": ":material/how_to_reg:",
    "uncertain": ":material/help:",
}


def told(fault: BaseException) -> None:
    """The sentence of a fault, here; raises it again where it is a mistake of the program."""
    if faults.is_ours(fault):
        raise fault
    said = faults.sentence(fault)
    if said.code not in NOTICES:
        LOG.error("%s", said.code, exc_info=fault)
    draw(said.code, said.of(language()))


def say_code(code: str, **facts: object) -> None:
    """The sentence of what is no exception: published and not visible yet, a snapshot that is gone."""
    draw(code, faults.said(code, **facts).of(language()))


def draw(code: str, sentence: str) -> None:
    """One sentence of the store."""
    if code in NOTICES:
        st.warning(plain(sentence), icon=NOTICES[code])
    else:
        st.error(plain(sentence), icon=":material/error:")


@contextmanager
def in_words() -> Iterator[None]:
    """Whatever the store cannot do inside is said in a sentence, and the run ends there."""
    try:
        yield
    except KINDS as fault:
        told(fault)
        st.stop()


@contextmanager
def mistakes() -> Iterator[None]:
    """A mistake of the program is said in a sentence with a mark that the log has too, and raised again.

    The style sheet hides what Streamlit says of it below: English, and meant for programmers.
    """
    try:
        yield
    except Exception as fault:
        mark = secrets.token_hex(3)
        LOG.error("a page broke off: %s", mark, exc_info=fault, extra={"event": "mistake", "number": mark})
        with st.container(key="mistake"):
            st.error(plain(say("trouble.mistake", mark=mark)), icon=":material/error:")
        raise


@contextmanager
def at_work(label: str) -> Iterator[None]:
    """A spinner, and under it who holds the store while one waits for it."""
    place = st.empty()
    with st.spinner(plain(label)), lock.waiting(lambda holder, waited: tell_waiting(place, holder, waited)):
        try:
            yield
        finally:
            place.empty()


def tell_waiting(place: DeltaGenerator, holder: Holder, waited: float) -> None:
    """Who is waited for, what they do, since when, and for how much longer at most."""
    kind = faults.doing(holder.what or "something")
    who = holder.who or faults.doing("nobody")
    limit = f"{lock.limit_of_waiting():.0f}"
    since = holder.since[11:19] or "?"
    one = {"who": faults.side(who, language()), "doing": faults.side(kind, language())}
    place.info(
        drawn("lock.waiting", **one, since=since, seconds=f"{waited:.0f}", limit=limit),
        icon=":material/hourglass_top:",
    )
