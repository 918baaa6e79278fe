"""Evidence on the pages: asked for where a sheet needs it, and offered beside the judgement."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest import receive
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from tests.support.ledgers import judgement
from tests.support.numbers import green_row
from tests.support.official_forms import form_205_1
from tests.support.pages import said, visited
from tests.support.workbooks import day, named_workbook, workbook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("by_name")]
PDF = b"%PDF-1.7\n%%EOF\n"


def give(test: AppTest, name: str, content: bytes) -> AppTest:
    return test.file_uploader(key="upload").set_value([(name, content, "")]).run()


def judged() -> bytes:
    return named_workbook("S17", [judgement("T22", judged_on=day("2026-06-30"))])[0]


def test_evidence_is_asked_for_only_where_the_sheet_has_the_column(store: Path) -> None:
    other = give(visited("pages/staff/upload/page.py"), "绿色.xlsx", workbook("S5", [green_row(1)]))
    assert len(other.file_uploader) == 1
    test = give(visited("pages/staff/upload/page.py"), "判定.xlsx", judged())
    test.file_uploader(key="evidence").set_value([("说明.pdf", b"MZ no pdf", "")]).run()
    assert 'data-rule="evidence_kind"' in said(test)
    assert test.button(key="publish").disabled
    test.file_uploader(key="evidence").set_value([("说明.pdf", PDF, "")]).run()
    assert not test.button(key="publish").disabled
    test.button(key="publish").click().run()
    assert not test.exception
    assert sentence("upload.receipt_evidence", count=1) in said(test)
    upload = receive.history()[0].uploads[0]
    assert [item.name for item in receive.attachments(upload)] == ["说明.pdf"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_indicator_page_shows_judgement_person_reason_and_files(store: Path, lang: str) -> None:
    receive.accept(judged(), "判定.xlsx", "测试员", attachments=[("会议纪要.pdf", PDF)])
    test = visited("pages/analysts/indicator/page.py", id="T22", lang=lang)
    assert not test.exception
    text = said(test)
    for told in ('data-judgement="achieved"', "测试人", "测试理由", "测试佐证文件"):
        assert told in text
    assert sentence("indicator.judgements", lang) in text
    labels = [button.proto.label for button in test.get("download_button")]
    assert plain("会议纪要.pdf") in labels


def test_an_official_form_is_named_on_the_upload_page(store: Path) -> None:
    test = give(visited("pages/staff/upload/page.py"), "205.xlsx", form_205_1())
    assert not test.exception
    assert "205-1 表 能源购进、消费与库存" in said(test)
    assert 'data-verdict="ready"' in said(test)
