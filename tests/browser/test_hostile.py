"""Hostile text in every cell, name, note and address: no dialog, script, link or request comes of it."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from data.plan import plan
from tests.browser.conftest import Server, dashboard, settle
from tests.browser.hostile_walk import PAGES, fill, walk
from tests.support.hostile import ALL_AT_ONCE, FOREIGN, text_columns

pytestmark = pytest.mark.browser


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


def test_hostile_text_in_every_cell_name_note_and_address_is_only_text(
    chromium: Browser, hostile: Server
) -> None:
    assert sum(len(text_columns(code)) for code in plan().templates) > 50
    found = walk(chromium, hostile, ALL_AT_ONCE[:1])
    assert found.wrong == []
    assert found.pages == len(PAGES) and found.cells > 500 and found.requests > 50


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
