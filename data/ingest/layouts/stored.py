"""A layout: how a bureau's own workbook is read, as a person answered it once, by heading words."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from data.ingest import strict
from data.keep.errors import StoreError
from data.plan import plan

SHAPES = ("columns", "cells")
ALONG = ("column", "row", "title")
SOURCES = ("", "title", "heading", "sheet", "file", "column")
LONGEST_NAME = 60  # signs
MOST = 400  # columns of one layout


@dataclass(frozen=True)
class Binding:
    """One column (or name of a figure): heading words, the field it is, the unit where none is printed."""

    path: tuple[str, ...]
    field: str
    unit: str = ""
    along: str = "column"


@dataclass(frozen=True)
class StoredLayout:
    """How workbooks of a bureau are read; see data/ingest/layouts/__init__.py for the parts."""

    template: str
    shape: str
    bindings: tuple[Binding, ...]
    fixed: dict[str, str] = field(default_factory=dict)
    period: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    name: str = ""
    by: str = ""
    at: str = ""
    version: int = 1

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self) | {"bindings": [asdict(b) | {"path": list(b.path)} for b in self.bindings]}


class WrongLayout(StoreError, ValueError):
    """An answer that cannot be one: says in words what is wrong with it."""


def layout_of(told: Any) -> StoredLayout:
    """The layout that these words are; WrongLayout where they are none of this plan."""
    try:
        made = strict.made(StoredLayout, told)
    except (TypeError, ValueError) as fault:
        raise WrongLayout(f"不是版式：{fault} / no layout: {fault}") from fault
    wrong = faults(made)
    if wrong:
        raise WrongLayout("；".join(wrong))
    return made


def faults(layout: StoredLayout) -> list[str]:
    """What contradicts the plan in a layout, each in both languages."""
    template = plan().templates.get(layout.template)
    if template is None:
        return [f"没有模板 {layout.template} / no such template: {layout.template}"]
    known = {column.field for column in template.columns}
    found = []
    if layout.shape not in SHAPES or layout.period not in SOURCES:
        found.append(f"不认识的形状或期间来源 / unknown shape or source of the period: {layout.shape}")
    if not layout.bindings or len(layout.bindings) > MOST:
        found.append("没有对应任何列 / no column is bound")
    strangers = sorted(({b.field for b in layout.bindings} | set(layout.fixed)) - known)
    if strangers:
        found.append(
            f"模板 {template.id} 没有字段 {'、'.join(strangers)} / no such fields: {', '.join(strangers)}"
        )
    if any(not b.path or b.along not in ALONG for b in layout.bindings):
        found.append("有一列没有表头文字 / a column has no heading words")
    fields = [b.field for b in layout.bindings]
    if layout.shape == "columns" and len(set(fields)) < len(fields):
        twice = sorted({name for name in fields if fields.count(name) > 1})
        found.append(f"同一字段对应了两列：{'、'.join(twice)} / two columns are the same field")
    return found


def plain_name(name: str) -> str:
    """A name for a layout: one line, no signs that nobody sees; WrongLayout for none or too long a one."""
    plain = re.sub(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\ufeff]+", " ", name).strip()
    if not plain or len(plain) > LONGEST_NAME:
        raise WrongLayout(
            f"请给版式起一个不超过 {LONGEST_NAME} 字的名称 / "
            f"give the layout a name of at most {LONGEST_NAME} signs"
        )
    return plain
