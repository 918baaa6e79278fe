"""Keeps what a person typed for a file (reason, note) while another file of the visit is looked at."""

import streamlit as st

SHARED = ("reason", "note")  # fields of the page that every file looked at by itself is asked with
ASKED = "reason-of"  # the file that these fields are about


def bring_back(sha256: str) -> None:
    """Fills the fields with what was typed for this file before, never for another."""
    other = st.session_state.get(ASKED, sha256) != sha256
    for name in SHARED:
        if other or name not in st.session_state:
            st.session_state[name] = _kept().get((sha256, name), "")
    st.session_state[ASKED] = sha256


def keep(sha256: str, name: str, text: str) -> None:
    """Remembers what stands in a field now."""
    _kept()[sha256, name] = text


def reason(sha256: str) -> str:
    """The reason typed for a file, on whichever of the page's fields it stands; '' for none."""
    own = key(sha256)
    if own in st.session_state:
        return str(st.session_state[own] or "").strip()
    if st.session_state.get(ASKED) == sha256 and "reason" in st.session_state:
        return str(st.session_state["reason"]).strip()
    return _kept().get((sha256, "reason"), "").strip()


def key(sha256: str) -> str:
    """The key of the field in which the reason of one of many files is typed."""
    return f"batch-reason-{sha256[:16]}"


def _kept() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = st.session_state.setdefault("upload-typed", {})
    return found
