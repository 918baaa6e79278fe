"""Knows where things lie on disk: the only file of the project that names a path."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def store() -> Path:
    """The folder everything is kept in at rest; PEAK_STORE moves it, and is asked on every call."""
    chosen = os.environ.get("PEAK_STORE", "").strip()
    return Path(chosen).expanduser().absolute() if chosen else ROOT / "data" / "store"


def archive() -> Path:
    """One folder per accepted upload: original bytes, parsed records, receipt."""
    return store() / "archive"


def snapshots() -> Path:
    """The published DuckDB files, one per generation, never changed."""
    return store() / "snapshots"


def journal() -> Path:
    """The hash-chained list of everything that was ever published."""
    return store() / "journal.jsonl"


def current_pointer() -> Path:
    """The small file that names the snapshot readers open."""
    return store() / "CURRENT"


def lock() -> Path:
    """The file a writer holds while it publishes."""
    return store() / "lock"


def tmp() -> Path:
    """Half-made files, on the same disk as the store so that a rename is atomic."""
    return store() / "tmp"


def refused() -> Path:
    """Uploads that were not accepted, kept all the same."""
    return store() / "refused"


def drafts() -> Path:
    """What people dropped and have not published yet."""
    return store() / "drafts"


def waiting() -> Path:
    """Uploads that wait for a second person."""
    return store() / "waiting"


def learned() -> Path:
    """Layouts and aliases that a person taught once, a small file each."""
    return store() / "learned"


def questions() -> Path:
    """SQL questions that people asked or saved."""
    return store() / "questions"


def evidence() -> Path:
    """What proves corrections, by its hash; evidence of an upload lies in the upload's folder."""
    return store() / "evidence"


def people() -> Path:
    """Accounts, sessions and the audit log; no part of any snapshot."""
    return store() / "people"


def plan() -> Path:
    """The promise as data."""
    return ROOT / "data" / "plan"


def templates() -> Path:
    """One file per workbook that the bureau collects."""
    return plan() / "templates"


def samples() -> Path:
    """The embedded default workbooks and the scripts that make them."""
    return ROOT / "data" / "samples"


def queries() -> Path:
    """One .sql file per question."""
    return ROOT / "queries"


def pages() -> Path:
    """One .py file per page."""
    return ROOT / "pages"


def static() -> Path:
    """What the server hands out as it is: the web font."""
    return ROOT / "static"
