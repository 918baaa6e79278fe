"""A frame holds one object and one block of bytes; whatever else comes over a pipe is none."""

import io

import pytest

from data.ingest.child import frame
from data.ingest.progress import Step


def test_what_is_packed_is_unpacked() -> None:
    told = {"数": 1.5, "list": [None, "一"]}
    assert frame.unpacked(frame.packed(told, b"\0\1")) == (told, b"\0\1")
    assert frame.read_from(io.BytesIO(frame.packed({}, b""))) == ({}, b"")


GOOD = frame.packed({"a": 1}, b"xyz")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"short",
        b"\x80\x04\x95 a pickle says nothing here, whatever it holds",
        GOOD[:-1],
        GOOD + b"!",
        GOOD.replace(b"PEAK", b"peak"),
        frame.HEAD.pack(frame.MAGIC, 2**63, 0) + b"{}",
        frame.HEAD.pack(frame.MAGIC, 6, 0) + b"[1, 2]",
        frame.HEAD.pack(frame.MAGIC, 3, 0) + b"{a}",
        frame.HEAD.pack(frame.MAGIC, 2, 0) + b"\xff\xfe",
    ],
)
def test_anything_else_is_none(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        frame.unpacked(raw)


def test_numbers_that_json_does_not_know_stay_out() -> None:
    with pytest.raises(ValueError, match="JSON"):
        frame.packed({"a": float("nan")}, b"")


def test_a_step_is_read_once_it_is_whole() -> None:
    told = frame.step(Step("checks", 2_000, 60_000))
    assert frame.step_of(told + GOOD) == Step("checks", 2_000, 60_000)
    assert frame.step_of(told[:-1]) is None and frame.step_of(GOOD) is None
    assert frame.step_of(frame.STEP.pack(frame.STEP_MAGIC, 255, 1, 2)) == Step("published", 1, 2)
