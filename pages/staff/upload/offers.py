"""Remembers a word by one click on the value offered for it, and has the file looked at again."""

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Inspection
from pages.frame import trouble
from pages.frame.visit import Visit
from pages.pieces import heading
from pages.speech.words import drawn, say
from pages.staff.upload.dropped import File

SHOWN = 12
Words = tuple[str, str, str]


def draw(visit: Visit, file: File, inspection: Inspection) -> None:
    """A button for each word that can be remembered; nothing where nothing is offered."""
    offered = offers(inspection)
    if not offered:
        return
    with st.container(key="frame-offers", gap="small"):
        st.html(heading.measure(say("offers.title", count=len(offered))))
        with st.container(key="offers", horizontal=True, gap="small"):
            for number, words in enumerate(offered[:SHOWN]):
                st.button(
                    drawn("offers.remember", said=words[1], meant=words[2]),
                    key=f"offer-{number}",
                    icon=":material/bookmark_add:",
                    disabled=not visit.person.may("teach"),
                    on_click=remember,
                    args=(words, visit.person.name, file.sha256),
                )
    if fault := st.session_state.pop("offer-fault", None):
        trouble.told(fault)


def offers(inspection: Inspection) -> list[Words]:
    """What one click each would teach: kind, word, what it stands for; each word once, in order."""
    told = (receive.alias_offered(inspection, finding) for finding in inspection.findings)
    return list(dict.fromkeys(words for words in told if words))


def remember(words: Words, by: str, sha256: str) -> None:
    """Teaches one word and forgets what was said of the file without it."""
    kind, said, meant = words
    try:
        receive.learn_alias(kind, said, meant, by)
    except trouble.KINDS as fault:  # said on the page that is drawn next
        st.session_state["offer-fault"] = fault
        return
    kept = st.session_state.get("inspections", {})
    for key in [key for key in kept if key[0] == sha256]:
        del kept[key]
