"""Every page in a real browser, in both languages: whole, painted, in both themes, without barriers."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.access import ALL, WORDS, barriers
from tests.browser.conftest import ARTEFACTS, DESK, PICTURES, ROOT, Server, holds, settle, started

pytestmark = pytest.mark.browser
TABLE = (ROOT / "app.py").read_text(encoding="utf-8")
FILES = re.findall(r'Entry\("(pages/[^"]+)"', TABLE)
HIDDEN = re.findall(r'Entry\("pages/(?:\w+/)*(\w+)/page.py".*hidden=True', TABLE)  # in no menu
MENU_OF = dict(re.findall(r'Entry\("pages/(?:\w+/)*(\w+)/page\.py"(?:, "[^"]*"){3}(?:, "(\w*)")?', TABLE))
MENUS = list(dict.fromkeys(filter(None, MENU_OF.values())))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PATHS = [file.removesuffix("/page.py").rsplit("/", 1)[-1].removesuffix(".py") for file in FILES]
IN_FULL = (
    "overview",
    "indicator",
    "upload",
)  # in English by every rule of axe too: its rows are set otherwise
ADDRESSES = [
    *PATHS,
    "ledgers?ledger=retrofit",
    "county?region=450205",
    "indicator?id=T24",
]  # the last has charts
INK = """() => {
  const canvas = document.createElement('canvas'); canvas.width = 64; canvas.height = 64;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  const family = getComputedStyle(document.body).fontFamily;
  const draw = text => { pen.clearRect(0, 0, 64, 64); pen.font = '40px ' + family; pen.fillText(text, 4, 48);
    return Array.from(pen.getImageData(0, 0, 64, 64).data).filter((v, i) => i % 4 === 3).join(); };
  return draw('碳') !== draw('\\uffff') && draw('碳') !== draw('峰');
}"""
PROJECTOR, PHONE = ("projector", 1920, 1080), ("phone", 390, 844)
# each size in each theme; English, whose colours and charts are the same, once in each size and each theme
LOOKS: dict[str, list[tuple[tuple[str, int, int], Literal["light", "dark"]]]] = {
    "zh": [(PROJECTOR, "dark"), (PHONE, "dark"), (PHONE, "light"), (PROJECTOR, "light")],
    "en": [(PHONE, "dark"), (PROJECTOR, "light")],
}
FAULTS = """() => [
  ...[...document.querySelectorAll('[data-testid=stException]')].map(one => one.innerText),
  ...[...document.querySelectorAll('[data-testid=stVegaLiteChart]')].filter(one =>
    !one.querySelector('svg .role-mark path[d], svg .role-mark text, canvas')).map(one =>
      `an empty chart in ${one.closest('[class*=st-key-frame-]')?.className.match(/st-key-frame-[\\w-]+/)}`),
  ...[...document.querySelectorAll('[role=dialog]')].map(() => 'a dialog nobody asked for'),
  ...[document.documentElement.scrollWidth - document.documentElement.clientWidth]
    .filter(wide => wide > 1).map(wide => `scrolls sideways by ${wide} px`)]"""
FITS = """() => document.querySelector('[data-testid=stMain]').scrollHeight <= 1080
  && ['T01', 'T10', 'T21'].map(code => document.querySelector(`.st-key-card-${code}`)).every(card =>
    card?.checkVisibility({visibilityProperty: true}) && card.getBoundingClientRect().height > 0)"""
BARE = """() => [...document.querySelectorAll('.stVegaLiteChart svg.marks:not([aria-hidden=true])')].length"""
DRAWN_ANEW = f"""async () => {{  // as a page does that is still moving; looked at before anything else runs
  const charts = [...document.querySelectorAll('.stVegaLiteChart svg.marks')];
  for (const chart of charts) {{
    const anew = chart.cloneNode(true);
    anew.removeAttribute('aria-hidden');
    chart.replaceWith(anew);
  }}
  return Promise.resolve().then(() => [charts.length, ({BARE})()]);
}}"""


def settled(page: Page, url: str) -> None:
    """Opens an address and waits until the page is whole."""
    page.goto(url)
    settle(page)


def by_the_menu(page: Page, path: str) -> None:
    """Goes to another page as people do: by its entry in the menu, from whatever page is open."""
    if menu := MENU_OF[path]:
        page.locator("[data-testid=stTopNavSection]").nth(MENUS.index(menu)).click()
    page.locator(f"a[data-testid^=stTopNav][href$='/{path}']:visible").click()
    page.wait_for_url(re.compile(rf"/{path}(\?|$)"))
    settle(page)


def faults(page: Page) -> list[str]:
    """What is wrong on the page as it stands in the window now, and not only while charts are drawn anew."""
    holds(page, f"() => ({FAULTS})().length === 0", 10)
    found: list[str] = page.evaluate(FAULTS)
    return found


def chinese_labels(page: Page) -> list[str]:
    """Labels of filters and of the menu, and the window's title, that have Chinese in them."""
    labels = ".st-key-filters [data-testid=stWidgetLabel], [data-testid=stTopNavLink]"
    told = page.locator(f"{labels}, [data-testid=stTopNavSection]").all_inner_texts()
    return [text for text in (*told, page.title()) if CHINESE.search(text)]


def test_a_deep_link_on_a_fresh_server_opens_its_page_without_a_dialog(
    chromium: Browser, built_samples: Path
) -> None:
    page = chromium.new_page(locale="zh-CN")
    with started(built_samples) as server:
        settled(page, f"{server.url}/green")
        assert "/green" in page.url
        assert page.locator("[role=dialog]").count() == 0
        page.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_whole_and_without_barriers_and_fits_the_projector_and_the_phone_light_and_dark(
    lang: str, looker: Page, reading_server: Server
) -> None:
    """One visit a page: the desk first, then the same page in the dark and resized, without loading again.

    The first is where the bare address leads. Each of the menu is opened by it from the one before, which is
    much less work for a browser; by its address each is opened in the walk of hostile texts.
    """
    page = looker
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text) if "Content Security" in told.text else None)
    titles: set[str] = set()
    for path in ADDRESSES:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESK)
        if path == "overview":
            settled(page, f"{reading_server.url}{'' if lang == 'zh' else '?lang=en'}")
            assert page.url.startswith(f"{reading_server.url}/overview")
        elif path in PATHS and path not in HIDDEN:
            by_the_menu(page, path)
        else:
            settled(page, f"{reading_server.url}/{path}{'&' if '?' in path else '?'}lang={lang}")
        titles.add(page.title())
        rules = ALL if lang == "zh" or path in IN_FULL else WORDS
        found = faults(page) + [f"barrier: {barrier}" for barrier in barriers(page, rules, lang == "zh")]
        if lang == "en":
            found += [f"Chinese on an English page: {text}" for text in chinese_labels(page)]
        wrong += [
            f"{path}: {one}" for one in found + (in_every_look(page, path, lang) if path in PATHS else [])
        ]
    assert page.evaluate(INK), "Chinese glyphs are not drawn"
    assert wrong == []
    assert len(titles) == len(PATHS) + 1, titles  # a page has one title; another statement another
    assert page.evaluate("document.documentElement.lang").startswith(lang)
    drawn, bare = page.evaluate(DRAWN_ANEW)
    assert drawn and bare == 0, (
        "marks of a chart that is drawn anew are hidden from readers of the screen at once"
    )


def in_every_look(page: Page, path: str, lang: str) -> list[str]:
    """What is wrong on the page as it stands at other sizes and in both themes."""
    found: list[str] = []
    for (device, width, height), scheme in LOOKS[lang]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        found += [f"{device}, {scheme}: {fault}" for fault in faults(page)]
        if (path, device) == ("overview", "projector") and not holds(page, FITS, 5):
            found.append(f"{device}, {scheme}: it does not fit one screen, or a card is missing")
        if PICTURES:
            page.screenshot(path=ARTEFACTS / f"{path}-{lang}-{width}-{scheme}.png")
    return found


def test_filters_stay_in_the_address_and_across_pages(looker: Page, reading_server: Server) -> None:
    page = looker
    settled(page, f"{reading_server.url}/overview?region=450205&period=2024")
    first = page.locator(".st-key-card-T01 .peak-value").inner_text()
    page.locator(".st-key-card-T01 a").first.click()
    page.wait_for_url("**/indicator?**")
    expect(page.locator(".peak-headline")).to_contain_text("累计")
    settle(page)
    assert "region=450205" in page.url and "period=2024" in page.url
    assert first.replace("\n", "")[:4] in page.locator(".peak-headline").inner_text().replace(" ", "")
    page.locator(".st-key-reset button").first.click()
    page.wait_for_url(lambda url: "region=" not in url and "period=" not in url)
