"""Notes what a meeting decided and what became of it: a workbook of S25 that goes the way of every upload."""

import datetime
import io
import secrets
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.receive import Receipt, accept
from data.keep.errors import MovedOn
from data.plan import plan
from data.plan.model import Column
from data.snapshot import published
from data.snapshot.naming import generation_of

SHEET = "S25"
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
TRIES = 5  # others may publish something else meanwhile
Told = Mapping[str, Any]  # fields of S25, as codes and days


class ToldMeanwhile(Exception):
    """Somebody else told of the same decision after it was looked at; nothing was written."""


def note(told: Told, by: str) -> tuple[str, Receipt]:
    """Publishes a new decision; its number and the receipt. Raises as `receive.accept` does.

    The number is made of the day of the meeting and four signs by chance, so that people who note at the
    same moment need not wait for each other and nothing takes the place of anything.
    """
    number = new_number(told.get("met_on"))
    row = {**told, "number": number}
    return number, accept(workbook([row]), file_name(number), by)


def follow(told: Told, upload: str, by: str) -> Receipt:
    """Publishes the next line of a decision whose line of `upload` was looked at.

    Raises ToldMeanwhile where another line of it speaks by now; the rest as `receive.accept` does.
    """
    number = str(told["number"])
    content, expected = workbook([told]), None
    for left in reversed(range(TRIES)):
        if speaking(number) != upload:
            raise ToldMeanwhile(number)
        try:
            return accept(content, file_name(number), by, expected=expected or newest())
        except MovedOn as moved:
            if not left:
                raise
            expected = moved.since[-1].generation
    raise AssertionError("the last try raises")


def speaking(number: str) -> str:
    """The upload whose line of a decision speaks now; '' for none."""
    found = published.rows(plan().templates[SHEET], [number])
    return str(found[number]["upload"]) if number in found else ""


def newest() -> int:
    """The generation that is published."""
    path = published.snapshot()
    return (generation_of(path.name) or 0) if path else 0


def new_number(met_on: object) -> str:
    """A number that no decision has: J20261120-7F3K."""
    day = f"{met_on:%Y%m%d}" if isinstance(met_on, datetime.date) else ""
    while True:
        number = f"J{day}-{''.join(secrets.choice(SIGNS) for _ in range(4))}"
        if not speaking(number):
            return number


def file_name(number: str) -> str:
    """What the workbook is called in the history."""
    return f"{SHEET}_{plan().templates[SHEET].name}_{number}.xlsx"


def workbook(rows: list[Told]) -> bytes:
    """An .xlsx of S25 with these rows, their codes by name as a person would write them."""
    template = plan().templates[SHEET]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = template.name
    sheet.cell(1, 1, f"柳州市{template.name}")
    for place, column in enumerate(template.columns, 1):
        sheet.cell(3, place, column.heading)
        for number, row in enumerate(rows, 4):
            value = written(column, row.get(column.field))
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"  # what begins with = is no formula
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def written(column: Column, value: Any) -> Any:
    """A value as a person would write it; empty for what is empty."""
    if value is None or value == "":
        return None
    if column.kind == "region":
        return plan().regions[value].name
    if column.choices:
        return next(choice.name for choice in column.choices if choice.code == value)
    return ILLEGAL_CHARACTERS_RE.sub("", value).strip() if isinstance(value, str) else value
