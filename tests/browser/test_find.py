"""Find anything in a real Chromium: opened by key and button, ranked, chosen, followed, left again."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE, Server, holds, settle

pytestmark = pytest.mark.browser
INDEX = [  # rows as pages/frame/find.py writes them
    [
        "statement",
        "国家级和自治区级绿色工厂",
        "T21",
        "indicator",
        {"id": "T21"},
        [],
        ["guojiaji"],
        ["gjj"],
        "",
    ],
    ["statement", "产值占比", "T10", "indicator", {"id": "T10"}, [], ["chanzhi"], ["czzb"], ""],
    ["page", "绿色工厂", "", "green", {}, ["Green factories"], ["lvsegongchang"], ["lsgc"], ""],
    ["place", "柳北区", "450205", "county", {"region": "450205"}, ["柳北"], ["liubeiqu"], ["lbq"], ""],
    ["place", "柳南区", "450204", "county", {"region": "450204"}, ["柳南"], ["liunanqu"], ["lnq"], ""],
    ["row", "柳北钢厂", "", "ledgers", {}, [], ["liubeigangchang"], ["lbgc"], "限期改造"],
]
ASKED: dict[str, list[str]] = {
    "T21": ["国家级和自治区级绿色工厂"],  # a code
    "t": ["国家级和自治区级绿色工厂", "产值占比", "绿色工厂"],  # codes in their own order first
    "绿色工厂": ["绿色工厂", "国家级和自治区级绿色工厂"],  # a whole name before a part
    "柳北": ["柳北区", "柳北钢厂"],  # another name, whole, before a prefix
    "lbq": ["柳北区"],
    "lb": ["柳北区", "柳北钢厂"],
    "liubei": ["柳北区", "柳北钢厂"],
    "gongchang": ["绿色工厂"],  # in the middle of the pinyin
    "green FAC": ["绿色工厂"],
    "限期": ["柳北钢厂"],  # what stands beside the name
    "什么": [],
}
RANK = "([rows, text]) => peakFind.rank(peakFind.read(rows), text).map((row) => row.name)"
FIND = "dialog.peak-find"
PAINTED = """async (letters) => {
  const box = document.querySelector('dialog.peak-find input'), took = [];
  for (const typed of letters) {
    box.value = typed;
    const began = performance.now();
    box.dispatchEvent(new Event('input', { bubbles: true }));
    document.querySelector('dialog.peak-find ul').getBoundingClientRect();
    took.push(performance.now() - began);
  }
  return took;
}"""


def names(page: Page) -> list[str]:
    """What the list shows."""
    return page.locator(f"{FIND} [role=option] b").all_inner_texts()


def ranked(page: Page) -> None:
    """Exact code, prefix, initials, pinyin, part, in this order."""
    found: dict[str, Any] = {text: page.evaluate(RANK, [INDEX, text]) for text in ASKED}
    assert found == ASKED


def test_anything_is_found_from_every_page_with_the_keyboard(looker: Page, reading_server: Server) -> None:
    page = looker
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{reading_server.url}/tasks?sector=C31")
    settle(page)
    ranked(page)
    page.keyboard.press("/")
    assert holds(page, "() => peakFind.rows.length > 100", PATIENCE)
    box = page.locator(f"{FIND} input")
    box.fill("lbq")
    assert names(page)[0] == "柳北区"
    assert box.get_attribute("aria-activedescendant") == "peak-find-0"
    assert sorted(page.evaluate(PAINTED, ["l", "li", "liu", "y", "T", "绿"]))[3] <= 50
    box.fill("柳")
    first = names(page)[:2]
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{FIND} [aria-selected=true] b").inner_text()
    assert chosen == first[1] and box.get_attribute("aria-activedescendant") == "peak-find-1"
    page.keyboard.press("f")  # typed, not heard by the page
    assert "present" not in page.url and box.input_value() == "柳f"
    page.keyboard.press("Escape")
    assert page.locator(FIND).evaluate("one => !one.open") and page.locator(".peak-find-open").count() == 1
    page.locator(".peak-find-open").click()
    box.fill("450205")
    page.keyboard.press("Enter")
    page.wait_for_url("**/county?region=450205&sector=C31")
    settle(page)
    assert "柳北区" in page.locator(".peak-headline").inner_text()
    page.keyboard.press("Control+k")
    assert page.locator(FIND).evaluate("one => one.open")
    page.keyboard.press("Escape")
    assert faults == []
