"""Role × page × place over raw HTTP and websocket: what is allowed works, the rest does nothing."""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from data.keep import journal
from data.people import audit
from data.people.accounts import Accounts
from data.people.session import Person
from data.people.sessions import Sessions
from setup.serving import serving
from tests.people.test_pages import PAGES
from tests.support import peopled
from tests.support.numbers import energy_row
from tests.support.peopled import PASSWORD, ROLES
from tests.support.wire import Page, signed_in
from tests.support.workbooks import workbook

pytestmark = pytest.mark.slow
BY_HTTP = {"/overview": "view", "/sql": "view", "/find-index": "view", "/_stcore/host-config": "view",
           "/metrics": "settings"}  # fmt: skip
TURNED_AWAY = {"/overview": 303, "/sql": 303}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with one upload of 鹿寨县 by somebody else, and an account of each role."""
    path = tmp_path_factory.mktemp("wire") / "store"
    with pytest.MonkeyPatch.context() as patch:
        peopled.made(path, patch)
        yield path


@pytest.fixture(scope="module")
def url(store: Path) -> Iterator[str]:
    with serving(PEAK_STORE=str(store), PEAK_SIGN_IN="accounts") as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def clients(url: str) -> Iterator[dict[str, httpx.Client]]:
    """Who has signed in, by name; nobody and a wrong password have not."""
    told = {name: signed_in(url, name, PASSWORD) for name in ROLES}
    told |= {"nobody": httpx.Client(base_url=url, trust_env=False)}
    told |= {"wrong": signed_in(url, "admin", "falsch falsch falsch")}
    yield told
    for client in told.values():
        client.close()


def test_every_address_by_role(clients: dict[str, httpx.Client]) -> None:
    for name, (path, action) in itertools.product(clients, BY_HTTP.items()):
        status = clients[name].get(path).status_code
        if name not in ROLES:
            assert status == TURNED_AWAY.get(path, 401), (name, path)
        else:
            assert (status == 200) is Person(name, (ROLES[name],)).may(action), (name, path, status)
            assert status in (200, 403), (name, path)


def test_no_page_opens_without_a_session(clients: dict[str, httpx.Client]) -> None:
    for name in ("nobody", "wrong"):
        with pytest.raises(InvalidStatus), Page(clients[name]):
            raise AssertionError(name)


@pytest.mark.parametrize("name", ROLES)
def test_every_page_by_role(name: str, clients: dict[str, httpx.Client], store: Path) -> None:
    before = journal.read()
    with Page(clients[name]) as page:
        for entry in PAGES:
            said = page.run(entry.path)
            refused = "您的角色没有" in said
            assert refused is not Person("", (ROLES[name],)).may(entry.action), (entry.path, said[-300:])
            assert "no such page" not in said and "Traceback" not in said, entry.path
    assert journal.read() == before


def upload(page: Page, place: str, year: str) -> str:
    """Drops a workbook of a place onto the upload page; what the page says of it."""
    page.run("upload")
    page.drop("upload", f"{place}.xlsx", workbook("S1", [energy_row(region=place, period=f"{year}年")]))
    return page.run()


@pytest.mark.parametrize(
    ("name", "place", "allowed"),
    [
        ("clerk", "鹿寨县", True),
        ("clerk", "鱼峰区", False),
        ("clerk", "柳州市", False),
        ("staff", "鱼峰区", True),
    ],
)
def test_a_workbook_by_place(
    name: str, place: str, allowed: bool, clients: dict[str, httpx.Client], store: Path
) -> None:
    before = journal.read()
    with Page(clients[name]) as page:
        said = upload(page, place, "2024")
        assert page.widgets["publish"][1] is not allowed, "the button is there for what may be published"
        assert ("您只负责：鹿寨县" in said) is not allowed
        page.run("", "publish")  # a program presses it whatever it looks like
    made = journal.read()[len(before) :]
    assert [(one.action, one.by) for one in made] == ([("accept", name)] if allowed else [])


@pytest.mark.parametrize("name", [name for name, role in ROLES.items() if role != "staff"])
def test_who_does_not_deliver_sends_no_file(name: str, clients: dict[str, httpx.Client], url: str) -> None:
    with Page(clients[name]) as page:
        page.run("upload")
        answer = clients[name].put(
            f"/_stcore/upload_file/{page.session}/f",
            files={"file": ("a.xlsx", b"x")},
            headers={"origin": url},
        )
    assert answer.status_code == 403


def test_who_is_revoked_in_the_middle_does_nothing_more(url: str, store: Path) -> None:
    client, before = signed_in(url, "clerk", PASSWORD), journal.read()
    with Page(client) as page:
        upload(page, "鹿寨县", "2023")
        Sessions(store).end_all("clerk", time.time(), by="admin")
        with pytest.raises(ConnectionClosed):
            page.run("", "publish")
    assert journal.read() == before and client.get("/overview").status_code == 303
    client.close()


def test_who_is_demoted_in_the_middle_does_it_no_more(url: str, store: Path) -> None:
    client, before, accounts = signed_in(url, "staff", PASSWORD), journal.read(), Accounts(store)
    with Page(client) as page:
        upload(page, "鱼峰区", "2022")
        accounts.change("staff", time.time(), shown="", roles=["leader"], places=None, templates=None)
        assert "您的角色没有" in page.run("", "publish")
    assert journal.read() == before
    client.close()


def test_a_file_is_taken_by_whom_it_was_offered_to_and_by_nobody_else(
    clients: dict[str, httpx.Client], store: Path
) -> None:
    """Its name is all that Streamlit asks for, and it is made with the rights of who was offered it."""
    with Page(clients["admin"]) as offered, Page(clients["leader"]) as other:
        offered.run("audit")
        other.run("overview")
        name = offered.files["audit-csv"]
        lines = audit.count(store)
        assert other.take(name, 1.0) is None and audit.count(store) == lines
        made = offered.take(name)
        assert made is not None and made.status_code == 200 and "sign_in" not in made.text
        assert audit.entries(store)[0].what == "export" and audit.count(store) == lines + 1
        assert clients["leader"].get(made.request.url.path).status_code == 403
