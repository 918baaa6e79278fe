"""Evidence among many files: which workbook each goes with, as the files say or as a person chooses."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data.ingest import batch_evidence
from data.ingest.batch import Outcome
from pages.pieces import heading
from pages.speech.plain import plain
from pages.speech.words import say
from pages.staff.upload.dropped import File


def owners(outcomes: Sequence[Outcome]) -> dict[str, str]:
    """Of each file of evidence the workbook it goes with, by hash; nothing where no workbook takes any."""
    if not batch_evidence.takers(outcomes):
        return {}
    said = {one.sha256: st.session_state.get(_key(one)) for one in outcomes if one.proof}
    return batch_evidence.owners(outcomes, {sha: of for sha, of in said.items() if of is not None})


def ask(outcomes: Sequence[Outcome], owned: Mapping[str, str]) -> None:
    """One choice for each file of evidence; nothing where there is none."""
    if not owned:
        return
    names = {one.sha256: one.name for one in batch_evidence.takers(outcomes)}

    def called(sha: str) -> str:
        return names[sha] if sha else say("batch.proof_of_none")

    with st.container(key="frame-proofs", gap="small"):
        st.html(heading.finding(say("batch.proofs", count=len(owned))))
        for one in outcomes:
            if one.sha256 in owned:
                st.session_state.setdefault(_key(one), owned[one.sha256])
                st.selectbox(
                    plain(one.name),
                    ["", *names],
                    key=_key(one),
                    format_func=called,
                )


def given(
    files: Mapping[str, File], going: Mapping[str, Sequence[str]], good: Sequence[Outcome]
) -> list[list[tuple[str, bytes]]]:
    """Name and bytes of the evidence of each workbook that is published."""
    return [[(files[sha].name, files[sha].content) for sha in going.get(one.sha256, ())] for one in good]


def _key(one: Outcome) -> str:
    return f"proof-{one.sha256[:12]}"
