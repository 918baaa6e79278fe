"""Draws what people judged where no number can answer: the judgement, who, when, why, and the evidence."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Protocol

import streamlit as st

from pages.frame import exporting
from pages.pieces import aside, heading, status
from pages.speech import file_names, names, origin, words
from pages.speech.figures import missing
from pages.speech.plain import plain
from pages.speech.words import drawn, say
from queries.question import Row, Rows


class Attached(Protocol):
    """A file of evidence kept with an upload."""

    @property
    def n(self) -> int: ...
    @property
    def name(self) -> str: ...


Files = Callable[[str], Sequence[Attached]]
Read = Callable[[str, int], bytes]


def draw(answer: Rows, checks: Rows, files: Files, read: Read) -> None:
    """The judgement that speaks now, earlier ones folded away; `answer` is to judgements_list.

    `checks` is what the data say beside each (judgement_checks), `files` names the evidence of an upload,
    `read` gives the bytes of one when its button is pressed.
    """
    beside = {_which(row): row for row in checks}
    with st.container(key="frame-judgements", gap="small"):
        st.html(heading.finding(say("indicator.judgements")))
        if not answer:
            st.html(heading.measure(say("indicator.judgements_none")))
            return
        rows = list(enumerate(answer))
        for number, row in (item for item in rows if item[1]["newest"]):
            _one(number, row, beside.get(_which(row)), files, read)
        earlier = [item for item in rows if not item[1]["newest"]]
        if earlier:
            with st.expander(drawn("indicator.judged_earlier", count=len(earlier))):
                for number, row in earlier:
                    _one(number, row, beside.get(_which(row)), files, read)


def _which(row: Row) -> tuple[str, ...]:
    """What tells a judgement from the others: statement, place, sector, day."""
    return tuple(str(row[name])[:10] for name in ("statement", "region", "sector", "judged_on"))


def data_say(check: Row) -> str:
    """What the figures of the years up to the judgement say, whoever judged."""
    if check["parks"] is not None:
        return say("judged.parks", count=check["parks"])
    if check["last_year"] is None:
        return say("judged.none")
    value = words.number(check["last_co2"], "万吨二氧化碳")
    if check["rising"] is None:
        return say("judged.co2_once", year=check["last_year"], value=value)
    key = "judged.co2_rising" if check["rising"] else "judged.co2_falling"
    return say(key, year=check["last_year"], value=value, count=check["run_years"])


def against(check: Row) -> str:
    """A plain sentence where judgement and data contradict each other; empty where they do not."""
    if check["contradiction"] is None:
        return ""
    return say(
        f"judged.against_{check['contradiction']}",
        claimed=check["claimed_years"],
        base=check["claimed_below"],
        before=words.number(check["below_co2"], "万吨二氧化碳"),
        parks=check["claimed_parks"],
        count=check["parks"],
    )


def _one(number: int, row: Row, check: Row | None, files: Files, read: Read) -> None:
    """One judgement: state, person, day and place; the data beside it; reason, evidence and cell; files."""
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
    if check is not None and (told := against(check)):
        st.html(
            f'<p class="peak-measure" data-against="{escape(str(check["contradiction"]))}">'
            f"<b>≠ {escape(told)}</b></p>"
        )
    aside.facts(
        [
            (say("judged.data"), "" if check is None else data_say(check)),
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
            exporting.button(
                plain(item.name),
                partial(read, upload, item.n),
                file_name=file_names.evidence(upload, item.n, item.name),
                key=f"{key}-{item.n}",
                icon=":material/attach_file:",
            )


def _text(value: object) -> str:
    return "" if missing(value) else str(value)
