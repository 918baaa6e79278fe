"""The page of a statement made of products counts them and compares each only with itself."""

import re

import pytest

from data.plan import plan
from pages.analysts.indicator import breakdown
from pages.analysts.indicator.figure import Figure
from queries.ask import ask_rows
from tests.support.pages import headline, opening, said

opened = opening("pages/analysts/indicator/page.py")
overview = opening("pages/leaders/overview/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")
DIVIDED = [
    code for code, one in plan().statements.items() if one.series in ("per_product", "product_advanced")
]


def by_hand(statement: str, period: str, region: str) -> tuple[int, int]:
    """How many products keep their promise, and how many there are, from the products alone."""
    rows = ask_rows("item_progress_by_indicator", statement=statement, region=region)
    now = {row["item"]: row for row in rows if row["period"] == period}
    if plan().statements[statement].rule == "at_most":
        return sum(row["value"] <= row["target"] for row in now.values()), len(now)
    year = str(int(period[:4]) - 1) + period[4:]
    before = {row["item"]: row["value"] for row in rows if row["period"] == year}
    fallen = sum(item in before and row["value"] < before[item] for item, row in now.items())
    return fallen, len(now)


@pytest.mark.parametrize("statement", ["T07", "T09"])
@pytest.mark.parametrize("region", ["450200", "450222", "450225"])
def test_the_headline_counts_products_and_names_the_worst(statement: str, region: str) -> None:
    rows = ask_rows("indicator_trend", statement=statement, region=region)
    assert all(row["value"] is None and row["target"] is None for row in rows)
    good, every = by_hand(statement, rows[-1]["period"], region)
    text = headline(opened(id=statement, region=region))
    assert f"{good}/{every} 个产品" in text and "最差的是" in text


def test_no_place_is_called_best_or_worst_over_different_products() -> None:
    for statement in DIVIDED:
        text = said(opened(id=statement))
        findings = re.findall(r'<h3 class="peak-finding".*?</h3>', text)
        assert not any("最差（" in one or "最好（" in one for one in findings), findings
        row = next(one for one in ask_rows("overview_cards") if one["statement"] == statement)
        assert row["value"] is None and row["parts"] > 1
    assert "个产品" in said(overview())


def test_where_a_change_is_promised_the_change_is_ranked_and_not_the_level() -> None:
    rows = ask_rows("indicator_regions", statement="T14")
    counties = {row["region"]: row for row in rows if row["region_kind"] == "county" and row["value"]}
    moved = {code: round(row["value"] - row["target"], 1) for code, row in counties.items()}
    best, least = min(moved.values()), max(moved.values())
    text = said(opened(id="T14"))
    for value, word in ((best, "变化最好"), (least, "最差")):
        if best != least:
            assert f"{word}（{f'{value:+.1f}'.replace('-', '−')} 个百分点）" in text
        else:
            assert f"相当，均为 {f'{value:+.1f}'.replace('-', '−')} 个百分点" in text


def test_what_the_last_decimal_does_not_show_is_no_difference() -> None:
    figure = Figure(plan().statements["T24"], "2025", "", 1)
    near = [{"name": name, "value": value} for name, value in (("甲", 91.04), ("乙", 90.96))]
    assert breakdown.extremes(figure, near, figure.measure) == "2 者相当，均为 91.0%"
    apart = [*near, {"name": "丙", "value": 90.94}]
    assert breakdown.extremes(figure, apart, figure.measure) == "3 者相差只有 0.1 个百分点（90.9% 至 91.0%）"
    other = [{**row, "status": "missed" if row["name"] == "丙" else "achieved"} for row in apart]
    assert breakdown.extremes(figure, other, figure.measure) == "甲、乙最好（91.0%），丙最差（90.9%）"
    assert breakdown.alike(near, figure.measure) and not breakdown.alike(apart, figure.measure)


def test_one_product_is_chosen_in_the_address() -> None:
    text = said(opened(id="T09", part="cement"))
    assert "水泥：" in text and "只比同一产品" in text
    assert "粗钢：2" not in text
