"""A second person looks at what waits: what came since, what it would change now; then approves or not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Entry, Inspection, Waiting
from data.people.session import Person, mode
from pages.frame import exporting, guard, trouble
from pages.frame.visit import Visit
from pages.pieces import checked, found, heading, inspected, meanwhile, submissions
from pages.speech import file_names, names, words
from pages.speech.plain import plain
from pages.speech.words import drawn, say

Seen = tuple[str, int]


@dataclass(frozen=True)
class Original:
    """One workbook that waits, as the picture of its cells asks for it."""

    told: Waiting
    number: int

    @property
    def name(self) -> str:
        """What it is called."""
        return self.told.files[self.number].name

    @property
    def sha256(self) -> str:
        """What its bytes hash to."""
        return self.told.files[self.number].sha256

    @property
    def content(self) -> bytes:
        """Its bytes, read when they are needed."""
        return receive.waiting_original(self.told, self.number)


def panel(visit: Visit, entries: Sequence[Entry]) -> None:
    """What waits, and the one that the address asks for; nothing where nothing waits."""
    _done()
    asked = st.query_params.get("waiting", "")
    kept = [one for one in receive.submissions() if may_look(visit.person, one.by)]
    submissions.panel(kept, asked)
    told = next((one for one in kept if one.id == asked), None)
    if told is None:
        if asked:
            st.warning(drawn("waiting.unknown", asked=asked[:40]), icon=":material/info:")
        return
    with st.container(key="frame-review", gap="small"):
        _about(told)
        if told.answer is None:
            _review(visit, told, entries)
        else:
            _originals(told)


def may_look(person: Person, sender: str) -> bool:
    """Who delivers for some places only looks at the own submissions; everybody else on the page at all."""
    return not person.is_limited or person.may("review") or person.name == sender


def _about(told: Waiting) -> None:
    """Who sent what, when and why, and which publication they looked at."""
    title = say("waiting.of", by=told.by, date=words.date(told.at))
    looked = say("waiting.looked_at", generation=told.generation)
    st.html(
        heading.finding(title) + heading.measure(" · ".join(part for part in (told.note, looked) if part))
    )
    if told.answer is not None:
        back = say("waiting.sent_back", by=told.answer.by, why=told.answer.why)
        st.html(f'<p class="peak-notice">{escape(back)} · {escape(words.date(told.answer.at))}</p>')
    for one in told.files:
        parts = [one.name, names.sheet(one.template), say("waiting.rows", count=one.rows)]
        parts += [say("reason.told", reason=one.reason)] if one.reason else []
        parts += [proof.name for proof in one.proof()]
        st.html(f"<p>{escape(' · '.join(parts))}</p>")


def _review(visit: Visit, told: Waiting, entries: Sequence[Entry]) -> None:
    """What came since, what it would change now, and the two answers."""
    seen: Seen = st.session_state.get("waiting-seen", ("", -1))
    meanwhile.draw([entry for entry in entries[::-1] if entry.generation > told.generation])
    try:
        looked = _inspected(visit, told)
    except trouble.KINDS as fault:
        trouble.told(fault)
        looked = []
    if looked:
        _shown(visit, told, looked)
    _originals(told)
    _answers(visit, told, all(one.can_publish for one in looked) and bool(looked), seen)
    st.session_state["waiting-seen"] = (told.id, visit.generation)


def _inspected(visit: Visit, told: Waiting) -> list[Inspection]:
    """What is said of the files beside the publication that this visit is of; looked at once."""
    kept: dict[tuple[str, int], list[Inspection]] = st.session_state.setdefault("waiting-looked", {})
    key = (told.id, visit.generation)
    if key not in kept:
        with st.spinner(say("upload.foreseeing")):
            made = receive.submitted(told, foresee=True, generation=visit.generation)
        kept.clear()
        kept[key] = [one.light() for one in made]
    return kept[key]


def _shown(visit: Visit, told: Waiting, looked: Sequence[Inspection]) -> None:
    """One file at a time: its verdict, findings, and what it would change."""
    number = 0
    if len(looked) > 1:
        labels = [f"{at + 1} · {one.name}" for at, one in enumerate(told.files)]
        number = st.selectbox(
            say("waiting.which"), range(len(looked)), format_func=labels.__getitem__, key="waiting-file"
        )
    inspection = looked[number]
    st.html(heading.measure(inspected.verdict(inspection)))
    inspected.understood(inspection)
    checked.findings(Original(told, number), inspection, visit.person.name)
    if inspection.can_publish:
        st.html(f"<h4>{escape(say('moves.would'))}</h4>")
        inspected.targets(inspection)
        st.html(f"<h4>{escape(say('upload.changes'))}</h4>")
        inspected.changes(inspection)


def _originals(told: Waiting) -> None:
    """A button for each original; the bytes are read when it is pressed."""
    with st.container(key="waiting-originals", horizontal=True, gap="small"):
        for number, one in enumerate(told.files):
            exporting.button(
                plain(one.name),
                partial(receive.waiting_original, told, number),
                file_name=file_names.original(f"{told.id}-{number}", f".{one.kind}"),
                key=f"waiting-original-{number}",
                icon=":material/download:",
            )


def _answers(visit: Visit, told: Waiting, publishable: bool, seen: Seen) -> None:
    """Who answers (where nobody signs in: the name that is typed), the words, and both buttons."""
    own = "" if receive.is_same_person(visit.person.name, told.by) else visit.person.name
    by = visit.person.name
    if mode() == "machine":
        by = st.text_input(say("waiting.by"), value=own, key="waiting-by", help=say("waiting.by_help"))
    why = st.text_input(
        say("waiting.why"), key="waiting-why", max_chars=500, placeholder=say("waiting.why_hint")
    )
    with st.container(key="waiting-answers", horizontal=True, gap="small"):
        yes = st.button(
            say("waiting.approve"),
            key="waiting-approve",
            type="primary",
            icon=":material/how_to_reg:",
            disabled=not (publishable and visit.person.may("review")),
        )
        no = st.button(say("waiting.send_back"), key="waiting-send-back", icon=":material/undo:")
    if yes and seen != (told.id, visit.generation):
        st.warning(say("upload.confirm_again"), icon=":material/sync_problem:")
    elif yes:
        _act(lambda: _approved(told, by, visit.generation))
    elif no:
        _act(lambda: _sent_back(told, by, why))


def _approved(told: Waiting, by: str, generation: int) -> tuple[str, int, bool]:
    made = receive.approve(told.id, by, expected=generation)
    return "approved", made.generation, made.visible


def _sent_back(told: Waiting, by: str, why: str) -> tuple[str, int, bool]:
    receive.send_back(told.id, by, why)
    return "back", 0, True


def _act(act: Callable[[], tuple[str, int, bool]]) -> None:
    """Does what was answered; whatever stands in the way is said here, and nothing is lost."""
    guard.require("history")
    try:
        with trouble.at_work(say("upload.publishing")):
            st.session_state["waiting-done"] = act()
    except receive.NotAccepted as refusal:
        found.listed(refusal.inspection.findings)
        return
    except trouble.KINDS as fault:
        trouble.told(fault)
        return
    st.query_params.pop("waiting", None)
    st.rerun()


def _done() -> None:
    """Says once what became of it."""
    what, generation, visible = st.session_state.pop("waiting-done", ("", 0, True))
    if what == "back":
        st.success(say("waiting.was_sent_back"), icon=":material/undo:")
    elif what and visible:
        st.success(drawn("history.done", generation=generation), icon=":material/check_circle:")
    elif what:
        trouble.say_code("not_visible", generation=generation)
