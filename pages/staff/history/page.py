"""Looks back: every publication with what it changed, and the ways to undo it without losing anything."""

import json
from collections import Counter
from html import escape

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Entry, Receipt
from data.people.session import Person
from pages.frame import exporting, guard, links, page, past, trouble
from pages.frame.visit import Visit, open_page
from pages.pieces import heading, meanwhile, moves, tables
from pages.pieces.tables import Column
from pages.speech import file_names, names, words
from pages.speech.plain import listed, plain
from pages.speech.words import drawn, say
from pages.staff.history import amendments, difference, plan_line, publications, review, undo
from queries.ask import NoSnapshot
from queries.question import Rows


def main() -> None:
    """The page; which publication is looked at is its own choice, so it opens on the newest."""
    visit = open_page("history", newest=True, source=say("history.source"))
    entries = receive.history()
    with visit.top:
        undo.told()
    if not entries:
        visit.head(say("history.headline_none"), say("history.subline_none"))
        review.panel(visit, entries)
        publications.refused(receive.refusals(), receive.refusals_dropped())
        return
    visit = on_newest(visit, entries[0])
    visit.head(headline(entries[0]), subline(entries))
    tools(visit.person, entries[0].generation)
    amendments.asked_by_address()
    review.panel(visit, entries)
    chosen = chosen_entry(entries)
    with st.container(key="history", horizontal=True, gap="medium", vertical_alignment="top"):
        with st.container(key="log", gap="small"):
            publications.log(
                [
                    (entry.generation, meanwhile.action(entry), entry.by, entry.at, entry.note)
                    for entry in entries
                ],
                chosen.generation,
            )
        with st.container(key="frame-publication", gap="small"):
            publication(visit, chosen, entries)
    if visit.snapshot:
        amendments.panel(visit, entries)
    difference.panel(entries)
    publications.refused(receive.refusals(), receive.refusals_dropped())
    dialog(visit, entries)
    visit.foot(as_of=visit.newest_period, demo=bool(receive.demo_uploads(entries[0].generation)))


def on_newest(visit: Visit, newest: Entry) -> Visit:
    """The visit to the publication the page speaks of, though others came since it opened."""
    try:
        return visit.to(snapshot_id(newest))
    except NoSnapshot:  # published and not visible yet: readers see the one before
        return visit


def headline(newest: Entry) -> str:
    """What is in force, since when, by whom."""
    return say("history.headline", generation=newest.generation, date=words.date(newest.at), by=newest.by)


def subline(entries: list[Entry]) -> str:
    """How much there is."""
    active = receive.active(entries[0].generation)
    demo = receive.demo_uploads(entries[0].generation)
    return say("history.subline", generations=len(entries), uploads=len(active), demo=len(demo))


def snapshot_id(entry: Entry) -> str:
    """The id that `?snapshot=` takes."""
    return entry.snapshot.removesuffix(".duckdb")


def chosen_entry(entries: list[Entry]) -> Entry:
    """The publication the address asks for by generation or snapshot; the newest when it asks for none."""
    asked = st.query_params.get("generation", "")
    snapshot = st.query_params.get("snapshot", "")
    for entry in entries:
        if str(entry.generation) == asked or (not asked and snapshot_id(entry) == snapshot):
            return entry
    if asked or snapshot:
        st.warning(drawn("history.unknown", asked=(asked or snapshot)[:40]), icon=":material/info:")
    return entries[0]


def tools(person: Person, generation: int) -> None:
    """Check everything that is kept; withdraw all demonstration data."""
    demo = receive.demo_uploads(generation)
    with st.container(key="tools-history", horizontal=True, gap="small"):
        checked = st.button(say("history.verify"), key="verify", icon=":material/verified:")
        if demo and person.may("withdraw_demo"):
            _button("withdraw-demo", say("history.withdraw_demo", count=len(demo)), ":material/delete_sweep:")
    if checked:
        with st.spinner(say("history.verifying")):
            faults = receive.verify(person.name)
        if faults:
            st.error(listed(faults, say("history.verify_bad", count=len(faults))))
        else:
            st.success(say("history.verify_good"), icon=":material/verified:")
        remarks = receive.remarks()
        if remarks:
            st.info(listed(remarks))


def publication(visit: Visit, entry: Entry, entries: list[Entry]) -> None:
    """One publication: what it changed, its files, and what can be done about it."""
    title = say("history.publication", generation=entry.generation, action=meanwhile.action(entry))
    made_with = ""
    if entry.program:
        made_with = say("history.made_with", plan=entry.plan[:8], program=entry.program[:8])
    second = say("waiting.reviewed_by", by=entry.reviewed_by) if entry.reviewed_by else ""
    facts = [words.date(entry.at), entry.by, second, entry.note, made_with]
    st.html(
        heading.finding(title, generation=entry.generation)
        + heading.measure(" · ".join(fact for fact in facts if fact))
    )
    newest = entry == entries[0]
    with st.container(key="tools-publication", horizontal=True, vertical_alignment="center", gap="small"):
        if newest:
            st.html(heading.measure(f"● {say('history.in_force')}"), width="content")
        elif may_roll_back(entry, entries, visit.person):
            label = say("history.rollback", generation=entry.generation)
            _button("rollback", label, ":material/history:", str(entry.generation))
        asked = {} if newest else {"snapshot": snapshot_id(entry)}
        way = links.anchor(say("history.reopen"), "overview", "peak-way", **asked)
        st.html(f'<p class="peak-ways">{way}</p>', width="content")
    what_changed(visit, entry)
    files(entry, visit.person, set(receive.active(entries[0].generation)))


def what_changed(visit: Visit, entry: Entry) -> None:
    """What moved against the publication before: by its data, or by a change of the plan or the program."""
    amendments.of_publication(entry)
    if entry.action == "plan":
        plan_line.draw(entry)
        return
    try:
        then = visit.to(snapshot_id(entry))
    except NoSnapshot:
        page.empty(say("history.no_snapshot", snapshot=snapshot_id(entry)))
        if st.button(say("history.make_again"), key="make-again") and past.make(entry.generation):
            st.rerun()
        return
    publications.row_counts(then.ask("publication_changes"))
    plan_line.causes(then.ask("publication_causes"))
    moves.draw(moves.between(then.ask("changes_since_previous")))


def files(entry: Entry, person: Person, active: set[str]) -> None:
    """The workbooks of a publication: download the original, withdraw one."""
    if not entry.uploads:
        return
    st.html(f"<h4>{escape(say('history.files', count=len(entry.uploads)))}</h4>")
    known = {upload: receive.receipt(upload) for upload in entry.uploads}
    rows = Rows(
        {
            "upload": upload,
            "template": names.sheet(item.template),
            "file": item.file_name if receive.may_see(upload) else say("others.file"),
            "rows": item.row_count,
            "grade": item.grade,
            "by": item.by,
            "reason": item.reason if receive.may_see(upload) else "",
            "state": say("history.speaks" if upload in active else "history.silent"),
        }
        for upload, item in known.items()
    )
    shown = [
        Column("template", say("history.file_template"), width="medium"),
        Column("file", say("history.file_file")),
        Column("rows", say("history.file_rows"), "whole", width="small"),
        Column("grade", kind="grade"),
        Column("by", say("history.file_by")),
        Column("state", say("upload.change_before")),
    ]
    if any(item.reason for item in known.values()):
        shown.append(Column("reason", say("column.reason"), width="large"))
    tables.offered(rows, shown, "files", say("history.files", count=len(rows)), height="content")
    if seen := [upload for upload in entry.uploads if receive.may_see(upload)]:
        one_file(seen, active, person)


def one_file(uploads: list[str], active: set[str], person: Person) -> None:
    """Choose one workbook: its original bytes, or its withdrawal."""
    with st.container(key="tools-files", horizontal=True, vertical_alignment="bottom", gap="small"):
        upload = uploads[0]
        if len(uploads) > 1:
            upload = st.selectbox(
                say("history.which_file"),
                uploads,
                format_func=lambda name: receive.receipt(name).file_name,
                key="which-upload",
                label_visibility="collapsed",
            )
        item = receive.receipt(upload)
        exporting.button(
            say("history.original"),
            lambda: receive.original(upload)[1],
            file_name=file_names.original(upload, f".{item.kind}"),
            key="original",
            icon=":material/download:",
        )
        if upload in active and person.may_correct(item.by, None, item.template):
            label, which = say("correct.title"), json.dumps([upload, "", ""])
            _button("correct", label, ":material/edit:", which)
        if upload in active and person.may_undo(item.by):
            _button("withdraw", say("history.withdraw"), ":material/undo:", upload)


def _button(what: str, label: str, icon: str, which: str = "") -> None:
    """A button that opens the dialog of something to be undone."""
    st.button(plain(label), key=what, icon=icon, on_click=undo.ask, args=(what, which))


def dialog(visit: Visit, entries: list[Entry]) -> None:
    """The dialog that a button asked for, opened on the newest publication."""
    what, which = undo.asked()
    if what:
        undo.look(entries[0].generation)
    if what == "rollback":
        ask_rollback(next(entry for entry in entries if str(entry.generation) == which))
    elif what == "withdraw" and which in receive.active():
        ask_withdraw(which)
    elif what == "withdraw-demo" and receive.demo_uploads():
        ask_withdraw_demo(visit, receive.demo_uploads())
    elif what in amendments.DIALOGS:
        amendments.opened(visit, what, which)
    elif what:
        with visit.top:
            undo.gone([which] if which else [], entries[::-1])


def may_roll_back(entry: Entry, entries: list[Entry], person: Person) -> bool:
    """Any generation for those who may; else only past publications of data that are all one's own."""
    later = [item for item in entries if item.generation > entry.generation and item.action != "plan"]
    return person.may_undo(*(item.by for item in later))


def ask_rollback(entry: Entry) -> None:
    """Back to the state of a generation, after one more question."""

    def act(reason: str, seen: int) -> Receipt:
        person = guard.require("history")
        if not may_roll_back(entry, receive.history(), person):
            guard.require("rollback_all")
        return receive.rollback(entry.generation, person.name, reason, seen)

    now, then = receive.active(), receive.active(entry.generation)
    blocks = [
        *counted("history.leaves", [upload for upload in now if upload not in then]),
        *counted("history.returns", [upload for upload in then if upload not in now]),
    ]
    later = plan_line.kept(receive.history(), entry.generation)
    if later:
        blocks.append(
            undo.Block(say("history.plan_stays"), [f"{item.generation} · {item.note}" for item in later])
        )
    title = say("history.rollback_title", generation=entry.generation)
    undo.confirm(title, blocks, say("history.rollback_go", generation=entry.generation), act)


def ask_withdraw(upload: str) -> None:
    """One workbook out of what is published, after one more question."""

    def act(reason: str, seen: int) -> Receipt:
        person = guard.require("history")
        if not person.may_undo(receive.receipt(upload).by):
            guard.require("rollback_all")
        return receive.withdraw([upload], person.name, reason, seen)

    blocks = counted("history.leaves", [upload])
    undo.confirm(say("history.withdraw_title"), blocks, say("history.withdraw_go"), act)


def ask_withdraw_demo(visit: Visit, uploads: list[str]) -> None:
    """All demonstration data out at once, after one more question."""

    def act(_: str, seen: int) -> Receipt | None:
        return receive.withdraw_demo(guard.require("withdraw_demo").name, seen)

    touched = [row["statement"] for row in visit.ask("overview_cards") if row["grade"] == "demo"]
    demo = [names.statement(code) for code in dict.fromkeys(touched)]
    blocks = [
        *counted("history.leaves", uploads),
        undo.Block(say("history.demo_targets", count=len(demo)), demo),
    ]
    go = say("history.withdraw_demo_go", count=len(uploads))
    undo.confirm(say("history.withdraw_demo_title"), blocks, go, act, reason=False)


def counted(key: str, uploads: list[str]) -> list[undo.Block]:
    """How many workbooks and rows; their names while they are few, else how many of each sheet."""
    if not uploads:
        return []
    known = [receive.receipt(upload) for upload in uploads]
    sentence = say(key, count=len(known), rows=f"{sum(item.row_count for item in known):,}")
    if len(known) <= undo.LISTED:
        return [undo.Block(sentence, [item.file_name for item in known])]
    sheets = Counter(item.template for item in known)
    items = [
        say("history.of_sheet", sheet=names.sheet(template), count=count)
        for template, count in sorted(sheets.items())
    ]
    return [undo.Block(sentence, items)]


with trouble.in_words():
    main()
