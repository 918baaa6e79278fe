"""A store with a corrected cell and a locked period: energy of 2021 to 2025, 2024 corrected, 2025 locked."""

from data.ingest import amend, receive
from tests.support.numbers import energy_row
from tests.support.workbooks import Row, workbook

SHEET = "规上工业能耗与增加值"
CELL = "E7"  # growth of energy in 2024
RECORD = "2024|450204|TOTAL|calorific"
WRONG, RIGHT = 2.0, 1.75
LOCKED = 3  # the publication that locks 2025


def years(**of_2024: object) -> list[Row]:
    """The rows of the workbook, that of 2024 with something changed."""
    return [energy_row(period=f"{year}年", **(of_2024 if year == 2024 else {})) for year in range(2021, 2026)]


def fill() -> None:
    """Publishes the workbook, corrects a cell, locks a year."""
    upload = receive.accept(workbook("S1", years()), "能耗.xlsx", "甲", note="首报").upload
    seen = amend.look(upload, SHEET, CELL)
    amend.correct(seen, f"{RIGHT}", "乙", "录入时少一位", "统计局函〔2026〕3号", expected=1)
    amend.lock("S1", ["2025年"], "", "丙", "年报终核", expected=2)
