"""A finding speaks English of our own headings and records; what a clerk typed is quoted as it stands."""

import pytest

from data.ingest import english
from data.ingest.findings import Finding


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("柳州市 · 规上工业 · 2026年1—10月", "Liuzhou · Industry above designated size · Jan–Oct 2026"),
        ("融水苗族自治县、三江侗族自治县（2026年1—10月）", "Rongshui, Sanjiang (Jan–Oct 2026)"),
        ("甲厂、乙厂 等 12 个（2025年）", "甲厂, 乙厂 and more, 12 in all (2025)"),
        ("柳州市 · 2026年3月：综合能源消费量", "Liuzhou · Mar 2026: Energy consumption"),
        ("鱼峰区", "鱼峰区"),
        ("鱼峰区 · 2026年13月", "Yufeng · 2026年13月"),
    ],
)
def test_only_what_we_put_together_is_translated(said: str, told: str) -> None:
    assert english.record(said) == told


def test_a_sentence_names_the_column_in_its_language() -> None:
    finding = Finding("cumulative_falls", found="12", expected="15", field="综合能源消费量")
    assert "Energy consumption" in finding.sentence("en") and "综合能源消费量" in finding.sentence("zh")
    assert english.heading("综合能源消费量、自己的列") == "Energy consumption, 自己的列"
