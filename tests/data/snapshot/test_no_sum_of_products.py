"""Different products are never added: a headline counts how many do what is asked, and has no value."""

import pytest

from tests.support.memory import answers
from tests.support.workbooks import Row

CITY, SUGAR_COUNTY, PAPER_COUNTY = "450200", "450222", "450225"


def product(region: str, year: int, name: str, energy: float, advanced: float | None = None) -> Row:
    """One line of S8: a hundred tonnes of a product."""
    return {
        "period": str(year),
        "credit_code": name,
        "enterprise": name,
        "region": region,
        "product": name,
        "line": "",
        "output_t": 100.0,
        "energy_tce": energy,
        "co2_t": 2 * energy,
        "advanced_unit_energy": advanced,
    }


ROWS = [
    product(SUGAR_COUNTY, 2024, "sugar", 0.8, 8.0),
    product(SUGAR_COUNTY, 2025, "sugar", 0.77, 8.0),
    product(PAPER_COUNTY, 2024, "paper", 36.0, 300.0),
    product(PAPER_COUNTY, 2025, "paper", 36.76, 300.0),
]


@pytest.mark.parametrize(
    ("statement", "region", "good", "of", "status"),
    [
        ("T09", CITY, 1, 2, "behind"),
        ("T09", SUGAR_COUNTY, 1, 1, "achieved"),
        ("T09", PAPER_COUNTY, 0, 1, "behind"),
        ("T07", CITY, 1, 2, "far_behind"),
        ("T07", SUGAR_COUNTY, 1, 1, "achieved"),
    ],
)
def test_a_headline_counts_products_and_has_no_value(
    statement: str, region: str, good: int, of: int, status: str
) -> None:
    found = answers({"S8": ROWS}, statement)[region, "TOTAL", "", "2025"]
    assert (found["value"], found["target"], found["gap"]) == (None, None, None)
    assert (found["numerator"], found["denominator"]) == (good, of)
    assert found["status"] == status


def test_each_product_keeps_its_own_number() -> None:
    found = answers({"S8": ROWS}, "T09")
    assert found[CITY, "TOTAL", "sugar", "2025"]["value"] == pytest.approx(7.7)
    assert found[CITY, "TOTAL", "paper", "2025"]["value"] == pytest.approx(367.6)
