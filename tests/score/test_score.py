"""Our own sheets are read as well as the goals ask, and a sheet read badly misses them."""

import pytest

from tests.score.__main__ import GOALS, missed, told
from tests.score.scored import Score, scored
from tests.score.truth import Cell, Truth, own
from tests.support.tables import content_of


def test_our_own_sheets_reach_the_goals(capsys: pytest.CaptureFixture[str]) -> None:
    truths = list(own())
    assert len([truth for truth in truths if not truth.refused]) >= 10
    assert any(truth.refused for truth in truths)
    assert all(truth.cells or truth.refused for truth in truths)
    assert not missed(told("own", truths)), capsys.readouterr().out


def test_what_is_read_wrong_is_counted_and_told() -> None:
    content = content_of([["单位：吨"], ["地区", "2024年"], ["城中区", 5], ["鱼峰区", 6]])
    cells = [Cell("B3", 5, ["城中区"], "万吨", "2025"), Cell("B9", 7, ["柳南区"], "吨", "2024")]
    score, wrong = scored(Truth("a.xlsx", content, cells=cells))
    assert (score.values, score.units, score.periods, score.stray) == (1, 0, 0, 1)
    assert len(wrong) == 4 and len(missed(score)) == len(GOALS) + 1


def test_a_sheet_to_be_refused_counts_when_it_is() -> None:
    letter = content_of([["关于报送资料的函"], ["请于本月底前报送。"]])
    assert scored(Truth("a.xlsx", letter, refused=True))[0] == Score(refused=1, total_refused=1)
    table = content_of([["地区", "2024年"], ["城中区", 5]])
    score, wrong = scored(Truth("a.xlsx", table, refused=True))
    assert missed(score) and wrong
