"""Shows passwords that were made just now, once: until somebody says that they are written down."""

from functools import partial
from html import escape

import streamlit as st

from pages.pieces import heading, tables
from pages.pieces.tables import Column
from pages.speech.words import say
from queries.question import Rows

KEY = "people-once"  # names and passwords, in this window alone, never in the store
LISTED = 3  # accounts from which on a table is shown


def keep(made: list[tuple[str, str]]) -> None:
    """Remembers the passwords for this window until they are put away."""
    st.session_state[KEY] = made


def told() -> None:
    """The passwords over the page, each good for one sign-in, until a button puts them away."""
    made: list[tuple[str, str]] = st.session_state.get(KEY, [])
    if made:
        st.dialog(say("people.once"), width="medium", dismissible=False)(partial(_listed, made))()


def _listed(made: list[tuple[str, str]]) -> None:
    """Names and passwords: a few to be copied one by one, many as a table that can be taken along."""
    st.html(heading.measure(say("people.once_told")))
    if len(made) < LISTED:
        for name, password in made:
            st.html(f"<p><b>{escape(name)}</b></p>")
            st.code(password, language=None)
    else:
        rows = Rows({"name": name, "password": password} for name, password in made)
        shown = [Column(one, say(f"people.column_{one}"), "text") for one in ("name", "password")]
        tables.offered(rows, shown, "once", say("people.once_list"))
    if st.button(say("people.once_done"), key="once-done", icon=":material/done:", type="primary"):
        put_away()
        st.rerun()


def put_away() -> None:
    """Forgets them: nobody can look them up again."""
    st.session_state.pop(KEY, None)
