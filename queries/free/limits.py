"""Says how much of the machine one question of a person's own may take: each limit once, with its unit."""

import os
from dataclasses import dataclass

from data.machine import replaced

PREFIX = "PEAK_MAX_SQL_"


@dataclass(frozen=True)
class Limits:
    """The machine's own limits; `PEAK_MAX_SQL_<NAME>` in the server's environment replaces one of them."""

    seconds: int = 5  # by the clock and of the processor, from the moment the question is read
    start_seconds: int = 20  # until the process that asks is ready
    memory_megabytes: int = 1024  # address space beyond the program itself; half of it for the database
    rows: int = 10_000  # of one answer
    answer_megabytes: int = 16  # of one answer
    at_once: int = 2  # questions at the same time
    kept: int = 8  # answers that are remembered for all visitors together
    history: int = 50  # questions remembered for one person
    saved: int = 200  # questions that one person may keep by name


LIMITS = replaced(Limits, PREFIX, os.environ)
