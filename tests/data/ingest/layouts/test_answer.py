"""What a person chose takes the place of what was proposed."""

import pytest

from data.ingest.layouts.answer import answered
from data.ingest.layouts.stored import WrongLayout
from tests.support import bureau_sheets
from tests.support.own_layouts import proposal


def test_choices_answers_and_units_make_the_layout() -> None:
    told = proposal(bureau_sheets.places_by_fields()).as_dict()
    made = answered(
        told,
        {"工业增加值／累计": "", "能源消费／同比增长": "intensity_change"},
        {"basis": "等价值"},
        {"能源消费／本期累计": "吨标准煤"},
    )
    assert {b.field: b.unit for b in made.bindings} == {
        "region": "",
        "energy_tce": "吨标准煤",
        "intensity_change": "%",
        "value_added_growth": "%",
    }
    assert (made.fixed, made.period, made.shape) == ({"basis": "等价值"}, "title", "columns")
    with pytest.raises(WrongLayout):
        answered(told, {"县区": "no_such_field"}, {})
    with pytest.raises(WrongLayout, match="两列"):
        answered(told, {"工业增加值／累计": "energy_tce"}, {})
