"""From a chosen filter to the first and the last changed picture in a real Chromium, beside a usual page."""

import statistics
from contextlib import ExitStack

from playwright.sync_api import Page

from bench.paging import window
from bench.table import Line
from setup.serving import serving

KEYS = ["ArrowDown"] * 9 + ["ArrowUp"] * 6  # down the list of places, which is short, and up again
WARM_UP = 3
# what is a picture: a chart of Vega's, and on the overview, which has none, the tiles
PICTURES = {
    "usual": "[data-testid=stVegaLiteChart]",
    "overview": "[data-testid=stMain] [data-testid=stHtml]",
    "indicator?id=T01": "[data-testid=stVegaLiteChart]",
    "green": "[data-testid=stVegaLiteChart]",
}
FIRST = 0.5  # times the usual page
IDLE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
WATCH = """(selector => {
  window.peakStart = 0; window.peakSeen = [];
  window.addEventListener('keydown', event => {
    if (event.key === 'Enter') { window.peakStart = event.timeStamp; window.peakSeen = []; }
  }, true);
  new MutationObserver(list => {
    if (!window.peakStart) return;
    const inside = one => (one.target.closest ? one.target : one.target.parentElement)?.closest(selector);
    if (list.some(inside)) window.peakSeen.push(performance.now() - window.peakStart);
  }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
})"""


def changed(page: Page, key: str) -> tuple[float, float]:
    """Milliseconds from Enter on a neighbour in the list of places to the first and the last change."""
    page.locator(".st-key-filter-region input").first.click()
    page.wait_for_timeout(150)
    page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_function("window.peakSeen.length > 0", timeout=20_000)
    page.wait_for_timeout(700)
    page.wait_for_function(IDLE, timeout=20_000)
    seen: list[float] = page.evaluate("window.peakSeen")
    return seen[0], seen[-1]


def timed(page: Page, address: str, selector: str) -> tuple[float, float]:
    """Medians over KEYS, after WARM_UP that are not counted."""
    page.goto(address)
    page.wait_for_selector(selector, state="attached", timeout=60_000)
    page.wait_for_selector(".st-key-filter-region input", timeout=60_000)
    page.wait_for_function(IDLE, timeout=60_000)
    page.evaluate(f"({WATCH})({selector!r})")
    found = [changed(page, key) for key in KEYS][WARM_UP:]
    return statistics.median(first for first, _ in found), statistics.median(last for _, last in found)


def lines() -> list[Line]:
    """A line a page: first changed picture, then the last one, both beside the usual page."""
    with ExitStack() as stack:
        usual = stack.enter_context(serving("bench/usual_page.py"))
        ours = stack.enter_context(serving())
        page = stack.enter_context(window(1366, 768))
        found = {
            name: timed(page, f"http://127.0.0.1:{usual if name == 'usual' else ours}/{address}", selector)
            for name, selector in PICTURES.items()
            for address in ["" if name == "usual" else name]
        }
    first, last = found.pop("usual")
    made = []
    for name, (own_first, own_last) in found.items():
        what = f"Chromium: {name.partition('?')[0]}, place chosen"
        made.append(Line(f"{what} → first picture", own_first, "ms", None, first, own_first / first, FIRST))
        made.append(Line(f"{what} → last picture", own_last, "ms", None, last, own_last / last))
    return made
