"""Compiles the shim once, puts it before the C library of this process, and arms it through ctypes."""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
MADE = Path(__file__).resolve().parents[2] / "artefacts" / "torture"
MAC = sys.platform == "darwin"
PRELOAD = "DYLD_INSERT_LIBRARIES" if MAC else "LD_PRELOAD"
CRASHED = 86  # the exit status of a process that the shim ended

# the modes and classes of shim.c
OFF, COUNT, CRASH, HALF, FAIL_ONCE, FAIL_FROM, KILL, RECORD, LIE = range(9)
ANY, REST, BULK = range(3)
KINDS = ("", "write", "sync", "rename", "unlink", "mkdir", "create", "truncate", "link", "rmdir", "mark")


class NoCompiler(Exception):
    """There is neither cc nor the package ziglang to compile the shim with."""


@dataclass(frozen=True)
class Arming:
    """What the shim does to a store: `how` at the `n`-th call of a class, `wrong` the errno of a fault."""

    how: int
    which: int = REST
    n: int = 0
    wrong: int = 0


def compilers() -> list[list[str]]:
    """The C compilers of this machine, best first."""
    found = [[path] for name in ("cc", "clang", "gcc") if (path := shutil.which(name))]
    return [*found[:1], [sys.executable, "-m", "ziglang", "cc"]]


def library() -> Path:
    """The compiled shim; made on first use. Raises NoCompiler."""
    MADE.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    target = MADE / f"shim-{name}.{'dylib' if MAC else 'so'}"
    if target.exists():
        return target
    draft = target.with_suffix(f".{os.getpid()}.draft")
    told = []
    for compiler in compilers():
        call = [
            *compiler,
            "-O1",
            "-shared",
            "-fPIC",
            "-o",
            str(draft),
            str(SOURCE),
            *([] if MAC else ["-ldl"]),
        ]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            draft.replace(target)
            return target
        told.append(done.stderr.strip())
    raise NoCompiler("no C compiler: install cc, or python -m pip install ziglang\n" + "\n".join(told))


def preload() -> None:
    """Starts this program again with the shim before the C library, unless it is there already."""
    made = str(library())
    if made in os.environ.get(PRELOAD, ""):
        return
    known = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", PRELOAD: made}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **known})


def loaded() -> ctypes.CDLL:
    """The shim of this process. Raises RuntimeError where the interpreter did not let it in."""
    shim = ctypes.CDLL(None)
    if not hasattr(shim, "torture_arm"):
        raise RuntimeError(f"{PRELOAD} is ignored by this interpreter: {sys.executable}")
    shim.torture_counted.restype = ctypes.c_long
    return shim


def arm(store: Path, arming: Arming, log: int = -1) -> None:
    """From now on the shim does this to calls below a store; it tells `log` (a descriptor) what it did."""
    loaded().torture_arm(
        str(store).encode(), arming.how, arming.which, ctypes.c_long(arming.n), arming.wrong, log
    )


def disarm() -> None:
    """The shim lets everything pass again."""
    loaded().torture_arm(b"", OFF, ANY, ctypes.c_long(0), 0, -1)


def counted() -> tuple[int, int]:
    """How many calls were seen since it was armed: rest, bulk."""
    shim = loaded()
    return int(shim.torture_counted(REST)), int(shim.torture_counted(BULK))


def mark(text: str) -> None:
    """Writes a word of ours among the recorded calls."""
    loaded().torture_mark(text.encode())
