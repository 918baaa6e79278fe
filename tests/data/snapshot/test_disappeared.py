"""Rows that the earlier upload of the same scope had: told by period and place, and only of that upload."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from data.ingest import receive
from data.plan import plan
from data.snapshot import disappeared
from tests.support.ledgers import project
from tests.support.numbers import energy_row
from tests.support.workbooks import files

S1, S6 = plan().templates["S1"], plan().templates["S6"]
NAN, BEI = "450204", "450205"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two counties of two years in one sheet, and a list of three projects."""
    path = tmp_path_factory.mktemp("known") / "store"
    rows = [
        energy_row(period=year, region=region, sector=sector)
        for year in ("2024年", "2025年")
        for region in ("柳南区", "柳北区")
        for sector in ("规上工业", "C31")
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        receive.accept_many(files(S1=rows, S6=[project(n) for n in (1, 2, 3)]), "甲")
    return path


def missing(told: Sequence[tuple[str, str, str]]) -> list[str]:
    """The keys of the rows that a file with these rows lacks."""
    return [row["record_key"] for row, _ in disappeared.rows(S1, told)]


def row(year: str, region: str, sector: str) -> tuple[str, str, str]:
    return (f"{year}|{region}|{sector}|calorific", year, region)


@pytest.fixture(autouse=True)
def store(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_STORE", str(known))


def test_a_row_of_the_same_place_and_period_is_missed(known: Path) -> None:
    told = [row("2025", NAN, "TOTAL"), row("2025", BEI, "TOTAL"), row("2025", BEI, "C31")]
    assert missing(told) == [f"2025|{NAN}|C31|calorific"]


def test_a_place_is_missed_where_half_of_the_sheet_is_repeated(known: Path) -> None:
    told = [row("2025", NAN, "TOTAL"), row("2025", NAN, "C31")]
    assert sorted(missing(told)) == [f"2025|{BEI}|C31|calorific", f"2025|{BEI}|TOTAL|calorific"]


def test_a_sheet_of_one_place_misses_nothing_of_the_others(known: Path) -> None:
    assert missing([row("2025", NAN, "C36"), row("2025", NAN, "TOTAL")]) == []


def test_another_period_or_another_sector_is_no_scope(known: Path) -> None:
    assert missing([row("2026", NAN, "TOTAL")]) == [] and missing([row("2025", NAN, "C36")]) == []
    assert missing([]) == []


def test_a_list_without_periods_is_one_scope_and_names_the_cell(known: Path) -> None:
    found = disappeared.rows(S6, [("P001", "", BEI), ("P003", "", BEI)])
    ((gone, letters),) = found
    assert (gone["record_key"], gone["row"]) == ("P002", 5)
    assert letters[(gone["sheet"], "project")] == "B"


def test_a_list_that_is_added_to_line_by_line_misses_nothing(known: Path) -> None:
    added = dataclasses.replace(S6, line_by_line=True)
    assert plan().templates["S25"].line_by_line and disappeared.rows(added, [("P001", "", BEI)]) == []
