"""Takes a workbook in: what was understood, what is wrong, what publishing would change, then the receipt."""

import hashlib
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from data import clock
from data.ingest import receive
from data.ingest.receive import Inspection, Receipt
from data.people.session import Person
from data.plan import plan
from pages.frame import guard, links, page
from pages.pieces import heading, inspected, moves, tables
from pages.speech import words
from pages.speech.words import language, say
from pages.staff.upload import due_sheets
from queries.ask import NoSnapshot, ask, current

KEPT = 8


@dataclass(frozen=True)
class File:
    """One dropped file: its name, its bytes and what they hash to."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Published:
    """What this visit published: the receipt and the inspection that was confirmed."""

    receipt: Receipt
    inspection: Inspection
    at: str


def draw() -> None:
    """The page."""
    person = guard.require("upload")
    snapshot, as_of, late, coming = due()
    head(late)
    _earlier_snapshot()
    chosen = drop()
    if chosen is None:
        due_sheets.panel(late, coming)
    elif (published := receipts().get(chosen.sha256)) and published.receipt.upload in receive.active():
        receipt(published)
        due_sheets.panel(late, coming)
    else:
        examine(chosen, snapshot, person)
    next_due = None if coming.empty else coming["due_on"].iloc[0]
    demo = bool(snapshot) and int(ask("snapshot_facts")["demo_uploads"].iloc[0]) > 0
    page.foot(snapshot, as_of, source=say("upload.source"), next_update=next_due, demo=demo)


def due() -> tuple[str, str | None, pd.DataFrame, pd.DataFrame]:
    """The snapshot published now, its last period, the sheets that are late and those due next."""
    try:
        snapshot = current().id
    except NoSnapshot:
        return "", None, pd.DataFrame(), pd.DataFrame()
    today = clock.today().isoformat()
    periods = ask("periods")
    as_of = None if periods.empty else str(periods["period"].iloc[0])
    return snapshot, as_of, ask("late_sheets", today=today), ask("due_next", today=today)


def head(late: pd.DataFrame) -> None:
    """How many sheets are owed, and for how long."""
    if late.empty:
        page.head(say("upload.headline_none"), say("upload.subline"))
        return
    sheets = late[["template", "period"]].drop_duplicates()
    page.head(
        say("upload.headline_late", count=len(sheets), days=int(late["days_late"].max())),
        say("upload.subline"),
    )


def _earlier_snapshot() -> None:
    """Uploads are always held against the newest publication, whatever the address asks for."""
    if "snapshot" in st.query_params:
        st.html(
            f'<p class="peak-notice">{escape(say("upload.newest_only"))} '
            f'<a href="{escape(links.here(snapshot=""))}">{escape(say("upload.to_newest"))}</a></p>'
        )


def drop() -> File | None:
    """The uploader with the blank workbooks beside it; the file to be looked at now, or None."""
    with st.container(key="drop", horizontal=True, gap="medium"):
        with st.container(key="dropzone"):
            given = st.file_uploader(
                say("upload.drop"), accept_multiple_files=True, key="upload", help=say("upload.drop_help")
            )
        with st.container(key="blanks"):
            blanks()
    files: dict[str, File] = {}
    for item in given:
        content = item.getvalue()
        sha256 = hashlib.sha256(content).hexdigest()
        files.setdefault(sha256, File(item.name, content, sha256))
    if len(files) < 2:
        st.session_state["files-known"] = list(files)
        return next(iter(files.values()), None)
    _turn_to_the_newest(list(files))
    chosen = st.segmented_control(
        say("upload.which_file"),
        list(files),
        required=True,
        key="which-file",
        format_func=lambda sha256: f"{'✓ ' if sha256 in receipts() else ''}{files[sha256].name}",
    )
    return files[str(chosen)]


def _turn_to_the_newest(files: list[str]) -> None:
    """A file just added is looked at first; else what was chosen stays, or the first not published."""
    state = st.session_state
    added = [sha256 for sha256 in files if sha256 not in state.get("files-known", ())]
    state["files-known"] = files
    open_ones = [sha256 for sha256 in files if sha256 not in receipts()]
    if added and open_ones:
        state["which-file"] = next(
            (sha256 for sha256 in reversed(added) if sha256 in open_ones), open_ones[0]
        )
    elif state.get("which-file") not in files:
        state["which-file"] = (open_ones or files)[0]


def blanks() -> None:
    """A blank workbook of any template, made when the button is pressed."""
    names = {code: inspected.template_name(code) for code in plan().templates}
    template_id = st.selectbox(
        say("upload.blank"), list(names), format_func=names.__getitem__, key="blank-template"
    )
    st.download_button(
        say("upload.blank_download"),
        data=lambda: receive.blank(template_id)[1],
        file_name=say("upload.blank_file", template=names[template_id]),
        key="blank-download",
        icon=":material/download:",
        on_click="ignore",
    )


def examine(file: File, snapshot: str, person: Person) -> None:
    """What stands in the file, what is wrong, what would change; then the way on."""
    seen = st.session_state.get("upload-seen")
    inspection = inspection_of(file, snapshot)
    keep_refused(file, inspection, person)
    with st.container(key="frame-understood", gap="small"):
        title = inspected.template_name(inspection.template.id) if inspection.template else file.name
        st.html(
            heading.finding(title)
            + heading.measure(
                f"{file.name} · {inspected.verdict(inspection)}",
                verdict="ready" if inspection.can_publish else "blocked",
            )
        )
        inspected.understood(inspection)
    with st.container(key="findings"):
        inspected.findings(inspection)
        take_away(file, inspection)
    if inspection.can_publish:
        what_changes(inspection)
        confirm(file, inspection, snapshot, person, seen == (file.sha256, snapshot))
    else:
        st.button(say("upload.publish"), key="publish", type="primary", disabled=True)
    st.session_state["upload-seen"] = (file.sha256, snapshot)


def inspection_of(file: File, snapshot: str) -> Inspection:
    """The inspection of these bytes against this snapshot; made once, whatever is clicked afterwards."""
    kept: dict[tuple[str, str], Inspection] = st.session_state.setdefault("inspections", {})
    key = (file.sha256, snapshot)
    if key not in kept:
        place = st.empty()
        with place.status(say("upload.reading", name=file.name)) as progress:
            made = receive.inspect(file.content, file.name)
            if made.can_publish:
                progress.update(label=say("upload.foreseeing"))
                made = receive.foreseen(file.content, made)
        place.empty()
        kept[key] = made
        while len(kept) > KEPT:
            kept.pop(next(iter(kept)))
    return kept[key]


def keep_refused(file: File, inspection: Inspection, person: Person) -> None:
    """Keeps a file that cannot be published, once per content."""
    kept: set[str] = st.session_state.setdefault("refused-kept", set())
    if not inspection.can_publish and file.sha256 not in kept:
        receive.keep_refused(file.content, file.name, person.name, inspection)
        kept.add(file.sha256)


def take_away(file: File, inspection: Inspection) -> None:
    """The same workbook with the bad cells marked, and the findings as a list."""
    if not inspection.findings:
        return
    content, lang = file.content, language()
    with st.container(key="tools-findings", horizontal=True, vertical_alignment="center", gap="small"):
        if inspection.refused is None and inspection.kind == "xlsx":
            st.download_button(
                say("upload.marked"),
                data=lambda: receive.marked(content, inspection, lang),
                file_name=say("upload.marked_file", name=file.name.rsplit(".", 1)[0]),
                key="marked",
                icon=":material/format_color_fill:",
                on_click="ignore",
            )
        facts = {say("export.title"): file.name, "SHA-256": file.sha256}
        frame, columns = inspected.findings_frame(inspection), inspected.findings_columns()
        tables.download(frame, columns, facts, "findings.csv", "findings-csv", say("upload.findings_csv"))
        if not inspection.can_publish:
            st.html(f'<p class="peak-source">{escape(say("upload.kept"))}</p>', width="content")


def what_changes(inspection: Inspection) -> None:
    """Targets that would move first, then the rows and values behind them."""
    with st.container(key="frame-moves", gap="small"):
        st.html(heading.finding(say("moves.would")))
        inspected.targets(inspection)
    with st.container(key="frame-changes", gap="small"):
        st.html(heading.finding(say("upload.changes")))
        inspected.changes(inspection)


def confirm(file: File, inspection: Inspection, snapshot: str, person: Person, seen: bool) -> None:
    """The note and the button; a click publishes only what this person has been shown."""
    repeated = any(finding.rule == "already_published" for finding in inspection.findings)
    pointless = repeated and not inspection.changes.lines
    attached = evidence(file, inspection)
    faults = receive.evidence_faults(inspection, attached)
    inspected.listed(faults)
    pointless = pointless and not attached
    with st.container(key="confirm", horizontal=True, vertical_alignment="bottom", gap="small"):
        note = st.text_input(
            say("upload.note"), key="note", max_chars=200, placeholder=say("upload.note_hint")
        )
        pressed = st.button(
            say("upload.publish"),
            key="publish",
            type="primary",
            icon=":material/publish:",
            disabled=pointless or bool(faults) or not person.may("publish"),
        )
    if pointless:
        st.html(heading.measure(say("upload.pointless")))
    if not pressed:
        return
    if not seen:
        st.warning(say("upload.moved_on"), icon=":material/sync_problem:")
        return
    publish(file, inspection, note, guard.require("publish"), attached)


def evidence(file: File, inspection: Inspection) -> list[tuple[str, bytes]]:
    """The files of evidence for this workbook; only asked for where its sheet has a column of evidence."""
    if inspection.template is None or inspection.template.column("evidence") is None:
        return []
    alone = len(st.session_state.get("files-known", ())) < 2
    given = st.file_uploader(
        say("upload.evidence"),
        type=["pdf", "docx", "xlsx", "jpg", "jpeg", "png"],
        accept_multiple_files=True,
        key="evidence" if alone else f"evidence-{file.sha256[:12]}",
        help=say("upload.evidence_help"),
    )
    return [(item.name, item.getvalue()) for item in given]


def publish(
    file: File, inspection: Inspection, note: str, person: Person, attached: list[tuple[str, bytes]]
) -> None:
    """Publishes these bytes once: a second click finds the receipt of the first."""
    if file.sha256 not in receipts():
        with st.spinner(say("upload.publishing")):
            made = receive.accept(file.content, file.name, person.name, note, attachments=attached)
            receipts()[file.sha256] = Published(made, inspection, receive.receipt(made.upload).at)
    st.rerun()


def receipts() -> dict[str, Published]:
    """What this visit has published, by content."""
    made: dict[str, Published] = st.session_state.setdefault("receipts", {})
    return made


def receipt(published: Published) -> None:
    """Generation, time, what changed, and where to look at it."""
    made, inspection = published.receipt, published.inspection
    template = inspected.template_name(inspection.template.id) if inspection.template else ""
    changed = inspection.changes
    with st.container(key="receipt", gap="small"):
        counts = say("upload.receipt_counts", new=changed.new, changed=changed.changed, same=changed.same)
        attached = len(receive.attachments(made.upload))
        proof = [say("upload.receipt_evidence", count=attached)] if attached else []
        facts = " · ".join([template, inspection.name, words.date(published.at), counts, *proof])
        ways = " ".join(
            [
                links.anchor(say("upload.to_overview"), "overview", "peak-way"),
                links.anchor(
                    say("upload.to_history"), "history", "peak-way", generation=str(made.generation)
                ),
            ]
        )
        st.html(
            heading.finding(
                f"● {say('upload.receipt', generation=made.generation)}", generation=made.generation
            )
            + heading.measure(facts)
        )
        moves.draw([item for item in moves.foreseen(inspection.moves) if item.of_the_city])
        st.html(f'<p class="peak-ways">{ways}</p>')


draw()
