"""What `plain` makes stands on the screen as the very text it was given, on the pinned Streamlit."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from setup.serving import serving
from tests.browser.conftest import PATIENCE, ROOT, holds, settle
from tests.support.hostile import NASTY

pytestmark = pytest.mark.browser
MARKUP = (
    "a, img:not([src^='data:']), code, pre, em, strong, h1, h2, h3, li li, table, del, hr, blockquote, .katex"
)
DRAWN = 8  # elements of the page that draw each text


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """The page of hostile texts, and in `foreign` every address of another host it asked for."""
    options = {"STREAMLIT_CLIENT_DISABLE_DATA_EXPORT": "true", "PYTHONPATH": str(ROOT)}
    with serving("tests/browser/hostile_page.py", **options) as port:
        opened = chromium.new_page(locale="zh-CN")
        asked: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(f"http://127.0.0.1:{port}/")
        settle(opened)
        yield opened
        assert [
            url for url in asked if "127.0.0.1" not in url and not url.startswith(("data:", "blob:"))
        ] == []
        opened.close()


def blanks(text: str) -> str:
    """A text as a screen shows it: any blanks are one, none at the ends."""
    return re.sub(r"[\s\u3000]+", " ", text).strip()


def test_every_text_stands_there_as_it_was_given_and_draws_nothing_else(page: Page) -> None:
    wrong = []
    for number, text in enumerate(NASTY):
        place = page.locator(f".st-key-nasty-{number}")
        shown = place.locator("[data-testid=stMarkdownContainer]").all_text_contents()
        wrong += [(text, one) for one in shown if blanks(one) != blanks(text)]
        if len(shown) != DRAWN or place.locator(MARKUP).count():
            wrong.append((text, f"{len(shown)} drawn, markup {place.locator(MARKUP).all_inner_texts()}"))
    assert wrong == []


def test_the_table_toolbar_offers_no_file_of_its_own(page: Page) -> None:
    table = page.locator("[data-testid=stFullScreenFrame]", has=page.locator("[data-testid=stDataFrame]"))
    table.hover()
    offered = table.locator("[data-testid=stElementToolbar] button")
    assert offered.count() > 0
    assert [name for name in map(named, offered.all()) if "ownload" in name or "CSV" in name] == []


def named(button: Locator) -> str:
    """What a button without words says it does."""
    return button.get_attribute("aria-label") or button.inner_text()


def test_tooltip_dialog_and_toast_are_plain_and_select_boxes_and_headings_draw_no_markdown(
    page: Page,
) -> None:
    open_box(page)
    assert page.locator("[role=option]").all_inner_texts() == [NASTY[0]]
    page.keyboard.press("Escape")
    page.locator(".st-key-help button").first.hover()
    page.wait_for_selector("[data-testid=stTooltipContent]")
    assert page.locator("[data-testid=stTooltipContent]").first.inner_text() == NASTY[0]
    page.locator(".st-key-dialog button").click()
    page.wait_for_selector("[role=dialog]")
    assert NASTY[0] in page.locator("[role=dialog]").inner_text()
    assert NASTY[0] in page.locator("[data-testid=stToast]").inner_text()
    assert page.locator("[role=dialog] img, [data-testid=stToast] img").count() == 0


def open_box(page: Page) -> None:
    """Opens the select box, again where a late drawing of the page closed its list."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.locator(".st-key-box [aria-label=Open]").click()
        if holds(page, "() => document.querySelector('[role=option]') !== null", 5):
            return
    raise AssertionError("the select box shows no option")
