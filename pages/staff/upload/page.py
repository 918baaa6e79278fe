"""Takes a workbook in: what was understood, what is wrong, what publishing would change, then the receipt."""

from html import escape

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Inspection
from pages.frame import guard, links, uploads
from pages.frame.visit import Visit, open_page
from pages.pieces import heading, inspected, standing, tables
from pages.speech import file_names, names
from pages.speech.words import drawn, language, say
from pages.staff.upload import due_sheets, receipts
from pages.staff.upload.dropped import File, alone, drop
from pages.staff.upload.receipts import Published
from queries.question import Rows

KEPT = 8


def main() -> None:
    """The page; a clerk may send the first workbook of all, so it opens without a snapshot too."""
    visit = open_page("upload", newest=True, source=say("upload.source"))
    late, coming = visit.ask("late_sheets"), visit.ask("due_next")
    visit.head(headline(late), say("upload.subline"))
    _earlier_snapshot()
    chosen = drop()
    if chosen is None:
        due_sheets.panel(late, coming)
    elif published := receipts.in_force(chosen.sha256):
        receipts.draw(published)
        due_sheets.panel(late, coming)
    else:
        examine(visit, chosen)
    demo = any(row["demo_uploads"] for row in visit.ask("snapshot_facts"))
    visit.foot(as_of=visit.newest_period, demo=demo)


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
    seen = st.session_state.get("upload-seen")
    inspection = inspection_of(file, visit.snapshot)
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
        inspected.findings(inspection)
        take_away(file, inspection)
    if inspection.can_publish:
        what_changes(inspection)
        confirm(visit, file, inspection, seen == (file.sha256, visit.snapshot))
    else:
        st.button(say("upload.publish"), key="publish", type="primary", disabled=True)
    st.session_state["upload-seen"] = (file.sha256, visit.snapshot)


def inspection_of(file: File, snapshot: str) -> Inspection:
    """The inspection of these bytes against this snapshot; made once, whatever is clicked afterwards."""
    kept: dict[tuple[str, str], Inspection] = st.session_state.setdefault("inspections", {})
    key = (file.sha256, snapshot)
    if key not in kept:
        place = st.empty()
        with place.status(drawn("upload.reading", name=file.name)) as progress:
            made = receive.inspect(file.content, file.name)
            if made.can_publish:
                progress.update(label=say("upload.foreseeing"))
                made = receive.foreseen(file.content, made)
        place.empty()
        kept[key] = made
        while len(kept) > KEPT:
            kept.pop(next(iter(kept)))
    return kept[key]


def keep_refused(file: File, inspection: Inspection, by: str) -> None:
    """Keeps a file that cannot be published, once per content."""
    kept: set[str] = st.session_state.setdefault("refused-kept", set())
    if not inspection.can_publish and file.sha256 not in kept:
        receive.keep_refused(file.content, file.name, by, inspection)
        kept.add(file.sha256)


def take_away(file: File, inspection: Inspection) -> None:
    """The same workbook with the bad cells marked, and the findings as a list."""
    if not inspection.findings:
        return
    content, lang = file.content, language()
    with st.container(key="tools-findings", horizontal=True, vertical_alignment="center", gap="small"):
        if inspection.refused is None:
            st.download_button(
                say("upload.marked"),
                data=lambda: receive.marked(content, inspection, lang),
                file_name=file_names.marked(
                    inspection.template.id if inspection.template else "", file.sha256
                ),
                key="marked",
                icon=":material/format_color_fill:",
                on_click="ignore",
            )
        facts = {say("export.title"): file.name, "SHA-256": file.sha256}
        rows, shown = inspected.findings_table(inspection)
        tables.download(rows, shown, facts, "findings", "findings-csv", say("upload.findings_csv"))
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


def confirm(visit: Visit, file: File, inspection: Inspection, seen: bool) -> None:
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
            disabled=pointless or bool(faults) or not visit.person.may("publish"),
        )
    if pointless:
        st.html(heading.measure(say("upload.pointless")))
    if not pressed:
        return
    if not seen:
        st.warning(say("upload.moved_on"), icon=":material/sync_problem:")
        return
    publish(file, inspection, note, guard.require("publish").name, attached)


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
    file: File, inspection: Inspection, note: str, by: str, attached: list[tuple[str, bytes]]
) -> None:
    """Publishes these bytes once: a second click finds the receipt of the first."""
    if file.sha256 not in receipts.kept():
        with st.spinner(say("upload.publishing")):
            made = receive.accept(file.content, file.name, by, note, attachments=attached)
            receipts.kept()[file.sha256] = Published(made, inspection, receive.receipt(made.upload).at)
    st.rerun()


main()
