"""An archived original parses again into the very rows that were published."""

import dataclasses
from pathlib import Path

import pytest

from data.ingest import again, receive
from data.keep import archive
from data.keep.errors import Damaged
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook


def test_the_same_program_gives_the_same_bytes(store: Path) -> None:
    content = workbook("S1", [energy_row()])
    upload = receive.accept(content, "能耗.xlsx", "甲").upload
    known = archive.receipt(upload)
    assert again.rows(content, known) == archive.rows_file(upload).read_bytes()
    with pytest.raises(Damaged, match="不再把它读作 S2"):
        again.rows(content, dataclasses.replace(known, template="S2"))
    with pytest.raises(Damaged):
        again.rows(b"no workbook", known)
