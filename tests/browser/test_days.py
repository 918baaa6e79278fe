"""The overview at the projector on eight days over three years: it fits its one screen on each of them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import dashboard
from tests.browser.test_page_walk import settled
from tests.oracles.calendar import DAYS

pytestmark = pytest.mark.browser
IN_ENGLISH = DAYS[::3]
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


@pytest.mark.parametrize("day", DAYS)
def test_the_overview_fits_one_screen_whatever_is_late(day: str, looker: Page, built_samples: Path) -> None:
    page = looker
    page.set_viewport_size({"width": 1920, "height": 1080})
    with dashboard(built_samples, PEAK_TODAY=day) as server:
        settled(page, f"{server.url}/overview")
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.locator(".st-key-beside a[href*=upload]").count() > 1, "nothing is late"
        assert page.locator(".peak-row").count() == 34
        assert page.evaluate(HEIGHT) <= 1080
        sizes = {float(size): letters for size, letters in page.evaluate(LETTERS).items()}
        assert min(sizes) >= 13, sizes
        assert sum(n for size, n in sizes.items() if size >= 15) >= 0.9 * sum(sizes.values()), sizes
        page.set_viewport_size({"width": 1366, "height": 768})
        assert page.evaluate(HEIGHT) <= 2 * 768
        if day in IN_ENGLISH:
            settled(page, f"{server.url}/overview?lang=en")
            assert page.evaluate(HEIGHT) <= 2 * 768
            page.set_viewport_size({"width": 1920, "height": 1080})
            assert page.evaluate(HEIGHT) <= 1080
            sizes = {float(size): letters for size, letters in page.evaluate(LETTERS).items()}
            assert min(sizes) >= 13, sizes
            assert sum(n for size, n in sizes.items() if size >= 15) >= 0.9 * sum(sizes.values()), sizes
