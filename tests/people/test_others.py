"""Whoever is limited to a county finds no enterprise of another on any page, in any file, by any address."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest import receive
from data.keep import journal
from data.people import acting, passwords
from data.people.accounts import Accounts
from data.people.sentences import NotAllowed
from data.plan import plan
from pages.frame import exporting, find, guard
from queries.__main__ import main
from queries.free import asking
from queries.free.asking import NotAnswered
from tests.support.others import EVERYTHING, LUZHAI, names_of_others
from tests.support.pages import said, visited
from tests.support.people import CHEAP
from tests.support.peopled import add

LIUCHENG = "450222"
LEDGERS = ("retrofit", "two_high_projects", "inspection", "online_monitoring", "energy_budget")
ROLES = ("circular.waste", "energy.budget", "processes.baseline")
PLACES: list[tuple[str, dict[str, str]]] = [
    *(("analysts/ledgers", {"ledger": code}) for code in plan().ledgers if code in LEDGERS),
    *(("analysts/indicator", {"id": plan().role(role)}) for role in ROLES),
    ("analysts/indicator", {"id": plan().role("circular.waste"), "region": LIUCHENG}),
    ("analysts/circular", {}),
    ("analysts/energy", {}),
    ("analysts/industries", {"industry": "steel"}),
    ("leaders/county", {"region": LIUCHENG}),
    ("leaders/scores", {"object": LIUCHENG}),
    ("staff/history", {}),
]


@pytest.fixture
def limited(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody of 鹿寨县 sits at the page, where the setting shows enterprises of others as sums."""
    monkeypatch.setenv("PEAK_ENTERPRISE_ROWS", "own")
    monkeypatch.setenv("PEAK_SIGN_IN", "machine")
    monkeypatch.setattr(guard, "_known", lambda: EVERYTHING)
    with acting.by(EVERYTHING):
        yield


def whole(app: AppTest) -> bytes:
    """Everything a page sends to the browser: words, tables, charts, choices."""
    protos = [getattr(block, "proto", None) for block in app.main]
    return b"\n".join(proto.SerializeToString() for proto in protos if proto is not None)


@pytest.mark.parametrize(("page", "address"), PLACES, ids=lambda told: str(told))
def test_no_page_names_an_enterprise_of_another_place(
    page: str, address: dict[str, str], limited: None
) -> None:
    app = visited(f"pages/{page}/page.py", **address)
    assert not app.exception, app.exception
    sent = whole(app)
    # the ledgers of an industry and of a county tell of titles that are published
    hidden = names_of_others(published=page not in ("analysts/industries", "leaders/county"))
    assert [name for name in hidden if name.encode() in sent] == []
    assert "其他地区的企业只见合计" in said(app)


def uploads_of(template: str) -> list[str]:
    """What was ever sent of a sheet."""
    return [one for entry in journal.read() for one in entry.uploads if f"-{template}-" in one]


def test_workbooks_with_enterprises_of_others_stay_shut(limited: None) -> None:
    shut, open_ = uploads_of("S12")[-1], uploads_of("S1")[-1]
    told = receive.receipt(shut)
    sheet = told.cells[0][0]
    for read in (
        lambda: receive.original(shut),
        lambda: receive.archived_picture(shut, sheet),
        lambda: receive.attachment(shut, 1),
        exporting.noted("a.xlsx", lambda: receive.original(shut)[1]),
    ):
        with pytest.raises(NotAllowed):
            read()
    assert receive.attachments(shut) == [] and not receive.may_see(shut)
    assert receive.may_see(open_) and receive.original(open_)[1]
    # a list that is published anyway, and what one sent oneself
    assert receive.may_see(uploads_of("S5")[-1])
    with acting.by(replace(EVERYTHING, name=told.by)):
        assert receive.may_see(shut)


def test_a_comparison_of_publications_counts_what_it_does_not_tell(limited: None) -> None:
    last = journal.read()[-1].generation
    seen = receive.differences(last - 1, last)
    with acting.by(None):
        every = receive.differences(last - 1, last)
    assert seen.sheets == every.sheets and len(seen.lines) < len(every.lines)
    assert not any(name in str(seen) for name in names_of_others(published=False))


def test_sql_is_refused_with_a_sentence(limited: None) -> None:
    app = visited("pages/analysts/sql/page.py")
    assert "限定了地区" in app.error[0].value and not app.text_area
    snapshot = journal.read()[-1].snapshot.removesuffix(".duckdb")
    with pytest.raises(NotAnswered, match="limited"):
        asking.answer(snapshot, "SELECT * FROM snapshot.solid_waste")


def test_the_search_finds_no_enterprise_of_another_place(limited: None) -> None:
    snapshot = journal.read()[-1].snapshot.removesuffix(".duckdb")
    pages = ("ledgers", "green", "indicator", "decisions")
    seen = find.index(snapshot, "zh", pages, "2026-11-20", frozenset({LUZHAI})).decode()
    hidden = names_of_others(published=False)
    assert [name for name in hidden if name in seen] == []
    with acting.by(None):
        every = find.index(snapshot, "zh", pages, "2026-11-20").decode()
    assert any(name in every for name in hidden)
    assert find.answer("zh", EVERYTHING)[0] != find.answer("zh", replace(EVERYTHING, places=None))[0]


def test_a_command_asks_as_its_account(
    own_sample_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEAK_ENTERPRISE_ROWS", "own")
    monkeypatch.setenv("PEAK_SIGN_IN", "accounts")
    monkeypatch.setattr(passwords, "HASHER", CHEAP)
    add(Accounts(own_sample_store), "luzhai", "leader", [LUZHAI])
    assert main(["ask", "solid_waste_enterprises", "--as", "luzhai"]) == 0
    told = capsys.readouterr()
    assert not any(name in told.out + told.err for name in names_of_others())
    assert "too few to be told" in told.err or "generated_t=" in told.err
    assert main(["ask", "solid_waste_enterprises", "--as", "nobody"]) == 1
