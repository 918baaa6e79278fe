"""What is proposed for a bureau's own workbook, and what is read when that is confirmed."""

import functools

from data.ingest.cells.read import read_book
from data.ingest.layouts import reading
from data.ingest.layouts.answer import answered
from data.ingest.layouts.proposal import Proposal
from data.ingest.layouts.proposing import proposed
from data.ingest.layouts.seen import Seen, seen_in
from data.ingest.layouts.stored import StoredLayout
from tests.support.bureau_sheets import SHAPES

ANSWERS = {"basis": "当量值", "maturity": "快报", "batch": "第六批"}


def tables(content: bytes) -> list[Seen]:
    """The tables of a workbook as a person sees them."""
    return seen_in(read_book(content, "表.xlsx"))


def proposal(content: bytes, known: list[StoredLayout] | None = None, name: str = "表.xlsx") -> Proposal:
    """The proposal for a workbook, which must have one."""
    found = proposed(tables(content), name, known or [])
    assert found is not None
    return found


@functools.cache
def of_shape(shape: str) -> StoredLayout:
    """The confirmed layout of one of the workbooks of `bureau_sheets`."""
    return confirmed(SHAPES[shape]())


def confirmed(content: bytes) -> StoredLayout:
    """The layout of a workbook whose proposal was taken as it is, and what was asked answered."""
    told = proposal(content).as_dict()
    wanted = {asked["field"] for asked in told["asked"]}
    return answered(told, {}, {field: text for field, text in ANSWERS.items() if field in wanted})


def read(stored: StoredLayout, content: bytes, name: str = "表.xlsx") -> reading.Layed:
    """A workbook by a layout that fits it."""
    found = reading.read(stored, tables(content), name)
    assert found is not None
    return found
