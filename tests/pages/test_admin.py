"""The administration pages without a browser: what they show, what their buttons do, who may open them."""

import re
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import clock
from data.people import audit
from data.people.accounts import Accounts
from data.people.session import Person
from data.people.sessions import Limits, Sessions
from pages.frame import guard
from pages.speech.catalogue import LANGUAGES, words
from tests.support.pages import headline, said, visited

PAGES = {
    name: f"pages/admin/{name}/page.py" for name in ("storage", "people", "sessions", "settings", "audit")
}
ADMIN = Person("admin", ("admin",), session="own")


@pytest.fixture(autouse=True)
def as_administrator(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "current", lambda **_: ADMIN)
    Accounts(store).first_administrator(time.time())


def opened(name: str, **address: str) -> AppTest:
    app = visited(PAGES[name], **address)
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["leader", "analyst", "staff", "reviewer"])
def test_only_administrators_may_open_them(name: str, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "current", lambda **_: Person("x", (role,)))
    app = visited(PAGES[name])
    assert len(app.error) == 1 and not app.dataframe and not app.button


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_each_opens_in_both_languages_on_a_store_without_a_publication(name: str, language: str) -> None:
    assert headline(opened(name, lang=language))


def test_an_account_is_added_changed_reset_and_disabled_and_the_password_shown_once(store: Path) -> None:
    app = opened("people")
    app.text_input(key="add-name-0").input("li")
    app.text_input(key="add-shown-0").input("李四")
    app.button(key="FormSubmitter:people-add-新增并生成一次性密码").click().run()
    (password,) = [one.value for one in app.code]
    assert isinstance(Accounts(store).sign_in("li", password, "", time.time()), Person)
    assert Accounts(store).find("li") is not None and password not in " ".join(
        line.about for line in audit.entries(store)
    )
    app.button(key="once-done").click().run()
    assert not app.code
    app = opened("people", account="li")
    app.multiselect(key="roles-change-li").set_value(["leader"])
    app.button(key="FormSubmitter:people-change-li-保存").click().run()
    app.button(key="people-disable").click().run()
    app.button(key="people-reset").click().run()
    li = Accounts(store).find("li")
    assert li is not None and li.roles == ("leader",) and li.disabled and len(app.code) == 1
    assert [line.what for line in audit.entries(store)][:3] == [
        "person_reset",
        "person_disabled",
        "person_changed",
    ]
    app = opened("people", account="admin")
    app.button(key="people-disable").click().run()
    assert "最后一个可用的管理员" in app.error[0].value


def test_a_clerk_is_limited_to_a_county_and_to_two_sheets(store: Path) -> None:
    Accounts(store).add("li", "李四", ["staff"], time.time())
    app = opened("people", account="li")
    app.multiselect(key="places-change-li").set_value(["450223"])
    app.multiselect(key="templates-change-li").set_value(["S1", "S2"])
    app.button(key="FormSubmitter:people-change-li-保存").click().run()
    li = Accounts(store).find("li")
    assert li is not None and (li.places, li.templates) == (frozenset({"450223"}), frozenset({"S1", "S2"}))


def test_pasted_people_are_shown_first_and_then_added(store: Path) -> None:
    app = opened("people")
    app.text_area(key="people-pasted").input(
        "账号\t姓名\t角色\nli\t李四\t领导\nadmin\t又\t管理\nzhao\t赵\t校长"
    ).run()
    table = app.dataframe[-1].value
    assert list(table["state"]) == ["可以新增", "账号已存在", "没有这个角色：校长"]
    app.button(key="people-import-add").click().run()
    assert [one.name for one in Accounts(store).all()] == ["admin", "li"] and len(app.code) == 1
    assert audit.entries(store)[0].what == "people_imported"


def test_a_session_is_listed_with_its_browser_and_ended(store: Path) -> None:
    sessions = Sessions(store, Limits(3600, 36000))
    agent = (
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36"
    )
    secret = sessions.begin(Person("admin", ("admin",)), "password", "10.0.0.8", agent, time.time())
    app = opened("sessions")
    assert "Chrome 109 Windows" in said(app) and "10.0.0.8" in said(app)
    (end,) = [one for one in app.button if one.key and one.key.startswith("end-")]
    end.click().run()
    assert sessions.look(secret, time.time()) is None and audit.entries(store)[0].what == "revoked"


def test_settings_name_their_source_and_explain_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_PORT", "9000")
    monkeypatch.setenv("PEAK_IDLE_MINUTES", "often")
    monkeypatch.setenv("PEAK_METRICS_TOKEN", "do-not-show")
    app = opened("settings")
    told = {row["name"]: row for table in app.dataframe[:-1] for row in table.value.to_dict("records")}
    assert (told["server.port"]["value"], told["server.port"]["source"]) == ("9000", "PEAK_PORT")
    assert "idle" in app.error[0].value and "1440" in app.error[0].value
    assert "do-not-show" not in str(told) and told["server.metrics_token"]["value"] == "（已设置）"


def test_the_log_is_filtered_by_the_address_turned_over_and_checked(store: Path) -> None:
    for number in range(120):
        audit.note(store, "甲", "export", f"{number}.csv", "10.0.0.1", clock.now())
    app = opened("audit", who="甲", page="2")
    assert headline(app).startswith("120") and len(app.dataframe[0].value) == 20
    assert "page=1" in said(app)
    assert len(opened("audit", text="119.csv").dataframe[0].value) == 1
    assert len(opened("audit", what="first_administrator").dataframe[0].value) == 1
    app.button(key="audit-check").click().run()
    assert app.success and len(app.get("download_button")) == 2


def test_what_is_to_be_done_names_a_page_or_a_command(store: Path) -> None:
    (store / "journal.jsonl").touch()
    told = said(opened("storage"))
    typed = re.search(r"<code>(.*?) -m data.keep backup /path/to/backup</code>", told)
    assert typed and typed[1].startswith(f"PEAK_STORE={store} ") and typed[1].endswith("python")
    assert re.search(r'href="/history', told)


def test_every_need_has_its_words() -> None:
    source = (Path(__file__).resolve().parents[2] / "data/ingest/needs.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Need\("([a-z_]+)"', source))
    assert len(codes) >= 14 and {f"need.{code}" for code in codes} <= words().keys()
    pages = set(re.findall(r'page="([a-z]+)"|, "(history)", VERIFY', source))
    assert {f"menu.to_{first or second}" for first, second in pages} <= words().keys()
    assert {f"audit.{what}" for what in audit.WHAT} <= words().keys()
