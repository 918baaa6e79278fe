"""A clerk uploads a faulty workbook, mends and publishes it, and the leader's card changes."""

import io
import math
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from data.samples import demo_energy
from tests.browser.conftest import PATIENCE, Visitor
from tests.support.numbers import energy_row
from tests.support.workbooks import Row, cell, workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENERGY_GROWTH, ADDED_GROWTH = 6.8, 7.2


def city(**changes: Any) -> Row:
    """The city's official year 2025: energy grew faster than the demonstration data say."""
    return energy_row(
        region="柳州市", energy_tce=17_690_000, energy_growth=ENERGY_GROWTH, value_added=11_303_223,
        value_added_growth=ADDED_GROWTH, intensity_change=-0.37, **changes,
    )  # fmt: skip


def county(**changes: Any) -> Row:
    return energy_row(**{"region": "柳南区", "energy_tce": 2_300_000, "value_added": 1_950_000, **changes})


def faulty() -> bytes:
    """Text in a number cell, a county that does not exist, a period nobody can read."""
    unreadable = county(period="去年前三季度", region="柳江区")
    return workbook("S1", [city() | {"energy_tce": "约一千七百万"}, county(region="柳南县"), unreadable])


def mended() -> bytes:
    return workbook("S1", [city(), county()])


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def compared(sent: bytes, returned: bytes) -> None:
    """Part by part: what the marks do not touch is as it was sent; the cells say what they said."""
    before, after = parts(sent), parts(returned)
    touched = {name for name in before if after[name] != before[name]}
    sheet, links = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
    assert touched <= {sheet, links, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"}
    assert {sheet, "xl/styles.xml"} <= touched and set(before) < set(after)
    assert any("comments" in name for name in set(after) - set(before))
    was, shown = (load_workbook(io.BytesIO(content)) for content in (sent, returned))
    assert shown.sheetnames[:-1] == was.sheetnames, "one sheet of findings, at the end"
    for one, other in zip(was.worksheets, shown.worksheets, strict=False):
        assert list(one.values) == list(other.values)
    faults = [cell("S1", "energy_tce"), cell("S1", "region", 1), cell("S1", "period", 2)]
    assert all(shown.worksheets[0][at].comment and shown.worksheets[0][at].fill.fgColor.rgb for at in faults)


def file(name: str, content: bytes) -> Any:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": kind, "buffer": content}


def reduction(page: Page) -> float:
    """The figure of 2025 on the card of T01: its verdict stands beside the newest figure."""
    text = page.locator(".st-key-card-T01 .peak-answers").first.inner_text()
    found = re.search(r"到期结论 2025年：未达标 ([\d.]+)%", text)
    assert found, text
    return float(found.group(1))


def expected_reduction(before: float) -> float:
    """METHODS §3, the boring way: the chain with one year's link replaced."""
    old = demo_energy.city()[2025]
    link = (1 + old.energy_growth / 100) / (1 + old.added_growth / 100)
    new = (1 + ENERGY_GROWTH / 100) / (1 + ADDED_GROWTH / 100)
    return 100 * (1 - (1 - before / 100) * new / link)


def test_a_faulty_workbook_is_mended_and_published_and_the_card_changes(
    visitor: Visitor, leader: Visitor
) -> None:
    card_before = reduction(leader.open("/overview"))
    leader.picture("journey-1-overview-before")

    page = visitor.open("/upload")
    drop = page.locator(".st-key-upload input[type=file]")
    sent = faulty()
    drop.set_input_files([file("9月能耗.xlsx", sent)])
    stops = page.locator(".st-key-findings [data-severity=stop] li")
    expect(stops).to_have_count(3, timeout=PATIENCE * 1000)
    told = {stops.nth(n).get_attribute("data-cell"): stops.nth(n).inner_text() for n in range(3)}
    assert set(told) == {cell("S1", "energy_tce"), cell("S1", "region", 1), cell("S1", "period", 2)}
    assert "约一千七百万" in told[cell("S1", "energy_tce")]
    assert "柳南县" in told[cell("S1", "region", 1)] and "柳南区" in told[cell("S1", "region", 1)]
    assert "去年前三季度" in told[cell("S1", "period", 2)]
    expect(page.locator(".st-key-publish button")).to_be_disabled()
    assert list((visitor.server.store / "refused").iterdir()), "the faulty workbook is kept"
    visitor.picture("journey-2-three-faults")

    page.locator(".st-key-findings .peak-where a", has_text=cell("S1", "region", 1)).click()
    here = page.locator(".peak-sheet [data-here]")
    expect(here).to_be_in_viewport(timeout=PATIENCE * 1000)
    expect(here).to_contain_text("柳南县")
    expect(page.locator(".peak-sheet [data-marked]")).to_have_count(3)
    here.focus()
    expect(here).to_be_focused()
    visitor.picture("journey-2-the-cell")

    with page.expect_download() as given:
        page.locator(".st-key-marked button").click()
    assert Path(given.value.suggested_filename).suffix == ".xlsx"
    compared(sent, Path(given.value.path()).read_bytes())

    drop.set_input_files([file("9月能耗_改.xlsx", mended())])
    expect(page.locator("[data-verdict=ready]")).to_be_visible(timeout=PATIENCE * 1000)
    move = page.locator(".peak-moves li[data-statement=T01]").first
    expect(move).to_contain_text("→", timeout=PATIENCE * 1000)  # worked out after the verdict is drawn
    visitor.picture("journey-3-what-would-change")
    expect(page.locator(".st-key-publish button")).to_be_disabled()  # a final year would be written anew
    page.locator('[class*="st-key-reason"] input').fill("市统计局核定的年报")
    page.locator('[class*="st-key-reason"] input').press("Enter")
    expect(page.locator(".st-key-publish button")).to_be_enabled(timeout=PATIENCE * 1000)
    page.locator(".st-key-publish button").dblclick()
    receipt = page.locator(".st-key-receipt [data-generation]")
    expect(receipt).to_be_visible(timeout=PATIENCE * 1000)
    promised = page.locator(".st-key-receipt li[data-statement=T01] b").inner_text()
    visitor.picture("journey-4-receipt")

    journal = (visitor.server.store / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(journal) == int(receipt.get_attribute("data-generation") or 0), "a double click publishes once"
    assert sum("上报员" in line for line in journal) == 1

    card_after = reduction(leader.open("/overview"))
    leader.picture("journey-5-overview-after")
    assert card_after < card_before and f"{card_after:.1f}%" == promised
    assert math.isclose(card_after, expected_reduction(card_before), abs_tol=0.11)

    page = leader.open("/indicator?id=T01&period=2025")
    behind = page.locator(".peak-linked tr", has_text="9月能耗_改.xlsx").filter(has_text="17,690,000")
    behind.locator("a").click()
    here = page.locator(".peak-sheet [data-here]")
    expect(here).to_be_in_viewport(timeout=PATIENCE * 1000)
    expect(here).to_contain_text("17690000")
    leader.picture("journey-6-the-cell-behind-the-number")
    page.reload()  # as a link that somebody was sent: the charts above are drawn after the picture
    expect(here).to_be_in_viewport(timeout=PATIENCE * 1000)

    page = visitor.open("/history")
    expect(page.locator(".peak-headline")).to_contain_text("上报员")
    expect(page.locator(".peak-log li")).to_have_count(len(journal))
    assert re.search(
        r"1\s*条新增|2\s*条变更|1\s*条变更", page.locator(".st-key-frame-publication").inner_text()
    )
    visitor.picture("journey-7-history")

    page = visitor.open(f"/history?generation={len(journal) - 1}")
    page.locator(".st-key-rollback button").click()
    reason = page.locator(".st-key-reason input")
    reason.fill("先恢复上一次发布")
    reason.press("Tab")
    page.locator(".st-key-confirm-undo button").click()
    expect(page.locator('[role="dialog"]')).to_have_count(0, timeout=PATIENCE * 1000)
    assert reduction(leader.open("/overview")) == card_before
    assert '"rollback"' in (visitor.server.store / "journal.jsonl").read_text(encoding="utf-8")
