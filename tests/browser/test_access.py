"""Charts whose marks readers of the screen must not read; what else they meet is in the walk of all pages."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server, settle

pytestmark = pytest.mark.browser
BARE = """() => [...document.querySelectorAll('.stVegaLiteChart svg.marks:not([aria-hidden=true])')].length"""
DRAWN_ANEW = f"""async () => {{  // as a page does that is still moving; looked at before anything else runs
  const charts = [...document.querySelectorAll('.stVegaLiteChart svg.marks')];
  for (const chart of charts) {{
    const anew = chart.cloneNode(true);
    anew.removeAttribute('aria-hidden');
    chart.replaceWith(anew);
  }}
  return Promise.resolve().then(() => [charts.length, ({BARE})()]);
}}"""


def test_the_marks_of_a_chart_that_is_drawn_anew_are_hidden_at_once(
    looker: Page, reading_server: Server
) -> None:
    page = looker
    page.goto(f"{reading_server.url}/energy?lang=en")
    settle(page)
    page.wait_for_selector(".stVegaLiteChart svg.marks", state="attached")
    drawn, bare = page.evaluate(DRAWN_ANEW)
    assert drawn
    assert bare == 0
