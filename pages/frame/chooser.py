"""A box to choose one of many codes, whose truth is the address; an unknown code is said aloud."""

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from pages.frame import filters
from pages.speech.words import say


def one_of(
    name: str,
    options: Sequence[str],
    label: Callable[[str], str],
    title: str,
    elsewhere: Collection[str] = (),
) -> str:
    """The chosen code; the first option is the default (it may be the empty code: nothing chosen).

    Codes of `elsewhere` have a meaning under another choice on the page: they give way without a word.
    """
    asked = st.query_params.get(name, options[0])
    if asked in elsewhere and asked not in options:
        asked = options[0]
    if asked not in options:
        st.warning(say("filter.unknown", what=title, value=asked[:40]), icon=":material/info:")
        asked = options[0]
    key = f"choose-{name}"
    st.session_state[key] = asked
    st.selectbox(
        title,
        list(options),
        format_func=label,
        key=key,
        on_change=_changed,
        args=(name, options[0]),
        width=300,
    )
    return asked


def _changed(name: str, default: str) -> None:
    filters.choose(name, str(st.session_state[f"choose-{name}"]), default)
