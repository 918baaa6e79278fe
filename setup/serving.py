"""Serves the dashboard (or another Streamlit script) on a free port of this machine, for tests and bench."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A running server: where it listens, and its process."""

    port: int
    process: int


@contextmanager
def served(script: str = "app.py", **environment: str) -> Iterator[Served]:
    """A running server of a script (app.py: as `make run` serves it); it ends with the block.

    Raises RuntimeError with the end of what the server said when it does not start within a minute.
    """
    port = free_port()
    start = ["setup/serve.py"] if script == "app.py" else ["-m", "streamlit", "run", script]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    command = [sys.executable, *start, *options, "--server.fileWatcherType=none"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=at_the_machine(environment), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not answers(f"http://127.0.0.1:{port}/_stcore/health", process):
                log.seek(0)
                raise RuntimeError(
                    f"the server did not start:\n{log.read().decode(errors='replace')[-2000:]}"
                )
            yield Served(port, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=20)


def at_the_machine(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a server where nobody signs in, unless it says otherwise."""
    return {"PEAK_SIGN_IN": "machine", **os.environ, **environment}


@contextmanager
def serving(script: str = "app.py", **environment: str) -> Iterator[int]:
    """The port of a running server (see `served`)."""
    with served(script, **environment) as found:
        yield found.port


def answers(address: str, process: "subprocess.Popen[bytes] | None" = None) -> bool:
    """Whether the server answers before it ends (where its process is known) or PATIENCE does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and (process is None or process.poll() is None):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False
