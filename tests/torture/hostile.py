"""Walks every page with hostile text in every column, name, note and address, in a browser of its own."""

import json

from tests.torture import apart
from tests.torture.figures import Figures, Scale


def run(scale: Scale) -> Figures:
    """The walk runs in a process without the shim: here nothing may open DuckDB."""
    figures = Figures("hostile")
    stores, addresses = scale.of(1, 2, 8), scale.of(1, 1, 4)
    done = apart.said("tests.browser.hostile_walk", stores, addresses)
    if done.returncode:
        figures.add("walks", 0, [done.stderr[-1500:]])
        return figures
    found = json.loads(done.stdout.splitlines()[-1])
    told = f"{stores} stores, {found['requests']} requests, {found['cells']} cells in CSV"
    figures.add("pages with hostile text", found["pages"], found["wrong"], told)
    figures.need("cells in CSV", found["cells"], 500)
    return figures
