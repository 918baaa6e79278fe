"""A whole meeting: the deck, which county, why, which cell, a decision, and the next meeting's deck."""

import re

import pytest
from playwright.sync_api import expect

from data.plan import plan
from tests.browser.conftest import Visitor, settle
from tests.browser.test_meeting import WAIT, order, slide

pytestmark = pytest.mark.browser
DECIDED = "三家钢铁企业年底前报改造方案"


def test_a_meeting_decides_and_the_next_one_begins_with_it(visitor: Visitor) -> None:
    page = visitor.open("/overview")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.locator("h1").first.click()
    page.keyboard.press("f")
    codes = order(page)
    problem = next(code for code in codes if code in plan().statements)
    for _ in range(codes.index(problem)):
        page.keyboard.press("ArrowRight")
    assert slide(page) == problem
    page.keyboard.press("n")  # a decision is noted from the slide, and the way leads back to it
    expect(page.get_by_role("dialog").get_by_text(plan().statements[problem].name).first).to_be_visible(
        timeout=WAIT
    )
    page.keyboard.press("Escape")
    page.get_by_role("link", name="回到放映").click()
    order(page)
    assert slide(page) == problem
    page.keyboard.press("Escape")
    settle(page)

    # which county: the matrix leads to the statement there, with its reason
    visitor.open("/county")
    page.locator(f'.peak-matrix td a[href*="id={problem}"]').first.click()
    page.wait_for_url(re.compile(rf"/indicator\?.*id={problem}"))
    settle(page)
    region = re.search(r"region=([\w-]+)", page.url)
    assert region is not None
    expect(page.get_by_text("为什么", exact=True).first).to_be_visible()

    # which cell
    page.locator(".peak-linked a").first.click()
    expect(page.locator(".peak-sheet").first).to_be_visible(timeout=WAIT)

    # a decision is noted about this statement
    page.get_by_role("link", name="记一项会议决定").first.click()
    dialog = page.get_by_role("dialog")
    day = dialog.locator('[data-testid="stDateInput"] input').first  # the meeting was two days ago
    day.fill("2026-11-18")
    day.press("Tab")
    dialog.locator(".st-key-decide-meeting input").fill("碳达峰调度会")
    dialog.locator(".st-key-decide-decision textarea").fill(DECIDED)
    dialog.locator(".st-key-decide-person input").fill("张三")
    dialog.locator(".st-key-decide-due input").first.fill("2026-12-20")
    dialog.locator(".st-key-decide-due input").first.press("Tab")
    dialog.locator(".st-key-decide button").click()
    expect(dialog).to_have_count(0, timeout=WAIT)
    settle(page)
    expect(page.get_by_text(DECIDED).first).to_be_visible()

    # the next meeting's deck begins with what became of it
    page.goto(f"{visitor.server.url}/overview?present=1")
    codes = order(page)
    assert "became" in codes[:2]
    expect(page.locator('.peak-slide[data-slide="became"]')).to_contain_text(DECIDED)
    expect(page.locator(f'.peak-slide[data-slide="{problem}"]')).to_contain_text(DECIDED)
    assert errors == []
