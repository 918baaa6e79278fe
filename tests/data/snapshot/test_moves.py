"""Which cards move between two snapshots: those of the overview as it stands, and what else would."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ingest import receive
from data.snapshot import moves, past
from data.snapshot.moves import Move
from queries import ask
from tests.support.numbers import emerging_row, energy_row, green_row
from tests.support.workbooks import files, workbook

WHY = "按统计局更正"


def city(year: str, **changes: object) -> dict[str, object]:
    return energy_row(period=year, region="柳州市", **changes)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Energy, output, a green factory; an older year corrected; a new month; the due year corrected."""
    path = tmp_path_factory.mktemp("three") / "store"
    years = [city(f"{year}年") for year in range(2021, 2026)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        receive.accept_many(files(S1=years, S4=[emerging_row()], S5=[green_row()]), "甲")
        mended = workbook("S1", [city("2023年", energy_growth=3.0)])
        receive.accept(mended, "更正.xlsx", "甲", reason="终核数更正")
        month = emerging_row(period="2026年1—6月", maturity="快报", emerging_output=2_700_000)
        receive.accept(workbook("S4", [month]), "六月.xlsx", "甲")
        receive.accept(
            workbook("S4", [emerging_row(emerging_output=2_650_000)]), "2025.xlsx", "甲", reason=WHY
        )
        yield path
    ask.forget()


@pytest.fixture
def store(three: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEAK_STORE", str(three))
    return three


def between(first: int, second: int, template: str | None = None) -> list[Move]:
    before, after = past.file_of(first), past.file_of(second)
    assert before and after
    return moves.between(before, after, template)


def card(generation: int) -> dict[str, tuple[object, ...]]:
    """The overview's cards of a generation."""
    snapshot = past.file_of(generation)
    assert snapshot
    rows = ask.ask_rows("overview_cards", snapshot=snapshot.stem)
    return {row["statement"]: (row["period"], row["value"], row["status"], row["verdict"]) for row in rows}


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 3), (1, 3)])
def test_what_moves_on_the_overview_is_what_its_cards_say_otherwise(
    store: Path, first: int, second: int
) -> None:
    before, after = card(first), card(second)
    shown = [move for move in between(first, second) if move.on_overview and move.moved]
    told = {move.statement: move for move in shown if move.what == "card"}
    assert set(told) == {code for code in before if before[code][1:] != after[code][1:]}
    for code, move in told.items():
        assert before[code] == (
            move.period_before or None,
            move.before,
            move.status_before,
            move.verdict_before or None,
        )
        assert after[code] == (move.period or None, move.after, move.status_after, move.verdict_after or None)


def test_the_figure_of_the_due_year_moves_too_where_the_card_says_it_beside_a_newer_one(store: Path) -> None:
    (move,) = [move for move in between(3, 4) if move.on_overview and move.moved]
    assert (move.statement, move.what, move.period, move.period_before) == ("T10", "verdict", "2025", "2025")
    assert (move.before, move.after, move.change) == (26.0, 26.5, 0.5)
    assert move.status_before == move.status_after == card(4)["T10"][3] and card(3)["T10"] == card(4)["T10"]


def test_a_corrected_year_moves_the_card_that_is_counted_over_it_and_says_by_how_much(store: Path) -> None:
    (move,) = [move for move in between(1, 2, "S1") if move.on_overview and move.statement == "T01"]
    assert move.before is not None and move.after is not None and move.change is not None
    assert move.moved and abs(move.after - move.before - move.change) < 1e-12 and move.unit == "%"
    assert move.others > 0  # 2023 and 2024 are counted over it as well


def test_only_statements_that_the_sheet_feeds_are_told(store: Path) -> None:
    every = {move.statement for move in between(2, 3)}
    assert "T10" in every and "T21" in every  # the register goes on to June by itself
    assert {move.statement for move in between(2, 3, "S4")} == {"T10"}
    assert "T10" not in {move.statement for move in between(2, 3, "S5")}
    # what feeds none may touch any (2023 corrected moves T01), but that June has come is none of its doing
    assert between(2, 3, "S24") == [] and "T01" in {move.statement for move in between(1, 2, "S24")}


def test_the_same_snapshot_moves_nothing(store: Path) -> None:
    assert between(2, 2) == []
