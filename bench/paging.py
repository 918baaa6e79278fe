"""Times how long a key takes to bring the next slide of the deck onto the screen, in a real Chromium.

`python -m bench.paging`: the clock starts with the key's own time stamp in the browser and ends in the first
task after the frame in which the new slide's headline lies on top and its chart has ink and words. Beside it
stands what the browser itself says of the same key (Event Timing: from the key to the next paint, by 8 ms).
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.table import takes
from setup import browser
from setup.serving import ROOT, serving

BUDGET = 150.0  # ms, the 95th percentile
PRESSES = 60
READY = """() => { const deck = document.querySelector('.peak-deck'); return deck
  && JSON.parse(deck.dataset.order).every(code => document.querySelector(`.peak-slide[data-slide="${code}"]`))
  && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'; }"""
WATCH = """(() => {  // stands in the window before any script of the page, so that no key is missed
  const seen = () =>
    [...document.querySelectorAll('.peak-slide')].find(one => one.getClientRects().length);
  const painted = slide => {
    const head = slide.querySelector('h1'), box = head.getBoundingClientRect();
    const on_top = document.elementFromPoint(box.left + 4, box.top + box.height / 2);
    if (!on_top || !head.contains(on_top)) return false;
    const holder = slide.querySelector('[data-picture]');
    if (!holder) return true;
    const words = holder.querySelector('svg text');
    return Boolean(words) && words.getBoundingClientRect().width > 0;
  };
  window.peakTimes = []; window.peakEvents = [];
  new PerformanceObserver(list => list.getEntries().forEach(one => {
    if (one.name === 'keydown') window.peakEvents.push(one.duration);
  })).observe({type: 'event', durationThreshold: 16});
  window.addEventListener('keydown', event => {
    if (!seen()) return;
    const before = seen().dataset.slide, start = event.timeStamp;
    const look = () => {
      const now = seen();
      if (!now || now.dataset.slide === before || !painted(now)) return requestAnimationFrame(look);
      const after = new MessageChannel();
      after.port1.onmessage = () => window.peakTimes.push(performance.now() - start);
      after.port2.postMessage(0);
    };
    requestAnimationFrame(look);
  }, true);
})()"""


@contextmanager
def window(width: int, height: int) -> Iterator[Page]:
    """A window of a Chromium. Raises RuntimeError where none is installed."""
    path = browser.find()
    if path is None:
        raise RuntimeError(browser.MISSING)
    arguments = ["--disable-gpu", "--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox cannot be made by root
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=arguments)
        # what is waited for is told as a script, which the pages themselves forbid
        yield found.new_page(viewport={"width": width, "height": height}, bypass_csp=True)
        found.close()


def paged(page: Page, presses: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the key to the painted slide, and what the browser says of the same keys.

    Pages forward to the end of the deck, back to its beginning, and so on.
    """
    total = page.evaluate("JSON.parse(document.querySelector('.peak-deck').dataset.order).length")
    for turn in range(presses):
        forward = turn // (total - 1) % 2 == 0
        page.keyboard.press("ArrowRight" if forward else "ArrowLeft")
        page.wait_for_function(f"window.peakTimes.length > {turn}", timeout=10_000)
        page.wait_for_timeout(40)  # nobody pages faster, and the next key begins on a quiet page
    return page.evaluate("window.peakTimes"), page.evaluate("window.peakEvents")


def main() -> int:
    """Prints the times at both sizes, writes artefacts/paging.json, and says whether the budget holds."""
    found = {}
    with serving() as port:
        for width, height in ((1920, 1080), (1366, 768)):
            with window(width, height) as page:
                page.add_init_script(WATCH)
                page.goto(f"http://127.0.0.1:{port}/overview?present=1")
                page.wait_for_function(READY, timeout=120_000)
                page.wait_for_timeout(500)
                times, events = paged(page, PRESSES)
                slow = max(events, default=0.0)
                found[f"{width}×{height}"] = takes(times) | {"max_ms": max(times), "browser_max_ms": slow}
    for name, row in found.items():
        print(name, " ".join(f"{key} {value:g}" for key, value in row.items()))
    held = all(row["p95_ms"] <= BUDGET for row in found.values())
    print(f"{'holds' if held else 'MISSED':8}key → painted, 95th percentile ≤ {BUDGET:g} ms")
    target = Path(ROOT) / "artefacts" / "paging.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
