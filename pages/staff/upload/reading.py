"""Says how far the reading of a file is, and lets a person stop it: nothing of it is kept then."""

from collections.abc import Callable
from typing import Protocol

import streamlit as st

from data.ingest.receive import Step
from pages.pieces import heading
from pages.speech.plain import plain
from pages.speech.words import say
from pages.staff.upload.dropped import File

STOPPED = "reading-stopped"


class Line(Protocol):
    """What shows one line of progress."""

    def update(self, *, label: str) -> None:
        """Shows another line."""


def watching(progress: Line, file: File) -> Callable[[Step], None]:
    """What is told how far a reading is: it shows it, and ends it when somebody pressed the button."""

    def watch(step: Step) -> None:
        progress.update(label=plain(words(step, file.name)))

    return watch


def words(step: Step, name: str) -> str:
    """A step as a person reads it."""
    if step.stage == "cells":
        return say("upload.reading", name=name)
    if step.total:
        return say(f"upload.step_{step.stage}", done=f"{step.done:,}", total=f"{step.total:,}")
    return say("upload.step_published")


def stop_button(file: File, how: str) -> None:
    """The button that stops the reading of a file; `how` tells two readings of one run of the page apart."""
    key = f"stop-reading-{how}"
    st.button(say("upload.stop"), key=key, on_click=stop, args=(file.sha256,), icon=":material/stop:")


def stop(sha256: str) -> None:
    """Notes that a file is not to be read; the reading ends because the page runs anew."""
    st.session_state[STOPPED] = sha256


def stopped(file: File) -> bool:
    """Whether somebody stopped the reading of this file; if so says it and offers to read it again."""
    if st.session_state.get(STOPPED) != file.sha256:
        return False
    with st.container(key="frame-stopped", gap="small"):
        st.html(heading.finding(file.name) + heading.measure(say("upload.stopped")))
        st.button(say("upload.read_again"), key="read-again", type="primary", on_click=go_on)
    return True


def go_on() -> None:
    """Lets a file be read after all."""
    st.session_state.pop(STOPPED, None)
