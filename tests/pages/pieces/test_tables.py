"""Tables read well, and exports cannot run anything in a spreadsheet."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.pieces import tables
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
