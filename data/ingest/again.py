"""Parses an archived original again, where the rows that were made of it are damaged."""

from data.ingest import answers
from data.ingest.child import ask
from data.ingest.findings import Refused
from data.keep.archive import Receipt
from data.keep.errors import Damaged


def rows(content: bytes, known: Receipt) -> bytes:
    """The rows of an original as Parquet bytes; Damaged where this program reads it as something else.

    A child process reads it, as it did when it came: by the layout and with the aliases of its receipt,
    whatever was taught or withdrawn since. Nothing is compared with what is published.
    """
    lesson = {"aliases": known.aliases, "chosen": known.layout or None}
    told = {"name": known.file_name, "sha256": known.sha256, "snapshot": "", "lesson": lesson}
    try:
        answer = ask.run_in_child("inspect", content, told)
        inspection = answers.unpacked(answer, known.file_name, known.sha256)
    except Refused as refusal:
        raise Damaged(refusal.finding.message("zh")) from refusal
    if inspection.template is None or inspection.template.id != known.template:
        raise Damaged(
            f"现在的程序不再把它读作 {known.template} / "
            f"this program does not read it as {known.template} any more"
        )
    return inspection.parquet
