"""Runs a part in a process without the shim, where DuckDB, servers and browsers may be opened."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

from data import places
from tests.torture.figures import Figures
from tests.torture.shim import PRELOAD

PATIENCE = 3 * 3600.0


def said(module: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """What `python -m module …` did there."""
    environment = {name: value for name, value in os.environ.items() if name != PRELOAD}
    call = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(
        call, cwd=places.ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def figured(figures: Figures, module: str, *arguments: object) -> None:
    """Adds the lines that such a process prints last (`told`); one that broke off is a failure."""
    done = said(module, *arguments)
    if done.returncode:
        figures.add(module, 0, [done.stderr[-3000:]])
        return
    for what, count, failures, beside in json.loads(done.stdout.splitlines()[-1]):
        figures.add(what, count, failures, beside)


def told(lines: Sequence[tuple[str, int, list[str], str]]) -> None:
    """Prints the lines of a part: what was done, how often, the failures in words, what was measured."""
    print(json.dumps(lines, ensure_ascii=False))
