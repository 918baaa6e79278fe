"""Hostile text in every cell, name, note and address: no dialog, script, link or request comes of it."""

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page

from data.inert import safe
from data.ingest import receive
from data.plan import plan
from tests.browser.conftest import PATIENCE, Server, dashboard, settle
from tests.browser.test_page_walk import PATHS
from tests.support.hostile import ALL_AT_ONCE, FOREIGN, text_columns, workbook_of

pytestmark = pytest.mark.browser
NAME = f"{ALL_AT_ONCE[0]}.xlsx"
ASKED = ("region", "sector", "period", "basis", "snapshot", "ledger", "department", "weights", "generation")
PAGES = [path for path in PATHS if path != "indicator"] + [f"indicator?id={code}" for code in ("T22", "T33")]
# what text must never become: a link that runs, an attribute that runs, a picture or frame from elsewhere
HARM = f"""() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes]
  .filter(at => at.name.startsWith('on') || /^\\s*javascript:/i.test(at.value)
    || (['src', 'href', 'srcset', 'data', 'action', 'poster'].includes(at.name)
        && /{FOREIGN.replace(".", "[.]")}/.test(at.value.split('?')[0])))
  .map(at => `<${{one.tagName}} ${{at.name}}=${{at.value.slice(0, 80)}}>`))"""
RAW = ("stMarkdownContainer", "stAlert")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A store in which every column of text of every template holds hostile text, and its server."""
    store = tmp_path_factory.mktemp("hostile") / "store"
    before, os.environ["PEAK_STORE"] = os.environ["PEAK_STORE"], str(store)
    try:
        fill()
        with dashboard(store) as server:
            yield server
    finally:
        os.environ["PEAK_STORE"] = before


def fill() -> None:
    """Every template at once; a file that is refused; one with evidence of a hostile name."""
    who = ALL_AT_ONCE[1]
    codes = [code for code in plan().templates if code != "S17"]
    receive.accept_many([(workbook_of(code), NAME) for code in codes], who, note=ALL_AT_ONCE[0])
    proof = [(f"{ALL_AT_ONCE[0]}.pdf", b"%PDF-1.4 nothing")]
    receive.accept(workbook_of("S17"), NAME, who, ALL_AT_ONCE[0], attachments=proof)
    junk = b"no workbook"
    receive.keep_refused(junk, NAME, who, receive.inspect(junk, NAME))


def walked(page: Page, server: Server, paths: list[str], text: str) -> tuple[list[str], int]:
    """Opens pages at addresses of this text; what is wrong, and how many cells of tables were taken away."""
    wrong: list[str] = []
    taken = 0
    for path in paths:
        address = "&".join(f"{name}={quote(text)}" for name in ASKED)
        page.goto(f"{server.url}/{path}{'&' if '?' in path else '?'}{address}")
        settle(page)
        wrong += [f"{path}: {harm}" for harm in page.evaluate(HARM)]
        wrong += [f"{path}: {told}" for told in page.locator("[data-testid=stException]").all_inner_texts()]
        live, cells = tables_of(page)
        wrong += [f"{path}: {cell}" for cell in live]
        taken += cells
    return wrong, taken


def tables_of(page: Page) -> tuple[list[str], int]:
    """Every CSV that the page offers: cells that a spreadsheet would run, and how many cells there were."""
    live: list[str] = []
    cells = 0
    for button in page.locator("[class*='st-key-download-'] button").all():
        with page.expect_download(timeout=PATIENCE * 1000) as found:
            button.click()
        assert found.value.suggested_filename.removesuffix(".csv").replace("-", "").isalnum()
        for line in csv.reader(io.StringIO(Path(found.value.path()).read_text(encoding="utf-8-sig"))):
            cells += len(line)
            live += [cell for cell in line if safe(cell) != cell]
    return live, cells


def test_hostile_text_in_every_cell_name_note_and_address_is_only_text(
    chromium: Browser, hostile: Server
) -> None:
    assert sum(len(text_columns(code)) for code in plan().templates) > 50
    page = chromium.new_page(locale="zh-CN")
    asked: list[str] = []
    opened: list[str] = []

    def refuse(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", refuse)
    wrong, cells = walked(page, hostile, PAGES, ALL_AT_ONCE[0])
    own = (hostile.url, hostile.url.replace("http", "ws"), "data:", "blob:")
    assert wrong == [] and opened == []
    assert [url for url in asked if not url.startswith(own)] == []
    assert cells > 500
    page.close()


def test_the_hostile_text_is_there_to_be_read(chromium: Browser, hostile: Server) -> None:
    """The walk proves nothing of a page that shows none of it: the history tells names, notes and people."""
    page = chromium.new_page(locale="zh-CN")
    page.goto(f"{hostile.url}/history")
    settle(page)
    told = page.locator("[data-testid=stMain]").inner_text()
    assert all(text.strip() in told for text in ALL_AT_ONCE)
    page.goto(f"{hostile.url}/indicator?id=T22")
    settle(page)
    labels = page.locator("[data-testid=stDownloadButton]").all_inner_texts()
    assert any(f"www.{FOREIGN}" in label for label in labels) and any(".pdf" in label for label in labels)
    page.close()
