"""A word for this visit, so that one person's files are read one after the other."""

import secrets

import streamlit as st


def this_session() -> str:
    """The word; it says nothing of the person."""
    word: str = st.session_state.setdefault("upload-who", secrets.token_hex(8))
    return word
