"""The torture in its short form: every part in seconds, on light snapshots; its figures are printed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture import shim

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "crashes", "kills", "power_cuts", "io_faults", "bit_flips", "backups", "readers", "races",
    "inboxes", "bad_files", "mutations",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="nothing can be put before the C library there, and no fork")
def test_the_short_form_holds() -> None:
    shim.library()  # a machine without a compiler says so here, in words
    call = [sys.executable, "-m", "tests.torture", "--short", *PARTS]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=500, check=False)
    print(done.stdout)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-3000:]}"
    assert all(f"\n{part} " in done.stdout for part in PARTS), done.stdout
