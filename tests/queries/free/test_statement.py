"""The door: one question is let in, everything else is told what it is."""

import pytest

from queries.free.statement import MOST_BYTES, NotAllowed, checked
from tests.support import escapes

TABLES = ("progress", "statements", "ledger_rows")


def why(text: str) -> str:
    with pytest.raises(NotAllowed) as refused:
        checked(text, TABLES)
    return refused.value.code


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1",
        "  select count(*) from progress;  ",
        "FROM progress",
        "(SELECT 1)",
        "VALUES (1), (2)",
        "SELECT * FROM snapshot.main.progress",
        "SELECT * FROM snapshot.progress JOIN Statements USING (statement)",
        "WITH a AS (SELECT 1) SELECT * FROM a UNION ALL SELECT 2",
        "SELECT * FROM range(3), generate_series(1, 2), unnest([1, 2])",
        "SELECT * FROM ledger_rows(NULL)",
        "SELECT * EXCLUDE (a) FROM progress QUALIFY row_number() OVER () = 1",
        "PIVOT progress ON status USING count(*)",
        "SELECT list_transform([1], x -> x + 1), set_bit('1'::BIT, 0, 1)",
        "SELECT '；DROP TABLE progress', 'read_csv(''a'')' -- COPY",
    ],
)
def test_a_question_is_let_in(text: str) -> None:
    assert checked(text, TABLES) == "select"


@pytest.mark.parametrize("text", ["EXPLAIN SELECT 1", "explain  analyze\nFROM progress"])
def test_so_is_the_plan_of_a_question(text: str) -> None:
    assert checked(text, TABLES) == "explain"


def test_there_are_as_many_ways_out_as_were_promised() -> None:
    assert len(set(escapes.EVERY)) == len(escapes.EVERY) >= 120


@pytest.mark.parametrize("text", escapes.EVERY)
def test_nothing_else_is(text: str) -> None:
    assert why(text.format(file="/a/b.csv", folder="/a"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" ; -- nothing", "empty"),
        ("SELECT 1; SELECT 2", "several"),
        ("SELECT '" + "统" * (MOST_BYTES // 3) + "'", "long"),
        ("SELECT 1\0", "control"),
        ("SELEC 1", "syntax"),
        ("SELECT " + "(" * 3000 + "1" + ")" * 3000, "deep"),
        ("DROP TABLE progress", "kind"),
        ("WITH a AS (DELETE FROM progress RETURNING *) SELECT * FROM a", "changes"),
        ("SELECT $region", "parameter"),
        ("SELECT * FROM nothing", "table"),
        ("SELECT * FROM other.progress", "table"),
        ("SELECT * FROM read_csv('a')", "table_function"),
        ("SELECT getenv('HOME')", "function"),
    ],
)
def test_what_it_is_not_is_told(text: str, code: str) -> None:
    assert why(text) == code
