"""Takes a workbook in: what was understood, what is wrong, what publishing would change, then the receipt."""

from functools import partial
from html import escape

import streamlit as st

from data import clock
from data.ingest import receive
from data.ingest.receive import Inspection
from data.keep.errors import AlreadyPublished, AwaitsReview, MovedOn, Uncertain
from data.people.session import Person
from pages.frame import exporting, guard, links, page, trouble, uploads
from pages.frame.visit import Visit, open_page
from pages.pieces import checked, found, heading, inspected, meanwhile, standing, submissions, tables
from pages.speech import file_names, names
from pages.speech.plain import plain
from pages.speech.words import drawn, language, say
from pages.staff.upload import (
    assistant,
    batch,
    changed,
    due_sheets,
    layouts,
    offers,
    pile,
    reading,
    reason,
    receipts,
    session,
    typed,
)  # fmt: skip
from pages.staff.upload.dropped import File, alone, drop
from pages.staff.upload.receipts import Published
from queries.question import Rows

Seen = tuple[str, str, int]


def main() -> None:
    """The page; a clerk may send the first workbook of all, so it opens without a snapshot too."""
    visit = open_page("upload", newest=True, source=say("upload.source"))
    late, coming = own(visit.person, visit.ask("late_sheets")), own(visit.person, visit.ask("due_next"))
    visit.head(headline(late), say("upload.subline"))
    _earlier_snapshot()
    receive.prepare()
    if receive.generation() and not visit.snapshot:  # said by the frame; nothing can be held against it
        page.empty(say("upload.no_newest"))
        return
    files = drop(visit.person, late.told([*late, *coming]))
    pile.panel(visit.person.name, st.session_state["upload-held"])
    chosen = batch.draw(visit, files, keep_refused) if len(files) > 1 else next(iter(files), None)
    if not files:
        layouts.panel(visit.person.may("teach"))
        due_sheets.panel(late, coming)
    elif chosen is None:
        st.html(heading.measure(say("batch.open_none")))
    elif published := receipts.in_force(chosen.sha256):
        receipts.draw(published)
        due_sheets.panel(late, coming)
    else:
        examine(visit, chosen)
    mine = [
        one for one in receive.submissions() if not visit.person.is_limited or one.by == visit.person.name
    ]
    submissions.panel(mine)
    demo = any(row["demo_uploads"] for row in visit.ask("snapshot_facts"))
    visit.foot(as_of=visit.newest_period, demo=demo)


def own(person: Person, rows: Rows) -> Rows:
    """The sheets that a person may send: who is limited is not told of those of others."""
    return rows.kept(lambda row: person.may("upload", row.get("region"), row["template"]))


def headline(late: Rows) -> str:
    """How many sheets are owed, and for how long."""
    if not late:
        return say("upload.headline_none")
    longest = max(row["days_late"] for row in late)
    return say("upload.headline_late", count=len(standing.by_sheet(late)), days=longest)


def _earlier_snapshot() -> None:
    """Uploads are always held against the newest publication, whatever the address asks for."""
    if "snapshot" in st.query_params:
        st.html(
            f'<p class="peak-notice">{escape(say("upload.newest_only"))} '
            f'<a href="{escape(links.here(snapshot=""))}">{escape(say("upload.to_newest"))}</a></p>'
        )


def examine(visit: Visit, file: File) -> None:
    """What stands in the file, what is wrong, what would change; then the way on."""
    if reading.stopped(file):
        return
    seen: Seen = st.session_state.get("upload-seen", ("", "", 0))
    inspection, layout = inspection_of(file, visit), None
    if assistant.wanted(file, inspection):
        layout = assistant.answer(file, inspection.proposal or {}, session.this_session())
        if layout is None:
            return
        inspection = inspection_of(file, visit, layout)
    else:
        keep_refused(file, inspection, visit.person.name)
    with st.container(key="frame-understood", gap="small"):
        title = names.sheet(inspection.template.id) if inspection.template else file.name
        st.html(
            heading.finding(title)
            + heading.measure(
                f"{file.name} · {inspected.verdict(inspection)}",
                verdict="ready" if inspection.can_publish else "blocked",
            )
        )
        inspected.understood(inspection)
    with st.container(key="findings"):
        checked.findings(file, inspection, session.this_session())
        offers.draw(visit, file, inspection)
        take_away(file, inspection)
    if inspection.can_publish:
        inspection = what_changes(file, visit, layout, inspection)
        confirm(visit, file, inspection, seen, layout)
    elif inspection.try_again:
        st.button(say("upload.try_again"), key="try-again", type="primary", icon=":material/refresh:")
    else:
        st.button(say("upload.publish"), key="publish", type="primary", disabled=True)
    st.session_state["upload-seen"] = shown(visit, file)


def shown(visit: Visit, file: File) -> Seen:
    """What this person has been shown: these bytes against this snapshot."""
    return file.sha256, visit.snapshot, visit.generation


def inspection_of(file: File, visit: Visit, layout: assistant.Answer = None) -> Inspection:
    """The inspection of these bytes against the snapshot of this visit, whatever is newer; made once.

    `layout` is how a person says to read them; else they are read by what is known (layouts too).
    """
    kept: dict[tuple[str, str, str], Inspection] = st.session_state.setdefault("inspections", {})
    key = key_of(file, visit, layout)
    if key not in kept:
        place, way_out = st.empty(), st.empty()
        with way_out:
            reading.stop_button(file, key[2])
        with place.status(drawn("upload.reading", name=file.name)) as progress:
            made = receive.inspect(
                file.content,
                file.name,
                who=session.this_session(),
                waiting=lambda before: progress.update(label=drawn("upload.waiting", count=before)),
                generation=visit.generation,
                layout=layout,
                watching=reading.watching(progress, file),
            )
            way_out.empty()
        place.empty()
        if made.try_again:
            return made
        for other in [other for other, one in kept.items() if one.parquet]:
            del kept[other]  # it was left before its targets were told
        kept[key] = made if made.can_publish else made.light()
        while len(kept) > receive.LIMITS.inspections:
            kept.pop(next(iter(kept)))
    return kept[key]


def key_of(file: File, visit: Visit, layout: assistant.Answer) -> tuple[str, str, str]:
    """What an inspection depends on: these bytes, what they were held against, how they were read."""
    return file.sha256, visit.snapshot, assistant.signed(layout)


def foreseen(file: File, visit: Visit, layout: assistant.Answer, inspection: Inspection) -> Inspection:
    """The same with the targets that would move, worked out while the person reads the verdict; told once."""
    if not inspection.parquet:
        return inspection
    place = st.empty()
    with place.status(say("upload.foreseeing")):
        made = receive.foreseen(file.content, inspection, keep=True).light()
        st.session_state["inspections"][key_of(file, visit, layout)] = made
    place.empty()
    return made


def keep_refused(file: File, inspection: Inspection, by: str) -> None:
    """Keeps a file that cannot be published, once per content."""
    kept: set[str] = st.session_state.setdefault("refused-kept", set())
    if inspection.can_publish or inspection.try_again or file.sha256 in kept:
        return
    try:
        receive.keep_refused(file.content, file.name, by, inspection)
    except trouble.KINDS as fault:  # what is wrong with the file is shown all the same
        trouble.told(fault)
    else:
        kept.add(file.sha256)


def take_away(file: File, inspection: Inspection) -> None:
    """The same workbook with the bad cells marked, and the findings as a list."""
    if not inspection.findings:
        return
    content, lang = file.content, language()
    with st.container(key="tools-findings", horizontal=True, vertical_alignment="center", gap="small"):
        if inspection.refused is None:
            exporting.button(
                say("upload.marked"),
                lambda: receive.returned(content, inspection, lang),
                file_name=file_names.marked(
                    inspection.template.id if inspection.template else "", file.sha256
                ),
                key="marked",
                icon=":material/format_color_fill:",
            )
        tables.download(*inspected.findings_table(inspection), say("upload.findings_csv"), "findings-csv")
        if not inspection.can_publish and file.sha256 in st.session_state.get("refused-kept", ()):
            st.html(f'<p class="peak-source">{escape(say("upload.kept"))}</p>', width="content")


def what_changes(
    file: File, visit: Visit, layout: assistant.Answer, inspection: Inspection
) -> Inspection:  # fmt: skip
    """Targets that would move first, then the rows and values behind them; gives what was foreseen too."""
    with st.container(key="frame-moves", gap="small"):
        st.html(heading.finding(say("moves.would")))
        inspection = foreseen(file, visit, layout, inspection)
        inspected.targets(inspection)
    with st.container(key="frame-changes", gap="small"):
        st.html(heading.finding(say("upload.changes")))
        changed.draw(file, inspection, session.this_session())
    return inspection


def confirm(
    visit: Visit, file: File, inspection: Inspection, seen: Seen, layout: assistant.Answer
) -> None:  # fmt: skip
    """The note and the button; a click publishes only what this person has been shown."""
    repeated = any(finding.rule == "already_published" for finding in inspection.findings)
    attached = evidence(file, inspection)
    pointless = repeated and not inspection.changes.lines and not attached
    wrong = receive.evidence_faults(inspection, attached)
    found.listed(wrong)
    typed.bring_back(file.sha256)
    why, waits = reason.asked(inspection, way=partial(checked.address, file))
    named = assistant.named(file, inspection, layout)
    with st.container(key="confirm", horizontal=True, vertical_alignment="bottom", gap="small"):
        note = st.text_input(
            say("upload.note"), key="note", max_chars=200, placeholder=say("upload.note_hint")
        )
        pressed = st.button(
            plain(submissions.publish_label()),
            key="publish",
            type="primary",
            icon=":material/publish:",
            disabled=pointless or bool(wrong) or waits or not (named.whole and visit.person.may("publish")),
        )
    typed.keep(file.sha256, "note", note)
    typed.keep(file.sha256, "reason", why)
    if pointless:
        st.html(heading.measure(say("upload.pointless")))
    moved_on = st.session_state.pop("moved-on", None)
    if moved_on or (pressed and seen != shown(visit, file)):
        look_again(moved_on or seen)
    elif pressed:
        publish(visit, file, inspection, note, attached, why, named)


def look_again(seen: Seen) -> None:
    """Other publications came since this was looked at: says which; the comparison on the page is new."""
    st.warning(say("upload.confirm_again"), icon=":material/sync_problem:")
    meanwhile.draw([entry for entry in receive.history()[::-1] if entry.generation > seen[2]])


def evidence(file: File, inspection: Inspection) -> list[tuple[str, bytes]]:
    """The files of evidence for this workbook; only asked for where its sheet has a column of evidence."""
    if inspection.template is None or inspection.template.column("evidence") is None:
        return []
    given = uploads.uploader(
        say("upload.evidence"),
        kinds=["pdf", "docx", "xlsx", "jpg", "jpeg", "png"],
        key="evidence" if alone() else f"evidence-{file.sha256[:12]}",
        help=say("upload.evidence_help"),
    )
    return [(item.name, item.getvalue()) for item in given]


def publish(
    visit: Visit, file: File, inspection: Inspection, note: str, attached: list[tuple[str, bytes]], why: str,
    named: assistant.Named,
) -> None:  # fmt: skip
    """Publishes these bytes where nothing came between; whatever stands in the way is said here."""
    by = guard.require("publish").name
    try:
        with trouble.at_work(say("upload.publishing")):
            made = receive.accept(
                file.content, file.name, by, note,
                attachments=attached, expected=visit.generation, reason=why, layout=named.learned(by),
            )  # fmt: skip
            now = clock.now().isoformat()
            pile.published([file.sha256])
            receipts.kept()[file.sha256] = Published(made, inspection, now, len(attached), why)
    except MovedOn:
        st.session_state["moved-on"] = shown(visit, file)
    except receive.NotAccepted as refusal:
        found.listed(refusal.inspection.findings)
        return
    except trouble.KINDS as fault:
        if isinstance(fault, AwaitsReview):  # it is kept there, and is no draft any more
            pile.give_up([file.sha256])
        trouble.told(fault)
        to_history(fault)
        return
    st.rerun()


def to_history(fault: BaseException) -> None:
    """The way to the history, where it tells what became of a publication."""
    if isinstance(fault, AlreadyPublished | Uncertain):
        asked = {"generation": str(fault.generation)} if isinstance(fault, AlreadyPublished) else {}
        way = links.anchor(say("history.to_history"), "history", "peak-way", **asked)
        st.html(f'<p class="peak-ways">{way}</p>')


with trouble.in_words():
    main()
