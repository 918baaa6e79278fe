"""A cell is corrected from the trace of its number, a year locked: an upload into it waits for unlocking."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Visitor, dashboard, settle
from tests.support.amended import years
from tests.support.workbooks import workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAIT = PATIENCE * 1000


@pytest.fixture
def clerk(chromium: Browser, amended_store: Path, tmp_path: Path) -> Iterator[Visitor]:
    """A person before a server over a copy of the small store."""
    shutil.copytree(amended_store, tmp_path / "shown")
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    with dashboard(tmp_path / "shown") as server:
        yield Visitor(context.new_page(), server)
    context.close()


def filled(page: Page, **texts: str) -> None:
    """Types into the fields of the dialog and presses its button."""
    for name, text in texts.items():
        field = page.locator(f".st-key-{name.replace('_', '-')} input").first
        field.fill(text)
        field.press("Tab")
    page.locator(".st-key-confirm-undo button").click()


def uploaded(clerk: Visitor, content: bytes, name: str) -> Page:
    page = clerk.open("/upload")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file: Any = {"name": name, "mimeType": kind, "buffer": content}
    page.locator(".st-key-upload input[type=file]").set_input_files([file])
    page.wait_for_selector(".st-key-findings", timeout=WAIT)
    settle(page)
    return page


def test_a_correction_and_a_lock_from_the_number_to_the_unlocking(clerk: Visitor) -> None:
    page = clerk.open("/indicator?id=T01&region=450204&period=2023")
    page.get_by_text("数字填错了？选一个单元格更正").click()
    page.locator('a[href*="cell=E6"][href*="correct="]').click()
    dialog = page.locator('[role="dialog"]')
    expect(dialog).to_contain_text("2023年 · 柳南区", timeout=WAIT)
    filled(page, correct_to="1.5", correct_document="统计局函〔2026〕4号", reason="录入时看错行")
    panel = page.locator(".st-key-frame-amendments")
    expect(panel).to_contain_text("更正 2 处", timeout=WAIT)
    expect(panel).to_contain_text("录入时看错行")
    clerk.picture("amendments-1-corrected")
    clerk.open("/indicator?id=T01&region=450204&period=2023")
    row = page.locator("tr", has=page.get_by_role("link", name="E6", exact=True))
    told = [row.locator(f'[data-column="{name}"]').inner_text() for name in ("value", "published")]
    assert [float(text) for text in told] == [1.5, 2.0]
    clerk.picture("amendments-2-traced")

    clerk.open("/history")
    page.locator(".st-key-lock button").click()
    page.locator(".st-key-lock-periods input").fill("2023")
    page.locator(".st-key-lock-periods input").press("Enter")
    filled(page, reason="年报终核")
    expect(panel).to_contain_text("锁定 2 项", timeout=WAIT)
    page = uploaded(clerk, workbook("S1", [years()[2] | {"value_added": 1_600_000}]), "改数.xlsx")
    stop = page.locator(".st-key-findings [data-rule=period_locked]").first
    expect(stop).to_contain_text("全部报表 · 2023年 · 全部地区", timeout=WAIT)
    expect(page.locator(".st-key-publish button")).to_be_disabled()
    clerk.picture("amendments-3-locked")
    clerk.open("/history")
    page.locator("[class*=st-key-unlock-5] button").click()
    filled(page, reason="核定错误，重开")
    expect(panel).to_contain_text("锁定 1 项", timeout=WAIT)
    page = uploaded(clerk, workbook("S1", [years()[2] | {"value_added": 1_600_000}]), "改数.xlsx")
    expect(page.locator(".st-key-findings [data-rule=correction_kept]").first).to_be_visible(timeout=WAIT)
    expect(page.locator(".st-key-findings [data-rule=period_locked]")).to_have_count(0)
