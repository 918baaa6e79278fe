"""Each limit of the machine has a default and a variable that replaces it."""

from dataclasses import asdict

import pytest

from data.ingest.limits import PREFIX, Limits, of_environment


def test_the_environment_replaces_single_limits() -> None:
    assert of_environment({}) == Limits()
    assert of_environment({"PEAK_MAX_ROWS": " 5 ", "PEAK_MAX_SECONDS": "", "OTHER": "x"}) == Limits(rows=5)
    every = of_environment({PREFIX + name.upper(): "7" for name in asdict(Limits())})
    assert set(asdict(every).values()) == {7}


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "viel"])
def test_anything_but_a_whole_number_above_nought_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="PEAK_MAX_ROWS="):
        of_environment({"PEAK_MAX_ROWS": text})
