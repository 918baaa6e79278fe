"""Says how much of the machine a foreign file and all uploads may take: each limit once, with its unit."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from data.machine import replaced

PREFIX = "PEAK_MAX_"


@dataclass(frozen=True)
class Limits:
    """The machine's own limits; `PEAK_MAX_<NAME>` in the environment of the server replaces one of them.

    They say nothing of the plan and change no published number, so they are no plan data.
    """

    file_megabytes: int = 20
    inflated_megabytes: int = 200
    sheets: int = 60
    cells: int = 1_200_000  # filled cells of a workbook
    merged_cells: int = 6_000_000  # cells that the merged areas of one sheet cover together
    rows: int = 100_000  # records of one upload
    seconds: int = 20  # processor time of the one child that reads, understands and compares, or marks
    clock_seconds: int = 40  # the same child by the clock: it gives way to pages
    memory_megabytes: int = 1024  # address space of the child beyond the program itself
    answer_megabytes: int = 64  # what the child may hand back
    findings_each: int = 100  # of one rule, sheet and column; the rest is counted
    findings: int = 2_000  # of one upload
    marked_cells: int = 5_000  # cells of a returned workbook that are coloured
    comments: int = 2_000  # of a returned workbook; the rest is coloured and listed
    change_lines: int = 2_000  # values listed as new, and as changed; the rest is counted
    picture_rows: int = 60  # rows of a sheet that are drawn at once; a longer one is turned over in pages
    picture_columns: int = 30  # columns of a sheet that are drawn at once
    at_once: int = 2  # children at the same time
    waiting: int = 8  # uploads that may wait for a child
    waiting_seconds: int = 60  # how long one waits before it is asked to try again
    records_told: int = 2_000  # records that `inspect --json` lists; the rest is counted
    inspections: int = 8  # looked at and remembered for one session
    batch_files: int = 100  # of one page, one command, or one look into the inbox
    batch_records: int = 200_000  # of one batch that are held against each other


def of_environment(environment: Mapping[str, str]) -> Limits:
    """The limits with what the environment replaces; ValueError for anything but a whole number above 0."""
    return replaced(Limits, PREFIX, environment)


LIMITS = of_environment(os.environ)
