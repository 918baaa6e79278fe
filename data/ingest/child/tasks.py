"""The few things a child can be asked, each from the bytes of a file to an object and bytes."""

import importlib
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.compute  # what writing Parquet would load in every child
import pyarrow.parquet  # noqa: F401  the same

from data.ingest import answers, understanding
from data.ingest.cells import document, grid, guard, read, sheet_picture, workbook_xml
from data.ingest.checks.validate import validate
from data.ingest.child.frame import Framed
from data.ingest.findings import Finding, Refused
from data.ingest.tables import tidy
from data.ingest.taught import lesson_of
from data.ingest.words import names
from data.plan import plan
from data.snapshot import published

Told = dict[str, Any]
WIDEST = 60  # columns of a plain list
MODEST = {"threads": 1, "async_threads": 1, "memory_limit": "256MB", "temp_directory": ""}
SETTINGS: dict[str, Any] = {}  # of every database that is opened; a child makes them modest


def inspect(told: Told, content: bytes) -> Framed:
    """Everything that can be said of a workbook beside the snapshot it is told of."""
    snapshot = Path(told["snapshot"]) if told["snapshot"] else None
    with published.standing_on(snapshot, SETTINGS):
        lesson = lesson_of(told.get("lesson", {}))
        return answers.packed(
            understanding.understood(content, told["name"], told["sha256"], lesson, told.get("within"))
        )


def marked(told: Told, content: bytes) -> Framed:
    """The same workbook with its findings marked, an .xlsx of what was read for any other kind."""
    from data.ingest import mark  # brings openpyxl: a helper has it, a child that only looks does without

    if guard.kind_of(content, "") == "xlsx":
        workbook_xml.look_over(content)
    findings = [Finding(*values) for values in told["findings"]]
    return {}, mark.marked(content, findings, told["lang"], told.get("ending", ""))


def tidied(told: Told, content: bytes) -> Framed:
    """The tidy records of any statistical table."""
    found = tidy.tidy_records(read.read_book(content, told["name"]))
    if not found:
        raise guard.refuse("nothing_understood")
    return {"records": [record.as_dict() for record in found]}, b""


def pictured(told: Told, content: bytes) -> Framed:
    """A window of one sheet as people see it."""
    row, column = told["around"]
    return sheet_picture.pictured(content, told["name"], told["sheet"], (row, column), told["top"]), b""


def cells(told: Told, content: bytes) -> Framed:
    """The first lines of every sheet as people write their cells."""
    found = []
    for sheet in read.read_book(content, told["name"]).sheets:
        rows = list(sheet.lines.items())[: told["most"]]
        width = min(sheet.last_column, WIDEST)
        lines = {
            row: [grid.written(line.get(column)) for column in range(1, width + 1)] for row, line in rows
        }
        found.append({"lines": [lines.get(row, []) for row in range(1, max(lines, default=0) + 1)]})
    return {"sheets": found}, b""


def document_kind(_: Told, content: bytes) -> Framed:
    """Which document a zip file is."""
    return {"kind": document.kind_of(content)}, b""


TASKS: dict[str, Callable[[Told, bytes], Framed]] = {
    "inspect": inspect,
    "marked": marked,
    "tidied": tidied,
    "picture": pictured,
    "document": document_kind,
    "cells": cells,
}


def warm() -> None:
    """Fills what is looked up once per process, by a line of our own; opens no database, starts no thread."""
    importlib.import_module("data.ingest.mark")
    template = next(iter(plan().templates.values()))
    heads = ",".join(column.heading for column in template.columns)
    values = ",".join("柳州市" if column.kind == "region" else "1" for column in template.columns)
    book = read.read_book(f"{heads}\n{values}\n".encode(), "warm.csv")
    found = understanding.meaning(book)
    for kind in ("region", "sector", "category", "basis", "maturity"):
        names.spellings(kind)
    if found.records:
        list(validate(found.records))


def be_modest() -> None:
    """Has databases of this process take one thread and little memory."""
    SETTINGS.update(MODEST)


def done(request: Told, content: bytes) -> Framed:
    """What the asked task says; raises Refused."""
    return TASKS[request["task"]](request, content)


def answered(request: Told, content: bytes) -> Framed:
    """The same as an answer whatever happens: a refusal is one, our own fault is one."""
    try:
        return done(request, content)
    except Refused as refused:
        return {"refused": refused.finding.plain()}, b""
    except MemoryError:
        return {"refused": Finding("reader_died").plain()}, b""
    except BaseException:  # the child answers with its fault and ends
        return {"crash": traceback.format_exc()[-4000:]}, b""
