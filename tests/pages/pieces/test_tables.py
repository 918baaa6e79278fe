"""Tables read well, and exports cannot run anything in a spreadsheet."""

import json
from pathlib import Path

import pytest
from PIL import ImageFont
from streamlit.testing.v1 import AppTest

from data.plan import plan
from pages.pieces import tables
from pages.speech import words
from pages.speech.catalogue import UnknownWord
from queries.ask import ask_rows
from queries.question import Rows
from tests.support.pages import opening


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
    tables.download(rows, columns, about, "t", "d")
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


FONT = Path(__file__).resolve().parents[3] / "static" / "fonts" / "NotoSansSC-Regular.otf"
LARGEST = 15  # px: the base size of our pages; tables are set no larger
EDGES = 16  # px: both edges of a cell


def pixels(text: str) -> float:
    """How wide a text is in our own font at the size of our pages."""
    return float(ImageFont.truetype(str(FONT), LARGEST).getlength(text))


@pytest.mark.parametrize("value", [0.0, -1.5, 99.9, 254096.0, 342860.0, -12345678.9, 1317812345.0])
@pytest.mark.parametrize("decimals", [0, 1, 3])
def test_a_figure_is_never_wider_than_its_column(value: float, decimals: int) -> None:
    """B7: 254,096.0 was shown as 54,096.0, because the column was as wide as the bare number."""
    column = tables.Column("value", "数值", "number", decimals=decimals)
    wide = tables._wide(column, [1.0, None, value]).width
    assert isinstance(wide, int) and wide >= pixels(f"{value:,.{decimals}f}") + EDGES


def test_a_day_is_never_wider_than_its_column_and_words_are_left_alone() -> None:
    wide = tables._wide(tables.Column("due_on", "期限", "date"), [None]).width
    assert isinstance(wide, int) and wide >= pixels("2026-11-25") + EDGES
    words_column = tables.Column("name", "名称", "text")
    assert tables._wide(words_column, ["a" * 99]) == words_column


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("leaders/county/page.py", {"region": "450202"}),
        ("leaders/department/page.py", {"department": "industry"}),
        ("leaders/scores/page.py", {}),
        ("analysts/industries/page.py", {}),
        ("analysts/ledgers/page.py", {"ledger": "retrofit"}),
    ],
)
def test_no_page_cuts_off_a_figure(sample_store: Path, file: str, address: dict[str, str]) -> None:
    shown = opening(f"pages/{file}")(**address).dataframe
    checked = 0
    for table in shown:
        config = json.loads(table.proto.columns)
        for field, values in table.value.items():
            kind = config[field].get("type_config") or {}
            if kind.get("type") != "number":
                continue
            places = int(kind["format"].split(".")[1][0]) if "." in kind["format"] else 0
            texts = [f"{value:,.{places}f}" for value in values.dropna()]
            checked += len(texts)
            assert config[field]["width"] >= max(map(pixels, texts), default=0) + EDGES, (file, field)
    assert checked > 0
