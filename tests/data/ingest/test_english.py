"""What findings carry is said in English too: places, choices, templates, periods and locks."""

import pytest

from data.ingest.english import in_english
from data.ingest.findings import Finding
from data.plan import plan


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("柳南区、柳北区（2026年1—9月）", "Liunan District, Liubei District (Jan–Sep 2026)"),
        ("2025年", "2025"),
        ("2025年9月", "Sep 2025"),
        ("2025年1—1月", "Jan 2025"),
        ("2025年3季度", "Q3 2025"),
        ("柳州市 · 2025年", "Liuzhou · 2025"),
        ("现在（2026年11月）", "today (Nov 2026)"),
        ("广西柳南区（集团）公司、乙公司", "广西柳南区（集团）公司、乙公司"),
        ("3 条新增、12 条改动", "3 new, 12 changed"),
        ("柳州市第二厂", "柳州市第二厂"),
        ("no Chinese", "no Chinese"),
    ],
)
def test_names_and_periods_are_said_in_english_and_strangers_stay(zh: str, en: str) -> None:
    known = plan().regions
    for code in ("450200", "450204", "450205"):
        en = en.replace(
            {"450200": "Liuzhou", "450204": "Liunan District", "450205": "Liubei District"}[code],
            known[code].name_en,
        )
    assert in_english(zh) == en


def test_every_place_sector_and_template_of_the_plan_has_its_english_name() -> None:
    for known in (plan().regions, plan().sectors, plan().emerging, plan().templates):
        for one in known.values():
            assert in_english(one.name) == one.name_en, one.name


def test_the_words_that_a_column_allows_are_its_own() -> None:
    for template in plan().templates.values():
        for column in template.columns:
            told = in_english("、".join(one.name for one in column.choices), column.heading)
            wanted = ", ".join(one.name_en for one in column.choices)
            assert told == wanted or not all(one.name_en for one in column.choices), column.heading


def test_a_sentence_translates_what_is_ours_and_leaves_what_the_file_says() -> None:
    unknown = Finding("region_unknown", "表", "A4", "柳南区、柳北区", "柳州市", "地区", "柳南区")
    south, north = (plan().regions[code].name_en for code in ("450204", "450205"))
    assert unknown.sentence("en").startswith("“柳州市”"), "what stands in the cell is quoted"
    assert f"{south}, {north}" in unknown.mend("en") and f"“{south}”" in unknown.mend("en")
    assert "柳南区、柳北区" in unknown.mend("zh") and unknown.as_dict()["expected"] == "柳南区、柳北区"


def test_columns_and_units_that_stand_in_no_quotes_are_said_in_english() -> None:
    more = Finding(
        "more_than_there_is", "表", "F7", "产生量 18（F7） + 综合利用量 2（G7）", "30", "综合利用量"
    )
    assert "Generated 18 (F7) + " in more.sentence("en") and more.sentence("en").startswith("“综合利用量” 30")
    unit = Finding("energy_unit", "表", "C4", "万千瓦时", "吨", "计量单位")
    assert plan().units["万千瓦时"].name_en in unit.sentence("en") and "“吨”" in unit.sentence("en")


def test_a_lock_is_said_in_english_but_for_the_words_people_typed() -> None:
    sheet, place = plan().templates["S1"], plan().regions["450204"]
    told = f"{sheet.name} · 2025年1—9月 · {place.name}（张三，2026-11-01，年报定稿；第 7 次发布）"
    lock = Finding("period_locked", "表", "A4", told, "2 条改动")
    wanted = f"{sheet.name_en} · Jan–Sep 2025 · {place.name_en} (张三, 2026-11-01, 年报定稿; generation 7)"
    assert wanted in lock.sentence("en") and "(2 changed)" in lock.sentence("en")
    assert told in lock.sentence("zh")
