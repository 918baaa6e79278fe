"""Starts a Streamlit server on a free port of this machine and stops it again."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(script: str, **environment: str) -> Iterator[int]:
    """The port of a running server of a script (app.py: as `make run` serves it); it ends with the block."""
    port = free_port()
    start = ["setup/serve.py"] if script == "app.py" else ["-m", "streamlit", "run", script]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    command = [sys.executable, *start, *options, "--server.fileWatcherType=none"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Returns when the server answers; RuntimeError when it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended by itself with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the server did not answer in time")
