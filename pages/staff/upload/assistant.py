"""Asks about a workbook that fits no template: its template, a field for each column, and what it lacks."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Inspection
from data.plan import Template, plan
from data.plan.model import Column
from data.plan.model import Named as Coded
from pages.frame import trouble
from pages.pieces import heading
from pages.speech import names, words
from pages.speech.plain import plain
from pages.speech.words import say
from pages.staff.upload import proposed
from pages.staff.upload.dropped import File

Proposal = Mapping[str, Any]
JOINED = "／"
LONGEST = 60
BOX = 330  # px of one box
DATED = re.compile(  # 2026年1—10月, 2026-10, 10月, 2026年三季度
    r"\d{4,}[\s年.\-—–_]*\d{0,2}[\s.\-—–至~]*\d{0,2}\s*[月日]?|\d{1,2}[—\-–至~]?\d{0,2}[月日季]|第?[一二三四]季度"
)
Answer = Mapping[str, Any] | None  # a layout without a name


@dataclass(frozen=True)
class Named:
    """A layout that a person confirmed, and the name it is to be kept under."""

    name: str = ""
    layout: Answer = None

    @property
    def whole(self) -> bool:
        """Whether nothing is missing: a layout has its name."""
        return self.layout is None or bool(self.name)

    def learned(self, by: str) -> str | None:
        """Keeps the layout and gives the name it is used by; None where the workbook needs none.

        What was said of other files that were asked about is forgotten: they may be of this layout.
        """
        if self.layout is None:
            return None
        stored = receive.learn_layout(self.name, self.layout, by)
        kept: dict[object, Inspection] = st.session_state.get("inspections", {})
        for key in [key for key, inspection in kept.items() if inspection.proposal is not None]:
            del kept[key]
        return stored.name


@dataclass(frozen=True)
class Choices:
    """What a person chose: the template, a field and a unit by heading words, and what was asked once."""

    template: str
    fields: Mapping[str, str]
    fixed: Mapping[str, str]
    units: Mapping[str, str]


def wanted(file: File, inspection: Inspection) -> bool:
    """Whether to ask how to read it: it fits no template, or lacks columns and the person wants that."""
    if inspection.proposal is None or inspection.can_publish:
        return False
    if inspection.template is None:
        return True
    return bool(st.toggle(say("assistant.own"), key=f"own-{file.sha256[:8]}", help=say("assistant.own_help")))


def answer(file: File, proposal: Proposal, who: str) -> Answer:
    """The layout that the person's choices amount to; None until they are confirmed and hold."""
    with st.container(key="frame-assistant", gap="small"):
        proposed.draw(file, proposal, who)
        template = _template(file, proposal)
        asked = proposal if template.id == proposal["template"] else of_template(proposal, template)
        chosen = _form(file, asked, template)
    if chosen is None:
        return None
    try:
        made = receive.answered(asked, chosen.fields, chosen.fixed, chosen.units)
    except receive.StoreError as fault:
        trouble.told(fault)
        return None
    return made.as_dict()


def named(file: File, inspection: Inspection, layout: Answer) -> Named:
    """The name under which the layout is kept, typed beside the button that publishes; none without one."""
    if layout is None or inspection.template is None:
        return Named()
    typed = st.text_input(
        say("assistant.name"),
        value=proposed_name(file.name, names.sheet(inspection.template.id)),
        key=f"layout-name-{file.sha256[:8]}",
        max_chars=LONGEST,
        help=say("assistant.name_help"),
    )
    name = str(typed).strip()
    if name in {stored.name for stored in receive.layouts()}:
        st.html(heading.measure(say("assistant.name_taken", name=name)))
    return Named(name, layout)


def proposed_name(file_name: str, template: str) -> str:
    """A file's name without its period: 规上能耗月报（2026年1—10月）.xlsx -> 规上能耗月报."""
    stem = file_name.rpartition(".")[0] or file_name
    bare = re.sub(r"[（(]\s*[）)]", "", DATED.sub("", stem)).strip(" _-—.")
    return (bare or template)[:LONGEST]


def _template(file: File, proposal: Proposal) -> Template:
    """Which sheet of ours the workbook is: the proposed one first, then those it resembles, then all."""
    near = [proposal["template"], *(other["template"] for other in proposal["others"])]
    known = [code for code in dict.fromkeys([*near, *plan().templates]) if code in plan().templates]
    chosen = st.selectbox(
        say("assistant.template"),
        known,
        format_func=names.sheet,
        key=f"assistant-template-{file.sha256[:8]}",
    )
    return plan().templates[chosen]


def of_template(proposal: Proposal, template: Template) -> Proposal:
    """The proposal for another template: fields by the words they share with headings, all else asked."""
    taken: set[str] = set()
    columns = []
    for column in proposal["columns"]:
        field = next(
            (c.field for c in template.columns if c.field not in taken and shares(c, column["path"])), ""
        )
        taken |= {field} - {""}
        columns.append({**column, "field": field, "others": []})
    asked = [
        {
            **{"field": c.field, "heading": c.heading, "heading_en": c.heading_en, "kind": c.kind},
            **{"required": True, "value": "", "options": options(c)},
        }
        for c in template.columns
        if c.required and c.default is None and not c.numeric and c.kind != "period" and c.field not in taken
    ]
    return {**proposal, "template": template.id, "columns": columns, "asked": asked}


def shares(column: Column, path: Sequence[str]) -> bool:
    """Whether a heading is the column's, in other words of the plan too."""
    told = {re.sub(r"[（(].*", "", word).strip() for word in path}
    return bool(told & {column.heading, column.heading_en, *column.aliases})


def options(column: Column) -> list[dict[str, str]]:
    """What may be answered for a column of codes."""
    known: Mapping[str, Mapping[str, Coded]] = {
        "basis": plan().bases,
        "maturity": plan().maturities,
        "region": plan().regions,
        "sector": plan().sectors,
    }
    listed = column.choices or tuple(known.get(column.kind, {}).values())
    return [{"code": one.code, "name": one.name, "name_en": one.name_en} for one in listed]


def _form(file: File, proposal: Proposal, template: Template) -> Choices | None:
    """The boxes of all columns and of what is asked once; what was confirmed last, None before."""
    key = f"{file.sha256[:8]}-{template.id}"
    kept: dict[str, Choices] = st.session_state.setdefault("layout-choices", {})
    with st.form(key=f"assistant-{key}", border=False):
        st.html(heading.finding(say("assistant.columns", count=len(proposal["columns"]))))
        with st.container(key="assistant-columns", horizontal=True, gap="small"):
            fields, units = _columns(key, proposal, template)
        fixed: dict[str, str] = {}
        if proposal["asked"]:
            st.html(heading.finding(say("assistant.asked")) + heading.measure(say("assistant.asked_once")))
            with st.container(key="assistant-asked", horizontal=True, gap="small"):
                fixed = {ask["field"]: _asked(key, ask) for ask in proposal["asked"]}
        if st.form_submit_button(say("assistant.read"), key=f"assistant-read-{key}", type="primary"):
            kept[key] = Choices(template.id, fields, fixed, units)
    return kept.get(key)


def _columns(key: str, proposal: Proposal, template: Template) -> tuple[dict[str, str], dict[str, str]]:
    """A box for the field of each column, and one for its unit where none is printed."""
    known = {column.field: column for column in template.columns}
    fields: dict[str, str] = {}
    units: dict[str, str] = {}
    for at, column in enumerate(proposal["columns"]):
        path = JOINED.join(column["path"])
        near = [column["field"], *(other["field"] for other in column["others"])]
        offered = [one for one in dict.fromkeys([*near, "", *known]) if one == "" or one in known]
        with st.container(key=f"assistant-column-{at}", gap=None, width=BOX):
            fields[path] = st.selectbox(
                plain(label(column)),
                offered,
                format_func=lambda field: field_name(known.get(field)),
                key=f"field-{key}-{at}",
                help=plain(hint(column)),
            )
            unit = known[fields[path]].unit if fields[path] in known else ""
            if unit and not column["unit"]:
                units[path] = st.selectbox(
                    plain(say("assistant.unit", heading=column["path"][-1])),
                    scales(unit),
                    key=f"unit-{key}-{at}-{fields[path]}",
                )
    return fields, units


def label(column: Mapping[str, Any]) -> str:
    """What stands over a column, and where: 综合能源消费量／本月累计（万吨标准煤） · B5:B17."""
    unit = f"（{column['unit']}）" if column["unit"] else ""
    place = next(iter(column["cells"]), "") or column["cell"] or column["sheet"]
    return f"{JOINED.join(column['path'])}{unit} · {place}"


def hint(column: Mapping[str, Any]) -> str:
    """Why the field is proposed and what stands in the column."""
    why = say(f"assistant.why_{column['why'] or 'none'}")
    shown = words.joined(column["examples"])
    return say("assistant.hint", why=why, examples=shown or "—")


def field_name(column: Column | None) -> str:
    """A field by its heading and unit, with the star of what is required; the words for none."""
    if column is None:
        return say("assistant.unused")
    unit = names.unit(column.unit)
    unit = words.pick(f"（{unit}）", f" ({unit})") if unit else ""
    return f"{words.pick(column.heading, column.heading_en)}{unit}{' *' if column.required else ''}"


def scales(unit: str) -> list[str]:
    """The unit of the field and the same a hundred million, ten thousand times larger or smaller."""
    bare = unit.lstrip("亿万千百")
    return list(dict.fromkeys([unit, bare, f"万{bare}", f"亿{bare}"])) if bare != "%" else [unit]


def _asked(key: str, ask: Mapping[str, Any]) -> str:
    """One thing the workbook does not say: a box of what may be answered, or a field to type into."""
    title = words.pick(ask["heading"], ask["heading_en"])
    key = f"asked-{key}-{ask['field']}"
    if not ask["options"]:
        return str(st.text_input(plain(title), value=ask["value"], key=key, width=BOX))
    by_name = {one["name"]: words.pick(one["name"], one["name_en"]) for one in ask["options"]}
    offered = ["", *by_name]
    chosen = st.selectbox(
        plain(title),
        offered,
        index=offered.index(ask["value"]) if ask["value"] in offered else 0,
        format_func=lambda name: by_name.get(name, say("assistant.choose")),
        key=key,
        width=BOX,
    )
    return str(chosen)


def signed(layout: Answer) -> str:
    """An answer as one word, to know it again; '' for none."""
    return "" if layout is None else json.dumps(layout, sort_keys=True, ensure_ascii=False)
