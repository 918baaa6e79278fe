"""Draws what an inspection understood, its findings as a table, and what publishing would change."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.ingest.receive import ChangeLine, Inspection
from data.plan import Template
from data.plan.model import Column as Told
from pages.pieces import heading, moves, tables
from pages.pieces.found import SEVERITIES
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.plain import plainly
from pages.speech.words import drawn, language, say
from queries.question import Rows

NAMED = 6


def understood(inspection: Inspection) -> None:
    """The official form it was recognised as, sheets, rows, periods and regions in words."""
    if inspection.template is None:
        st.html(heading.measure(say("upload.not_understood")))
        return
    facts = {
        "form": words.pick(inspection.form.name, inspection.form.name_en) if inspection.form else "",
        "sheets": _several(inspection.sheets),
        "rows": words.number(inspection.rows, decimals=0),
        "periods": _several([words.period(code) for code in inspection.periods]),
        "regions": _several([names.region(code) for code in inspection.regions]),
    }
    cells = "".join(
        f"<div><dt>{escape(say(f'upload.fact_{name}'))}</dt><dd>{escape(text)}</dd></div>"
        for name, text in facts.items()
        if text
    )
    st.html(f'<dl class="peak-facts">{cells}</dl>')


def _several(things: Sequence[str]) -> str:
    """All names while they are few; else the first and the last and how many there are."""
    comma = ", " if language() == "en" else "、"
    if len(things) <= NAMED:
        return comma.join(things)
    return say("upload.several", first=comma.join(things[: NAMED - 2]), last=things[-1], count=len(things))


def findings_table(inspection: Inspection) -> tuple[Rows, tables.Shown]:
    """All findings as a table to take away, and its columns."""
    lang = language()
    rows = Rows(
        {
            "severity": say(f"severity.{finding.severity}"),
            "sheet": finding.sheet,
            "cell": finding.cell,
            "sentence": finding.sentence(lang),
            "found": finding.value("found", lang),
            "expected": finding.value("expected", lang),
            "mend": finding.mend(lang),
        }
        for finding in inspection.findings
    )
    return rows, ("severity", "sheet", "cell", "sentence", "found", "expected", "mend")


def changes(inspection: Inspection, first: str = "") -> str:
    """Counts of rows, and each value of one state before and after; the state that is shown, '' for none.

    `first` is the state to begin with (changed, gone, new), where there are values of it.
    """
    made, template = inspection.changes, inspection.template
    if template is None:
        return ""
    counts = {"new": made.new, "changed": made.changed, "same": made.same, "gone": made.gone}
    figures = "".join(
        f'<div data-change="{name}"><b>{count:,}</b> <span>{escape(say(f"upload.rows_{name}"))}</span></div>'
        for name, count in counts.items()
    )
    st.html(f'<div class="peak-counts">{figures}</div>')
    if made.gone:
        st.html(heading.measure(say("upload.gone_stays")))
    states = [
        state for state in ("changed", "gone", "new") if any(line.state == state for line in made.lines)
    ]
    if not states:
        return ""
    state = first if first in states else states[0]
    if len(states) > 1:
        labels = {code: say(f"upload.values_{code}") for code in states}
        state = st.segmented_control(
            say("upload.which_values"),
            states,
            default=state,
            required=True,
            key="which-values",
            format_func=plainly(labels.__getitem__),
            label_visibility="collapsed",
        )
    rows = Rows(change(template, line) for line in made.lines if line.state == state)
    tables.offered(rows, _change_columns(state), "changes", say("upload.changes_alt"), height=280)
    if made.more:
        st.html(heading.measure(say("upload.more_values", count=made.more)))
    return state


def change(template: Template, line: ChangeLine) -> dict[str, str]:
    """A changed value in words, by the columns of its table."""
    keys = [template.column("enterprise" if name == "enterprise_key" else name) for name in template.key]
    column = template.column(line.field)
    heading = words.pick(column.heading, column.heading_en) if column else line.heading
    parts = [in_words(key, text) for key, text in zip(keys, line.key, strict=True) if key]
    unit = f" ({names.unit(column.unit)})" if column and column.unit else ""
    return {
        "record": " · ".join(part for part in parts if part),
        "field": f"{heading}{unit}",
        "before": in_words(column, line.before) if column else line.before,
        "after": in_words(column, line.after) if column else line.after,
        "grade": line.grade_before,
        "difference": signed(line.difference),
        "cell": f"{line.sheet}!{line.cell}",
    }


def signed(text: str) -> str:
    """By how much, with its sign and commas in it."""
    if not text:
        return ""
    written = f"{float(text):+,.4f}".rstrip("0").rstrip(".")
    return "0" if written in ("+0", "-0") else written


def _change_columns(state: str) -> tables.Shown:
    record, after = Column("record", say("upload.change_record")), Column("after", say("upload.change_after"))
    field = Column("field", say("upload.change_field"))
    if state == "new":
        return [record, field, after, "cell"]
    before = Column("before", say("upload.change_before"))
    grade = Column("grade", say("upload.change_grade"), "grade")
    if state == "gone":
        return [record, field, before, grade, "cell"]
    return [record, field, before, after, "difference", grade, "cell"]


def in_words(column: Told, text: str) -> str:
    """A stored value as a person writes it: names for codes, commas in numbers."""
    if not text:
        return ""
    if column.numeric:
        return f"{float(text):,.4f}".rstrip("0").rstrip(".")
    if column.kind == "choice":
        return {one.code: one.label(language()) for one in column.choices}.get(text, text)
    return names.named(column.kind, text) if column.kind in names.KINDS else text


def targets(inspection: Inspection) -> None:
    """Which cards of the overview would move as lines; places and sectors as a table that opens."""
    moved = moves.foreseen(inspection.moves)
    others = [item for item in moved if not item.on_overview]
    moves.draw([item for item in moved if item.on_overview], of_sheet=True)
    if told := moves.earlier(inspection.moves):
        st.html(heading.measure(told))
    if not others:
        return
    with st.expander(drawn("moves.others", count=len(others))):
        moves.table("other-moves", others)


def verdict(inspection: Inspection) -> str:
    """One sentence: may it be published, and what stands in the way."""
    count = {name: sum(1 for f in inspection.findings if f.severity == name) for name in SEVERITIES}
    if inspection.can_publish:
        if asking := sum(finding.needs_reason for finding in inspection.findings):
            return say("upload.ready_reason", asking=asking, count=count["warn"])
        return say("upload.ready_warn", count=count["warn"]) if count["warn"] else say("upload.ready")
    return say("upload.blocked", count=count["stop"])
