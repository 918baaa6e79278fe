"""A sheet that nobody has seen, its headings, units and directions drawn by lot, reads back as it was."""

import random
from typing import Any

import pytest

from data.ingest.words.names import code_of
from tests.support.bureau_sheets import PLACES, workbook
from tests.support.own_layouts import confirmed, read

# field → ways in which bureaus head it: words, unit, what its numbers are multiplied by
HEADINGS: dict[str, list[tuple[str, str, float]]] = {
    "energy_tce": [
        ("综合能源消费量", "万吨标准煤", 1e4),
        ("规上工业综合能源消费量", "吨标准煤", 1),
        ("能源消费总量", "万吨标准煤", 1e4),
        ("能耗总量", "吨标准煤", 1),
    ],
    "energy_growth": [("能耗增速", "%", 1), ("综合能耗比上年同期增长", "%", 1), ("能源消费量增幅", "%", 1)],
    "value_added": [("规模以上工业增加值", "万元", 1), ("增加值（现价）", "亿元", 1e4)],
    "value_added_growth": [("增加值增长", "%", 1), ("工业增加值按可比价同比增长", "%", 1)],
    "intensity_change": [("单位增加值能耗同比", "%", 1), ("万元工业增加值能耗下降率", "%", 1)],
}
PERIODS = {"2026年1—10月": "2026-10", "2025年": "2025", "2026年三季度": "2026-09", "2026年上半年": "2026-06"}


def drawn(lot: random.Random) -> tuple[bytes, str, dict[tuple[str | None, str], float]]:
    """A workbook, the period it names, and its values by place and field in the units of the template."""
    fields = ["energy_tce", "energy_growth", *lot.sample(list(HEADINGS)[2:], lot.randint(1, 3))]
    heads = {field: lot.choice(HEADINGS[field]) for field in fields}
    value = {(place, field): round(lot.uniform(-9, 900), 2) for place in PLACES for field in fields}
    value |= {(place, "energy_tce"): round(lot.uniform(1, 900), 2) for place in PLACES}
    period, of_units = lot.choice(list(PERIODS)), lot.choice(["beside", "bracket"])
    words = [f"{word}（{unit}）" if of_units == "bracket" else word for word, unit, _ in heads.values()]
    units = [unit for _, unit, _ in heads.values()]
    rows: list[list[Any]] = [[f"{period}{lot.choice(['各县区工业能耗情况', '能耗统计表', '县区能耗月报'])}"]]
    if lot.random() < 0.5:
        rows.append(["县区", *words])
        rows += [[None, *units]] if of_units == "beside" else []
        rows += [[place, *(value[place, field] for field in fields)] for place in PLACES]
    else:
        rows.append(["指标", *(["计量单位"] if of_units == "beside" else []), *PLACES])
        for field, word, unit in zip(fields, words, units, strict=True):
            beside = [unit] if of_units == "beside" else []
            rows.append([word, *beside, *(value[place, field] for place in PLACES)])
    wanted = {(code_of("region", p), f): number * heads[f][2] for (p, f), number in value.items()}
    return workbook(rows), PERIODS[period], wanted


@pytest.mark.parametrize("seed", range(10))
def test_a_drawn_sheet_reads_back_equal(seed: int) -> None:
    content, period, wanted = drawn(random.Random(seed))
    rows = read(confirmed(content), content).records.rows
    assert {row.text("period") for row in rows} == {period}
    got = {(row.text("region"), field): row.values[field] for row in rows for _, field in wanted}
    assert got == pytest.approx(wanted)
