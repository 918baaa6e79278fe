"""Keeps and draws what one visitor has published: generation, what changed, and where to look at it."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Inspection, Receipt
from pages.frame import links, trouble
from pages.pieces import heading, moves
from pages.speech import names, words
from pages.speech.words import say


@dataclass(frozen=True)
class Published:
    """What was published: the receipt, the inspection that was confirmed, when, how much evidence, why."""

    receipt: Receipt
    inspection: Inspection
    at: str
    attached: int = 0
    reason: str = ""


def kept() -> dict[str, Published]:
    """What this visitor has published, by the hash of the bytes."""
    made: dict[str, Published] = st.session_state.setdefault("receipts", {})
    return made


def in_force(sha256: str) -> Published | None:
    """The receipt of these bytes, while what they published still speaks."""
    made = kept().get(sha256)
    return made if made and made.receipt.upload in receive.active() else None


def all_in_force(sha256s: Iterable[str]) -> set[str]:
    """Those among many files whose publication by this visitor still speaks; the journal is read once."""
    mine = {sha256: made for sha256 in sha256s if (made := kept().get(sha256))}
    active = set(receive.active()) if mine else set()
    return {sha256 for sha256, made in mine.items() if made.receipt.upload in active}


def draw_batch() -> None:
    """What this visitor published together last, while any of it speaks."""
    made, files = st.session_state.get("batch-receipt", (None, []))
    if made is None or not all_in_force(files):
        return
    with st.container(key="receipt-batch", gap="small"):
        title = f"● {say('upload.receipt', generation=made.generation)}"
        st.html(
            heading.finding(title, generation=made.generation)
            + heading.measure(say("batch.receipt", count=len(files)))
        )
        if not made.visible:
            trouble.say_code("not_visible", generation=made.generation)
        st.html(_ways(made.generation))


def _ways(generation: int) -> str:
    """To the overview, and to this publication in the history."""
    overview = links.anchor(say("upload.to_overview"), "overview", "peak-way")
    history = links.anchor(say("upload.to_history"), "history", "peak-way", generation=str(generation))
    return f'<p class="peak-ways">{overview} {history}</p>'


def draw(published: Published) -> None:
    """Generation, time, what changed, and where to look at it."""
    made, inspection = published.receipt, published.inspection
    with st.container(key="receipt", gap="small"):
        title = f"● {say('upload.receipt', generation=made.generation)}"
        st.html(
            heading.finding(title, generation=made.generation)
            + heading.measure(" · ".join(_facts(published)))
        )
        if not made.visible:
            trouble.say_code("not_visible", generation=made.generation)
        shown = [item for item in moves.foreseen(inspection.moves) if item.on_overview]
        moves.draw(shown, of_sheet=True)
        st.html(_ways(made.generation))


def _facts(published: Published) -> list[str]:
    inspection = published.inspection
    template = names.sheet(inspection.template.id) if inspection.template else ""
    changed = inspection.changes
    counts = say("upload.receipt_counts", new=changed.new, changed=changed.changed, same=changed.same)
    gone = [say("upload.receipt_gone", count=changed.gone)] if changed.gone else []
    proof = [say("upload.receipt_evidence", count=published.attached)] if published.attached else []
    why = [say("reason.told", reason=published.reason)] if published.reason else []
    return [template, inspection.name, words.date(published.at), counts, *gone, *proof, *why]
