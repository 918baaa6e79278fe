"""The overview at the projector on eight days over three years: it fits its one screen on each of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE, Server, any_day, holds, settle
from tests.browser.test_page_walk import settled
from tests.oracles.calendar import DAYS

pytestmark = pytest.mark.browser
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
LETTERS = """() => {
  const seen = {};
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const text = node.textContent.replace(/\\s+/g, '');
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(node.parentElement);
    if (!text || box.width < 2 || style.visibility === 'hidden' || style.opacity === '0') continue;
    const size = parseFloat(style.fontSize);
    seen[size] = (seen[size] || 0) + text.length;
  }
  return seen;
}"""


@pytest.fixture(scope="module")
def server_on(built_samples: Path) -> Iterator[Callable[[str], Server]]:
    """A server over the sample store on the day that is asked for."""
    with any_day(built_samples) as given:
        yield given


@pytest.fixture(scope="module")
def told() -> set[str]:
    """What stood beside the rows on the days before."""
    return set()


@pytest.mark.parametrize("day", DAYS)
def test_the_overview_fits_one_screen_whatever_is_late(
    day: str, looker: Page, server_on: Callable[[str], Server], told: set[str]
) -> None:
    """Looked at in both languages; one window stays open, and its button for the other one draws it anew."""
    page, server = looker, server_on(day)
    page.set_viewport_size({"width": 1920, "height": 1080})
    if page.url.startswith(server.url):
        in_the_other_language(page)
    else:
        settled(page, f"{server.url}/overview")
    beside = page.locator(".st-key-beside").inner_text()
    assert beside not in told, "it is another day"
    told.add(beside)
    fits(page)
    in_the_other_language(page)
    fits(page)


def in_the_other_language(page: Page) -> None:
    """Presses the button of the other language."""
    before = page.evaluate("document.documentElement.lang")
    page.locator(".st-key-language button").first.click()
    assert holds(page, f"() => document.documentElement.lang !== '{before}'", PATIENCE)
    settle(page)


def fits(page: Page) -> None:
    """The page is whole, its letters large enough; it fits the projector, and two screens of a desk."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator(".st-key-beside a[href*=upload]").count() > 1, "nothing is late"
    assert page.locator(".peak-row").count() == 34
    assert page.evaluate(HEIGHT) <= 1080
    sizes = {float(size): letters for size, letters in page.evaluate(LETTERS).items()}
    assert min(sizes) >= 13, sizes
    assert sum(n for size, n in sizes.items() if size >= 15) >= 0.9 * sum(sizes.values()), sizes
    page.set_viewport_size({"width": 1366, "height": 768})
    assert page.evaluate(HEIGHT) <= 2 * 768
