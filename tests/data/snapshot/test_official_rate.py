"""T01 where a growth rate is missing: the official change of intensity takes its link in the chain."""

import math

import pytest

from data.ingest import receive
from queries import ask
from tests.support.numbers import energy_row
from tests.support.workbooks import Row, filled_blank

pytestmark = pytest.mark.usefixtures("store")
YEARS = range(2021, 2026)


def chain(**changed: object) -> Row | None:
    """T01 of 2025 after five years of +2 % energy and +5 % value added, with 2023 changed."""
    rows = [
        energy_row(period=f"{year}年", intensity_change=None) | (changed if year == 2023 else {})
        for year in YEARS
    ]
    receive.accept(filled_blank("S1", rows), "S1.xlsx", "测试")
    ask.forget()
    found = ask.ask_rows("progress_by_indicator", statement="T01", region="450204", period="2025")
    ask.forget()
    return dict(found[0]) if found else None


@pytest.mark.parametrize(
    ("changed", "factor"),
    (
        ({"value_added_growth": None, "intensity_change": -4.0}, 0.96),
        ({"energy_growth": None, "value_added_growth": None, "intensity_change": -4.0}, 0.96),
        ({"intensity_change": -2.9}, 1.02 / 1.05),
    ),
    ids=("without value added", "without both", "with both"),
)
def test_the_official_rate_stands_in_for_a_missing_growth_rate(
    changed: dict[str, object], factor: float
) -> None:
    row = chain(**changed)
    assert row is not None
    links = [factor if year == 2023 else 1.02 / 1.05 for year in YEARS]
    assert row["value"] == pytest.approx(100 * (1 - math.prod(links)))


def test_without_a_rate_and_without_growth_the_sheet_is_stopped() -> None:
    content = filled_blank("S1", [energy_row(energy_growth=None, intensity_change=None)])
    stopping = [item for item in receive.inspect(content, "S1.xlsx").findings if item.severity == "stop"]
    assert [item.rule for item in stopping] == ["one_needed"]
