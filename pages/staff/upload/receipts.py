"""Keeps and draws what one visitor has published: generation, what changed, and where to look at it."""

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
        moves.draw([item for item in moves.foreseen(inspection.moves) if item.on_overview])
        overview = links.anchor(say("upload.to_overview"), "overview", "peak-way")
        generation = str(made.generation)
        history = links.anchor(say("upload.to_history"), "history", "peak-way", generation=generation)
        st.html(f'<p class="peak-ways">{overview} {history}</p>')


def _facts(published: Published) -> list[str]:
    inspection = published.inspection
    template = names.sheet(inspection.template.id) if inspection.template else ""
    changed = inspection.changes
    counts = say("upload.receipt_counts", new=changed.new, changed=changed.changed, same=changed.same)
    gone = [say("upload.receipt_gone", count=changed.gone)] if changed.gone else []
    proof = [say("upload.receipt_evidence", count=published.attached)] if published.attached else []
    why = [say("reason.told", reason=published.reason)] if published.reason else []
    return [template, inspection.name, words.date(published.at), counts, *gone, *proof, *why]
