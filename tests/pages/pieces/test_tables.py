"""Tables read well, and exports cannot run anything in a spreadsheet."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import ImageFont
from streamlit.testing.v1 import AppTest

from data.plan import plan
from pages.pieces import tables
from pages.speech import words
from pages.speech.catalogue import UnknownWord
from queries.ask import ask_rows
from queries.question import Rows
from tests.support.drawn import ABOUT
from tests.support.pages import opening


def _export() -> None:
    import streamlit as st

    from pages.pieces import tables
    from pages.speech.about import About
    from queries.question import Rows

    rows = Rows([{"name": "=SUM(A1)", "value": 1.5, "grade": "demo", "status": "behind"}])
    columns = [
        tables.Column("name", "名称"),
        tables.Column("value", "降幅", "number", "%"),
        tables.Column("grade", "等级", "grade"),
        tables.Column("status", "状态", "status"),
    ]
    about = About("标题", "口径", "统计局", snapshot="gen-1", as_of="2025年1—9月", grades=("demo",))
    st.code(tables.to_csv(rows, columns, about.grades).decode("utf-8"))
    tables.draw(rows, columns, "t", "表")
    tables.take(rows, columns, about, "t")
    tables.download(rows, columns, "清单", "d")
    tables.draw(Rows(), columns, "e", "空表")


def test_an_export_begins_with_its_headings() -> None:
    app = AppTest.from_function(_export, default_timeout=60).run()
    assert not app.exception
    text = app.code[0].value.rstrip()
    assert text == "\ufeff名称,降幅 (%),等级,状态\r\n'=SUM(A1),1.5,演示数据,◆ 进度滞后"
    assert len(app.get("download_button")) == 1  # files of a table are drawn when its button is pressed
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
        assert "Demonstration data" in tables.to_csv(rows, [column]).decode("utf-8")
    assert "演示数据" in tables.to_csv(rows, [column]).decode("utf-8")


def test_rows_of_demonstrations_say_so_where_no_column_does() -> None:
    rows, column = Rows([{"value": 1.0}, {"value": 2.0}]), tables.Column("value", "值", "number")
    assert "演示" not in tables.to_csv(rows, [column]).decode("utf-8")
    assert tables.to_csv(rows, [column], ("demo",)).decode("utf-8").count("演示数据") == 2
    mixed = Rows([{"value": 1.0, "grade": "demo"}, {"value": 2.0, "grade": "city"}])
    assert tables.to_csv(mixed, [column], ("demo", "city")).decode("utf-8").count("演示数据") == 1


def test_a_workbook_says_where_it_comes_from_and_how_it_is_counted() -> None:
    rows, column = Rows([{"value": 1.25}]), tables.Column("value", "值", "number", decimals=1)
    book = load_workbook(io.BytesIO(tables.to_xlsx(rows, [column], ABOUT, "http://peak/indicator?id=T01")))
    told = {row[0].value: row[1].value for row in [*book["来源"].iter_rows(), *book["口径"].iter_rows()]}
    assert told["快照"] == "gen-000123" and told["网址"] == "http://peak/indicator?id=T01"
    assert told["来源"] == ABOUT.source and told["数据来源等级"] == "演示数据"
    assert told["演示数据"] == "含演示数据，仅供试用，正式数据上报后自动替换。"
    assert told["口径"] == ABOUT.method and told["值"] == "与页面一致，保留 1 位小数"
    assert book["数据"]["A2"].value == 1.3


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


def test_a_long_text_among_short_ones_is_not_cut_off() -> None:
    """Glide leaves the few that are far longer than the mean out of its measure: 2026年1—9月 was 2026年1."""
    column = tables.Column("period", "期间", "period")
    wide = tables._wide(column, [*["2025年"] * 9, "2026年1—9月", None]).width
    assert isinstance(wide, int) and wide >= pixels("2026年1—9月") + EDGES
    sentence = tables._wide(column, [*[""] * 9, "很长" * 99]).width
    assert isinstance(sentence, int) and sentence <= 320, "one sentence does not push all others off the page"


def test_a_heading_is_as_wide_as_its_words() -> None:
    column = tables.Column("value", "推算（能源活动）", "number", "吨二氧化碳", 1)
    wide = tables._wide(column, [1.0]).width
    assert isinstance(wide, int) and wide >= pixels(column.title) * 13 / 15 + EDGES


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
