"""A child that does what a test asks of it: the real program with a few tasks that misbehave."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.ingest.child import nursery

ROOT = Path(__file__).resolve().parents[2]
TASKS = f"""
import os, sys, time
sys.path.insert(0, {str(ROOT)!r})
from data.ingest.child import frame, program, tasks

def hangs(told, content):
    time.sleep(600)

def spins(told, content):
    while True:
        pass

def aborts(told, content):
    os.abort()

def ends(told, content):
    os._exit(3)

def fails(told, content):
    raise ZeroDivisionError("our own fault")

def too_much(told, content):
    return {{}}, b"x" * told["size"]

def hungry(told, content):
    return {{"size": len(bytearray(told["size"]))}}, b""

def garbage(told, content):
    frame.packed = lambda *_: told["text"].encode()
    return {{}}, b""

def echo(told, content):
    return {{"told": told["word"], "environment": dict(os.environ), "day": str(told["today"])}}, content

def limits(told, content):
    import resource
    names = ("RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE")
    room = resource.getrlimit(resource.RLIMIT_AS)[0]
    return {{"held": [resource.getrlimit(getattr(resource, name))[0] for name in names], "room": room,
             "niceness": os.nice(0), "open": sorted(int(n) for n in os.listdir("/proc/self/fd"))}}, b""

def harm(told, content):
    done = []
    for name, act in (
        ("unlink", lambda: os.unlink(told["file"])),
        ("rename", lambda: os.rename(told["file"], told["file"] + "2")),
        ("truncate", lambda: os.truncate(told["file"], 0)),
        ("write", lambda: open(told["file"], "r+").write("x")),
        ("make", lambda: open(told["file"] + "3", "x").close()),
        ("folder", lambda: os.mkdir(told["file"] + "4")),
        ("run", lambda: os.execv("/bin/true", ["true"])),
    ):
        try:
            act()
            done.append(name)
        except OSError:
            continue
    return {{"done": done, "read": open(told["file"]).read()}}, b""

def steps(told, content):
    from data.ingest import progress
    for done in range(9):
        progress.say("rows", done, 9)
        time.sleep(600 if done == 5 and told["seconds_between"] else told["seconds_between"])
    return {{"steps": 9}}, content

for task in (steps, hangs, spins, aborts, ends, fails, too_much, hungry, garbage, echo, limits, harm):
    tasks.TASKS[task.__name__] = task
if __name__ == "__main__":
    program.main(sys.argv[1:])
"""


@contextmanager
def misbehaving(folder: Path, forks: bool) -> Iterator[nursery.Helper]:
    """Children of that program for as long as this lasts: forked by a helper of their own, or single."""
    script = folder / "other_program.py"
    script.write_text(TASKS, encoding="utf-8")
    helper = nursery.Helper()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nursery, "PROGRAM", script)
        patch.setattr(nursery, "HELPER", helper)
        patch.setattr(nursery, "FORKS", forks)
        try:
            yield helper
        finally:
            helper.stop()


MODES = [True, False] if sys.platform.startswith("linux") else [False]
