"""Says how much of the machine a picture may take: each limit once, with its unit."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from data.machine import replaced

PREFIX = "PEAK_PICTURE_"


@dataclass(frozen=True)
class Limits:
    """The machine's own limits; `PEAK_PICTURE_<NAME>` in the environment of the server replaces one."""

    clock_seconds: int = 20  # of one picture, by the clock
    seconds: int = 10  # processor time of one picture
    memory_megabytes: int = 1024  # what the process that draws may write into
    rows: int = 20_000  # rows of a chart that are still drawn
    at_once: int = 2  # pictures at the same time
    waiting_seconds: int = 20  # how long one waits for its turn


def of_environment(environment: Mapping[str, str]) -> Limits:
    """The limits with what the environment replaces; ValueError for anything but a whole number above 0."""
    return replaced(Limits, PREFIX, environment)


LIMITS = of_environment(os.environ)
