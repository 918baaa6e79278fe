"""The catalogue is whole in both languages, and figures read as people write them."""

import ast
import datetime as dt
import re
import string
from pathlib import Path

import pytest

from data import places
from pages.speech import catalogue, figures

PAGES = sorted(places.pages().rglob("*.py"))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_word_is_there_in_both_languages() -> None:
    words = catalogue.words()
    assert len(words) > 1000
    assert [key for key, word in words.items() if not (word["zh"] and word["en"])] == []
    unfilled = [
        key for key, word in words.items() if not _fields(word["zh"]) >= _fields(word["en"]) - {"name"}
    ]
    assert unfilled == []


def test_no_sentence_holds_a_number_of_the_plan() -> None:
    """Years and lines come from the plan; only the whole is 100 % everywhere."""
    number = re.compile(r"\b(19|20)\d\d\b|(?<![\d.])(?!100\s*%)\d[\d.]*\s*%")
    texts = [(key, text) for key, word in catalogue.words().items() for text in (word["zh"], word["en"])]
    assert [key for key, text in texts if number.search(text)] == []
    assert number.search("below 90% at some time") and number.search("较 2020 年") and number.search("15.8 %")


def _keys_said(file: Path) -> set[str]:
    """Literal first arguments of say(...), drawn(...) and sentence(...) in one page."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("say", "sentence", "drawn"):
                found.add(str(node.args[0].value))
    return found


def test_pages_say_only_what_the_catalogue_knows() -> None:
    said = {str(file.relative_to(places.pages())): _keys_said(file) for file in PAGES}
    assert sum(map(len, said.values())) > 500
    unknown = {file: keys - set(catalogue.words()) for file, keys in said.items()}
    assert {file: keys for file, keys in unknown.items() if keys} == {}


def test_an_unknown_word_is_our_fault() -> None:
    with pytest.raises(catalogue.UnknownWord):
        catalogue.sentence("no.such.word")


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (11.94, "%", "zh", "11.9%"),
        (None, "%", "zh", "—"),
        (float("nan"), "%", "zh", "—"),
        (float("inf"), "", "zh", "—"),
        (-0.04, "%", "zh", "0.0%"),
        (-2.3, "个百分点", "en", "−2.3 percentage points"),
        (1234.5, "吨标准煤", "en", "1,234.5 tce"),
    ],
)
def test_numbers(value: float | None, unit: str, language: str, text: str) -> None:
    assert figures.number(value, unit, 1, language) == text


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (1_234_567, "万元", "zh", "123.5 亿元"),
        (12_345, "吨标准煤", "zh", "1.2 万吨标准煤"),
        (850, "吨标准煤", "zh", "850 吨标准煤"),
        (12_345, "吨标准煤", "en", "12.3 thousand tce"),
        (1_234_567, "万元", "en", "12.3 billion yuan"),
        (None, "万元", "zh", "—"),
    ],
)
def test_large_amounts_scale(value: float | None, unit: str, language: str, text: str) -> None:
    assert figures.amount(value, unit, 1, language) == text


@pytest.mark.parametrize(
    ("gap", "unit", "decimals", "zh", "en"),
    [
        (3.2, "%", 1, "距目标还差 3.2 个百分点", "3.2 percentage points short of the target"),
        (-4.0, "%", 1, "优于目标 4.0 个百分点", "4.0 percentage points better than the target"),
        (1.0, "家", 0, "距目标还差 1 家", "1 factory short of the target"),
        (0.0, "家", 0, "恰好达到目标", "Exactly on target"),
        (0.001, "%", 1, "距目标还差不到 0.1 个百分点", "Less than 0.1 percentage points short of the target"),
        (None, "%", 1, "数据不足，暂不能计算差距", "Not enough data to tell the gap"),
    ],
)
def test_gaps_are_words(gap: float | None, unit: str, decimals: int, zh: str, en: str) -> None:
    assert figures.gap_in_words(gap, unit, decimals, "zh") == zh
    assert figures.gap_in_words(gap, unit, decimals, "en") == en


def test_a_ceiling_is_gone_over_and_not_missed() -> None:
    over, under = (figures.gap_in_words(gap, "千克标准煤/吨", 1, "en", "at_most") for gap in (0.6, -1.6))
    assert (over, under) == ("0.6 kgce/t above the target", "1.6 kgce/t below the target")
    assert figures.gap_in_words(0.6, "千克标准煤/吨", 1, "zh", "at_most") == "高出目标 0.6 千克标准煤/吨"


def test_a_near_miss_is_never_rounded_into_the_target() -> None:
    assert figures.telling_decimals(24.999, 25.0, 1) == 3
    assert figures.telling_decimals(25.0, 25.0, 1) == 1
    assert figures.telling_decimals(None, 25.0, 1) == 1


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("2025", "2025年", "2025"),
        ("2025-09", "2025年1—9月", "Jan–Sep 2025"),
        ("2025-02", "2025年1—2月", "Jan–Feb 2025"),
        ("2025-01", "2025年1月", "Jan 2025"),
        ("anything", "anything", "anything"),
        (None, "—", "—"),
    ],
)
def test_periods(code: str | None, zh: str, en: str) -> None:
    assert (figures.period_label(code, "zh"), figures.period_label(code, "en")) == (zh, en)


def test_dates_and_places_on_the_axis() -> None:
    assert figures.date_label(dt.date(2025, 9, 30), "zh") == "2025年9月30日"
    assert figures.date_label("2025-09-30T08:05:00", "en") == "30 Sep 2025 08:05"
    assert figures.date_label(None) == "—"
    assert figures.position("2025-09") == 2024.75
    assert figures.position("2025") == 2025
