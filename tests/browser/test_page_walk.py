"""Every page in a real browser, in both languages: no exception, no empty chart, no missing glyph."""

import re
import time
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT, Server

pytestmark = pytest.mark.browser
FILES = re.findall(r'Entry\("(pages/[^"]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PATHS = [file.removesuffix("/page.py").rsplit("/", 1)[-1].removesuffix(".py") for file in FILES]
INK = """() => {
  const canvas = document.createElement('canvas'); canvas.width = 64; canvas.height = 64;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  const family = getComputedStyle(document.body).fontFamily;
  const draw = text => { pen.clearRect(0, 0, 64, 64); pen.font = '40px ' + family; pen.fillText(text, 4, 48);
    return Array.from(pen.getImageData(0, 0, 64, 64).data).filter((v, i) => i % 4 === 3).join(); };
  return draw('碳') !== draw('\\uffff') && draw('碳') !== draw('峰');
}"""


def settled(page: Page, url: str) -> None:
    """Opens an address and waits until the page's foot stands and nothing runs any more."""
    page.goto(url)
    page.wait_for_selector(".peak-foot", timeout=60_000)
    end = time.monotonic() + 30
    while page.locator("[data-testid=stStatusWidget]").count() and time.monotonic() < end:
        page.wait_for_timeout(200)
    page.wait_for_timeout(800)


def test_a_deep_link_on_a_fresh_server_opens_its_page_without_a_dialog(
    chromium: Browser, server: Server
) -> None:
    page = chromium.new_page(locale="zh-CN")
    settled(page, f"{server.url}/green")
    assert "/green" in page.url
    assert page.locator("[role=dialog]").count() == 0
    page.close()


def test_the_bare_address_leads_to_the_overview(chromium: Browser, reading_server: Server) -> None:
    page = chromium.new_page(locale="zh-CN")
    settled(page, reading_server.url)
    assert page.url.startswith(f"{reading_server.url}/overview")
    page.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_whole(lang: str, chromium: Browser, reading_server: Server) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    wrong: list[str] = []
    for path in PATHS:
        settled(page, f"{reading_server.url}/{path}?lang={lang}")
        wrong += [f"{path}: {text}" for text in page.locator("[data-testid=stException]").all_inner_texts()]
        for chart in page.locator("[data-testid=stVegaLiteChart]").all():
            marks = chart.locator("svg .role-mark path[d], svg .role-mark text").count()
            if not marks and not chart.locator("canvas").count():
                wrong.append(f"{path}: an empty chart")
        if page.locator("[role=dialog]").count():
            wrong.append(f"{path}: a dialog nobody asked for")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 1:
            wrong.append(f"{path}: scrolls sideways by {wide} px")
        labels = page.locator(
            ".st-key-filters [data-testid=stWidgetLabel], [data-testid=stTopNavLink]"
        ).all_inner_texts()
        if lang == "en":
            wrong += [
                f"{path}: Chinese on an English page: {text}" for text in labels if CHINESE.search(text)
            ]
    assert page.evaluate(INK), "Chinese glyphs are not drawn"
    assert wrong == []
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_projector_and_the_phone(
    width: int, height: int, scheme: Literal["light", "dark"], chromium: Browser, reading_server: Server
) -> None:
    shots = Path(ROOT / "artefacts")
    shots.mkdir(exist_ok=True)
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="zh-CN",
    )
    page = context.new_page()
    for path in PATHS:
        settled(page, f"{reading_server.url}/{path}")
        assert page.locator("[data-testid=stException]").count() == 0, path
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 1, f"{path} scrolls sideways by {over} px at {width}"
        page.screenshot(path=shots / f"{path}-{width}-{scheme}.png")
    context.close()


def test_the_overview_fits_one_screen_at_the_projector(chromium: Browser, reading_server: Server) -> None:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    page = context.new_page()
    settled(page, f"{reading_server.url}/overview")
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    assert height <= 1080
    for statement in ("T01", "T10", "T21"):
        assert page.locator(f".st-key-card-{statement}").is_visible()
    context.close()


def test_filters_stay_in_the_address_and_across_pages(chromium: Browser, reading_server: Server) -> None:
    page = chromium.new_page(locale="zh-CN")
    settled(page, f"{reading_server.url}/overview?region=450205&period=2024")
    first = page.locator(".st-key-card-T01 .peak-value").inner_text()
    page.locator(".st-key-card-T01 a").first.click()
    page.wait_for_url("**/indicator?**")
    page.wait_for_selector(".peak-foot")
    page.wait_for_timeout(1500)
    assert "region=450205" in page.url and "period=2024" in page.url
    assert first.replace("\n", "")[:4] in page.locator(".peak-headline").inner_text().replace(" ", "")
    page.locator(".st-key-reset button").first.click()
    page.wait_for_timeout(2500)
    assert "region=" not in page.url and "period=" not in page.url
    page.close()
