"""Asks texts of the process that asks questions, without the door before it: only the wall is left."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from data import places
from queries.free import asking

SECRET = "secret-nobody-may-read"
# asks every text without the door, and tells which ones were answered with what
CODE = f"""
import json, os, sys
from pathlib import Path
sys.path.insert(0, {str(places.ROOT)!r})
from data import confine
sys.meta_path.insert(0, confine.Without)
from queries.free import program
told = json.loads(sys.stdin.readline())
os.environ.clear()
program.warm()
if told["guarded"]:
    confine.confine(60, told["memory"], Path(told["snapshot"]))
else:
    program.LOCKS = ()
answered = []
base = program.opened(told)
for text in told["texts"]:
    try:
        answered.append([text, str(base.sql(text) and base.sql(text).fetchall())[:2000]])
    except Exception as error:
        answered.append([text, None])
base.close()
print(json.dumps(answered))
"""


def laid(folder: Path) -> tuple[Path, Path]:
    """A file with the secret, and an empty folder into which nothing may be written."""
    secret, room = folder / "secret.csv", folder / "room"
    secret.write_text(f"a\n{SECRET}\n", encoding="utf-8")
    room.mkdir()
    return secret, room


def answered(snapshot: Path, folder: Path, texts: Iterable[str], *, guarded: bool) -> dict[str, str | None]:
    """What a process answers to every text when nothing looks at it before; None where it refuses."""
    told = json.loads(asking.request(snapshot, "")) | {"texts": list(texts), "guarded": guarded}
    done = subprocess.run(
        [sys.executable, "-I", "-c", CODE], input=json.dumps(told).encode() + b"\n",
        capture_output=True, timeout=120, check=False, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return dict(json.loads(done.stdout))


def leaks(found: str | None) -> bool:
    """Whether an answer tells what lies outside the snapshot."""
    return found is not None and (SECRET in found or "root:" in found)
