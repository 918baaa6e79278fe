"""A bureau's own workbook: from the drop to the published card, and the next month straight through."""

import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Visitor
from tests.support.bureau_sheets import workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def own(period: str, energy: float, added: float) -> list[dict[str, Any]]:
    """The city's own monthly sheet: grouped headings, units in a line and in a heading."""
    rows: list[list[Any]] = [
        [f"{period}全市规上工业能耗月报"],
        [None, None, None, None, "单位：万吨标准煤、%"],
        ["地区", "能源消费", None, "工业增加值", None],
        [None, "本期累计", "同比增长", "累计（亿元）", "可比价增长"],
        ["柳州市", energy, 1.1, added, 7.4],
    ]
    content = workbook(rows, ["A3:A4", "B3:C3", "D3:E3"])
    return [{"name": f"能耗月报（{period}）.xlsx", "mimeType": KIND, "buffer": content}]


def drop(page: Page, files: list[dict[str, Any]]) -> None:
    page.locator(".st-key-upload input[type=file]").set_input_files(files)  # type: ignore[arg-type]


def answer(page: Page, field: str, choice: str) -> None:
    """Chooses in the box of something that is asked once."""
    option = page.get_by_role("option", name=choice)
    end = time.monotonic() + PATIENCE
    while not option.is_visible():  # a late drawing of the page may close the list again
        assert time.monotonic() < end, f"no {choice}"
        page.locator(f'[class*="st-key-asked-"][class*="-{field}"] [aria-label=Open]').click()
        page.wait_for_timeout(500)
    option.click()


def publish(page: Page) -> None:
    expect(page.locator("[data-verdict=ready]")).to_be_visible(timeout=PATIENCE * 1000)
    page.locator(".st-key-publish button").click()
    expect(page.locator(".st-key-receipt [data-generation]")).to_be_visible(timeout=PATIENCE * 1000)


def test_an_own_workbook_is_confirmed_once_and_its_next_month_goes_straight_through(
    visitor: Visitor, leader: Visitor
) -> None:
    card = leader.open("/overview").locator(".st-key-card-T01")
    expect(card).not_to_contain_text("1—10月")

    page = visitor.open("/upload")
    drop(page, own("2026年1—10月", 1462.75, 1001.2))
    expect(page.locator(".peak-marks")).to_be_visible(timeout=PATIENCE * 1000)
    expect(page.locator(".peak-sheet td[data-marked]", has_text="柳州市")).to_have_attribute("title", "地区")
    visitor.picture("assistant-1-proposed")
    answer(page, "basis", "当量值")
    answer(page, "maturity", "快报")
    page.locator('[class*="st-key-assistant-read-"] button').click()
    publish(page)
    visitor.picture("assistant-2-receipt")
    card = leader.open("/overview").locator(".st-key-card-T01")
    expect(card).to_contain_text("1—10月")
    leader.picture("assistant-3-card")

    page = visitor.open("/upload")
    expect(page.locator(".st-key-layouts")).to_contain_text("1")
    drop(page, own("2026年1—11月", 1608.9, 1101.5))
    publish(page)
    expect(page.locator(".peak-marks")).to_have_count(0)
    card = leader.open("/overview").locator(".st-key-card-T01")
    expect(card).to_contain_text("1—11月")
