"""Every filter of the address is offered by a page, or the page says that it has no effect there."""

import pytest

from pages.frame.visit import OFFERED
from pages.speech.catalogue import sentence
from tests.support.pages import opening, said

pytestmark = pytest.mark.usefixtures("sample_store")
PAGES = (
    *("leaders/overview", "leaders/county", "leaders/department", "leaders/scores", "leaders/decisions"),
    *("analysts/indicator", "analysts/industries", "analysts/energy", "analysts/circular", "analysts/green"),
    *("analysts/emerging", "analysts/tasks", "analysts/ledgers"),
)
ASKED = {"region": "450205", "sector": "C31", "period": "2025", "basis": "equivalent"}


@pytest.mark.parametrize("page", PAGES)
def test_no_filter_is_ignored_in_silence(page: str) -> None:
    app = opening(f"pages/{page}/page.py")(**ASKED)
    offered = {str(box.key).removeprefix("filter-") for box in app.selectbox}
    told = [text for text in said(app).split("<p ") if "该筛选未起作用" in text]
    for name in OFFERED:
        word = sentence(f"filter.{name}", "zh")
        assert (name in offered) != any(word in text for text in told), name
