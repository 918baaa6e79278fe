"""Many files at once: looks at one after the other, tells of all in a table, publishes the good together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import clock
from data.ingest import batch, batch_evidence, receive
from data.ingest.batch import Outcome
from data.ingest.receive import Changes, Inspection, Receipt
from data.keep.errors import AwaitsReview, Damaged, MovedOn
from data.plan import plan
from pages.frame import guard, trouble
from pages.frame.visit import Visit
from pages.pieces import found, heading, inspected
from pages.speech.plain import plain
from pages.speech.words import drawn, say
from pages.staff.upload import batch_table, pile, proofs, receipts, session, typed
from pages.staff.upload.dropped import File
from pages.staff.upload.receipts import Published

Keep = Callable[[File, Inspection, str], None]
Going = Mapping[str, Sequence[str]]  # the evidence of each workbook, by hash


def draw(visit: Visit, files: Sequence[File], keep_refused: Keep) -> File | None:
    """The table of several files with what can be done to all; the one to be looked at by itself, or None."""
    outcomes = looked(visit, files, keep_refused)
    published = receipts.all_in_force(file.sha256 for file in files)
    open_ones = [one for one in outcomes if one.sha256 not in published]
    reasons = {one.sha256: _reason(one.sha256) for one in open_ones}
    owned = proofs.owners(open_ones)
    states = batch_evidence.settled(batch.settled(open_ones, reasons), owned)
    good = [one for one in open_ones if states[one.sha256] in batch.GOOD]
    with st.container(key="frame-batch", gap="small"):
        batch_table.draw(files, open_ones, states, published, owned)
        unseen = len(files) - len(published) - len(open_ones)
        if unseen:
            st.button(
                drawn("batch.go_on", count=unseen),
                key="batch-go-on",
                icon=":material/play_arrow:",
                on_click=st.session_state.pop,
                args=("batch-stopped", None),
            )
        batch_table.take_away(files, open_ones, states)
    chosen = _opened(files)
    asking = [one for one in open_ones if one.needs_reason and one.can_publish]
    proofs.ask(open_ones, owned)
    _ask_reasons([one for one in asking if not chosen or one.sha256 != chosen.sha256])
    if not unseen and good and not (len(good) == 1 and chosen and chosen.sha256 == good[0].sha256):
        if chosen is None:  # beside one file its own changes stand
            _foresee(visit, files, good)
        _confirm(visit, files, good, reasons, batch_evidence.going(states, owned))
    receipts.draw_batch()
    return chosen


def looked(visit: Visit, files: Sequence[File], keep_refused: Keep) -> list[Outcome]:
    """What became of each file; looks at those not seen yet one by one, until it is told to stop."""
    done: dict[tuple[str, str], Outcome] = st.session_state.setdefault("batch-outcomes", {})
    published = receipts.all_in_force(file.sha256 for file in files)
    wanted = [file for file in files if file.sha256 not in published]
    missing = [file for file in wanted if (file.sha256, visit.snapshot) not in done]
    stopped = st.session_state.get("batch-stopped") == [file.sha256 for file in files]
    if missing and not stopped:
        keys = {(file.sha256, visit.snapshot) for file in wanted}
        for key in [key for key in done if key not in keys]:
            del done[key]
        _look(visit, [file.sha256 for file in files], missing, keep_refused)
    known = [done.get((file.sha256, visit.snapshot)) for file in wanted]
    return [one for one in known if one is not None]


def _look(visit: Visit, every: list[str], missing: Sequence[File], keep_refused: Keep) -> None:
    """Looks at files in the child, one after the other, with a bar and a button to stop."""
    done: dict[tuple[str, str], Outcome] = st.session_state["batch-outcomes"]
    place = st.empty()
    with place.container(key="batch-progress", horizontal=True, vertical_alignment="center", gap="small"):
        progress = st.progress(0.0)
        st.button(
            say("batch.stop"),
            key="batch-stop",
            icon=":material/stop:",
            on_click=st.session_state.__setitem__,
            args=("batch-stopped", every),
        )
    for number, file in enumerate(missing, 1):
        done_part = (number - 1) / len(missing)
        progress.progress(
            done_part, drawn("batch.reading", number=number, count=len(missing), name=file.name)
        )
        try:
            inspection = receive.inspect(
                file.content, file.name, who=session.this_session(),
                waiting=partial(_tell_waiting, progress, done_part),
            )  # fmt: skip
        except Damaged as fault:  # of no use to anybody any more
            trouble.told(fault)
            pile.discard([file.sha256])
            continue
        if inspection.try_again:  # others are read; it stays on the list to be looked at again
            st.session_state["batch-stopped"] = every
            found.listed(inspection.findings)
            break
        proof = batch_evidence.is_proof(inspection, file.content)
        if not proof:
            keep_refused(file, inspection, visit.person.name)
        room = batch.room_left(list(done.values()))
        done[file.sha256, visit.snapshot] = batch.outcome_of(inspection, room, proof)
    place.empty()


def _tell_waiting(place: DeltaGenerator, part: float, before: int) -> None:
    """How many files of others are read first."""
    place.progress(part, drawn("upload.waiting", count=before))


def _opened(files: Sequence[File]) -> File | None:
    """The file that is looked at by itself: the one added last where it came alone, or the one chosen."""
    names = {file.sha256: file.name for file in files}
    added: list[str] | None = st.session_state.get("upload-added")
    if added is None:  # the page was just opened: a finding's link leads to its file
        asked = st.query_params.get("at", "")[:8]
        added = [sha256 for sha256 in names if asked and sha256.startswith(asked)]
    if len(added) == 1 or st.session_state.get("which-file") not in names:
        st.session_state["which-file"] = added[0] if len(added) == 1 else None
    with st.container(key="batch-open", horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            say("batch.open"), list(names), format_func=names.__getitem__, index=None, key="which-file",
            placeholder=say("batch.open_hint"),
        )  # fmt: skip
        if chosen:
            st.button(
                say("drafts.discard_one"),
                key="draft-discard",
                icon=":material/delete:",
                on_click=pile.give_up,
                args=([chosen],),
            )
    return next((file for file in files if file.sha256 == chosen), None)


def _ask_reasons(asking: Sequence[Outcome]) -> None:
    """One line for each file that may only be published with a reason, and one for all of them."""
    if not asking:
        return
    with st.container(key="frame-reasons", gap="small"):
        st.html(heading.finding(say("batch.reasons", count=len(asking))))
        if len(asking) > 1:
            st.text_input(say("batch.reason_all"), key="batch-reason-all", max_chars=500)
        for one in asking:
            field = typed.key(one.sha256)
            if field not in st.session_state:
                st.session_state[field] = typed.reason(one.sha256)
            typed.keep(one.sha256, "reason", st.text_input(plain(one.name), key=field, max_chars=500))


def _reason(sha256: str) -> str:
    """What the person wrote for this file, else for all."""
    return typed.reason(sha256) or str(st.session_state.get("batch-reason-all") or "").strip()


def _foresee(visit: Visit, files: Sequence[File], good: Sequence[Outcome]) -> None:
    """Which cards the good ones would move together, where somebody asks."""
    key = (visit.snapshot, [one.sha256 for one in good])
    known = st.session_state.get("batch-moves")
    if visit.snapshot and st.button(say("batch.foresee"), key="batch-foresee", icon=":material/query_stats:"):
        by_hash = {file.sha256: file for file in files}
        place = st.empty()
        try:
            given = [(by_hash[one.sha256].content, one.name) for one in good]
            told = partial(_tell_looked, place, len(good))
            known = (key, batch.foreseen(given, visit.generation, told))
        except receive.NotAccepted as refusal:
            found.listed(refusal.inspection.findings)
        place.empty()
        st.session_state["batch-moves"] = known
    if known and known[0] == key:
        with st.container(key="frame-moves", gap="small"):
            st.html(heading.finding(say("moves.would")))
            inspected.targets(Inspection("", "", moves=known[1]))


def _confirm(
    visit: Visit, files: Sequence[File], good: Sequence[Outcome], reasons: dict[str, str], going: Going
) -> None:
    """The note and the button; a click publishes only what was compared with this very publication."""
    seen = (visit.snapshot, [one.sha256 for one in good])
    shown = st.session_state.get("batch-seen")
    with st.container(key="confirm-batch", horizontal=True, vertical_alignment="bottom", gap="small"):
        note = st.text_input(
            say("upload.note"), key="note-batch", max_chars=200, placeholder=say("upload.note_hint")
        )
        pressed = st.button(
            drawn("batch.publish", count=len(good)),
            key="publish-batch",
            type="primary",
            icon=":material/publish:",
            disabled=not visit.person.may("publish"),
        )
    st.session_state["batch-seen"] = seen
    if pressed and shown != seen:
        st.warning(say("batch.confirm_again"), icon=":material/sync_problem:")
    elif pressed:
        _publish(visit, files, good, reasons, note, going)


def _publish(
    visit: Visit, files: Sequence[File], good: Sequence[Outcome], reasons: dict[str, str], note: str,
    going: Going,
) -> None:  # fmt: skip
    """Publishes the good ones as one generation; whatever stands in the way is said here."""
    by = guard.require("publish").name
    by_hash = {file.sha256: file for file in files}
    try:
        place = st.empty()
        with trouble.at_work(drawn("batch.publishing", count=len(good))):
            given = [(by_hash[one.sha256].content, one.name) for one in good]
            made = batch.publish(
                given, by, note, [reasons[one.sha256] for one in good], expected=visit.generation,
                looked_at=partial(_tell_looked, place, len(good)),
                attachments=proofs.given(by_hash, going, good),
            )  # fmt: skip
            _remember(made, good, going)
    except AwaitsReview as kept:  # they are kept there, and are no drafts any more
        trouble.told(kept)
        pile.give_up([*(one.sha256 for one in good), *(sha for found in going.values() for sha in found)])
        return
    except MovedOn:
        st.warning(say("batch.confirm_again"), icon=":material/sync_problem:")
        return
    except receive.NotAccepted as refusal:  # something against one of them came meanwhile
        one = refusal.inspection
        st.warning(drawn("batch.stopped_by", name=one.name), icon=":material/sync_problem:")
        found.listed(one.findings)
        st.session_state["batch-outcomes"].pop((one.sha256, visit.snapshot), None)
        return
    except trouble.KINDS as fault:
        trouble.told(fault)
        return
    st.rerun()


def _tell_looked(place: DeltaGenerator, count: int, number: int) -> None:
    """How far the files were looked at once more."""
    place.progress(number / count, drawn("batch.again", number=number, count=count))


def _remember(made: Receipt, good: Sequence[Outcome], going: Going) -> None:
    """What was published is no draft any more; its receipt stays on the page."""
    at = clock.now().isoformat()
    for one, upload in zip(good, made.uploads, strict=True):
        short = Inspection(
            one.name, one.sha256, form=one.form, template=plan().templates[one.template], rows=one.rows,
            periods=list(one.periods), regions=list(one.regions),
            changes=Changes(one.new, one.changed, one.same),
        )  # fmt: skip
        count = len(going.get(one.sha256, ()))
        receipts.kept()[one.sha256] = Published(replace(made, upload=upload), short, at, count)
    pile.published([one.sha256 for one in good])
    pile.give_up([sha for found in going.values() for sha in found])
    st.session_state["batch-receipt"] = (made, [one.sha256 for one in good])
