"""The environment replaces a limit by its name, and nothing but a whole number above nought."""

from dataclasses import dataclass

import pytest

from data.machine import replaced


@dataclass(frozen=True)
class Some:
    rows: int = 5
    seconds: int = 7


def test_what_is_named_is_replaced_the_rest_stays() -> None:
    assert replaced(Some, "PEAK_", {"PEAK_ROWS": " 9 ", "ROWS": "1", "PEAK_SECONDS": ""}) == Some(9, 7)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "many"])
def test_anything_else_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="PEAK_ROWS"):
        replaced(Some, "PEAK_", {"PEAK_ROWS": text})
