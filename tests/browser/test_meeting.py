"""A whole meeting in a real Chromium: through the deck by key, a number, a reload, back, Esc, and paper."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import Server, holds, settle

pytestmark = pytest.mark.browser
SMALL, LARGE = ViewportSize(width=1366, height=768), ViewportSize(width=1920, height=1080)
WAIT = 60_000  # milliseconds
SEEN = "[...document.querySelectorAll('.peak-slide')].filter(one => one.getClientRects().length)"
FAULTS = f"""() => {{ const slide = {SEEN}[0], faults = [];
  const room = slide.querySelector('.peak-slide-room').getBoundingClientRect();
  const foot = slide.querySelector('.peak-slide-foot').getBoundingClientRect();
  for (const one of slide.querySelectorAll('.peak-slide-body *')) {{
    if (one.closest('svg') && one.tagName !== 'text' || one.closest('.peak-ribbon')) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if (box.right > room.right + 1 || box.left < -1 || box.bottom > foot.top + 1)
      faults.push(`${{one.tagName}} ${{one.textContent.slice(0, 30)}}`);
    if (one.matches('dl, .peak-slide-answer') && one.scrollHeight > one.clientHeight + 1) faults.push('cut');
  }}
  return faults; }}"""


def slide(page: Page) -> str:
    """The one slide that is seen."""
    codes: list[str] = page.evaluate(f"{SEEN}.map(one => one.dataset.slide)")
    assert len(codes) == 1, codes
    return codes[0]


def asked(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("slide", [""])[0]


def order(page: Page) -> list[str]:
    """The codes of the deck, once every slide is there."""
    page.wait_for_selector(".peak-deck", state="attached", timeout=WAIT)
    found: list[str] = json.loads(page.locator(".peak-deck").get_attribute("data-order") or "[]")
    expect(page.locator(".peak-slide")).to_have_count(len(found), timeout=WAIT)
    expect(page.locator(".peak-slide [data-picture]:empty")).to_have_count(0)
    return found


def test_a_meeting_from_the_first_key_to_the_paper(
    looker: Page, reading_server: Server, tmp_path: Path
) -> None:
    page = looker
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{reading_server.url}/overview?lang=en")
    settle(page)
    page.locator(".st-key-filters input").first.press("f")  # a letter in a box is no key of ours
    assert "present" not in page.url
    page.keyboard.press("Escape")
    page.locator("h1").first.click()
    page.keyboard.press("f")
    codes = order(page)
    _through(page, codes, "PageDown")
    page.set_viewport_size(LARGE)
    _through(page, codes[::-1], "PageUp")
    page.keyboard.press("End")
    assert slide(page) == codes[-1]
    page.locator(".peak-slide-ways a[data-go]").locator("visible=true").click()
    assert slide(page) == codes[-2]
    page.keyboard.press("Home")
    assert slide(page) == codes[0]
    _by_number(page, codes)
    _reloaded(page, codes)
    page.emulate_media(media="print")
    paper = page.pdf(prefer_css_page_size=True)
    (tmp_path / "deck.pdf").write_bytes(paper)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == len(codes)
    sizes = {tuple(map(float, one)) for one in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)}
    assert all(abs(wide - 842) < 1 and abs(high - 595) < 1 for wide, high in sizes), sizes
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    settle(page)
    assert "present" not in page.url and "slide" not in page.url and "lang=en" in page.url
    expect(page.locator(".peak-slide")).to_have_count(0)
    assert errors == []


TOUCH = """([from, to]) => { const slide = document.querySelector('.peak-slide[data-seen]');
  const at = x => [new Touch({identifier: 1, target: slide, clientX: x, clientY: 300})];
  const touch = (name, touches, x) => slide.dispatchEvent(
    new TouchEvent(name, {bubbles: true, touches, changedTouches: at(x)}));
  touch('touchstart', at(from), from);
  touch('touchend', [], to); }"""
DARK = "getComputedStyle(document.querySelector('.st-key-deck'), '::after').backgroundColor"


def test_a_finger_pages_the_screen_goes_black_and_an_address_prints(
    chromium: Browser, reading_server: Server
) -> None:
    page = chromium.new_page(viewport=SMALL, locale="zh-CN", has_touch=True)
    page.add_init_script("window.prints = 0; window.print = () => { window.prints += 1; }")
    page.goto(f"{reading_server.url}/overview?present=1")
    codes = order(page)
    page.evaluate(TOUCH, [900, 300])
    assert slide(page) == codes[1]
    page.evaluate(TOUCH, [300, 900])
    assert slide(page) == codes[0]
    page.evaluate(TOUCH, [300, 320])  # a tap is no swipe
    assert slide(page) == codes[0]
    page.keyboard.press("b")
    assert page.evaluate(DARK) == "rgb(0, 0, 0)"
    page.keyboard.press("Escape")  # first the black goes, then the deck
    assert page.evaluate(DARK) != "rgb(0, 0, 0)" and slide(page) == codes[0]
    assert page.evaluate("window.prints") == 0
    page.goto(f"{reading_server.url}/overview?present=print")
    order(page)
    assert holds(page, "() => window.prints === 1", WAIT / 1000)
    page.close()


def _through(page: Page, codes: list[str], key: str) -> None:
    """Pages through the whole deck: each slide fits, says in the address which it is, and is marked."""
    for code in codes:
        assert slide(page) == code
        assert asked(page) in ("", code)
        assert page.evaluate(FAULTS) == [], code
        expect(page.locator(f'[data-slide="{code}"] .peak-slide-head .peak-grade-demo')).to_be_visible()
        page.keyboard.press(key)
    assert slide(page) == codes[-1]  # the end is the end


def _by_number(page: Page, codes: list[str]) -> None:
    """Digits lead to a statement, are shown while they are typed, and a wrong one says so."""
    wanted = next(code for code in codes[::-1] if code.startswith("T"))
    page.keyboard.press(wanted[1])
    expect(page.locator(".peak-typed")).to_contain_text(f"T{wanted[1]}")
    page.keyboard.press(wanted[2])
    assert slide(page) == wanted == asked(page)
    page.keyboard.press("9")
    page.keyboard.press("9")
    expect(page.locator(".peak-typed")).to_contain_text("T99")
    assert slide(page) == wanted
    page.keyboard.press("c")  # Streamlit would ask whether to clear its cache
    assert page.locator("[role=dialog]").count() == 0


def _reloaded(page: Page, codes: list[str]) -> None:
    """The address holds the slide: reloaded in the middle, and gone back from."""
    middle = asked(page)
    page.reload()
    assert order(page) == codes
    assert slide(page) == middle
    page.keyboard.press("ArrowLeft")
    before = slide(page)
    assert before == codes[codes.index(middle) - 1]
    page.go_back()
    assert slide(page) == middle == asked(page)
