"""Fills a store with hostile text and walks every page of it: python -m tests.browser.hostile_walk N M.

N stores, so that the strings change places, each page at M hostile addresses; prints what was found as JSON.
"""

import csv
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from data.inert import safe
from data.ingest import receive
from data.plan import plan
from queries import ask
from setup import browser
from tests.browser.conftest import PATIENCE, Server, dashboard, settle
from tests.browser.test_page_walk import PATHS, faults
from tests.support.hostile import ALL_AT_ONCE, FOREIGN, NASTY, workbook_of

ASKED = ("region", "sector", "period", "basis", "snapshot", "ledger", "department", "weights", "generation")
PAGES = [path for path in PATHS if path != "indicator"] + [f"indicator?id={code}" for code in ("T22", "T33")]
OFFERS = "[class*='st-key-take-'] button"
MOST = 7  # columns of text in the template that has most of them
# what text must never become: an attribute that runs, or one that loads from elsewhere
HARM = f"""() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes]
  .filter(at => at.name.startsWith('on') || /^\\s*javascript:/i.test(at.value)
    || (['src', 'href', 'srcset', 'data', 'action', 'poster'].includes(at.name)
        && /{FOREIGN.replace(".", "[.]")}/.test(at.value.split('?')[0])))
  .map(at => `<${{one.tagName}} ${{at.name}}=${{at.value.slice(0, 80)}}>`))"""


@dataclass
class Found:
    """What a walk did, and everything that was wrong."""

    pages: int = 0
    cells: int = 0
    requests: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        """Takes in what another walk found."""
        self.pages += other.pages
        self.cells += other.cells
        self.requests += other.requests
        self.wrong += other.wrong


def fill(strings: Sequence[str] = ALL_AT_ONCE) -> None:
    """Publishes every template with these strings; then a file that is refused; one with evidence."""
    who, name = strings[-1], f"{strings[0]}.xlsx"
    places = enumerate(plan().templates)
    books = {code: _accepted(code, _turned(strings, number * MOST)) for number, code in places}
    proof = [(f"{strings[0]}.pdf", b"%PDF-1.4 nothing")]
    judged = books.pop("S17")
    receive.accept_many([(content, name) for content in books.values()], who, note=strings[0])
    receive.accept(judged, name, who, strings[0], attachments=proof)
    junk = b"no workbook"
    receive.keep_refused(junk, name, who, receive.inspect(junk, name))


def _turned(strings: Sequence[str], by: int) -> list[str]:
    """The strings beginning with another, so that every one of them stands in some column."""
    first = by % len(strings)
    return [*strings[first:], *strings[:first]]


def _accepted(code: str, strings: Sequence[str]) -> bytes:
    """The workbook of a template; where a string reads as nothing (a dash) with a letter behind it."""
    content = workbook_of(code, strings)
    if receive.inspect(content, "a.xlsx").can_publish:
        return content
    return workbook_of(code, [f"{one} x" for one in strings])


def walk(chromium: Browser, server: Server, texts: Sequence[str], pages: Sequence[str] = PAGES) -> Found:
    """Opens pages at addresses of each text and takes away all that they offer."""
    found = Found()
    page = chromium.new_page(locale="zh-CN")
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        found.wrong.append(f"a dialog on {page.url}: {dialog.message}")
        dialog.dismiss()

    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", dismiss)
    for path in pages:
        for text in texts:
            address = "&".join(f"{name}={quote(text)}" for name in ASKED)
            page.goto(f"{server.url}/{path}{'&' if '?' in path else '?'}{address}")
            settle(page)
            if not page.url.startswith(f"{server.url}/{path.split('?')[0]}?"):
                found.wrong.append(f"{path}: its address leads to {page.url}")
            found.wrong += [f"{path}: {fault}" for fault in faults(page)]
            _look(page, path, found)
    own = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
    found.wrong += [f"asked for {url}" for url in asked if not url.startswith(own)]
    found.requests = len(asked)
    page.close()
    return found


def _look(page: Page, path: str, found: Found) -> None:
    """What is wrong on the page as it stands, and in every CSV that it offers."""
    found.pages += 1
    found.wrong += [f"{path}: {harm}" for harm in page.evaluate(HARM)]
    found.wrong += [f"{path}: {told}" for told in page.locator("[data-testid=stException]").all_inner_texts()]
    for number in range(page.locator(OFFERS).count()):
        page.locator(OFFERS).nth(number).click()
        button = page.locator("[class*='st-key-download-csv-'] button")
        button.wait_for()
        with page.expect_download(timeout=PATIENCE * 1000) as taken:
            button.click()
        page.keyboard.press("Escape")
        button.wait_for(state="detached")
        name = taken.value.suggested_filename
        if not re.fullmatch(r"[\w —-]+\.csv", name):
            found.wrong.append(f"{path}: a download named {name}")
        for line in csv.reader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8-sig"))):
            found.cells += len(line)
            found.wrong += [f"{path}: live cell {cell}" for cell in line if safe(cell) != cell]


def rounds(stores: int, addresses: int) -> Found:
    """Every string of the table in some column, over so many stores."""
    found = Found()
    path = browser.find()
    if path is None:
        raise RuntimeError(browser.MISSING)
    arguments = ["--disable-gpu", "--disable-dev-shm-usage", "--no-sandbox"]
    with sync_playwright() as play, play.chromium.launch(executable_path=path, args=arguments) as chromium:
        for number in range(stores):
            strings = [*NASTY[number::stores], *ALL_AT_ONCE]
            with tempfile.TemporaryDirectory() as folder:
                store = Path(folder) / "store"
                os.environ["PEAK_STORE"] = str(store)
                fill(strings)
                ask.forget()
                with dashboard(store) as server:
                    found.add(walk(chromium, server, strings[:addresses]))
    return found


if __name__ == "__main__":
    print(json.dumps(asdict(rounds(int(sys.argv[1]), int(sys.argv[2])))))
