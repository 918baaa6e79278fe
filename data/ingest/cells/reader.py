"""Looks a foreign workbook over and reads its cells, in plain JSON; runs in the child process alone."""

import csv
import datetime
import io
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from data.ingest.cells.workbook_xml import WorkbookLook

from data.ingest.cells import guard
from data.ingest.cells.grid import MAX_COLUMN, address, column_letter, spans
from data.ingest.findings import Finding, Refused

PLAIN = {str, float}  # what is the same in JSON
LISTED = 100  # findings of one rule in one sheet before the rest is summed up


def read(content: bytes, kind: str) -> dict[str, Any]:
    """The answer for one file: {'sheets': …, 'findings': …}; raises Refused."""
    if kind == "csv":
        return _read_csv(content)
    return _read_xlsx(content) if kind == "xlsx" else _read_old(content)


def _read_xlsx(content: bytes) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook

    from data.ingest.cells.workbook_xml import look_over

    look = look_over(content, with_values=True)
    del content
    findings: list[Finding] = []
    if look.date_1904:
        findings.append(Finding("date_1904"))
    if look.external_links:
        findings.append(Finding("external_links", found=str(look.external_links)))
    formulas = sum(sheet.formulas for sheet in look.sheets)
    if look.recalculate and formulas:
        findings.append(Finding("recalculation_due", found=str(formulas)))
    known = all(seen.values.lines is not None for seen in look.sheets)
    workbook = None if known else CalamineWorkbook.from_filelike(io.BytesIO(look.clean))
    look.clean = b""
    sheets = []
    for position, seen in enumerate(look.sheets):
        to_read = workbook is not None and seen.values.lines is None and seen.count
        rows = _rows(workbook.get_sheet_by_index(position), seen.name) if to_read and workbook else []
        sheets.append(
            {
                "name": seen.name,
                "rows": rows,
                "lines": seen.values.lines,
                "merges": seen.merges,
                "hidden": seen.hidden,
                "hidden_rows": sorted(seen.hidden_rows),
                "hidden_columns": sorted(seen.hidden_columns),
                "percent_cells": seen.percent_cells,
                "indents": seen.indents,
            }
        )
        findings += _listed("error_cell", seen.name, [(r, c, text) for r, c, text in seen.errors])
        findings += _listed("uncalculated_formula", seen.name, [(r, c, "") for r, c in seen.uncalculated])
        for rule, places in seen.odd.places():
            findings += _listed(rule, seen.name, [(r, c, "") for r, c in places])
        if seen.percent_cells:
            findings.append(Finding("percent_format", seen.name, found=str(len(seen.percent_cells))))
    findings += _about_hidden(sheets)
    findings = [Finding("sheet_without_part", name) for name in look.missing] + findings
    if not any(map(_is_filled, sheets)):
        _refuse_for_want_of_cells(look, findings)
    return {"sheets": sheets, "findings": [_plain(finding) for finding in findings]}


def _refuse_for_want_of_cells(look: "WorkbookLook", findings: list[Finding]) -> None:
    """Says why there is not one value when the file itself tells: errors only, or cells nobody can read."""
    for finding in findings:
        if finding.rule not in ("error_cell", "uncalculated_formula") and finding.severity == "stop":
            raise Refused(finding)
    for sheet in look.sheets:
        if sheet.errors:
            raise Refused(Finding("only_errors", sheet.name, found=str(len(sheet.errors))))


def _read_old(content: bytes) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise guard.refuse("encrypted") from error
    known = [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if len(known) > guard.MAX_SHEETS:
        raise guard.refuse("too_many_sheets", str(guard.MAX_SHEETS), str(len(known)))
    sheets = []
    total = 0
    for meta in known:
        sheet = workbook.get_sheet_by_name(meta.name)
        rows = _rows(sheet, meta.name)
        total += sum(len(values) - values.count(None) for _, _, values in rows)
        if total > guard.MAX_CELLS:
            raise guard.refuse("too_many_cells", f"{guard.MAX_CELLS:,}")
        last = rows[-1][0] if rows else 0
        merges = [
            (r1 + 1, c1 + 1, r2 + 1, c2 + 1)
            for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or []
            if r1 < last and c2 < 16_384
        ]
        hidden = meta.visible != SheetVisibleEnum.Visible
        sheets.append(_bare(meta.name, rows, merges[: guard.MAX_MERGES], hidden))
    return {"sheets": sheets, "findings": [_plain(finding) for finding in _about_hidden(sheets)]}


def _read_csv(content: bytes) -> dict[str, Any]:
    encoding = guard.text_encoding(content)
    text = content.decode(encoding).rstrip("\x1a")
    csv.field_size_limit(guard.MAX_TOKEN)
    rows: list[tuple[int, int, list[Any]]] = []
    total = 0
    try:
        for number, line in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1
        ):
            values = [value if value.strip() else None for value in line]
            if any(value is not None for value in values):
                rows.append((number, 1, values))
            if len(line) > MAX_COLUMN:
                raise guard.refuse("sheet_too_wide", f"{MAX_COLUMN:,}", f"{len(line):,}")
            total += len(values)
            if total > guard.MAX_CELLS:
                raise guard.refuse("too_many_cells", f"{guard.MAX_CELLS:,}")
    except csv.Error as error:
        raise guard.refuse("damaged", found=f"CSV: {error}") from error
    said = "GB18030" if encoding == "gb18030" else encoding.removesuffix("-sig").upper()
    return {"sheets": [_bare("csv", rows)], "findings": [_plain(Finding("text_encoding", found=said))]}


def _delimiter(text: str) -> str:
    """The separator that cuts the first lines most evenly; a comma when nothing speaks against it."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    counts = {sign: sorted(line.count(sign) for line in lines) for sign in ",\t;|"}
    return max(counts, key=lambda sign: (counts[sign][len(lines) // 2], counts[sign][-1])) if lines else ","


def _rows(sheet: Any, name: str) -> list[tuple[int, int, list[Any]]]:
    """Filled stretches of each row: (row, first column, values), blanks as None."""
    if sheet.start is None:
        return []
    rows = []
    top, left = sheet.start[0] + 1, sheet.start[1] + 1
    lines = sheet.to_python(skip_empty_area=True)
    finite = all(
        math.isfinite(sum(v for v in column if type(v) is float)) for column in zip(*lines, strict=True)
    )
    for row, values in enumerate(lines, top):
        if finite and PLAIN.issuperset(map(type, values)):
            known = [None if value == "" else value for value in values] if "" in values else values
        else:
            known = [
                (value or None) if type(value) is str else _json_value(value, name, row, left + at)
                for at, value in enumerate(values)
            ]
        while known and known[-1] is None:
            known.pop()
        if known:
            rows.append((row, left, known))
    return rows


def _json_value(value: Any, name: str, row: int, column: int) -> Any:
    """A value as JSON knows it; text is dealt with before."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        if not math.isfinite(value):
            raise Refused(Finding("not_finite", name, address(row, column)))
        return value
    if isinstance(value, datetime.datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, datetime.date):
        return ["date", value.isoformat()]
    return None if value is None else str(value)


def _bare(name: str, rows: Any, merges: Any = (), hidden: bool = False) -> dict[str, Any]:
    nothing: dict[str, Any] = {"hidden_rows": [], "hidden_columns": [], "percent_cells": [], "indents": []}
    return {"name": name, "rows": rows, "lines": None, "merges": list(merges), "hidden": hidden, **nothing}


def _listed(rule: str, sheet: str, places: list[tuple[int, int, str]]) -> list[Finding]:
    listed = [Finding(rule, sheet, address(row, column), found=text) for row, column, text in places[:LISTED]]
    if len(places) > LISTED:
        listed.append(Finding("more_of_the_same", sheet, found=str(len(places) - LISTED)))
    return listed


def _is_filled(sheet: dict[str, Any]) -> bool:
    return bool(sheet["rows"] or sheet["lines"])


def _about_hidden(sheets: list[dict[str, Any]]) -> list[Finding]:
    findings = []
    for sheet in sheets:
        name = sheet["name"]
        if sheet["hidden"] and _is_filled(sheet):
            findings.append(Finding("hidden_sheet", name))
        for rule, numbers, written in (
            ("hidden_rows", sheet["hidden_rows"], str),
            ("hidden_columns", sheet["hidden_columns"], column_letter),
        ):
            if numbers and _is_filled(sheet):
                parts = [
                    f"{written(a)}–{written(b)}" if a < b else written(a) for a, b in spans(set(numbers))
                ]
                shown = "、".join(parts[:20]) + (" …" if len(parts) > 20 else "")
                findings.append(Finding(rule, name, found=shown))
    return findings


def _plain(finding: Finding) -> dict[str, str]:
    return {key: getattr(finding, key) for key in ("rule", "sheet", "cell", "expected", "found", "field")}
