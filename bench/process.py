"""What the system says of a process on Linux: its processor time, its memory."""

import os
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")  # ms


def cpu(process: int) -> float:
    """Milliseconds of processor time a process has taken, all its threads together."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return TICK * (int(fields[11]) + int(fields[12]))


def memory(process: int) -> float:
    """Megabytes of a process that are in memory."""
    text = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS:")) / 1024
