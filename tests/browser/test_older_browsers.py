"""Browsers that offices still have: whole pages without a fault, or a sentence on what to install."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from data.people.accounts import Accounts
from data.plan import plan
from setup import older_browsers
from tests.browser.conftest import PAINTED, PATIENCE, QUIET, arguments, dashboard, holds

KNOWN = [version for version in older_browsers.VERSIONS if older_browsers.find(version).exists()]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(len(KNOWN) < len(older_browsers.VERSIONS), reason=older_browsers.MISSING),
]
PASSWORD = "三十年的榕树站在河的西边"
PAGES = ("/overview", "/indicator?id=T01", "/upload?lang=en")


def page_of(playwright: Playwright, version: str) -> Iterator[Page]:
    """A page of that old Chromium."""
    chromium = playwright.chromium.launch(executable_path=older_browsers.find(version), args=arguments())
    yield chromium.new_page(locale="zh-CN", viewport={"width": 1366, "height": 768})
    chromium.close()


@pytest.fixture(params=older_browsers.VERSIONS)
def old(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Page]:
    yield from page_of(playwright, request.param)


@pytest.fixture
def oldest(playwright: Playwright) -> Iterator[Page]:
    yield from page_of(playwright, older_browsers.VERSIONS[0])


@pytest.fixture
def too_old(playwright: Playwright) -> Iterator[Page]:
    yield from page_of(playwright, older_browsers.TOO_OLD)


@pytest.fixture(scope="module")
def address(built_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that asks people to sign in."""
    store = tmp_path_factory.mktemp("offices") / "store"
    shutil.copytree(built_samples, store, ignore=shutil.ignore_patterns("people"))
    accounts, now = Accounts(store), time.time()
    once = accounts.add("chen", "陈", ["leader", "staff"], now)
    assert accounts.set_password("chen", once, PASSWORD, "", now) == []
    with dashboard(store, PEAK_SIGN_IN="accounts") as server:
        yield server.url


def sign_in(page: Page, address: str) -> None:
    """Fills the form in as a person would; by script, as everything here."""
    page.goto(address + "/sign-in?next=/overview")
    with page.expect_navigation(url="**/overview*", wait_until="commit"):
        page.evaluate(
            """([name, password]) => {
              document.querySelector('#name').value = name;
              document.querySelector('#password').value = password;
              document.querySelector('button').click();
            }""",
            ["chen", PASSWORD],
        )


SEEN = """() => ({
  lang: document.documentElement.lang,
  broken: document.querySelectorAll('[data-testid=stException]').length,
  unpainted: [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]
    .filter(chart => !chart.querySelector('canvas, svg')).length,
  heading: document.querySelector('h1')?.getBoundingClientRect().height ?? 0,
})"""
UPLOADER = "() => document.querySelector('[data-testid=stFileUploader] button') !== null"


def test_pages_are_whole_in_browsers_of_offices(old: Page, address: str) -> None:
    # asked by script only: what Playwright asks by itself, the oldest of these browsers cannot answer
    faults: list[str] = []
    old.on("pageerror", lambda fault: faults.append(str(fault)))
    old.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    sign_in(old, address)
    assert holds(old, QUIET, PATIENCE)
    for path in PAGES:
        old.goto(address + path)
        assert holds(old, QUIET, PATIENCE), path
        holds(old, PAINTED, PATIENCE)  # an empty chart is told below
        seen = old.evaluate(SEEN)
        assert (seen["broken"], seen["unpainted"]) == (0, 0) and seen["heading"] > 20, path
        assert seen["lang"] == ("en" if "lang=en" in path else "zh-CN")
    assert holds(old, UPLOADER, PATIENCE)
    assert faults == []


NEW = ("/decisions", "/indicator?id=T13", "/indicator?id=T17&lang=en", "/county")
WHOLE = """() => { const deck = document.querySelector('.peak-deck');
  const there = document.querySelectorAll('.peak-slide');
  return deck && there.length >= JSON.parse(deck.dataset.order).length; }"""
SHOWN = """() => [...document.querySelectorAll('.peak-slide')].filter(one => one.getClientRects().length)
  .map(one => [one.dataset.slide, one.querySelectorAll('[data-picture] svg').length])"""
FOUND = "() => document.querySelector('dialog.peak-find[open] [role=option]') !== null"


def test_the_meeting_and_finding_work_in_the_oldest_of_them(oldest: Page, address: str) -> None:
    faults: list[str] = []
    oldest.on("pageerror", lambda fault: faults.append(str(fault)))
    sign_in(oldest, address)
    for path in NEW:
        oldest.goto(address + path)
        assert holds(oldest, QUIET, PATIENCE), path
        holds(oldest, PAINTED, PATIENCE)
        seen = oldest.evaluate(SEEN)
        assert (seen["broken"], seen["unpainted"]) == (0, 0) and seen["heading"] > 20, path
    oldest.keyboard.press("/")
    assert holds(oldest, FOUND, 10)
    oldest.keyboard.press("Escape")
    oldest.goto(address + "/overview?present=1")
    assert holds(oldest, WHOLE, PATIENCE)
    order = json.loads(oldest.evaluate("() => document.querySelector('.peak-deck').dataset.order"))
    for code in order[:4]:
        ((shown, pictures),) = oldest.evaluate(SHOWN)
        assert shown == code and pictures == (code in plan().statements), code
        oldest.keyboard.press("ArrowRight")
    assert faults == []


def test_a_browser_that_cannot_show_it_says_what_to_install(too_old: Page, address: str) -> None:
    sign_in(too_old, address)
    assert holds(too_old, "() => document.querySelector('[role=alert]') !== null", PATIENCE)
    told = too_old.evaluate("() => document.querySelector('[role=alert]').innerText")
    assert "浏览器版本过低" in told and "Chrome 109" in told
