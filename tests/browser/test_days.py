"""The overview at the projector on eight days over three years: it fits its one screen on each of them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from setup.serving import serving
from tests.browser.test_page_walk import settled
from tests.oracles.calendar import DAYS

pytestmark = pytest.mark.browser
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"


@pytest.mark.parametrize("day", DAYS)
def test_the_overview_fits_one_screen_whatever_is_late(
    day: str, chromium: Browser, built_samples: Path
) -> None:
    with serving(PEAK_STORE=str(built_samples), PEAK_USER="上报员", PEAK_TODAY=day) as port:
        context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        page = context.new_page()
        settled(page, f"http://127.0.0.1:{port}/overview")
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.locator(".st-key-beside a[href*=department]").count() == 1, "nothing is late"
        assert page.evaluate(HEIGHT) <= 1080
        context.close()
