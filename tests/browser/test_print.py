"""What is printed: A4 across, charts whole, tables unrolled, numbers as on the screen, a foot a page."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.conftest import Server, settle

pytestmark = pytest.mark.browser
A4 = (842, 595)  # points
MOST = {
    "/indicator?id=T01": 3,
    "/indicator?id=T10": 3,
    "/indicator?id=T18&lang=zh": 3,
    "/county?region=450205": 4,
    "/scores": 5,
    "/overview": 2,
}
CONTROLS = ("重置", "图片、数据", "县区/开发区口径", "上一张", "English")
RADICALS = str.maketrans(
    "⻔⻓⻅⻋⻚⻛⻜⻢⻥⻦⻩⻮⻰⻄⻘⻆⻉⻝―–‒‑", "门长见车页风飞马鱼鸟黄齿龙西青角贝食————"
)
SAID = ".peak-headline, .peak-finding, svg.marks text, .peak-value b"
SCREEN = f"() => [...document.querySelectorAll('{SAID}')].map(one => one.textContent)"
CELLS = """() => [...document.querySelector('table.peak-printed').rows]
  .map(row => [...row.cells].map(one => one.textContent))"""
UNROLLED = "() => [...document.querySelectorAll('table.peak-printed')].map(one => one.tBodies[0].rows.length)"


@pytest.fixture(scope="module")
def page(chromium: Browser, reading_server: Server) -> Iterator[Page]:
    """A window of an office's usual size, in the dark."""
    opened = chromium.new_page(
        locale="zh-CN",
        viewport={"width": 1366, "height": 768},
        color_scheme="dark",
        base_url=reading_server.url,
    )
    yield opened
    opened.close()


def bare(text: str) -> str:
    """A text without blanks, with letters for the radicals that fonts draw in their place."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(RADICALS))


@pytest.mark.parametrize("path", list(MOST))
def test_a_page_is_printed_as_on_the_desk(path: str, page: Page) -> None:
    page.goto(path)
    settle(page)
    shown = page.evaluate(SCREEN)
    made = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(made.pages) <= MOST[path]
    texts = [bare(one.extract_text()) for one in made.pages]
    for number, (one, text) in enumerate(zip(made.pages, texts, strict=True), 1):
        assert tuple(round(float(side)) for side in one.mediabox[2:]) == A4
        assert f"{number}/{len(made.pages)}" in text and bare(page.url) in text and "打印20" in text
    whole = "".join(texts)
    assert [word for word in CONTROLS if word in whole] == []
    assert "演示数据" in whole
    assert [text for text in shown if bare(text) not in whole] == []
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    unrolled = page.evaluate(UNROLLED)
    assert len(unrolled) == page.locator("[data-testid=stDataFrame]").count() and 0 not in unrolled
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".peak-printed, .peak-rolled").count() == 0


def test_an_unrolled_table_has_every_row_and_cell_of_its_file(page: Page) -> None:
    page.goto("/indicator?id=T01")
    settle(page)
    page.locator(".st-key-take-revisions button").click()
    with page.expect_download() as given:
        page.locator(".st-key-download-csv-revisions button").click()
    rows = list(csv.reader(io.StringIO(Path(given.value.path()).read_text(encoding="utf-8-sig"))))
    page.keyboard.press("Escape")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    printed = page.evaluate(CELLS)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(rows) > 9 and [
        [cell.replace(",", "").replace("—", "") for cell in row] for row in printed
    ] == [[cell.replace(",", "").replace("—", "") for cell in row] for row in rows]
