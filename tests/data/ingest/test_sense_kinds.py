"""Kinds of mistakes of a tired clerk beside the embedded data; honest sheets must not cry."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.ingest import receive
from tests.support.numbers import green_row
from tests.support.reported import grown, rows_all, rows_of, times
from tests.support.workbooks import Row, workbook

Rows = Callable[[], list[Row]]


def asked(template: str, rows: list[Row], name: str = "表.xlsx", **more: Any) -> set[str]:
    """The rules that ask for a reason; nothing else may stop the file."""
    seen = receive.inspect(workbook(template, rows, **more), name)
    assert seen.template is not None and seen.template.id == template
    assert seen.can_publish, [finding.message() for finding in seen.findings if finding.severity == "stop"]
    return {finding.rule for finding in seen.findings if finding.needs_reason}


def s1(period: str = "2026-09") -> list[Row]:
    return rows_of("S1", period, sector="TOTAL", basis="calorific")


def s3() -> list[Row]:
    return rows_of("S3", "2024")


def october() -> list[Row]:
    return grown(s1(), "S1", "2026年1—10月", 1.11)


def rates(rows: list[Row], factor: float, *only: int) -> list[Row]:
    for field in ("energy_growth", "value_added_growth", "intensity_change"):
        rows = times(rows, field, factor, *only)
    return rows


def august(factor: float) -> list[Row]:
    return grown(rows_of("S4", "2026-08"), "S4", "2026年1—9月", factor)


def again(period: str) -> list[Row]:
    return grown(rows_of("S4", "2026-08"), "S4", period)


HONEST: dict[str, tuple[str, Rows]] = {
    "S1 next month": ("S1", october),
    "S1 the same month again": ("S1", s1),
    "S1 one county alone": ("S1", lambda: october()[2:3]),
    "S1 flash revised upwards by two per cent": ("S1", lambda: grown(s1(), "S1", "2026年1—9月", 1.02)),
    "S4 next month": ("S4", lambda: august(1.12)),
    "S2 a year again": ("S2", lambda: rows_of("S2", "2025")[:60]),
    "S3 a year again": ("S3", lambda: rows_of("S3", "2024")),
    "S8 a year again": ("S8", lambda: rows_of("S8", "2025")),
    "S6 the list again": ("S6", lambda: rows_all("S6")),
    "S12 half a year again": ("S12", lambda: rows_of("S12", "2025-06")),
}


@pytest.mark.parametrize("kind", HONEST)
def test_honest_sheets_are_asked_nothing(sample_store: Path, kind: str) -> None:
    template, rows = HONEST[kind]
    given = rows()
    assert given
    assert asked(template, given) == set()


KINDS: dict[str, tuple[str, Rows, str]] = {
    "S1 all in 10 000 t": ("S1", lambda: times(october(), "energy_tce", 1e-4), "unit_slip"),
    "S1 one value in 100 million yuan": ("S1", lambda: times(october(), "value_added", 1e-4, 2), "unit_slip"),
    "S1 one value in yuan": ("S1", lambda: times(october(), "value_added", 1e4, 3), "unit_slip"),
    "S1 a column ten times": ("S1", lambda: times(october(), "value_added", 10.0), "unit_slip"),
    "S4 all in 100 million yuan": ("S4", lambda: times(august(1.1), "emerging_output", 1e-4), "unit_slip"),
    "S4 one row in yuan": ("S4", lambda: times(august(1.1), "total_output", 1e4, 0), "unit_slip"),
    "S3 in 10 000 t": ("S3", lambda: times(rows_of("S3", "2025"), "total", 1e-4), "unit_slip"),
    "S2 one quantity": ("S2", lambda: times(rows_of("S2", "2025")[:9], "quantity", 1e4, 0), "unit_slip"),
    "S6 the list in 10 000 t": ("S6", lambda: times(rows_all("S6"), "energy_tce", 1e-4), "unit_slip"),
    "S1 a month alone": ("S1", lambda: grown(s1(), "S1", "2026年1—10月", 0.12), "cumulative_falls"),
    "S4 a month alone": ("S4", lambda: august(0.13), "cumulative_falls"),
    "S1 rates as fractions": ("S1", lambda: rates(october(), 0.01), "looks_like_fraction"),
    "S1 two rows of rates as fractions": ("S1", lambda: rates(october(), 0.01)[:2], "looks_like_fraction"),
    "S1 one rate as a fraction": (
        "S1", lambda: times(october(), "energy_growth", 0.001, 2), "fraction_among_rates",
    ),
    "S1 the year before": ("S1", lambda: grown(s1(), "S1", "2025年1—10月"), "final_changed"),
    "S1 ten years before": ("S1", lambda: grown(s1(), "S1", "2016年1—10月"), "period_far"),
    "S4 the year before": ("S4", lambda: again("2025年1—8月"), "final_changed"),
    "S1 a final year": ("S1", lambda: grown(s1("2025"), "S1", "2025年"), "final_changed"),
    "S3 a final year": ("S3", lambda: grown(rows_of("S3", "2024"), "S3", "2024年"), "final_changed"),
    "S2 a final year": ("S2", lambda: grown(rows_of("S2", "2025")[:9], "S2", "2025年"), "final_changed"),
    "S1 the city too large": ("S1", lambda: times(october(), "energy_tce", 1.4, 0), "share_jumps"),
    "S1 the city alone": ("S1", lambda: times(s1(), "energy_tce", 1.4, 0)[:1], "share_jumps"),
    "S3 the city does not add up": ("S3", lambda: times(s3(), "total", 1.1, 0), "sum_mismatch"),
    "S3 the city alone": ("S3", lambda: times(s3(), "total", 1.1, 0)[:1], "sum_mismatch"),
    "S5 an enterprise without its code": (
        "S5", lambda: [green_row(1), green_row(1, credit_code=None, level="自治区级")], "same_name_no_code",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_that_need_a_reason(sample_store: Path, kind: str) -> None:
    template, rows, rule = KINDS[kind]
    assert rule in asked(template, rows()), kind


@pytest.mark.parametrize(
    ("name", "more", "rule"),
    [
        ("能耗2026年1—9月.xlsx", {}, "period_name_differs"),
        ("S1_2025年.xlsx", {}, "period_name_differs"),
        ("表.xlsx", {"title": "柳州市2026年1—9月规上工业能耗"}, "period_title_differs"),
        ("能耗2026年1—10月.xlsx", {"title": "柳州市2026年1—10月规上工业能耗"}, ""),
        ("20261108报送.xlsx", {"title": "规上工业能耗与增加值（2026年11月8日印发）"}, ""),
        ("表.xlsx", {"title": "规上工业能耗与增加值  打印日期：2026年11月8日"}, ""),
    ],
)
def test_names_and_titles_speak_of_the_period(
    sample_store: Path, name: str, more: dict[str, str], rule: str
) -> None:
    assert asked("S1", october(), name, **more) == ({rule} if rule else set())


@pytest.mark.parametrize(
    "line", ["打印时间 2026-11-05 10:21", "报出日期：2026年11月5日", "2026年11月5日", "（2026年11月5日印发）"]
)
def test_the_day_of_a_report_is_never_the_period(sample_store: Path, line: str) -> None:
    for title in (line, f"规上工业能耗与增加值　{line}"):
        seen = receive.inspect(workbook("S1", october(), title=title, drop=["period"]), "表.xlsx")
        assert seen.periods == [] and not seen.can_publish, seen.periods
