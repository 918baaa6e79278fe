"""Puts a JSON object and a block of bytes on a pipe, and takes them off again without trusting either."""

import json
import struct
from typing import Any, BinaryIO

from data.ingest.progress import STAGES, Step

HEAD = struct.Struct(">8sQQ")  # magic, length of the JSON, length of the bytes
MAGIC = b"PEAKv1\r\n"

STEP = struct.Struct(">8sBQQ")  # magic, number of the stage, rows done, rows in all
STEP_MAGIC = b"PEAKat\r\n"

Framed = tuple[dict[str, Any], bytes]


def packed(told: dict[str, Any], content: bytes) -> bytes:
    """What goes on the pipe; numbers that JSON does not know are a ValueError."""
    text = json.dumps(told, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return HEAD.pack(MAGIC, len(text), len(content)) + text + content


def unpacked(raw: bytes) -> Framed:
    """What came off the pipe; ValueError for anything that is not exactly one frame around an object."""
    if len(raw) < HEAD.size:
        raise ValueError(f"{len(raw)} bytes are no frame")
    magic, text, content = HEAD.unpack_from(raw)
    if magic != MAGIC or len(raw) != HEAD.size + text + content:
        raise ValueError("the frame does not hold")
    told = json.loads(raw[HEAD.size : HEAD.size + text])
    if not isinstance(told, dict):
        raise ValueError("the frame holds no object")
    return told, raw[HEAD.size + text :]


def step(told: Step) -> bytes:
    """How far a child is, as it goes on the pipe before the frame."""
    return STEP.pack(STEP_MAGIC, STAGES.index(told.stage), told.done, told.total)


def step_of(raw: bytes | bytearray) -> Step | None:
    """The step that the bytes begin with; None where they begin with something else or with a part of one."""
    if len(raw) < STEP.size or not raw.startswith(STEP_MAGIC):
        return None
    _, stage, done, total = STEP.unpack_from(raw)
    return Step(STAGES[min(stage, len(STAGES) - 1)], done, total)


def read_from(source: BinaryIO) -> Framed:
    """The one frame of a file that holds nothing else."""
    return unpacked(source.read())
