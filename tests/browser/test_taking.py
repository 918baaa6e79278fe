"""What is taken away from a real page says what the screen says, and is made only when asked for."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Server, settle

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser, reading_server: Server) -> Iterator[Page]:
    """The page of a statement."""
    opened = chromium.new_page(locale="zh-CN", viewport={"width": 1366, "height": 900})
    opened.goto(f"{reading_server.url}/indicator?id=T01")
    settle(opened)
    yield opened
    opened.close()


def taken(page: Page, kind: str) -> tuple[str, Path]:
    """The name and the file behind one of the buttons, which must be open."""
    with page.expect_download() as given:
        page.locator(f".st-key-download-{kind}-trend button").click()
    return given.value.suggested_filename, Path(given.value.path())


def test_picture_and_files_of_a_chart_say_what_the_screen_says(page: Page) -> None:
    assert page.locator("[class*='st-key-download-']").count() == 0
    frame = page.locator(".st-key-frame-trend")
    shown = frame.locator("svg.marks text").all_text_contents()
    finding = frame.locator(".peak-finding").inner_text().replace("演示数据", "").strip()
    frame.locator(".st-key-take-trend button").click()
    page.wait_for_selector(".st-key-download-svg-trend")
    name, picture = taken(page, "svg")
    assert re.fullmatch(r"[\w —-]+_柳州市_[\w —-]+_演示数据_\d{4}-\d\d-\d\d\.svg", name)
    drawn = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    said = ["".join(one.itertext()) for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "".join(said).startswith("演示数据" + finding)
    assert set(shown) <= set(said)
    table = list(csv.reader(io.StringIO(taken(page, "csv")[1].read_text(encoding="utf-8-sig"))))
    assert table[0][0] == "期间" and re.search(rf"{re.escape(table[1][0])} {table[1][1]}%", finding)
    book = load_workbook(io.BytesIO(taken(page, "xlsx")[1].read_bytes()))
    assert book.sheetnames == ["数据", "来源", "口径"] and book["数据"].max_row == len(table)
    assert any(page.url in str(cell.value) for cell in book["来源"]["B"])


def test_the_toolbar_of_a_chart_offers_no_picture_of_its_own(page: Page) -> None:
    page.keyboard.press("Escape")
    buttons = page.locator(".st-key-frame-trend .stPrintGraphic [data-testid=stElementToolbarButton]")
    assert buttons.count() > 1
    kept = [
        button for button in buttons.all() if button.evaluate("e => getComputedStyle(e).display") != "none"
    ]
    assert len(kept) == 1 and re.match(
        "全屏|Fullscreen", kept[0].locator("button").get_attribute("aria-label") or ""
    )
