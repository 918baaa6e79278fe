"""A move tells figure, status and verdict before and after, each only where it differs."""

from data.ingest.receive import Move
from pages.pieces import moves
from pages.speech import names

MOVE = Move("T01", "", "450200", "TOTAL", "2025", 13.2, 13.4, "%", "missed", "missed", "official")


def test_a_verdict_that_moves_is_told_beside_the_status() -> None:
    moved = Move(**{**vars(MOVE), "verdict_before": "missed", "verdict_after": "kept"})
    (one,) = moves.foreseen([moved])
    told = moves.line(one)
    assert told.index(names.status("missed")) < told.index(names.status("kept"))
    assert "到期结论" in told and moves.ARROW in told


def test_a_verdict_that_stays_is_not_told_and_none_is_said() -> None:
    same = Move(**{**vars(MOVE), "verdict_before": "missed", "verdict_after": "missed"})
    first = Move(**{**vars(MOVE), "verdict_after": "kept"})
    assert "到期结论" not in moves.line(moves.foreseen([same])[0])
    told = moves.line(moves.foreseen([first])[0])
    assert "到期结论</small> 无 " in told


def test_a_card_that_goes_on_to_a_new_period_says_both_and_by_how_much() -> None:
    on = Move(**{**vars(MOVE), "period_before": "2024", "on_overview": True})
    told = moves.line(moves.foreseen([on])[0])
    assert told.index("2024") < told.index("2025") and "+0.2 个百分点" in told


def test_a_card_that_stays_is_no_line_but_a_sentence_where_other_periods_move() -> None:
    stays = Move(**{**vars(MOVE), "on_overview": True, "moved": False, "others": 3})
    assert moves.foreseen([stays]) == []
    assert names.statement("T01") in moves.earlier([stays]) and "3" in moves.earlier([stays])
    elsewhere = Move(**{**vars(stays), "on_overview": False})
    assert moves.earlier([elsewhere]) == ""


def test_the_figure_of_a_due_year_says_that_it_is_its_verdict() -> None:
    due = Move(**{**vars(MOVE), "what": "verdict", "period_before": "2025", "on_overview": True})
    still = Move(**{**vars(MOVE), "on_overview": True, "moved": False, "others": 2})
    told = moves.line(moves.foreseen([due])[0])
    assert "到期结论 2025年<" in told and names.status("missed") in told
    assert moves.earlier([due, still]) == "", "it stands in the list already"


def test_both_figures_are_as_fine_as_their_difference() -> None:
    small = Move(**{**vars(MOVE), "before": 2.949, "after": 2.961})
    told = moves.line(moves.foreseen([small])[0])
    assert "2.95%" in told and "2.96%" in told and "+0.01 个百分点" in told
