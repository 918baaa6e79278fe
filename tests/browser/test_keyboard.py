"""The keyboard alone does the three scenes: a leader finds a cell, an analyst a table, a clerk publishes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Visitor, settle
from tests.browser.test_upload_journey import county, file
from tests.support.workbooks import workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST = 400  # presses of one key until something must have been reached
THERE = "wanted => Boolean(document.activeElement && document.activeElement.matches(wanted))"
SEEN = """() => { const one = document.activeElement, look = getComputedStyle(one);
  const shown = element => element && getComputedStyle(element).outlineStyle !== 'none'
    || element && getComputedStyle(element).boxShadow !== 'none';
  return shown(one) || shown(one.closest('[data-baseweb="select"], [data-baseweb="input"], label')); }"""


def tab_to(page: Page, wanted: str) -> None:
    """Goes on by Tab until what is wanted has the focus; where it is can be seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(THERE, wanted):
            assert page.evaluate(SEEN), f"{wanted} has the focus and does not show it"
            return
    raise AssertionError(f"{wanted} is not reached by Tab on {page.url}")


def test_a_leader_an_analyst_and_a_clerk_need_no_mouse(visitor: Visitor) -> None:
    page = visitor.open("/overview")
    tab_to(page, "a[href*='id=T01']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator?**id=T01**")
    settle(page)
    tab_to(page, ".st-key-filter-region input")
    page.keyboard.type("柳北")
    page.keyboard.press("Enter")
    page.wait_for_url("**region=450205**")
    settle(page)
    tab_to(page, ".peak-linked td a")
    page.keyboard.press("Enter")
    expect(page.locator(".peak-sheet [data-here]")).to_be_in_viewport(timeout=PATIENCE * 1000)

    page = visitor.open("/ledgers?ledger=retrofit")
    tab_to(page, ".st-key-filter-region input")
    page.keyboard.type("柳北")
    page.keyboard.press("Enter")
    page.wait_for_url("**region=450205**")
    settle(page)
    tab_to(page, ".st-key-take-ledger button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-download-csv-ledger button")
    tab_to(page, ".st-key-download-csv-ledger button")
    with page.expect_download() as given:
        page.keyboard.press("Enter")
    assert Path(given.value.suggested_filename).suffix == ".csv"

    page = visitor.open("/upload")
    drop = page.locator(".st-key-upload input[type=file]")
    drop.set_input_files([file("能耗.xlsx", workbook("S1", [county(maturity="快报")]))])
    expect(page.locator(".st-key-publish button")).to_be_visible(timeout=PATIENCE * 1000)
    settle(page)
    while page.locator(".st-key-publish button").is_disabled():
        tab_to(page, "[class*='st-key-reason'] input")
        page.keyboard.type("市统计局核定")
        page.keyboard.press("Enter")
        expect(page.locator(".st-key-publish button")).to_be_enabled(timeout=PATIENCE * 1000)
    tab_to(page, ".st-key-publish button")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-receipt [data-generation]")).to_be_visible(timeout=PATIENCE * 1000)
