"""Statements beside each other: who speaks, what is missing, and how it is written."""

from typing import Any

from pages.pieces import statements


def row(statement: str, status: str, **more: Any) -> dict[str, Any]:
    return {"statement": statement, "status": status, "period": "2025", "value": None, "target": None, **more}


def test_only_those_speak_that_have_an_answer_in_the_order_asked() -> None:
    rows = [row("T01", "missed"), row("T02", "no_data"), row("T03", "achieved")]
    found = statements.speaking(rows, ["T03", "T02", "T01", "T99"])
    assert [one["statement"] for one in found] == ["T03", "T01"]
    assert statements.of(rows, "T02") is None


def test_the_gap_is_told_where_something_is_held_against_a_target() -> None:
    held = row("T26", "missed", value=94.7, target=100.0, gap=5.3)
    assert statements.told(held) == "距目标还差 5.3 个百分点"
    assert statements.told(row("T26", "insufficient", value=94.7)) == ""
    assert statements.told(row("T25", "achieved")) != ""  # a statement that is judged in words


def test_a_value_never_looks_like_the_target_it_misses() -> None:
    assert statements.value(row("T26", "missed", value=99.996, target=100.0)) == "99.996%"
    line = statements.line(row("T26", "missed", value=94.7, target=100.0, gap=5.3), "/indicator?id=T26", "a")
    assert line.name.startswith("T26 ") and line.href.endswith("T26") and line.note == "a"
    assert [cell.text for cell in line.cells] == ["94.7%", ""]
    assert len(statements.headings()) == len(line.cells) + 1
