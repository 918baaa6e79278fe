"""Harms a store as disks and people do: a flipped bit, other bytes, calls of the system that fail."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def state(store: Path) -> dict[str, bytes]:
    """Every file of a store but the lock."""
    return {
        path.relative_to(store).as_posix(): path.read_bytes()
        for path in sorted(store.rglob("*"))
        if path.is_file() and not path.name.startswith("lock")
    }


def overwrite(path: Path, content: bytes) -> None:
    """Gives a file other bytes, also one that is read-only."""
    path.chmod(0o644)
    path.write_bytes(content)


def flip(path: Path, place: int) -> None:
    """Flips one bit of a byte of a file (counted from its end when negative)."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << place % 8
    overwrite(path, bytes(content))


def fail_calls(
    patch: pytest.MonkeyPatch, names: tuple[str, ...], fails: Callable[[int], bool], code: int = errno.EIO
) -> list[str]:
    """From now on the calls of these functions of `os` for which `fails` (counted from 1) raise OSError.

    Answers the list that grows with the name of every call.
    """
    made: list[str] = []

    def broken(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            made.append(name)
            if fails(len(made)):
                raise OSError(code, os.strerror(code))
            return real(*args, **more)

        return call

    for name in names:
        patch.setattr(os, name, broken(name, getattr(os, name)))
    return made
