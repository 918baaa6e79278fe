"""SQL 查询: a question of one's own to the published snapshot, held in a process that can do nothing else."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.people import audit, seeing
from pages.analysts.sql import address, kept, result, schema
from pages.frame import filters, links
from pages.frame.visit import Visit, open_page
from pages.speech.plain import plain
from pages.speech.words import drawn, say
from queries.free import asking
from queries.free.asking import Answer, NotAnswered
from queries.free.limits import LIMITS
from queries.question import Row

FIRST = "FROM progress\nWHERE region = city() AND sector = total()\nORDER BY statement, period\nLIMIT 100"
TOLD_EVERY = 0.5  # seconds between two sentences about how long it takes
LONG = "sql-long"  # a question that is too long for an address


def main() -> None:
    visit = open_page("sql", source=say("sql.source")).filtered()
    limits = {"seconds": LIMITS.seconds, "rows": f"{LIMITS.rows:,}", "generation": visit.generation}
    demo = demonstration(visit)
    visit.head(say("sql.headline"), say("sql.subline", **limits), demo)
    if seeing.own_places() is not None:
        _refusal(NotAnswered("limited"))
        visit.foot(demo)
        return
    asked = _asked()
    if kept.TEXT not in st.session_state:
        st.session_state[kept.TEXT] = asked or FIRST
    left, right = st.columns([2.4, 1], gap="medium")
    with left:
        kept.draw(visit.person.name)
        st.text_area(drawn("sql.text"), key=kept.TEXT, height=230)
        with st.container(key="sql-run", horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                say("sql.ask"), key="sql-ask", type="primary", icon=":material/play_arrow:", on_click=_ask
            )
            stop = st.empty()
            told = st.empty()
        new = bool(asked) and _answer(visit, asked, stop, told)
    with right:
        schema.draw(visit)
    visit.foot(demo)
    if new:
        kept.remember(visit.person.name, asked)


def demonstration(visit: Visit) -> list[Row]:
    """A mark for every frame while anything published is demonstration data: an answer may rest on it."""
    return [{"grade": "demo"}] if visit.first("snapshot_facts")["demo_uploads"] else []


def _asked() -> str:
    """The question of the address; one that was too long for it is known to this browser alone."""
    code = st.query_params.get("q", "")
    if not code:
        return str(st.session_state.get(LONG, ""))
    text = address.unpacked(code)
    if text is None:
        st.warning(drawn("sql.no_address"), icon=":material/info:")
    return text or ""


def _ask() -> None:
    """Puts the question into the address: asking is what the page does with an address that has one."""
    text = st.session_state[kept.TEXT].strip()
    code = address.packed(text) if text else ""
    filters.choose("q", code)
    st.session_state[LONG] = "" if code else text


def _stop() -> None:
    filters.choose("q", "")
    st.session_state[LONG] = ""


def _answer(visit: Visit, text: str, stop: DeltaGenerator, told: DeltaGenerator) -> bool:
    """The answer, or in words why there is none; while it is awaited it can be called off.

    Whether it was asked and answered just now.
    """
    known = None
    try:
        known = asking.remembered(visit.snapshot, text)
        answer = known or _awaited(visit, text, stop, told)
    except NotAnswered as why:
        _refusal(why)
        return False
    result.draw(visit, answer, demonstration(visit))
    _shared(text)
    kept.saving(visit.person.name, text)
    return known is None


def _awaited(visit: Visit, text: str, stop: DeltaGenerator, told: DeltaGenerator) -> Answer:
    """Waits for the answer and tells twice a second how long; leaving or calling it off ends the process."""
    stop.button(say("sql.stop"), key="sql-stop", icon=":material/stop:", on_click=_stop)
    shown = -1.0

    def tell(seconds: float) -> None:
        nonlocal shown
        if seconds - shown >= TOLD_EVERY:
            shown = seconds
            waiting = say("sql.waiting", seconds=f"{seconds:.1f}", most=LIMITS.seconds)
            told.html(f'<p class="peak-measure" role="status">{escape(waiting)}</p>')

    audit.tell(visit.person.name, "sql", text)
    try:
        return asking.answer(visit.snapshot, text, tell)
    finally:
        stop.empty()
        told.empty()


def _refusal(why: NotAnswered) -> None:
    """Why there is no answer, what may be asked, and what the database says where it says something."""
    st.error(
        plain(say(f"sql.no_{why.code}", found=why.found, seconds=LIMITS.seconds)), icon=":material/block:"
    )
    if why.code in ("failed", "syntax"):
        st.html(f'<pre class="peak-plan" tabindex="0">{escape(why.found)}</pre>')


def _shared(text: str) -> None:
    """The address under which others see the same question and answer."""
    told = escape(say("sql.too_long_to_share"))
    if code := address.packed(text):
        told = f'<a href="{escape(links.here(q=code))}">{escape(say("sql.share"))}</a>'
    st.html(f'<p class="peak-measure">{told}</p>')


main()
