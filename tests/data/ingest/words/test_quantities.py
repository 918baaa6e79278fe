"""A cell's number in the unit its column counts in, whoever asks: template, official form or table."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.words.numbers import parse_number
from data.ingest.words.quantities import Quantity, conversion, quantity, scaled


@pytest.mark.parametrize(
    ("raw", "own", "factor", "expected"),
    [
        (12.5, "吨标准煤", 1.0, Quantity(12.5)),
        (12.5, "吨标准煤", 10000.0, Quantity(125000.0)),
        ("12.5", "吨标准煤", 10000.0, Quantity(125000.0, "number_as_text", "12.5")),
        ("1.2万吨标准煤", "吨标准煤", 1.0, Quantity(12000.0, "number_as_text", "1.2万吨标准煤")),
        ("1.2吨标准煤", "吨标准煤", 10000.0, Quantity(1.2, "number_as_text", "1.2吨标准煤")),
        ("5.3%", "吨标准煤", 1.0, Quantity(None, "unit_mismatch", "%")),
        ("5吨", "", 1.0, Quantity(None, "unit_mismatch", "吨")),
        ("0.7143 千克标准煤/千克", None, 1.0, Quantity(0.7143, "number_as_text", "0.7143千克标准煤/千克")),
        ("800①", "吨标准煤", 1.0, Quantity(800.0, "footnote_mark", "800①", "800")),
        ("812.3[1]", "吨标准煤", 1e4, Quantity(8123000.0, "footnote_mark", "812.3[1]", "812.3")),
        ("812.3*", "吨标准煤", 1.0, Quantity(812.3, "footnote_mark", "812.3*", "812.3")),
        ("10⁴", "吨标准煤", 1.0, Quantity(None, "number_expected", "10⁴")),
        ("约二百万", "吨标准煤", 1.0, Quantity(None, "number_expected", "约二百万")),
        (True, "吨标准煤", 1.0, Quantity(None, "number_expected", "True")),
        (datetime.date(2025, 1, 2), "吨标准煤", 1.0, Quantity(None, "number_expected", "2025-01-02")),
        ("—", "吨标准煤", 1.0, Quantity()),
        (None, "吨标准煤", 1.0, Quantity()),
    ],
)
def test_a_cell_in_its_columns_unit(raw: object, own: str | None, factor: float, expected: Quantity) -> None:
    assert quantity(raw, own, factor) == expected


@given(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=20)))
def test_it_reads_the_numbers_that_the_parser_reads_and_no_others(raw: object) -> None:
    written = parse_number(raw)
    found = quantity(raw, None)
    assert found.value == (written.value if written else None)


def test_conversion_is_between_units_of_one_kind() -> None:
    assert conversion("万吨标准煤", "吨标准煤") == 10000
    assert conversion("千克标准煤", "吨标准煤") == pytest.approx(0.001)
    assert conversion("万元", "吨标准煤") is None and conversion("", "吨标准煤") is None


def test_a_number_in_another_unit_has_no_digits_of_the_machine() -> None:
    assert scaled(1609.0313, 10_000) == 16_090_313 and scaled(0.1 + 0.2, 1) == 0.1 + 0.2
    assert quantity("1609.0313万吨", "吨").value == 16_090_313
