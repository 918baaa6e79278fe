"""What is written above a table says in which units its numbers are."""

from data.ingest.words.unit_lines import units_above


def test_a_unit_line_speaks_before_titles_and_the_name_of_the_sheet() -> None:
    assert units_above(["能耗（吨标准煤）", "单位：人、‰"], "万元").units == ("人", "‰")
    assert units_above(["工业用电量 亿千瓦时"], "表1").units == ("亿千瓦时",)
    assert units_above(["规上工业情况"], "产值（亿元）").units == ("亿元",)
    assert units_above(["规上工业情况"], "Sheet1").units == ()


def test_a_line_may_say_what_is_counted_otherwise() -> None:
    above = units_above(["单位：吨标准煤（电力为万千瓦时，热力为百万千焦）"], "表")
    assert above.units == ("吨标准煤",) and above.others == {"电力": "万千瓦时", "热力": "百万千焦"}
