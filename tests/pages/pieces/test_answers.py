"""Verdict and now are two dated sentences; since when and by what is said in words, in both languages."""

from typing import Any

import pytest
import streamlit as st

from pages.pieces import answers, cards

ROW: dict[str, Any] = {
    "statement": "T01",
    "period": "2026-09",
    "value": 17.6,
    "target": 14.0,
    "status": "on_track",
    "verdict": "missed",
    "verdict_period": "2025",
    "verdict_value": 15.14,
    "verdict_target": 15.8,
    "own_target": True,
    "base_year": 2025,
    "due_year": 2030,
    "since": None,
    "because": None,
}


def row(**changes: Any) -> dict[str, Any]:
    return ROW | changes


def test_a_closed_target_and_an_open_one_stand_beside_each_other() -> None:
    assert answers.two(row()) == ["到期结论 2025年：未达标 15.1%", "现在（2026年1—9月）：进度正常"]
    assert answers.earlier_verdict(row()) == "2025年到期未达标"
    assert answers.target(row()) == "本地目标 14.0%（2025→2030年）"
    assert answers.target(row(target_document="柳政办〔2026〕1号")) == (
        "本地目标 14.0%（2025→2030年，柳政办〔2026〕1号）"
    )


def test_the_figure_that_was_judged_is_told_once() -> None:
    judged = row(period="2025", status="missed", value=15.14, target=15.8)
    assert answers.two(judged) == ["到期结论 2025年：未达标 15.1%"]
    assert answers.earlier_verdict(judged) == ""


def test_a_target_is_the_citys_on_the_citys_card() -> None:
    city = row(region="450200")
    assert answers.target(city) == "全市目标 14.0%（2025→2030年）"
    assert answers.whose(row(region="450202", own_target=False)) == "全市统一要求"


def test_without_a_due_date_only_now_is_told() -> None:
    standing = row(verdict=None, verdict_period=None, verdict_value=None, due_year=None, base_year=None)
    assert answers.two(standing) == ["现在（2026年1—9月）：进度正常"]
    assert answers.target(standing) == "本地目标 14.0%（长期）"


@pytest.mark.parametrize(
    ("statement", "since", "because", "told"),
    [
        ("T09", "2025", "item:cement", "自2025年，因水泥"),
        ("T21", "2026-09", "member:甲厂", "自2026年1—9月，因甲厂"),
        ("T24", "2025", "period:2025", "自2025年"),
        ("T24", None, "warning:2026-03", "2026年1—3月一期不达，仅作提醒"),
        ("T29", None, "missing:甲厂、乙厂", "缺报：甲厂、乙厂"),
        ("T01", None, "flash_met", "按快报已达到"),
        ("T01", None, "flash_missed", "按快报未达到"),
        ("T01", None, None, ""),
    ],
)
def test_since_when_and_by_what_is_said_in_words(
    statement: str, since: str | None, because: str | None, told: str
) -> None:
    assert answers.turned(row(statement=statement, since=since, because=because)) == told


@pytest.mark.parametrize(
    "because",
    ["item:cement", "member:A", "period:2024", "warning:2026-03", "missing:A", "flash_met", "flash_missed"],
)
def test_every_reason_is_told_in_english_too(because: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "query_params", {"lang": "en"})
    told = [*answers.two(row(because=because)), answers.turned(row(because=because)), answers.target(row())]
    assert told[0] == "Verdict 2025: missed, 15.1%"
    assert all(told) and not any("\u4e00" <= letter <= "\u9fff" for letter in "".join(told))


def test_a_card_says_both_answers_and_its_target() -> None:
    card = cards.card_from(row())
    large = cards.large_html(card)
    for part in ("到期结论 2025年：未达标 15.1%", "现在：进度正常", "本地目标"):
        assert part in large and part in cards.spoken(card)
    assert "本地目标 14.0%（2025→2030年）" in cards.spoken(card)
