"""What is taken from a process is taken for good; tried on a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data import confine

ROOT = Path(__file__).resolve().parents[2]


def alone(code: str) -> object:
    """What a process says that was confined first."""
    script = f"import sys, json; sys.path.insert(0, {str(ROOT)!r})\nfrom data import confine\n{code}"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux tells how much is occupied")
def test_memory_counts_beyond_what_the_program_takes() -> None:
    megabyte = 1024 * 1024
    code = f"""
confine.confine(5, 64 * {megabyte})
got = []
for size in (32, 128):
    try:
        got.append(len(bytearray(size * {megabyte})) // {megabyte})
    except MemoryError:
        got.append(0)
print(json.dumps(got))
"""
    assert alone(code) == [32, 0]
    assert confine.occupied() > megabyte


@pytest.mark.skipif(confine.landlock() < 4, reason="the system has no Landlock that knows of the network")
def test_no_connection_can_be_made() -> None:
    code = """
import socket
listener = socket.create_server(("127.0.0.1", 0))
allowed = [confine.forbid_files()]
try:
    socket.create_connection(listener.getsockname(), timeout=2)
except PermissionError:
    allowed.append("refused")
print(json.dumps(allowed))
"""
    assert alone(code) == [True, "refused"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells of a parent's death")
def test_a_child_whose_parent_died_first_ends_as_well() -> None:
    assert alone("confine.die_with_parent(__import__('os').getppid())\nprint('[1]')") == [1]
    with pytest.raises(subprocess.CalledProcessError):
        alone("confine.die_with_parent(1 << 30)\nprint('[1]')")
