"""The rules printed on form 205-1, and how far rounding may carry a sum."""

import pytest

from data.ingest.cells.grid import Sheet
from data.ingest.official_forms.checks import adds_up, made_inside, origin_unknown, rounding, stock, total
from data.ingest.official_forms.energies import Seen
from data.ingest.official_forms.table import Form, Line, Table

COLUMNS = {"energy": 1, "opening": 2, "purchased": 3, "used": 4, "industrial": 5, "other": 6, "closing": 7}
FORM = Form(Sheet("205-1", {}), 1, 2, COLUMNS)


def line(energy: str = "raw_coal", **values: float | None) -> Line:
    return Line(energy, 5, values)


@pytest.mark.parametrize(("values", "distance"), [([1.0, 2.0], 1.0), ([1.5, 2.25], 0.01), ([1.125], 0.0005)])
def test_parts_may_differ_from_their_sum_by_half_of_the_last_digit_each(
    values: list[float], distance: float
) -> None:
    assert rounding(values) == pytest.approx(distance, abs=1e-8)


@pytest.mark.parametrize(("other", "told"), [(100.0, []), (101.0, []), (110.0, [("form_consumption", "D5")])])
def test_4_is_5_plus_7(other: float, told: list[tuple[str, str]]) -> None:
    seen = Seen("205-1")
    adds_up(FORM, line(used=1000.0, industrial=900.0, other=other), seen)
    adds_up(FORM, line(used=1000.0, industrial=900.0, other=None), seen)
    assert [(finding.rule, finding.cell) for finding in seen.findings] == told


def test_9_is_1_plus_2_minus_4() -> None:
    seen = Seen("205-1")
    stock(FORM, line(opening=10.0, purchased=100.0, used=90.0, closing=20.0), seen)
    assert seen.findings == []
    stock(FORM, line(opening=10.0, purchased=100.0, used=90.0, closing=50.0), seen)
    assert [(f.rule, f.cell, f.expected, f.found) for f in seen.findings] == [
        ("form_stock", "G5", "20", "50")
    ]


def test_only_a_secondary_energy_beyond_what_was_bought_was_made_inside() -> None:
    assert made_inside(line("coke", used=100.0, purchased=40.0)) == 60.0
    assert made_inside(line("coke", used=100.0, purchased=40.0, opening=30.0, closing=0.0)) == 30.0
    assert made_inside(line("coke", used=100.0, purchased=40.0, opening=30.0)) == 0.0, (
        "one stock alone tells nothing"
    )
    assert made_inside(line("raw_coal", used=100.0, purchased=40.0)) == 0.0
    assert origin_unknown(line("coke", used=1.0)) and not origin_unknown(
        line("coke", used=1.0, purchased=0.0)
    )


@pytest.mark.parametrize(("stated", "told"), [(70.0, []), (700.0, ["form_total"])])
def test_line_40_is_what_the_lines_make(stated: float, told: list[str]) -> None:
    seen = Seen("205-1")
    lines = [line(used=100.0, adopted=0.7)]
    total(FORM, Table(lines, (40, stated)), "calorific", seen)
    total(FORM, Table([*lines, line("blast_furnace_gas", used=1.0)], (40, 1.0)), "calorific", seen)
    assert [finding.rule for finding in seen.findings] == told
