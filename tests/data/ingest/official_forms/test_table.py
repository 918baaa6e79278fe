"""The table of form 205-1 in a sheet: by names, by ordinals, line by line in the plan's units."""

from dataclasses import replace

import pytest

from data.ingest.cells.grid import Sheet
from data.ingest.cells.read import read_book
from data.ingest.official_forms.energies import Seen
from data.ingest.official_forms.table import Form, form_of, known_headings, lines_of
from tests.support.official_forms import FIRST_ROW, form_205_1, line, lines


def sheet(content: bytes) -> Sheet:
    return read_book(content, "表.xlsx").sheets[0]


@pytest.fixture(scope="module")
def form() -> Form:
    found = form_of(sheet(form_205_1()))
    assert found is not None
    return found


def test_fields_are_found_under_merged_headings(form: Form) -> None:
    assert (form.heading_row, form.first_row) == (7, FIRST_ROW)
    letters = {name: form.cell(FIRST_ROW, name) for name in ("energy", "unit", "used", "closing", "adopted")}
    assert letters == {"energy": "A11", "unit": "B11", "used": "G11", "closing": "L11", "adopted": "M11"}


def test_without_ordinals_the_first_energy_begins_the_lines() -> None:
    found = form_of(sheet(form_205_1(ordinals=False)))
    assert found is not None and found.columns["used"] == 7
    assert form_of(Sheet("空", {})) is None and form_of(Sheet("名", {(1, 1): "能源名称"})) is None


def test_lines_hold_numbers_in_the_plans_unit_and_blanks_are_none(form: Form) -> None:
    seen = Seen("205-1")
    table = lines_of(form, seen)
    coal = table.lines[0]
    assert (coal.energy, coal.value("used"), coal.value("opening")) == ("raw_coal", 900.0, 100.0)
    assert (coal.coefficient, coal.coefficient_from) == (0.7, "adopted")
    gas = next(one for one in table.lines if one.energy == "natural_gas")
    assert gas.value("used") is None and gas.coefficient == 13.3 and gas.coefficient_from == "reference"
    assert table.total == (FIRST_ROW + 6, 1141.1) and seen.findings == []


def test_a_line_in_another_unit_is_converted_with_its_coefficient() -> None:
    found = form_of(
        sheet(form_205_1([line("原煤", "万吨", "01", [0, 1, 0, 1, 1, 0, 0, 0, 0], 7143, None), *lines()[5:]]))
    )
    assert found is not None
    coal = lines_of(found, Seen("205-1")).lines[0]
    assert coal.value("used") == 10000.0 and coal.coefficient == pytest.approx(0.7143)


def test_headings_and_ordinals_come_from_the_plan() -> None:
    assert known_headings()["能源名称"] == "energy" and known_headings()["#甲"] == "energy"


def test_a_unit_that_is_merged_downwards_is_that_of_every_line(form: Form) -> None:
    first = FIRST_ROW
    cells = {place: value for place, value in form.sheet.cells.items() if place != (first + 1, 2)}
    merged = Sheet("205-1", cells | {(first, 2): "万吨"}, [(first, 2, first + 1, 2)])
    read = {
        line.energy: line.value("used") for line in lines_of(replace(form, sheet=merged), Seen("表")).lines
    }
    assert (read["raw_coal"], read["anthracite"]) == (9_000_000.0, 4_000_000.0)
