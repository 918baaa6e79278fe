"""The deck is made from the answers alone: problems in the order given, nothing that has nothing to say."""

from typing import Any

from pages.leaders.meeting.deck import Slide, deck

KNOWN = ("T01", "T02", "T03")


def standing(statement: str, wanting: bool = True, in_scope: bool = True) -> dict[str, Any]:
    return {"statement": statement, "wanting": wanting, "in_scope": in_scope}


def test_problems_keep_the_order_of_seriousness_between_overview_and_the_rest() -> None:
    rows = [standing("T03"), standing("T01"), standing("T02", wanting=False)]
    found = deck(rows, counties=True, tasks=True, owed=True, changes=True, became=True, decisions=True)
    assert found.order == [
        "overview", "became", "T03", "T01", "counties", "tasks", "owed", "changes", "decisions",
    ]  # fmt: skip


def test_what_has_nothing_to_say_has_no_slide() -> None:
    assert deck([standing("T01", wanting=False)]).order == ["overview"]
    assert deck([], changes=True).order == ["overview", "changes"]


def test_a_statement_that_does_not_belong_here_has_no_slide() -> None:
    assert deck([standing("T01", in_scope=False), standing("T02")]).order == ["overview", "T02"]


def test_a_number_that_is_asked_for_stands_apart_and_moves_nobody() -> None:
    rows = [standing("T01"), standing("T02", wanting=False)]
    found = deck(rows, changes=True, asked="T02", known=KNOWN)
    assert found.order == ["overview", "T01", "changes"]
    aside = next(slide for slide in found.slides if slide.apart)
    assert (aside.code, found.place(aside), found.beside(aside)) == ("T02", 0, ("", ""))
    assert not [slide for slide in deck(rows, asked="T01", known=KNOWN).slides if slide.apart]
    assert not [slide for slide in deck(rows, asked="<b>", known=KNOWN).slides if slide.apart]


def test_places_and_neighbours_count_from_one_to_the_last() -> None:
    found = deck([standing("T01"), standing("T02")])
    first, middle, last = found.slides
    assert [found.place(slide) for slide in found.slides] == [1, 2, 3]
    assert found.beside(first) == ("", "T01")
    assert found.beside(middle) == ("overview", "T02")
    assert found.beside(last) == ("T01", "")


def test_the_slide_asked_for_comes_first_then_its_neighbours() -> None:
    found = deck([standing(code) for code in KNOWN], counties=True)
    assert [slide.code for slide in found.outward("T02")] == ["T02", "T03", "T01", "counties", "overview"]
    assert found.outward("nothing")[0] == Slide("overview", "overview")
