"""One table of units: whatever either of the two before it understood is understood, with the same answer."""

import pytest

from data.ingest.words.units import (
    alternatives,
    counted_in_brackets,
    is_unit,
    key,
    per_cent_at_end,
    stated_units,
    table,
    tidy_unit,
    unit_at_end,
    unit_in_brackets,
    unit_line,
    unit_of,
)
from data.plan import plan

# what the reader of statistical tables knew by itself, before the plan's table became the only one
READER = (
    "标准立方米|标立方米|吨标准煤|千克标准煤|公斤标准煤|克标准煤|吨标煤|千克标煤|公斤标煤|克标煤|标准煤|标煤|吨二氧化碳当量|千克二氧化碳当量|吨二氧化碳|千克二氧化碳|克二氧化碳|"
    "吨co2当量|吨co2|千克co2|公斤co2|吨碳|千瓦小时|千瓦时|兆瓦时|吉瓦时|千瓦|兆瓦|吉瓦|瓦|百万焦耳|千焦耳|千焦|兆焦|吉焦|焦耳|焦|千卡|大卡|卡|平方公里|平方千米|"
    "平方米|平米|公顷|亩|立方米|立方|公升|毫升|升|公里|千米|厘米|毫米|米|海里|吨公里|人公里|吨|公斤|千克|毫克|克|重量箱|标准箱|标箱|箱|美元|港元|欧元|日元|元人民币|"
    "人民币|元|角|人次|人年|人|户次|户|家次|家企业|家|个百分点|百分点|个|台套|台|套|件|条|辆|艘|架|头|只|匹|张|册|份|项|所|间|床位|床|株|双|支|部|枚|宗|处|座|"
    "次|岁|小时|分钟|秒|天|日|度|伏安|千伏安|千伏|伏|帧|根|块|把|片|瓶|盒|本|名|对|组|班|门|座位|客位|当量小时|工日|车次|列|批|例|起|种|类|笔|村|镇|乡|街道|分|"
    "倍|枝|印张|皮长公里|线|端|号|担|斤|标准吨|折纯吨|载重吨|总吨|综合吨|锭|纱锭|马力|万元|亿元|kgce|tce|大气压|帕|摄氏度|人天|微克|月|年|°c"
    "|"
    "ktce|mtce|tce|kgce|gce|toe|tco2e|tco2|kgco2e|kgco2|gco2|co2e|tc|kwh|mwh|gwh|twh|kva|mva|kv|kw|mw|"
    "gw|w|kcal|cal|kj|mj|gj|tj|pj|ej|j|nm3|km2|hm2|cm2|m2|km3|cm3|m3|km|cm|mm|m|kt|mt|t|kg|mg|g|ml|l|"
    "ha|mu|rmb|cny|usd|yuan|dollars|dollar|tons|ton|tonnes|tonne|persons|person|people|households|"
    "household|units|unit|sets|set|vehicles|vehicle|pieces|cubicmeters|cubicmeter|cu.m|sq.m|sq.km|"
    "squaremeters|squarekilometers|kilowatthours|kwhours|hours|hour|days|day|times|years|year|pp|"
    "percentagepoints|bp|each|head|pairs|km/h|kgofsce|tonsofsce|tonofsce|kgsce|sce|mmbtu|btu|barrels|"
    "barrel"
)
# what the plan's table could convert at that time: unit, dimension, factor, other spellings
CONVERTED = [
    ("吨标准煤", "energy", 1.0, "tce|吨标煤|吨标准煤当量"),
    ("万吨标准煤", "energy", 10000.0, "万tce|万吨标煤"),
    ("千克标准煤", "energy", 0.001, "kgce|公斤标准煤|千克标煤"),
    ("万元", "money", 1.0, "万元人民币"),
    ("亿元", "money", 10000.0, ""),
    ("千元", "money", 0.1, ""),
    ("元", "money", 0.0001, ""),
    ("%", "share", 1.0, "％|百分比|±%"),
    ("‰", "share", 0.1, ""),
    ("吨", "mass", 1.0, "t"),
    ("万吨", "mass", 10000.0, "万t"),
    ("吨二氧化碳", "co2", 1.0, "tco2|吨co2|t co2"),
    ("万吨二氧化碳", "co2", 10000.0, "万tco2|万吨co2"),
    ("千克标准煤/吨", "product_energy", 1.0, "kgce/t|千克标煤/吨|公斤标准煤/吨"),
    ("吨标准煤/万元", "energy_intensity", 1.0, "tce/万元|吨标煤/万元"),
    ("吨二氧化碳/万元", "co2_intensity", 1.0, "tco2/万元"),
    ("吨二氧化碳/吨", "product_co2", 1.0, "tco2/t"),
    ("家", "count", 1.0, "户"),
    ("个", "count", 1.0, ""),
    ("项", "count", 1.0, ""),
    ("辆", "count", 1.0, "台"),
    ("万辆", "count", 10000.0, ""),
    ("条", "count", 1.0, ""),
    ("万千瓦时", "electricity", 1.0, "万kwh|万度"),
    ("亿千瓦时", "electricity", 10000.0, "亿kwh|亿度"),
    ("千瓦时", "electricity", 0.0001, "kwh|度"),
    ("万立方米", "volume", 1.0, "万m3|万nm3|万标立方米"),
    ("立方米", "volume", 0.0001, "m3|nm3"),
    ("吉焦", "heat", 1.0, "gj|百万千焦|十亿焦耳"),
    ("分", "points", 1.0, ""),
    ("岗", "count", 1.0, ""),
    ("百分点", "points_percent", 1.0, "个百分点"),
]


def test_every_word_of_the_reader_is_still_a_unit() -> None:
    spellings = READER.split("|")
    assert len(spellings) > 250
    written = [form for word in spellings for form in (word, f"({word})", f"万{word}")]
    assert [form for form in written if not is_unit(form)] == []
    assert [
        word for word in spellings if unit_in_brackets(f"指标（{word}）") != ("指标", tidy_unit(word))
    ] == []


@pytest.mark.parametrize(("unit", "dimension", "factor", "others"), CONVERTED)
def test_every_unit_that_was_converted_still_is(
    unit: str, dimension: str, factor: float, others: str
) -> None:
    for spelling in filter(None, (unit, *others.split("|"))):
        found = unit_of(f" {spelling.upper()} ")
        assert found is not None and is_unit(spelling), spelling
        assert (found.unit, found.dimension, found.factor) == (unit, dimension, factor)


def test_no_spelling_means_two_units_and_none_is_lost() -> None:
    meant: dict[str, set[str]] = {}
    for unit in plan().units.values():
        english = (unit.name_en,) if unit.name_en[:1].isdigit() else ()
        for spelling in (unit.unit, *unit.aliases, *english):
            meant.setdefault(key(spelling), set()).add(unit.unit)
    assert {spelling: units for spelling, units in meant.items() if len(units) > 1} == {}
    assert set(table()) == set(meant)


def test_what_nothing_is_counted_in_is_known_and_not_converted() -> None:
    assert is_unit("平方公里") and unit_of("平方公里") is None
    assert is_unit("万吨/年") and unit_of("万吨/年") is None


@pytest.mark.parametrize(
    ("small", "large", "times"),
    [("千克标准煤", "吨标准煤", 1000), ("千焦", "吉焦", 1e6), ("kWh", "GWh", 1e6), ("公斤", "kt", 1e6)],
)
def test_units_of_one_kind_convert(small: str, large: str, times: float) -> None:
    one, other = unit_of(small), unit_of(large)
    assert one and other and one.dimension == other.dimension
    assert other.factor / one.factor == pytest.approx(times)


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("单位：万吨标准煤", ["万吨标准煤"]),
        ("计量单位:人、‰", ["人", "‰"]),
        ("表3 主要指标 单位：万元", ["万元"]),
        ("单位：万元，2025年1—9月", ["万元"]),
        ("填报单位：柳州市工信局", []),
        ("柳州市2025年能耗", []),
    ],
)
def test_a_line_states_its_units_and_who_reports_is_none(line: str, units: list[str]) -> None:
    assert stated_units(line) == units


@pytest.mark.parametrize(
    "text",
    ["万吨标准煤", "元/吨", "%", "‰", "10000 tons", "10 000 tce", "100 million yuan", "户", "间/户",
     "平方米/人", "万tce",
     "千克标准煤/千克", "吨标准煤/万元", "tCO2/tce", "亿千瓦时", "万千瓦小时", "重量箱", "上年=100", "m³",
     "kgce/t", "个百分点"],
)  # fmt: skip
def test_units_are_known(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize(
    "text", ["", "乡村", "当量", "发电煤耗计算法", "-", "2012", "工业", "标准量", "Coal", "Total", "甲"]
)
def test_words_are_no_units(text: str) -> None:
    assert not is_unit(text)


def test_a_unit_is_taken_off_a_label() -> None:
    assert unit_in_brackets("工业总产值（亿元）") == ("工业总产值", "亿元")
    assert unit_in_brackets("能源平衡表(标准量)") == ("能源平衡表(标准量)", "")
    assert unit_at_end("产量,万吨") == ("产量", "万吨")
    assert unit_at_end("比2021年+、-%") == ("比2021年+、-%", "%")
    assert tidy_unit("（万吨 ）") == "万吨"
    assert tidy_unit("万tce1") == "万tce"
    assert tidy_unit("万吨 10000 tons") == "万吨"


def test_unit_lines_are_told_from_reporters() -> None:
    assert unit_line("单位：万吨标准煤  ") == "万吨标准煤"
    assert unit_line("（计量单位：亿元）") == "亿元"
    assert unit_line("(10 000 tce)") == "10 000 tce"
    assert unit_line("单位：人、‰(person，‰)") == "人、‰"
    assert unit_line("填报单位：工信局") == ""
    assert unit_line("单位") == ""
    assert unit_line("(2022年)") == ""
    assert alternatives("人、‰") == ["人", "‰"]


def test_only_brackets_with_units_that_we_count_in_are_taken_off() -> None:
    assert counted_in_brackets("综合能耗（吨标准煤）") == ("综合能耗", "吨标准煤")
    assert counted_in_brackets("综合能耗（等价值）（单位万吨标准煤）") == ("综合能耗（等价值）", "万吨标准煤")
    assert counted_in_brackets("产值（万元）（单位：亿元）") == ("产值", "亿元")
    assert counted_in_brackets("客运量（人次）") == ("客运量（人次）", "")


def test_per_cent_at_the_end_of_a_label() -> None:
    assert [per_cent_at_end(text) for text in ("同比增长±%", "增速,%", "%", "能耗")] == [
        ("同比增长", "%"), ("增速", "%"), ("%", ""), ("能耗", ""),
    ]  # fmt: skip
