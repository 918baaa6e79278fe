"""A workbook that fits no template: it is shown, asked about once, published, and known the next month."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from data.ingest import receive
from data.plan import plan
from pages.speech import words
from pages.speech.catalogue import sentence
from pages.staff.upload import assistant
from tests.support import bureau_sheets
from tests.support.numbers import energy_row
from tests.support.pages import said, visited
from tests.support.workbooks import workbook

PAGE = "pages/staff/upload/page.py"
pytestmark = pytest.mark.usefixtures("by_name")


def dropped(content: bytes, name: str = "工业能耗月报（2026年1—10月）.xlsx", **address: str) -> AppTest:
    test = visited(PAGE, **address)
    return test.file_uploader(key="upload").set_value([(name, content, "")]).run()


def chosen(test: AppTest, label: str, value: str) -> None:
    """Chooses in the box whose label begins like this."""
    next(box for box in test.selectbox if box.label.startswith(label)).set_value(value)


def confirmed(test: AppTest) -> AppTest:
    """Answers what is asked and presses the button of the assistant."""
    chosen(test, "口径", "当量值")
    chosen(test, "数据状态", "快报")
    return next(b for b in test.button if str(b.key).startswith("assistant-read")).click().run()


def test_from_the_drop_to_the_publication_and_the_next_month_straight_through(store: Path) -> None:
    test = dropped(bureau_sheets.places_by_fields())
    assert not test.exception
    told = said(test)
    assert 'data-template="S1"' in told and "2026年1—10月（取自标题 A1）" in told
    for mark in ("title", "heading", "unit", "place", "body", "note"):
        assert f'data-mark="{mark}"' in told, mark
    assert re.search(r'<td[^>]*data-marked[^>]*><i aria-hidden="true">地</i><span>城中区</span>', told)
    assert not [b for b in test.button if b.key == "publish"], "nothing is published before it was confirmed"
    assert not receive.refusals(), "it is asked about, not refused"
    test = confirmed(test)
    assert not test.exception and 'data-verdict="ready"' in said(test)
    assert test.text_input(key=_name_key(test)).value == "工业能耗月报"
    test.button(key="publish").click().run()
    assert not test.exception and 'data-generation="1"' in said(test)
    (stored,) = receive.layouts()
    assert (stored.name, stored.by, stored.template) == ("工业能耗月报", "测试员", "S1")
    assert stored.fixed == {"basis": "当量值", "maturity": "快报"}
    test = dropped(bureau_sheets.places_by_fields("2026年1—11月"), "别的名字.xlsx")
    assert 'data-verdict="ready"' in said(test) and "2026年1—11月" in said(test)
    assert 'class="peak-marks"' not in said(test), "nothing is asked again"


def _name_key(test: AppTest) -> str:
    return next(str(box.key) for box in test.text_input if str(box.key).startswith("layout-name"))


def test_a_column_is_corrected_by_choosing_and_a_layout_without_a_name_is_not_published(store: Path) -> None:
    test = dropped(bureau_sheets.places_by_fields())
    chosen(test, "能源消费／同比增长", "intensity_change")
    test = confirmed(test)
    assert not test.exception and 'data-verdict="ready"' in said(test)
    test.text_input(key=_name_key(test)).set_value("  ").run()
    assert test.button(key="publish").disabled
    test.text_input(key=_name_key(test)).set_value("能耗表").run()
    test.button(key="publish").click().run()
    (stored,) = receive.layouts()
    fields = {binding.field for binding in stored.bindings}
    assert "intensity_change" in fields and "energy_growth" not in fields
    assert receive.history()[0].uploads


def test_a_template_that_lacks_a_column_may_be_answered_for_once(store: Path) -> None:
    content = workbook("S1", [energy_row()], drop=("basis",))
    test = dropped(content)
    assert 'data-rule="column_missing"' in said(test) and 'class="peak-marks"' not in said(test)
    next(one for one in test.toggle if str(one.key).startswith("own-")).set_value(True).run()
    assert 'class="peak-marks"' in said(test)
    chosen(test, "口径", "当量值")
    test = next(b for b in test.button if str(b.key).startswith("assistant-read")).click().run()
    assert not test.exception and 'data-verdict="ready"' in said(test)


def test_another_template_has_its_own_fields_and_questions(store: Path) -> None:
    test = dropped(bureau_sheets.places_by_fields())
    chosen(test, "这是哪张表", "S4")
    test.run()
    assert not test.exception
    boxes = {box.label: box for box in test.selectbox}
    assert boxes["数据状态"].value == "" and "口径" not in boxes, "what S4 requires is asked"
    offered = next(box.options for label, box in boxes.items() if label.startswith("工业增加值／累计"))
    assert any(option.startswith("战新产值") for option in offered)


def test_layouts_are_listed_edited_exported_and_withdrawn(store: Path) -> None:
    test = confirmed(dropped(bureau_sheets.places_by_fields()))
    test.button(key="publish").click().run()
    test = visited(PAGE)
    assert not test.exception
    assert sentence("layouts.title", count=1) in [box.label for box in test.expander]
    assert "综合能源消费量" in said(test) and "能源消费／本期累计" in said(test)
    keys = [str(button.proto.id) for button in test.get("download_button")]
    assert any("layout-xlsx" in key for key in keys) and any("layout-toml" in key for key in keys)
    name = receive.layouts()[0].name
    assert receive.layout_file(name, "xlsx").startswith(b"PK") and b"bindings" in receive.layout_file(
        name, "toml"
    )
    chosen(test, "能源消费／同比增长", "")
    next(b for b in test.button if b.key == "layout-save").click().run()
    assert not test.exception and receive.layouts()[0].version == 2
    assert len(receive.layouts()[0].bindings) == 4
    assert test.button(key="layout-withdraw").disabled
    test.checkbox[0].check().run()
    test.button(key="layout-withdraw").click().run()
    assert not test.exception and receive.layouts() == [] and len(test.expander) == 0


def test_in_english(store: Path) -> None:
    told = said(dropped(bureau_sheets.fields_by_places(), lang="en"))
    assert "This is none of our templates" in told and "Jan–Sep 2026 (from the title A1)" in told


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("规上能耗月报（2026年1—10月）.xlsx", "规上能耗月报"),
        ("10月能耗月报.xlsx", "能耗月报"),
        ("2026年三季度能耗.csv", "能耗"),
        ("202610.xlsx", "S1"),
        ("能耗_2026-10.xls", "能耗"),
    ],
)
def test_a_layout_is_called_like_the_file_without_its_period(file: str, name: str) -> None:
    assert assistant.proposed_name(file, "S1") == name


@pytest.mark.parametrize(
    ("unit", "offered"),
    [("万元", ["万元", "元", "亿元"]), ("%", ["%"]), ("吨标准煤", ["吨标准煤", "万吨标准煤", "亿吨标准煤"])],
)
def test_a_unit_is_offered_in_other_scales(unit: str, offered: list[str]) -> None:
    assert assistant.scales(unit) == offered


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "综合能源消费量（吨标准煤） *"), ("en", "Energy consumption (tce) *")]
)
def test_a_field_is_offered_with_its_unit_in_the_language_of_the_page(language: str, told: str) -> None:
    with words.speaking(language):
        assert assistant.field_name(plan().templates["S1"].column("energy_tce")) == told


def test_what_is_asked_and_left_open_is_not_published(store: Path) -> None:
    test = dropped(bureau_sheets.SHAPES["places_by_fields"]())
    next(b for b in test.button if str(b.key).startswith("assistant-read")).click().run()
    assert not test.exception
    assert "缺少必填列“数据状态”" in said(test)
    assert test.button(key="publish").disabled


def test_the_picture_leads_to_the_other_sheets_of_the_workbook(store: Path) -> None:
    book = load_workbook(io.BytesIO(bureau_sheets.places_by_fields()))
    book.create_sheet("说明").append(["口径为当量值"])
    target = io.BytesIO()
    book.save(target)
    test = dropped(target.getvalue())
    assert not test.exception and "口径为当量值" not in said(test)
    assert 'aria-current="true">Sheet1</b>' in said(test) and ">说明</a>" in said(test)
    other = said(dropped(target.getvalue(), sheet="说明"))
    assert "口径为当量值" in other and 'aria-current="true">说明</b>' in other
