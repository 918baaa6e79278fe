"""Draws one table of what became of many files, and hands out the files to be mended in one package."""

import csv
import io
import zipfile
from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from data.inert import safe
from data.ingest import batch, receive
from data.ingest.batch import Outcome, Overlap
from data.ingest.batch_evidence import LOOSE, PROOF
from pages.frame import exporting, trouble
from pages.pieces import heading, listing, status, tables
from pages.pieces.listing import Cell, Line
from pages.speech import file_names, names, words
from pages.speech.palette import colour
from pages.speech.words import language, pick, say
from pages.staff.upload import receipts
from pages.staff.upload.dropped import File
from queries.question import Rows

LOOKS = {  # state → shape, colour
    "ready": ("●", "status-on-track"),
    "check": ("●", "status-on-track"),
    "published": ("✓", "status-on-track"),
    "reason": ("◆", "status-behind"),
    "conflict": ("◆", "status-behind"),
    "layout": ("◆", "status-behind"),
    "blocked": ("■", "status-far-behind"),
    "refused": ("■", "status-far-behind"),
    "loose": ("◆", "status-behind"),
    "proof": ("●", "status-on-track"),
    "repeated": ("○", "status-insufficient"),
    "unseen": ("○", "status-insufficient"),
}
HEADINGS = ("file", "outcome", "sheet", "period", "places", "rows", "findings", "changes")
FIRST = (
    "blocked",
    "refused",
    "conflict",
    "layout",
    "reason",
    "loose",
    "check",
    "ready",
    "proof",
    "repeated",
    "unseen",
    "published",
)
PROOFS = (PROOF, LOOSE)
TO_MEND = ("blocked", "refused", "conflict", "reason")


def draw(
    files: Sequence[File], outcomes: Sequence[Outcome], states: Mapping[str, str], published: Collection[str],
    owned: Mapping[str, str],
) -> None:  # fmt: skip
    """The headline with its counts, what was dropped twice, and a line a file; `owned` is whose evidence."""
    by_hash = {one.sha256: one for one in outcomes}
    state = {
        file.sha256: "published" if file.sha256 in published else states.get(file.sha256, "unseen")
        for file in files
    }
    found = batch.overlaps([one for one in outcomes if one.can_publish and not one.repeated])
    st.html(
        heading.finding(say("batch.title", count=len(files)), batch=len(files))
        + heading.measure(_counted(list(state.values())))
        + _twice()
    )
    order = sorted(files, key=lambda file: (FIRST.index(state[file.sha256]), file.name))
    lines = [
        _proof(file, by_hash[owned[file.sha256]].name if owned[file.sha256] else "")
        if file.sha256 in owned
        else _line(file, by_hash.get(file.sha256) or _told_before(file), state[file.sha256], found)
        for file in order
    ]
    st.html(listing.markup([say(f"batch.column_{name}") for name in HEADINGS], lines))


def _proof(file: File, of: str) -> Line:
    """A file of evidence and the workbook it goes with."""
    state = PROOF if of else LOOSE
    shape, tone = LOOKS[state]
    mark = status.mark(shape, say(f"batch.state_{state}"), colour(tone), outcome=state)
    note = say("batch.proof_of", name=of) if of else say("batch.proof_whose")
    return Line(file.name, [Cell(mark=mark), *[Cell()] * (len(HEADINGS) - 2)], note=note)


def _told_before(file: File) -> Outcome | None:
    """What became of a file that was published on this page."""
    made = receipts.kept().get(file.sha256)
    return batch.outcome_of(made.inspection) if made else None


def _counted(states: Sequence[str]) -> str:
    """How many files are in which state, in the order of the table of looks."""
    parts = [say(f"batch.count_{state}", count=states.count(state)) for state in LOOKS if state in states]
    return words.joined(parts)


def _twice() -> str:
    twice: list[tuple[str, str]] = st.session_state.get("upload-twice", [])
    return "".join(heading.measure(say("batch.twice", name=name, other=other)) for name, other in twice)


def _line(file: File, one: Outcome | None, state: str, found: Sequence[Overlap]) -> Line:
    shape, tone = LOOKS[state]
    mark = status.mark(shape, say(f"batch.state_{state}"), colour(tone), outcome=state)
    if one is None:
        return Line(file.name, [Cell(mark=mark), *[Cell()] * (len(HEADINGS) - 2)])
    counts = [
        say(f"batch.findings_{name}", count=count)
        for name, count in (("stop", one.stops), ("warn", one.warns), ("note", one.notes))
        if count
    ]
    changed = [
        say(f"batch.changed_{name}", count=count)
        for name, count in (("new", one.new), ("changed", one.changed), ("same", one.same))
        if count
    ]
    cells = [
        Cell(mark=mark),
        Cell(_sheet(one)),
        Cell(_several([words.period(code) for code in one.periods])),
        Cell(_several([names.region(code) for code in one.regions])),
        Cell(words.number(one.rows, decimals=0) if one.rows else ""),
        Cell(words.joined(counts)),
        Cell(words.joined(changed)),
    ]
    return Line(one.name, cells, note=told(one, state, found))


def _sheet(one: Outcome) -> str:
    if one.form is not None:
        return pick(one.form.name, one.form.name_en)
    name = names.sheet(one.template) if one.template else ""
    return say("batch.by_layout", sheet=name, layout=one.layout) if one.layout else name


def _several(things: Sequence[str]) -> str:
    """The first and the last, where there are more than two."""
    if len(things) <= 2:
        return words.joined(things)
    return say("upload.several", first=things[0], last=things[-1], count=len(things))


def told(one: Outcome, state: str, found: Sequence[Overlap]) -> str:
    """What to know of a file first: what it has in common with others, else its gravest finding."""
    shared = batch.of_file(found, one.sha256)
    if shared:
        first = max(shared, key=lambda overlap: overlap.differing)
        key = "batch.differs" if first.differing else "batch.shares"
        return say(
            key, name=first.other, count=first.differing or first.records, sheet=first.sheet, row=first.row,
            other=first.other_sheet, other_row=first.other_row,
        )  # fmt: skip
    if state == "layout":
        return say("batch.layout_hint")
    if one.first is None or state in ("ready", "repeated"):
        return ""
    place = one.first.where(language())
    return f"{place}{': ' if place else ''}{one.first.sentence(language())}"


def take_away(files: Sequence[File], outcomes: Sequence[Outcome], states: Mapping[str, str]) -> None:
    """The table as a list, and every file to be mended, marked, in one package."""
    if not outcomes:
        return
    with st.container(key="tools-batch", horizontal=True, vertical_alignment="center", gap="small"):
        tables.download(*_rows(outcomes, states), say("batch.list"), "batch-csv")
        bad = [one for one in outcomes if states[one.sha256] in TO_MEND]
        if bad:
            by_hash = {file.sha256: file for file in files}
            lang = language()
            exporting.button(
                say("batch.package"),
                lambda: package([(by_hash[one.sha256], one) for one in bad], lang),
                file_name=file_names.package(),
                key="batch-package",
                icon=":material/folder_zip:",
            )


def _rows(outcomes: Sequence[Outcome], states: Mapping[str, str]) -> tuple[Rows, tables.Shown]:
    lang = language()
    rows = Rows(
        {
            "file_name": one.name,
            "outcome": say(f"batch.state_{states[one.sha256]}"),
            "sheet": _sheet(one),
            "periods": words.joined([words.period(code) for code in one.periods]),
            "places": words.joined([names.region(code) for code in one.regions]),
            "rows": str(one.rows),
            "stops": str(one.stops),
            "warns": str(one.warns),
            "notes": str(one.notes),
            "sentence": one.first.message(lang) if one.first and states[one.sha256] not in PROOFS else "",
        }
        for one in outcomes
    )
    titles = {name: say(f"batch.column_{name}") for name in ("outcome", "sheet", "places", "rows")}
    severity = {f"{name}s": say(f"severity.{name}") for name in ("stop", "warn", "note")}
    named = {"periods": say("column.period"), **titles, **severity}
    return rows, [tables.Column(field, named.get(field, "")) for field in rows[0]]


def package(bad: Sequence[tuple[File, Outcome]], lang: str) -> bytes:
    """A zip of the marked workbooks, numbered, and a list that says which was which and what is wrong."""
    target, lines = io.BytesIO(), io.StringIO()
    out = csv.writer(lines, lineterminator="\r\n")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made, words.speaking(lang):
        for number, (file, one) in enumerate(bad, 1):
            called = f"{number:02d}_{file_names.marked(one.template, one.sha256)}"
            try:
                content = file.content
                inspection = receive.inspect(content, file.name)
            except trouble.KINDS as fault:
                out.writerow(map(safe, (f"{number:02d}", file.name, str(fault), "")))
                continue
            if inspection.refused is None:
                made.writestr(called, receive.returned(content, inspection, lang))
            for finding in inspection.findings:
                told = (finding.where(lang), finding.sentence(lang), finding.mend(lang))
                level = say(f"severity.{finding.severity}")
                out.writerow(map(safe, (f"{number:02d}", file.name, level, *told)))
        made.writestr(file_names.package_list(), lines.getvalue().encode("utf-8-sig"))
    return target.getvalue()
