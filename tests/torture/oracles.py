"""The random tests of the suite with many examples: SQL against calculations of its own, layouts."""

import os
import re
import subprocess
import sys

from data import places
from tests.support.examples import VARIABLE
from tests.torture.figures import Figures, Scale

FILES = (
    "tests/data/snapshot/test_delta.py",
    "tests/data/snapshot/test_grid_factors.py",
    "tests/data/snapshot/test_identities.py",
    "tests/data/snapshot/test_ledger_oracles.py",
    "tests/data/snapshot/test_ledgers.py",
    "tests/data/snapshot/test_limits.py",
    "tests/data/snapshot/test_number_oracles.py",
    "tests/data/snapshot/test_roster_oracle.py",
    "tests/data/snapshot/test_rule_oracles.py",
    "tests/data/ingest/tables/test_round_trip.py",
)
QUICK = (  # an example costs next to nothing: ten times as many
    "tests/data/test_formulas.py",
    "tests/data/ingest/cells/test_grid.py",
    "tests/data/ingest/cells/test_guard.py",
    "tests/data/ingest/cells/test_plain_rows.py",
    "tests/data/ingest/cells/test_plain_values.py",
    "tests/data/ingest/checks/test_at_once.py",
    "tests/data/ingest/tables/test_layouts.py",
    "tests/data/ingest/tables/test_tidy.py",
    "tests/data/ingest/words/test_numbers.py",
    "tests/data/ingest/words/test_periods.py",
    "tests/data/ingest/words/test_quantities.py",
    "tests/queries/energy/test_energy_drivers.py",
    "tests/queries/methods/test_lmdi.py",
    "tests/queries/methods/test_outlook.py",
    "tests/queries/methods/test_peak.py",
    "tests/queries/methods/test_progress.py",
    "tests/queries/methods/test_second_opinion.py",
)
PASSED = re.compile(r"(\d+) passed")


def run(scale: Scale) -> Figures:
    """Each file once, with that many examples a test; a failure is told with the end of what pytest said."""
    figures = Figures("oracles")
    for file in (*FILES, *QUICK):
        count = scale.of(5, 50, 300) * (10 if file in QUICK else 1)
        call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", file]
        told = os.environ | {VARIABLE: str(count)}
        done = subprocess.run(
            call, cwd=places.ROOT, env=told, capture_output=True, encoding="utf-8", check=False
        )
        passed = PASSED.search(done.stdout)
        failed = [] if done.returncode == 0 else [f"{file}: {done.stdout[-2000:]}"]
        figures.add(file, int(passed[1]) if passed else 0, failed, f"{count} examples a test")
    return figures
