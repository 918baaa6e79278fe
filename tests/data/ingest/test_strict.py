"""Only what has the right type everywhere becomes a dataclass."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from data.ingest import strict


@dataclass(frozen=True)
class Inner:
    name: str
    sure: float = 0.5


@dataclass(frozen=True)
class Outer:
    count: int
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    flag: bool = False


def test_what_is_right_is_made() -> None:
    told = {"count": 1, "inner": {"name": "a", "sure": 1}, "inners": [{"name": "b"}], "words": {"x": "y"}}
    assert strict.made(Outer, told) == Outer(1, Inner("a", 1.0), (Inner("b"),), {"x": "y"})
    assert strict.made(Outer, {"count": 0, "inner": None}) == Outer(0)


@pytest.mark.parametrize(
    "told",
    [
        5,
        {},
        {"count": "1"},
        {"count": True},
        {"count": 1, "flag": 1},
        {"count": 1, "extra": 1},
        {"count": 1, "inner": {"name": 5}},
        {"count": 1, "inners": {"name": "b"}},
        {"count": 1, "words": {"x": 1}},
        {"count": 1, "words": []},
        {"count": 1, "inners": [{"name": "b"}] * (strict.LONGEST + 1)},
    ],
)
def test_anything_else_is_not(told: Any) -> None:
    with pytest.raises(TypeError):
        strict.made(Outer, told)
