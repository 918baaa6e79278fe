"""Walks every page with hostile text in every column, name, note and address, in a browser of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.torture.figures import Figures, Scale
from tests.torture.shim import PRELOAD

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 3 * 3600.0


def run(scale: Scale) -> Figures:
    """The walk runs in a process without the shim: here nothing may open DuckDB."""
    figures = Figures("hostile")
    stores, addresses = scale.of(1, 2, 8), scale.of(1, 1, 4)
    environment = {name: value for name, value in os.environ.items() if name != PRELOAD}
    call = [sys.executable, "-m", "tests.browser.hostile_walk", str(stores), str(addresses)]
    done = subprocess.run(
        call, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        figures.add("walks", 0, [done.stderr[-1500:]])
        return figures
    found = json.loads(done.stdout.splitlines()[-1])
    told = f"{stores} stores, {found['requests']} requests, {found['cells']} cells in CSV"
    figures.add("pages with hostile text", found["pages"], found["wrong"], told)
    figures.need("cells in CSV", found["cells"], 500)
    return figures
