"""Gives a layout away as a file: as data that another store can learn, or as an empty workbook to fill in."""

import io
import json
import tomllib
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.layouts.coordinates import WORDS
from data.ingest.layouts.stored import StoredLayout, WrongLayout, layout_of
from data.ingest.words.names import names_of
from data.plan import Template, plan

TITLE, FIRST_HEADING = 1, 3
PERIOD_HINT = "期间写在这里，如 2026年1—10月"
Path = tuple[str, ...]


def as_toml(stored: StoredLayout) -> bytes:
    """The layout as a TOML file."""
    told = stored.as_dict()
    bindings, fixed, roles = told.pop("bindings"), told.pop("fixed"), told.pop("roles")
    lines = [f"# {plan().templates[stored.template].name}", *pairs(told)]
    for name, table in (("fixed", fixed), ("roles", roles)):
        lines += ["", f"[{name}]", *pairs(table)]
    for binding in bindings:
        lines += ["", "[[bindings]]", *pairs(binding)]
    return ("\n".join(lines) + "\n").encode()


def pairs(told: dict[str, Any]) -> list[str]:
    """The lines of a table; texts, numbers and lists of texts are written alike in JSON and TOML."""
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]


def from_toml(content: bytes) -> StoredLayout:
    """The layout in such a file; WrongLayout where it is none."""
    try:
        told = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise WrongLayout(f"不是版式文件：{fault} / no layout file: {fault}") from fault
    return layout_of(told)


def as_workbook(stored: StoredLayout) -> bytes:
    """An empty workbook of the layout: its title, its headings with units, its stubs."""
    template = plan().templates[stored.template]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = (stored.name or template.name)[:31].translate(str.maketrans("[]:*?/\\", "_______"))
    title = next((b.path[0] for b in stored.bindings if b.along == "title"), stored.name or template.name)
    sheet.cell(TITLE, 1, f"{title}（{PERIOD_HINT}）" if template.period else title).font = Font(
        bold=True, size=14
    )
    if stored.shape == "columns":
        below_headings(sheet, [(b.path, b.unit) for b in stored.bindings])
    else:
        crossed(sheet, stored, template)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def below_headings(sheet: Worksheet, columns: list[tuple[Path, str]]) -> int:
    """Headings side by side, those that several columns share above them; the row of the lowest."""
    deep = max(len(path) for path, _ in columns)
    for at, (path, unit) in enumerate(columns, 1):
        words = [*path[:-1], *[""] * (deep - len(path)), f"{path[-1]}（{unit}）" if unit else path[-1]]
        for level, word in enumerate(words):
            before = columns[at - 2][0] if at > 1 else ()
            if word and not (level < len(path) - 1 and before[: level + 1] == path[: level + 1]):
                cell = sheet.cell(FIRST_HEADING + level, at, word)
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, horizontal="center")
    merged(sheet, [path for path, _ in columns], deep)
    return FIRST_HEADING + deep - 1


def merged(sheet: Worksheet, paths: list[Path], deep: int) -> None:
    """Joins the cells of a heading over the columns that share it."""
    for level in range(deep - 1):
        start = 0
        for at in range(1, len(paths) + 1):
            own = paths[start][: level + 1]
            if at < len(paths) and len(paths[start]) > level + 1 and paths[at][: level + 1] == own:
                continue
            if at - start > 1:
                row = FIRST_HEADING + level
                sheet.merge_cells(start_row=row, end_row=row, start_column=start + 1, end_column=at)
            start = at


def crossed(sheet: Worksheet, stored: StoredLayout, template: Template) -> None:
    """Stubs and headings of a layout whose fields, places or kinds stand crosswise."""
    named = {axis: roles.split(",") for axis, roles in stored.roles.items()}
    figures = [(b.path, b.unit) for b in stored.bindings if b.along != "title"]
    heads = [(path, unit) for path, unit in figures if WORDS in named.get("column", [])] or [
        ((word,), "") for word in words_of(template, named.get("column", []))
    ]
    stubs = [(path, unit) for path, unit in figures if WORDS in named.get("row", [])] or [
        ((word,), "") for word in words_of(template, named.get("row", []))
    ]
    first: list[tuple[Path, str]] = (
        [(("指标",), ""), (("单位",), "")] if WORDS in named.get("row", []) else [(("地区",), "")]
    )
    last = below_headings(sheet, [*first, *(heads or [((PERIOD_HINT,), "")])])
    for row, (path, unit) in enumerate(stubs, last + 1):
        sheet.cell(row, 1, path[-1])
        if len(first) > 1:
            sheet.cell(row, 2, unit)


def words_of(template: Template, roles: list[str]) -> list[str]:
    """The words that stubs or headings name, of the first role that is a list of ours."""
    for name in roles:
        column = template.column(name)
        if column and column.choices:
            return [choice.name for choice in column.choices]
        if column and column.kind in ("region", "sector", "category"):
            return names_of(column.kind)
    return []
