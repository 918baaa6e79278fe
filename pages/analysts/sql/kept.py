"""Where a question comes from: an example, one that was asked before, one that was saved under a name."""

from collections.abc import Callable, Sequence

import streamlit as st

from data.keep import questions
from data.keep.questions import Kept, TooMany
from pages.analysts.sql import examples
from pages.frame import trouble
from pages.speech import words
from pages.speech.plain import plain
from pages.speech.words import drawn, say
from queries import ask as asking
from queries.free.limits import LIMITS

TEXT = "sql-text"  # what stands in the box
NAME = "sql-name"
SHORT = 60  # letters of a question that stand for the whole


def draw(person: str) -> None:
    """Three boxes in a row; choosing puts the question into the box below, it is not asked by that."""
    with st.container(key="sql-kept", horizontal=True, gap="small", vertical_alignment="bottom"):
        _box("example", examples.names(), _example, examples.text)
        for kind in ("asked", "saved"):
            found = {one.name: one for one in questions.of_person(person, kind)}
            _box(kind, tuple(found), _named(found), _text_of(found))


def _box(kind: str, options: Sequence[str], label: Callable[[str], str], text: Callable[[str], str]) -> None:
    key = f"sql-{kind}"

    def chosen() -> None:
        if name := st.session_state[key]:
            st.session_state[TEXT] = text(name)
            st.session_state[key] = None

    st.selectbox(
        drawn(f"sql.{kind}"),
        options,
        index=None,
        format_func=label,
        key=key,
        placeholder=say(f"sql.choose_{kind}" if options else f"sql.none_{kind}"),
        disabled=not options,
        on_change=chosen,
        width=300,
    )


def _example(name: str) -> str:
    return f"{name}: {asking.question(name).words}"


def _named(found: dict[str, Kept]) -> Callable[[str], str]:
    """The name somebody gave, else when it was asked and how it begins."""

    def label(name: str) -> str:
        one = found[name]
        beginning = " ".join(one.text.split())[:SHORT]
        return one.title or f"{words.date(one.at)} {one.at[11:16]}  {beginning}"

    return label


def _text_of(found: dict[str, Kept]) -> Callable[[str], str]:
    return lambda name: found[name].text


def remember(person: str, text: str) -> None:
    """Puts an answered question into the person's history; where the store cannot, that is said in words.

    To be called last: the answer stands on the page by then.
    """
    with trouble.in_words():
        questions.keep("asked", person, text, LIMITS.history)


def saving(person: str, text: str) -> None:
    """A name and a button: the question is kept, or under another name, or no more."""
    known = next((one for one in questions.of_person(person, "saved") if one.text == text), None)
    with st.container(key="sql-saving", horizontal=True, gap="small", vertical_alignment="bottom"):
        name = st.text_input(
            drawn("sql.name"), known.title if known else "", max_chars=80, key=NAME, width=300
        )
        if st.button(say("sql.rename" if known else "sql.save"), key="sql-save", disabled=not name.strip()):
            _save(person, text, name.strip())
        if known and st.button(say("sql.forget"), key="sql-forget"):
            questions.discard(person, known.name)
            st.rerun()


def _save(person: str, text: str, name: str) -> None:
    try:
        with trouble.in_words():
            questions.keep("saved", person, text, LIMITS.saved, name)
    except TooMany:
        st.warning(plain(say("sql.saved_full", most=LIMITS.saved)), icon=":material/inventory_2:")
    else:
        st.rerun()
