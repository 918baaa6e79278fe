"""Which enterprise, county and period a form is about, from what stands above its table."""

import pytest

from data.ingest.cells.grid import Sheet, Value
from data.ingest.official_forms.energies import Seen, Who
from data.ingest.official_forms.enterprise import coded, dated, head, region_of, sector_of, settled
from data.ingest.words.aliases import Alias, told
from tests.support.workbooks import credit_code

CODE = credit_code(1)
KNOWN = {CODE: ("测试企业1", "450204")}


def rules(seen: Seen) -> list[str]:
    return [finding.rule for finding in seen.findings]


def test_a_code_holds_or_is_told_and_nine_characters_stay_apart() -> None:
    seen, who = Seen("表"), Who()
    assert coded(who, f" {CODE.lower()} ", "A3", seen, {}) == "" and who.credit_code == CODE
    assert rules(seen) == [] and who.cells["credit_code"] == "A3"
    seen, who = Seen("表"), Who()
    coded(who, CODE[:-1], "A3", seen, {})
    assert rules(seen) == ["credit_code_invalid"] and who.credit_code is None
    seen, who = Seen("表"), Who()
    assert coded(who, CODE[8:17], "A3", seen, KNOWN) == CODE[8:17] and who.credit_code is None
    assert [(f.rule, f.expected) for f in seen.findings] == [("legal_person_code", CODE)]


@pytest.mark.parametrize(
    ("text", "region"), [("柳南区", "450204"), ("450204001", "450204"), ("南宁市", None), ("", None)]
)
def test_a_region_by_name_or_division_code(text: str, region: str | None) -> None:
    assert region_of(text) == region


@pytest.mark.parametrize(("text", "sector"), [("3120", "C31"), ("C3120", "C31"), ("99", ""), ("", "")])
def test_a_sector_by_the_first_digits_of_its_code(text: str, sector: str) -> None:
    assert sector_of(text) == sector


def test_what_a_form_does_not_say_is_filled_in_and_told() -> None:
    seen, who = Seen("表"), Who(CODE)
    settled(who, "", seen, "A1", KNOWN)
    assert (who.enterprise, who.region) == ("测试企业1", "450204") and rules(seen) == ["form_assumed"] * 2
    seen, who = Seen("表"), Who()
    settled(who, "", seen, "A1", {})
    assert who.region == "450200" and rules(seen) == ["form_no_enterprise", "form_no_county"]


def test_labels_are_answered_in_their_own_cell_or_the_next() -> None:
    cells: dict[tuple[int, int], Value] = {
        (1, 1): "统一社会信用代码", (1, 2): CODE, (2, 1): "单位详细名称：甲公司",
        (3, 1): "行政区划代码：450203", (3, 3): "行业代码 3120",
        (4, 1): "有效期至：2026年1月", (5, 2): "2025年1—9月", (6, 1): "能源名称",
    }  # fmt: skip
    seen = Seen("205-1")
    who, period = head(Sheet("205-1", cells), 6, seen, {})
    assert (who.credit_code, who.enterprise, who.region, who.sector) == (CODE, "甲公司", "450203", "C31")
    assert period is not None and period.code == "2025-09" and who.cells["period"] == "B5"
    assert (who.cells["credit_code"], who.cells["enterprise"]) == ("B1", "A2") and rules(seen) == []


def test_eighteen_boxes_are_one_code_and_no_period_is_told() -> None:
    boxes: dict[tuple[int, int], Value] = {(1, column): sign for column, sign in enumerate(CODE, 1)}
    seen = Seen("表")
    who, period = head(Sheet("表", boxes), 3, seen, KNOWN)
    assert who.credit_code == CODE and period is None and "form_no_period" in rules(seen)
    assert dated("2025年") and not dated("表号 205")


def test_places_sectors_and_codes_that_were_taught_are_known() -> None:
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    assert region_of("鱼峯城区") is None and sector_of("炼铁厂") == ""
    aliases = [
        Alias("region", "鱼峯城区", "鱼峰区"),
        Alias("sector", "炼铁厂", "C31"),
        Alias("credit_code", wrong, CODE),
    ]
    with told(aliases):
        assert region_of("鱼峯城区") == "450203" and sector_of("炼铁厂") == "C31"
        who, seen = Who(), Seen("表")
        assert coded(who, wrong, "A3", seen, {}) == "" and who.credit_code == CODE and seen.findings == []
