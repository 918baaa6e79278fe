"""A question's header is read into its words, parameters and columns; rows remember which question it was."""

import pytest

from queries.question import BadHeader, Field, Rows, columns, grades, read

HEAD = "-- which ones\n-- One row per: place\n-- Params: {params}\n{columns}SELECT 1"


def text(params: str = "(none)", told: str = "") -> str:
    return HEAD.format(params=params, columns=f"-- Columns: {told}\n" if told else "")


def test_words_rows_and_parameters() -> None:
    asked = read("some", text("region, period"))
    assert (asked.words, asked.one_row_per, asked.params) == ("which ones", "place", ("region", "period"))
    assert asked.columns == () and not asked.needs_previous and asked.column("value") is None
    assert read("some", text() + " FROM previous.progress").needs_previous


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ("value number % 1", Field("value", "number", "%", 1)),
        ("value number of unit", Field("value", "number", of="unit")),
        ("count whole 家", Field("count", "whole", "家")),
        ("state state of ledger", Field("state", "state", of="ledger")),
    ],
)
def test_a_column_tells_kind_unit_decimals_and_of_what(told: str, field: Field) -> None:
    assert read("some", text(told=told)).column(field.name) == field


def test_columns_go_on_over_lines_and_end_with_the_header() -> None:
    lines = ["-- Columns: a text;", "-- b date", "SELECT 1", "-- c text"]
    assert [field.name for field in columns("some", lines)] == ["a", "b"]
    with pytest.raises(BadHeader, match=r"some\.sql.*colour"):
        columns("some", ["-- Columns: a colour"])


def test_rows_made_of_rows_answer_the_same_question() -> None:
    asked = read("some", text())
    rows = Rows([{"n": 1, "grade": "A"}, {"n": 2, "grade": None}, {"n": 3, "grade": "A"}], asked)
    more = rows.kept(lambda row: row["n"] > 1).plus(twice=lambda row: row["n"] * 2)
    assert [row["twice"] for row in more] == [4, 6] and more.question is asked
    assert rows.told([]).question is asked and grades(rows) == ["A"]
