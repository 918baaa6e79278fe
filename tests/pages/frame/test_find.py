"""The index of what can be found: complete, with pinyin, in both languages, only what somebody may open."""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.ingest import receive
from data.people.session import Person
from data.plan import plan
from pages.frame import find
from queries import ask
from tests.support.ledgers import decision, project
from tests.support.numbers import green_row
from tests.support.rows import good
from tests.support.workbooks import files

EVERYBODY = Person("测试员", ("leader", "analyst", "staff", "admin"))


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("find")
        patch.setenv("PEAK_STORE", str(folder))
        patch.setenv("PEAK_TODAY", "2026-11-25")
        ask.forget()
        made = good("S8", enterprise="无台账企业", region="柳北区")
        receive.accept_many(files(S25=[decision()], S6=[project()], S5=[green_row()], S8=[made]), "甲")
        find.know(importlib.import_module("app").PAGES)
        yield folder
        ask.forget()


def rows(tongue: str = "zh", person: Person = EVERYBODY) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(find.answer(tongue, person)[1])
    return found


def by_code(code: str, tongue: str = "zh") -> list[Any]:
    return next(row for row in rows(tongue) if row[2] == code)


def test_everything_with_a_page_is_in_it() -> None:
    kinds = {kind: [row for row in rows() if row[0] == kind] for kind in find.KINDS}
    known = plan()
    counts = {"statement": 34, "task": 36, "place": len(known.regions), "ledger": len(known.ledgers)}
    assert {kind: len(kinds[kind]) for kind in counts} == counts
    assert {row[3] for row in kinds["page"]} == {page.path for page in find.CONTENTS}
    assert [row[1:5] for row in kinds["decision"]] == [["测试决定1", "J001", "decisions", {"number": "J001"}]]
    known_rows = {(row[1], row[3]) for row in kinds["row"]}
    assert known_rows == {("测试项目1", "ledgers"), ("测试企业1", "green"), ("无台账企业", "indicator")}
    (told,) = [row for row in kinds["row"] if row[1] == "无台账企业"]
    assert told[4]["region"] == "450205" and "S8" in plan().statements[told[4]["id"]].templates


def test_a_place_is_known_by_name_short_name_pinyin_and_initials() -> None:
    kind, name, _, page, asks, also, sounds, initials, _ = by_code("450205")
    assert (kind, name, page, asks) == ("place", "柳北区", "county", {"region": "450205"})
    assert "柳北" in also and "liubeiqu" in sounds and "lbq" in initials


def test_in_english_the_other_name_is_found_too() -> None:
    row = by_code("450205", "en")
    assert row[1] == "Liubei" and "柳北区" in row[5] and "lbq" in row[7]


def test_pages_that_somebody_may_not_open_are_left_out() -> None:
    seen = {row[3] for row in rows(person=Person("领导", ("leader",)))}
    assert "upload" not in seen and "history" not in seen and {"upload", "history"} < {r[3] for r in rows()}


def test_it_is_small_and_its_mark_changes_with_what_is_published() -> None:
    mark, content = find.answer("zh", EVERYBODY)
    assert len(content) < 60_000 and find.answer("en", EVERYBODY)[0] != mark
    made = receive.accept_many(files(S25=[decision(2)]), "甲")
    assert find.answer("zh", EVERYBODY)[0] != mark
    receive.withdraw(list(made.uploads), "甲")


def test_before_the_first_publication_the_plan_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "none"))
    ask.forget()
    found = json.loads(find.answer("zh", EVERYBODY)[1])
    assert {row[0] for row in found} == set(find.KINDS) - {"decision", "row"}


def test_the_script_has_its_words_in_both_languages() -> None:
    zh, en = find.script("zh"), find.script("en")
    assert "查找" in zh and '"Find"' in en and "__WORDS__" not in zh and f"'{find.PATH}?lang=" in zh


def test_two_people_who_see_as_many_pages_but_others_have_indexes_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two = [page for page in find.CONTENTS if page.action in ("sql", "history")]
    monkeypatch.setattr(find, "CONTENTS", two)
    analyst, reviewer = (find.answer("zh", Person("x", (role,))) for role in ("analyst", "reviewer"))
    assert len(two) == 2 and analyst[0] != reviewer[0] and analyst[1] != reviewer[1]
