"""Lists the layouts that were learned: what each reads as what, with edit, withdrawal and export."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from data.ingest import receive
from data.plan import Template, plan
from pages.frame import exporting, guard, trouble
from pages.pieces import aside, heading
from pages.speech import file_names, names, words
from pages.speech.plain import plain
from pages.speech.words import drawn, say
from pages.staff.upload import assistant


def panel(may_publish: bool) -> None:
    """All layouts in force, one at a time; nothing where none was learned."""
    known = {stored.name: stored.as_dict() for stored in receive.layouts()}
    if not known:
        return
    with st.expander(drawn("layouts.title", count=len(known)), key="layouts"):
        name = str(st.selectbox(say("layouts.which"), list(known), key="layout-chosen"))
        stored = known[name]
        template = plan().templates[stored["template"]]
        _facts(stored, template)
        with st.container(key="tools-layout", horizontal=True, vertical_alignment="center", gap="small"):
            _exports(name)
            if may_publish:
                _withdrawal(name)
        if may_publish:
            _editing(name, stored, template)


def _facts(stored: Mapping[str, Any], template: Template) -> None:
    """For which template, by whom, when; and what was answered once."""
    fixed = [
        f"{_heading(template, field)} {_answer(template, field, text)}"
        for field, text in stored["fixed"].items()
    ]
    aside.facts(
        [
            (say("layouts.template"), names.sheet(template.id)),
            (say("layouts.by"), stored["by"]),
            (say("layouts.at"), words.date(stored["at"])),
            (say("layouts.version"), str(stored["version"])),
            (say("layouts.fixed"), words.joined(fixed)),
        ]
    )
    lines = "".join(
        f'<tr><th scope="row">{escape(assistant.JOINED.join(one["path"]))}</th>'
        f"<td>{escape(_heading(template, one['field']))}</td><td>{escape(one['unit'])}</td></tr>"
        for one in stored["bindings"]
    )
    heads = "".join(
        f'<th scope="col">{escape(say(f"layouts.{one}"))}</th>' for one in ("heading", "field", "unit")
    )
    st.html(f'<table class="peak-list"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>')


def _heading(template: Template, field: str) -> str:
    column = template.column(field)
    return field if column is None else words.pick(column.heading, column.heading_en)


def _answer(template: Template, field: str, text: str) -> str:
    """What was answered for a field, by its name in the visitor's language where it is one of a list."""
    column = template.column(field)
    known = {one["name"]: one["name_en"] for one in (assistant.options(column) if column else ())}
    return words.pick(text, known.get(text, text))


def _exports(name: str) -> None:
    """The layout as an empty workbook to fill in, and as a file that another store can learn."""
    for ending, icon in (("xlsx", "description"), ("toml", "data_object")):
        exporting.button(
            plain(say(f"layouts.as_{ending}")),
            lambda ending=ending: receive.layout_file(name, ending),  # type: ignore[misc]
            file_name=file_names.layout(ending),
            key=f"layout-{ending}",
            icon=f":material/{icon}:",
        )


def _withdrawal(name: str) -> None:
    """Takes the layout back, once that is confirmed."""
    sure = st.checkbox(say("layouts.sure"), key=f"layout-sure-{name}")
    if not st.button(say("layouts.withdraw"), key="layout-withdraw", disabled=not sure):
        return
    by = guard.require("teach").name
    try:
        receive.withdraw_layout(name, by)
    except trouble.KINDS as fault:
        trouble.told(fault)
        return
    st.rerun()


def _editing(name: str, stored: Mapping[str, Any], template: Template) -> None:
    """Another field for a heading; what is saved is the next version of the layout."""
    known = {column.field: column for column in template.columns}
    with st.form(key=f"layout-edit-{stored['version']}-{name}"):
        st.html(heading.measure(say("layouts.edit")))
        fields = {}
        with st.container(key="layout-fields", horizontal=True, gap="small"):
            for at, one in enumerate(stored["bindings"]):
                offered: Sequence[str] = list(dict.fromkeys([one["field"], "", *known]))
                fields[at] = st.selectbox(
                    plain(assistant.JOINED.join(one["path"])),
                    offered,
                    format_func=lambda field: assistant.field_name(known.get(field)),
                    key=f"layout-field-{name}-{stored['version']}-{at}",
                    width=300,
                )
        if not st.form_submit_button(say("layouts.save"), key="layout-save"):
            return
    bindings = [{**one, "field": fields[at]} for at, one in enumerate(stored["bindings"]) if fields[at]]
    by = guard.require("teach").name
    try:
        receive.learn_layout(name, {**stored, "bindings": bindings}, by)
    except trouble.KINDS as fault:
        trouble.told(fault)
        return
    st.rerun()
