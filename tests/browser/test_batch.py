"""A batch of twenty in a browser: progress, one table, one publication, and the rest after a restart."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE, Visitor, settle
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WAIT = PATIENCE * 1000


def file(name: str, content: bytes) -> Any:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": kind, "buffer": content}


def twenty() -> list[Any]:
    """Fifteen good ones, three to be mended, two that contradict each other."""
    good = [workbook("S5", [green_row(900 + number)]) for number in range(15)]
    bad = [workbook("S1", [energy_row(region="柳南县", energy_tce=float(number))]) for number in range(3)]
    at_odds = [workbook("S5", [green_row(990, document=text)]) for text in ("甲号", "乙号")]
    named = {"绿色": good, "<b>坏</b>": bad, "争": at_odds}
    return [
        file(f"{name}{number}.xlsx", content)
        for name, contents in named.items()
        for number, content in enumerate(contents)
    ]


def test_twenty_files_are_published_together_and_the_rest_is_there_after_a_restart(
    visitor: Visitor, leader: Visitor
) -> None:
    page = visitor.open("/upload")
    page.locator(".st-key-upload input[type=file]").set_input_files(twenty())
    expect(page.locator(".st-key-batch-progress [role=progressbar]")).to_be_visible(timeout=WAIT)
    visitor.picture("batch-1-progress")
    expect(page.locator('[data-outcome="ready"]')).to_have_count(15, timeout=WAIT)
    settle(page)
    assert page.locator('[data-outcome="blocked"]').count() == 3
    assert page.locator('[data-outcome="conflict"]').count() == 2
    assert page.locator(".peak-list b").count() == 0, "a file's name is text"
    visitor.picture("batch-2-outcomes")

    page.locator(".st-key-publish-batch button").dblclick()
    expect(page.locator(".st-key-receipt-batch [data-generation]")).to_be_visible(timeout=WAIT)
    settle(page)
    assert page.locator('[data-outcome="published"]').count() == 15
    visitor.picture("batch-3-published")
    journal = (visitor.server.store / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    mine = [line for line in journal if "上报员" in line]
    assert len(mine) == 1 and mine[0].count("-S5-") == 15, "one publication, also of a double click"
    pile = page.url.split("draft=")[1].split("&")[0]

    other = leader.open("/upload")  # another browser, nothing of the first in it
    expect(other.locator('[data-drafts="5"]')).to_contain_text("您有 5 份未发布的文件")
    other.locator(f".st-key-drafts-open-{pile[:8]} button").click()
    expect(other.locator('[data-outcome="blocked"]')).to_have_count(3, timeout=WAIT)
    settle(other)
    leader.picture("batch-4-after-a-restart")
    other.reload()
    expect(other.locator('[data-outcome="conflict"]')).to_have_count(2, timeout=WAIT)
    with other.expect_download() as given:
        other.locator(".st-key-batch-package button").click()
    assert given.value.suggested_filename.endswith(".zip")
