"""Parses an archived original again, where the rows that were made of it are damaged."""

from data.ingest import official_forms
from data.ingest.cells import read
from data.ingest.findings import Refused
from data.ingest.records import Records, to_parquet
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import understand
from data.keep.archive import Receipt
from data.keep.errors import Damaged


def rows(content: bytes, known: Receipt) -> bytes:
    """The rows of an original as Parquet bytes; Damaged where this program reads it as something else."""
    try:
        book = read.read_book(content, known.file_name)
    except Refused as refusal:
        raise Damaged(refusal.finding.message("zh")) from refusal
    official = official_forms.understand(book)
    records: Records | None
    if official:
        records = official.records
    else:
        layouts, _ = recognise(book)
        records = understand(layouts)[0] if layouts else None
    if records is None or records.template.id != known.template:
        raise Damaged(
            f"现在的程序不再把它读作 {known.template} / "
            f"this program does not read it as {known.template} any more"
        )
    return to_parquet(records)
