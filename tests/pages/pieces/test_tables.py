"""Tables read well, and exports cannot run anything in a spreadsheet."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.plan import plan
from pages.pieces import tables
from pages.speech import words
from pages.speech.catalogue import UnknownWord
from queries.ask import ask_rows
from queries.question import Rows


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2.5", "-2.5"),
        ("-rm", "'-rm"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (-2.5, -2.5),
        ("柳州", "柳州"),
    ],
)
def test_dangerous_cells_are_escaped_and_numbers_are_not(cell: object, written: object) -> None:
    assert tables.safe(cell) == written


def _export() -> None:
    import streamlit as st

    from pages.pieces import tables
    from queries.question import Rows, grades

    rows = Rows([{"name": "=SUM(A1)", "value": 1.5, "grade": "demo", "status": "behind"}])
    columns = [
        tables.Column("name", "名称"),
        tables.Column("value", "降幅", "number", "%"),
        tables.Column("grade", "等级", "grade"),
        tables.Column("status", "状态", "status"),
    ]
    about = tables.facts("标题", "统计局", "gen-1", "2025年1—9月", grades(rows))
    st.code(tables.to_csv(rows, columns, about).decode("utf-8"))
    tables.draw(rows, columns, "t", "表")
    tables.download(rows, columns, about, "t.csv", "d")
    tables.draw(Rows(), columns, "e", "空表")


def test_an_export_names_its_source_snapshot_and_grade() -> None:
    app = AppTest.from_function(_export).run()
    assert not app.exception
    text = app.code[0].value
    assert text.startswith("\ufeff标题,标题\r\n")
    for line in (
        "快照,gen-1",
        "数据来源等级,演示数据",
        "名称,降幅 (%),等级,状态",
        "'=SUM(A1),1.5,演示数据,◆ 进度滞后",
    ):
        assert line in text
    assert list(app.dataframe[0].value["grade"]) == ["演示数据"]


def test_numbers_stay_numbers_and_nothing_is_nothing() -> None:
    rows = Rows([{"value": 1.0}, {"value": float("nan")}])
    assert tables.written(rows, tables.Column("value", "值", "number")) == [1.0, None]


def test_a_table_is_told_by_its_question_and_the_page_names_exceptions(sample_store: Path) -> None:
    rows = ask_rows("overview_cards", region="450205")
    shown = tables.settled(rows, ["statement", tables.Column("gap", "差距", unit="个百分点", decimals=2)])
    assert [(one.heading, one.kind, one.unit, one.decimals) for one in shown] == [
        ("目标", "statement", "", 1),
        ("差距", "number", "个百分点", 2),
    ]
    first = rows[0]["statement"]
    assert tables.written(rows, shown[0])[0] == f"{first} {plan().statements[first].name}"


def test_a_state_is_named_by_its_ledger(sample_store: Path) -> None:
    rows = ask_rows("ledger_due", within_days=10_000)
    (column,) = tables.settled(rows, ["state"])
    known = {(one.ledger, one.code): one.name for one in plan().ledger_states}
    assert tables.written(rows, column) == [known[row["ledger"], row["state"]] for row in rows]


def test_a_heading_that_nobody_wrote_is_our_fault() -> None:
    with pytest.raises(UnknownWord, match=r"column\.no_such_field"):
        tables.settled(Rows([{"no_such_field": 1}]), ["no_such_field"])


def test_a_download_speaks_the_language_it_was_drawn_in() -> None:
    """The CSV is written when the button is pressed, outside the run that asked for it."""
    rows, column = Rows([{"grade": "demo"}]), tables.Column("grade", kind="grade")
    with words.speaking("en"):
        assert "Demonstration data" in tables.to_csv(rows, [column], {}).decode("utf-8")
    assert "演示数据" in tables.to_csv(rows, [column], {}).decode("utf-8")
