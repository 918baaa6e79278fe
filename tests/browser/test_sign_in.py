"""The whole way in a browser: the first password, the upload, the other window, out; and without a script."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.people.accounts import Accounts
from data.people.sessions import Sessions
from pages.speech.catalogue import sentence
from tests.browser.conftest import PATIENCE, Server, dashboard, settle

pytestmark = pytest.mark.browser
NEW = "铁路桥下的水很深，要当心"


@pytest.fixture(scope="module")
def guarded(built_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server that asks people to sign in, over a store of its own people, and the first password."""
    store = tmp_path_factory.mktemp("guarded") / "store"
    shutil.copytree(built_samples, store, ignore=shutil.ignore_patterns("people"))
    once = Accounts(store).first_administrator(time.time())
    assert once
    Accounts(store).change(
        "admin", time.time(), shown="韦敏", roles=["admin", "staff"], places=None, templates=None
    )
    with dashboard(store, PEAK_SIGN_IN="accounts") as server:
        yield server, once


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser's window."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield context
    context.close()


def fill(page: Page, **fields: str) -> None:
    """Fills a form in and sends it."""
    for name, text in fields.items():
        page.fill(f"#{name}", text)
    page.click("button[type=submit]")


def test_the_whole_way(guarded: tuple[Server, str], window: BrowserContext) -> None:
    server, once = guarded
    page = window.new_page()
    told: list[str] = []
    page.on("console", lambda line: told.append(line.text))
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(server.url + "/indicator?id=T01")
    assert "/sign-in?next=%2Findicator%3Fid%3DT01" in page.url
    fill(page, name="admin", password="wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    fill(page, password=once)
    fill(page, old=once, new=NEW, again=NEW)
    settle(page)
    assert page.url.endswith("/indicator?id=T01")
    person = page.locator(".peak-person")
    expect(person).to_have_text("韦 韦敏")
    page.goto(server.url + "/upload")
    settle(page)
    with page.expect_response(lambda answer: "/upload_file/" in answer.url) as sent:
        page.locator(".st-key-dropzone input[type=file]").set_input_files(
            {"name": "空.xlsx", "mimeType": "", "buffer": b"nothing"}
        )
    assert sent.value.status == 204
    settle(page)
    other = window.new_page()
    other.goto(server.url + "/sign-out")
    other.click("button[type=submit]")
    expect(other.locator(".note")).to_have_text(sentence("sign_in.ended"))
    over = page.get_by_role("alertdialog")
    expect(over).to_be_visible(timeout=PATIENCE * 1000)
    expect(over.get_by_role("link")).to_have_text(sentence("sign_in.again_link"))
    over.get_by_role("link").click()
    fill(page, name="admin", password=NEW)
    settle(page)
    assert "/upload" in page.url
    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []
    assert [line for line in told if "Content Security Policy" in line] == []


def test_without_a_script_and_on_a_telephone(guarded: tuple[Server, str], chromium: Browser) -> None:
    server, _ = guarded
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, color_scheme="dark", locale="en"
    )
    page = context.new_page()
    page.goto(server.url + "/overview?lang=en")
    assert page.locator("h1").inner_text() == sentence("sign_in.title", "en")
    fill(page, name="nobody", password="wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    body = page.locator("body")
    assert body.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(16, 25, 27)"
    box = page.locator("main").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.get_by_role("link", name="中文").click()
    assert page.locator("h1").inner_text() == sentence("sign_in.title", "zh")
    context.close()


def test_a_revoked_person_sees_it_at_once(guarded: tuple[Server, str], window: BrowserContext) -> None:
    server, _ = guarded
    accounts, now = Accounts(server.store), time.time()
    once = accounts.add("leader", "领导", ["leader"], now)
    assert accounts.set_password("leader", once, NEW, "", now) == []
    page = window.new_page()
    page.goto(server.url + "/overview")
    fill(page, name="leader", password=NEW)
    settle(page)
    Sessions(server.store).end_all("leader", time.time())
    expect(page.get_by_role("alertdialog")).to_be_visible(timeout=10_000)
