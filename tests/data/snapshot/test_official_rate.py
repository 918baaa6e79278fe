"""T01 where a growth rate is missing: the official change of intensity takes its link in the chain."""

import math

import pytest

from data.ingest import receive
from data.ingest.reasons import NeedsReason
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
    receive.accept(filled_blank("S1", rows), "S1.xlsx", "测试", reason="当年未公布增速")
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


def test_without_a_rate_and_without_growth_a_reason_is_asked_and_the_chain_lacks_a_link() -> None:
    content = filled_blank("S1", [energy_row(energy_growth=None, intensity_change=None)])
    inspection = receive.inspect(content, "S1.xlsx")
    assert [item.rule for item in inspection.findings if item.needs_reason] == ["one_wanted"]
    assert inspection.can_publish and inspection.needs_reason
    with pytest.raises(NeedsReason):
        receive.accept(content, "S1.xlsx", "测试")
    row = chain(energy_growth=None, intensity_change=None)
    assert row is not None and row["value"] is None
