"""One form is one enterprise and one energy a line: what was bought counts, doubts stay with their cell."""

import pytest

from data.ingest.cells.read import read_book
from data.ingest.official_forms.energies import Seen
from data.ingest.official_forms.form_205_1 import basis_of, maturity_of, rows_of
from data.ingest.official_forms.table import Form, Line, Table, form_of
from data.ingest.words.periods import Period
from tests.support.official_forms import form_205_1, lines


def form(content: bytes) -> Form:
    found = form_of(read_book(content, "表.xlsx").sheets[0])
    assert found is not None
    return found


def test_every_counted_line_is_a_record_and_what_is_assumed_is_said() -> None:
    seen = Seen("205-1")
    rows = rows_of(form(form_205_1()), seen, {})
    assert [row.text("energy") for row in rows] == ["raw_coal", "coke", "blast_furnace_gas", "electricity"]
    assert {row.text("period") for row in rows} == {"2025-09"} and {row.text("maturity") for row in rows} == {
        "flash"
    }
    assert [f.rule for f in seen.findings].count("form_assumed") == 2


def test_what_the_enterprise_made_itself_is_taken_off() -> None:
    body = lines()
    body[2][3 + 1] = 40.0  # coke: bought 40 of the 90 that were used
    seen = Seen("205-1")
    coke = next(row for row in rows_of(form(form_205_1(body)), seen, {}) if row.text("energy") == "coke")
    assert coke.values["quantity"] == pytest.approx(30.0) or coke.values["quantity"] == pytest.approx(40.0)
    assert "form_made_inside" in {finding.rule for finding in seen.findings}


@pytest.mark.parametrize(
    ("coefficient", "basis"), [(1.229, "calorific"), (2.9, "equivalent"), (None, "calorific")]
)
def test_electricity_says_which_basis(coefficient: float | None, basis: str) -> None:
    assert basis_of(Table([Line("electricity", 5, {"adopted": coefficient})])) == basis


def test_months_are_flash_whole_years_preliminary_unless_the_heading_says_more() -> None:
    plain = form(form_205_1())
    assert (
        maturity_of(plain, Period.of(2025, 9)) == "flash"
        and maturity_of(plain, Period.of(2025)) == "preliminary"
    )
    assert maturity_of(form(form_205_1(extra=(["终核"],))), Period.of(2025, 9)) == "final"
