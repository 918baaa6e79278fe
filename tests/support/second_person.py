"""A server that asks a second person to approve what is handed in."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.serving import ROOT, answers, free_port

CODE = """
import runpy, sys
from data.plan import plan
plan().settings["review"]["second_person"] = 1.0
runpy.run_path("setup/serve.py", run_name="__main__")
"""


@contextmanager
def serving(store: Path) -> Iterator[int]:
    """The port of such a server over a store, where people sign in; it ends with the block."""
    port = free_port()
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    given = {**os.environ, "PEAK_STORE": str(store), "PEAK_SIGN_IN": "accounts"}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-c", CODE, *options, "--server.fileWatcherType=none"],
            cwd=ROOT, env=given, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            if not answers(f"http://127.0.0.1:{port}/_stcore/health", process):
                raise RuntimeError("the server did not start")
            yield port
        finally:
            process.terminate()
            process.wait(timeout=20)
