"""Readers of the screen and the keyboard: axe finds nothing grave, charts say what they show."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Server, holds, settle
from tests.browser.test_page_walk import PATHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = ("critical", "serious", "moderate")
ALL, COLOURS = "{}", "{runOnly: ['color-contrast', 'link-in-text-block']}"
WORDS = "{rules: {'color-contrast': {enabled: false}}}"  # another language has the same colours
IN_FULL = ("/overview", "/indicator", "/upload")  # in English with every rule too: its rows are set otherwise
ORDER = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, h4, h5, h6)')]
  .map(one => Number(one.getAttribute('aria-level') || one.tagName[1]))"""
UNTOLD = """() => {
  const said = text => (text || '').replace(/\\s+/g, ' ').trim();
  return [...document.querySelectorAll('.stVegaLiteChart')].filter(one => {
    const finding = one.closest('[class*="st-key-frame-"]').querySelector('.peak-finding').firstChild;
    return one.getAttribute('role') !== 'img' ||
      !said(one.getAttribute('aria-label')).includes(said(finding.textContent));
  }).length;
}"""
ICONS = "() => document.querySelectorAll('[data-testid=stIconMaterial]:not([aria-hidden=true])').length"
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
ADDRESSES = [
    *(f"/{path}" for path in PATHS),
    "/indicator?id=T24",
    "/county?region=450205",
    "/ledgers?ledger=retrofit",
]


@pytest.fixture(scope="module")
def page(chromium: Browser, reading_server: Server) -> Iterator[Page]:
    """One window for all pages."""
    opened = chromium.new_page(
        locale="zh-CN", viewport={"width": 1366, "height": 768}, base_url=reading_server.url
    )
    yield opened
    opened.close()


def graves(page: Page, which: str) -> list[str]:
    """What axe holds against the page as it stands, but what is minor."""
    found: list[dict[str, Any]] = page.evaluate(f"async () => (await axe.run({which})).violations")
    return [
        f"{one['impact']} {one['id']} {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_nothing_grave_on_any_page_in_both_themes(lang: str, page: Page) -> None:
    wrong: list[str] = []
    titles: list[str] = []
    for address in ADDRESSES:
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        settle(page)
        holds(page, f"() => ({UNTOLD})() === 0", 10)  # names follow the last change
        page.wait_for_timeout(300)  # and so do levels
        page.evaluate(AXE)
        found = graves(page, ALL if lang == "zh" or address in IN_FULL else WORDS)
        if lang == "zh":
            page.emulate_media(color_scheme="dark")
            page.wait_for_timeout(400)  # colours change over some time
            found += [f"dark: {one}" for one in graves(page, COLOURS)]
            holds(page, f"() => ({UNTOLD})() === 0", 10)  # another theme draws the charts anew
        levels = page.evaluate(ORDER)
        if levels[:1] != [1] or levels.count(1) != 1 or any(b > a + 1 for a, b in zip(levels, levels[1:])):  # noqa: B905, RUF007
            found.append(f"headings {levels}")
        if untold := page.evaluate(UNTOLD):
            found.append(f"{untold} charts without a name")
        if seen := page.evaluate(ICONS):
            found.append(f"{seen} icons are read out")
        titles.append(page.title())
        wrong += [f"{address}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)
    assert len(set(titles)) == len(PATHS) + 1, titles  # a page has one title; another statement another
    assert page.evaluate("document.documentElement.lang").startswith(lang)


def test_the_marks_of_a_chart_that_is_drawn_anew_are_hidden_at_once(page: Page) -> None:
    page.goto("/energy?lang=en")
    settle(page)
    page.wait_for_selector(".stVegaLiteChart svg.marks", state="attached")
    drawn, bare = page.evaluate(DRAWN_ANEW)
    assert drawn
    assert bare == 0
