"""Draws what people judged where no number can answer: the judgement, who, when, why, and the evidence."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Protocol

import streamlit as st

from pages.pieces import aside, heading, status
from pages.speech import names, origin, words
from pages.speech.figures import missing
from pages.speech.words import say
from queries.question import Row, Rows


class Attached(Protocol):
    """A file of evidence kept with an upload."""

    @property
    def n(self) -> int: ...
    @property
    def name(self) -> str: ...


Files = Callable[[str], Sequence[Attached]]
Read = Callable[[str, int], bytes]


def draw(answer: Rows, files: Files, read: Read) -> None:
    """The judgement that speaks now, earlier ones folded away; `answer` is to judgements_list.

    `files` names the evidence of an upload, `read` gives the bytes of one when its button is pressed.
    """
    with st.container(key="frame-judgements", gap="small"):
        st.html(heading.finding(say("indicator.judgements")))
        if not answer:
            st.html(heading.measure(say("indicator.judgements_none")))
            return
        rows = list(enumerate(answer))
        for number, row in (item for item in rows if item[1]["newest"]):
            _one(number, row, files, read)
        earlier = [item for item in rows if not item[1]["newest"]]
        if earlier:
            with st.expander(say("indicator.judged_earlier", count=len(earlier))):
                for number, row in earlier:
                    _one(number, row, files, read)


def _one(number: int, row: Row, files: Files, read: Read) -> None:
    """One judgement: state, person, day and place; reason, evidence and cell; a button per file."""
    sector = "" if missing(row["sector"]) else names.sector(str(row["sector"]))
    place = " ".join(part for part in (names.region(str(row["region"])), sector) if part)
    told = say(
        "indicator.judged_by", person=_text(row["person"]), date=words.date(str(row["judged_on"])[:10]),
        place=place,
    )  # fmt: skip
    demo = origin.tag("demo") if row["grade"] == "demo" else ""
    st.html(
        f'<p class="peak-measure" data-judgement="{escape(str(row["judgement"]))}">'
        f"{status.chip(str(row['judgement']))} {escape(told)} {demo}</p>"
    )
    aside.facts(
        [
            (say("indicator.judged_reason"), _text(row["reason"])),
            (say("indicator.judged_evidence"), _text(row["evidence"])),
            (
                say("indicator.judged_source"),
                f"{_text(row['file_name'])} · {_text(row['sheet'])}!{_text(row['cell'])}",
            ),
        ]
    )
    downloads(f"evidence-{number}", str(row["upload"]), files(str(row["upload"])), read)


def downloads(key: str, upload: str, found: Sequence[Attached], read: Read) -> None:
    """A button for every file of evidence of an upload; the bytes are read when it is pressed."""
    if not found:
        st.html(f'<p class="peak-source">{escape(say("indicator.judged_no_files"))}</p>')
        return
    with st.container(key=key, horizontal=True, gap="small"):
        for item in found:
            st.download_button(
                item.name,
                data=partial(read, upload, item.n),
                file_name=item.name,
                key=f"{key}-{item.n}",
                icon=":material/attach_file:",
                on_click="ignore",
            )


def _text(value: object) -> str:
    return "" if missing(value) else str(value)
