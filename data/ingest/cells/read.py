"""Reads a foreign workbook in a child process and turns whatever happens there into a Book or a Refused."""

import datetime
import json
import logging
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

from data.ingest.cells import guard
from data.ingest.cells.grid import Book, Sheet, Value
from data.ingest.findings import Finding, Refused

READER = Path(__file__).with_name("reader.py")
AT_ONCE = threading.BoundedSemaphore(2)
LOG = logging.getLogger(__name__)


def read_book(content: bytes, name: str) -> Book:
    """The workbook in `content`; `name` is only shown and tells .et from .xls. Raises Refused, nothing else.

    Sheets keep their order, hidden ones included and marked; error cells, hidden parts and formulas
    without a result are in `Book.findings`.
    """
    kind = guard.kind_of(content, name)
    answer = _ask_reader(content, kind)
    if "refused" in answer:
        raise Refused(Finding(**answer["refused"]))
    if "crash" in answer:
        LOG.warning("reader stopped on %r:\n%s", name, answer["crash"])
        raise guard.refuse("damaged", found=kind.upper())
    book = Book(kind, [_sheet(sheet) for sheet in answer["sheets"]], [])
    if kind != "xlsx":
        book.findings.append(Finding("old_format", found="." + kind))
    book.findings += [Finding(**finding) for finding in answer["findings"]]
    if not any(sheet.cells for sheet in book.sheets):
        raise guard.refuse("no_cells")
    return book


def _ask_reader(content: bytes, kind: str) -> dict[str, Any]:
    """Runs the child with the file on its standard input; its answer is JSON, capped in size and time."""
    command = [sys.executable, "-I", str(READER), kind]
    with AT_ONCE, tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        with subprocess.Popen(
            command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True
        ) as child:
            assert child.stdout is not None
            pieces: list[bytes] = []
            listener = threading.Thread(target=_listen, args=(child, child.stdout, pieces), daemon=True)
            listener.start()
            listener.join(guard.MAX_SECONDS)
            slow = listener.is_alive()
            child.kill()
            listener.join()
    if slow:
        raise guard.refuse("too_slow", expected=str(guard.MAX_SECONDS))
    return _understood(b"".join(pieces), child.returncode)


def _listen(child: "subprocess.Popen[bytes]", pipe: IO[bytes], pieces: list[bytes]) -> None:
    total = 0
    while piece := pipe.read(256 * 1024):
        total += len(piece)
        pieces.append(piece)
        if total > guard.MAX_ANSWER:
            child.kill()
            return


def _understood(raw: bytes, returncode: int) -> dict[str, Any]:
    if len(raw) > guard.MAX_ANSWER:
        raise guard.refuse("answer_too_large", expected=guard.megabytes(guard.MAX_ANSWER))
    try:
        answer = json.loads(raw)
    except ValueError as error:
        LOG.warning("reader ended with %s after %d bytes", returncode, len(raw))
        raise guard.refuse("reader_died") from error
    if not isinstance(answer, dict):
        raise guard.refuse("reader_died")
    return answer


def _sheet(raw: dict[str, Any]) -> Sheet:
    cells: dict[tuple[int, int], Value] = {}
    for row, first, values in raw["rows"]:
        for column, value in enumerate(values, first):
            if value is not None:
                cells[row, column] = _value(value)
    return Sheet(
        raw["name"],
        cells,
        [(r1, c1, r2, c2) for r1, c1, r2, c2 in raw["merges"]],
        raw["hidden"],
        set(raw["hidden_rows"]),
        set(raw["hidden_columns"]),
        {(row, column) for row, column in raw["percent_cells"]},
        {(row, column): steps for row, column, steps in raw["indents"]},
    )


def _value(raw: Any) -> Value:
    if isinstance(raw, bool | str):
        return raw
    if isinstance(raw, list):
        kind, text = raw
        moment = datetime.datetime.fromisoformat(text)
        return moment.date() if kind == "date" else moment
    return float(raw)
