"""The leader's page: its headline comes from the data, its filters from the address."""

import re
from collections import Counter
from pathlib import Path

import pytest

from data.ingest import receive
from data.keep.errors import StoreError
from data.plan import plan
from pages.leaders.overview import since
from pages.speech import words
from pages.speech.figures import date_label
from queries.ask import ask, ask_rows, current, rows_since, snapshots
from tests.support.pages import opening, said, top

opened = opening("pages/leaders/overview/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


ADDRESSES: list[dict[str, str]] = [
    {},
    {"period": "2024"},
    {"period": "2022"},
    {"region": "450203"},
    {"sector": "C31"},
    {"region": "Z-HEXI", "sector": "C31"},
]


def row_of(text: str, statement: str) -> str:
    """The markup of one row of the list; nothing where it has none."""
    found = re.search(rf'<a class="peak-row" data-statement="{statement}".*?</a>', text, re.S)
    return found[0] if found else ""


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_numbers_of_the_headline_add_up_to_all_statements(address: dict[str, str]) -> None:
    sentence = top(opened(**address)).split("</h1>")[0]
    total, told = re.search(r"(\d+) 项目标：(.*)$", sentence).groups()  # type: ignore[union-attr]
    counts = {word: int(count) for count, word in re.findall(r"(\d+) 项([^，；]+)", told)}
    assert int(total) == len(plan().statements) == sum(counts.values())
    expected: Counter[str] = Counter({"达标": 0})
    for row in ask_rows("statements_standing", **address):
        status = plan().statuses[row["status"]]
        word = "需要关注" if status.wanting else "达标" if status.met else status.name
        expected[word if row["in_scope"] else "不分到该行业"] += 1
    assert counts == expected
    assert ("没有需要关注的" in told) == (expected["需要关注"] == 0)


@pytest.mark.parametrize("address", [{}, {"region": "450205"}, {"sector": "C31"}])
def test_headline_names_the_three_worst_with_gap_and_lead(address: dict[str, str]) -> None:
    told = top(opened(**address))
    wanting = [row for row in ask_rows("statements_standing", **address) if row["wanting"]]
    line = told.split("最要紧：")[1]
    names = [plan().statements[row["statement"]].name for row in wanting]
    for row, name in zip(wanting[:3], names, strict=False):
        lead = plan().departments[row["lead_department"]].label()
        status = plan().statuses[row["status"]].name
        assert re.search(rf"{re.escape(name)}（{status}，[^（）]*\d[^（）]*，{lead}牵头）", line), name
    assert line.count("牵头") == min(3, len(wanting))
    assert told.count("演示数据") == 1


def test_every_row_says_status_value_period_lead_and_where_it_stands() -> None:
    """M2: a card of 2025 stood beside a change of 2026, and neither said so."""
    text = said(opened())
    rows = ask_rows("statements_standing")
    places = [text.index(f'peak-row" data-statement="{row["statement"]}"') for row in rows]
    assert places == sorted(places), "the most serious first"
    for row in rows:
        found = row_of(text, row["statement"])
        status = plan().statuses[row["status"]]
        lead = plan().departments[row["lead_department"]].label()
        for part in (status.name, status.shape, f"{lead}牵头", words.period(row["period"])):
            assert part in found, (row["statement"], part)
        if row["since"]:
            assert f"自{words.period(row['since'])}" in found
        mark = re.search(r'peak-strip-now[^"]*" style="left:([0-9.]+)%', found)
        assert (mark is None) == (row["now_place"] is None)
        if mark is not None:  # the scale ends a quarter of the way beyond the target
            assert float(mark[1]) == pytest.approx(min(max(row["now_place"], 0), 1.25) * 80, abs=0.06)


def test_by_chapter_the_same_rows_stand_under_their_chapters() -> None:
    text = said(opened(order="chapter"))
    at = {code: text.index(f"<span>{chapter.name}</span>") for code, chapter in plan().chapters.items()}
    assert sorted(at.values()) == list(at.values())
    for statement, known in plan().statements.items():
        place = text.index(f'peak-row" data-statement="{statement}"')
        assert max((code for code in at if at[code] < place), key=at.__getitem__) == known.chapter


def test_a_sector_folds_what_is_not_told_by_it_into_one_line() -> None:
    text = said(opened(sector="C31"))
    apart = [row for row in ask_rows("statements_standing", sector="C31") if not row["in_scope"]]
    assert f"其余 {len(apart)} 项不分到该行业" in text
    assert all(not row_of(text, row["statement"]) for row in apart)
    assert all(row_of(text, code) for code in ("T26", "T27", "T28")) and "无数据" not in text


def test_every_statement_is_shown() -> None:
    told = said(opened())
    for statement in plan().statements:
        assert f"id={statement}" in told


def test_large_cards_carry_value_and_target() -> None:
    told = said(opened())
    assert "<b>3.0</b>" in told and "2030年目标 14.0%" in told
    assert "<b>19</b>" in told
    assert "2025年目标 25.0%" in told


def test_a_card_of_the_next_five_years_keeps_the_answer_of_the_last() -> None:
    told = said(opened())
    assert "到期结论 2025年：未达标 15.1%" in told and "现在：进度滞后" in told
    assert "全市目标 14.0%（2025→2030年，演示〔2026〕1号）" in told
    assert "2026年1—9月 快报" in told


def test_region_in_the_address_changes_the_numbers() -> None:
    place = ask("statements_standing", region="450203").set_index("statement")
    told = said(opened(region="450203"))
    assert f"<b>{place.loc['T10', 'value']:.1f}</b>" in told
    assert "鱼峰区 34 项目标：" in told
    assert "<b>3.0</b>" not in told


def test_period_in_the_address_changes_the_numbers() -> None:
    assert "<b>11.5</b>" in said(opened(period="2024"))


@pytest.mark.parametrize(
    "address",
    [
        {"region": "999999", "sector": "X", "period": "1999", "basis": "none"},
        {"region": "450225", "sector": "C31", "basis": "equivalent"},
        {"region": "Z-HEXI", "period": "2021-02"},
        {"snapshot": "snap-999999-nothing"},
        {"lang": "xx"},
    ],
)
def test_no_address_breaks_the_page(address: dict[str, str]) -> None:
    assert "peak-foot" in said(opened(**address))


def test_in_english_nothing_is_left_in_chinese() -> None:
    told = top(opened(lang="en"))
    wanting = sum(row["wanting"] for row in ask_rows("statements_standing"))
    assert f"{wanting} need attention" in told
    assert "20.0 points short; led by" in told
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in told)


def test_late_and_due_sheets_stand_beside() -> None:
    told = said(opened())
    late, due = ask("late_sheets"), ask("due_next")
    oldest = late[(late["template"] == late["template"].iloc[0]) & (late["period"] == late["period"].iloc[0])]
    named = plan().departments if oldest["department"].nunique() > 1 else plan().regions
    codes = oldest["department"] if named is plan().departments else oldest["region"]
    assert named[codes.iloc[0]].label() in told
    assert plan().templates[due["template"].iloc[0]].name in told


def beside(text: str, title: str) -> str:
    """One block beside the answer, by its heading."""
    found = re.search(rf'<section class="peak-aside"><h4>{re.escape(title)}</h4>(.*?)</section>', text, re.S)
    assert found, title
    return found[1]


def test_what_changed_leads_on_and_the_rest_is_a_link_to_all_of_it() -> None:
    rows = ask_rows("what_changed")
    few = beside(said(opened()), "较上次变化")
    told = [row["statement"] for row in rows]
    assert re.findall(r"indicator\?id=(T\d\d)&amp;period=", few) == told[:3]
    assert re.search(rf'<a href="\?more=changes">还有 {len(told) - 3} 项</a>', few)
    whole = beside(said(opened(more="changes")), "较上次变化")
    assert re.findall(r"indicator\?id=(T\d\d)", whole) == told and "还有" not in whole
    assert "2026年8月底 87.5% → 2026年9月底 90.9%" in whole  # stands on a day
    assert "2026年1—9月 95.68%（上年同期 95.69%）" in whole  # runs from January
    assert "1—8月" not in whole and "1—6月" not in whole, "other months are not held against these"


def test_it_is_compared_with_any_publication_or_day_and_says_where_there_was_none() -> None:
    newest, first = current().generation, snapshots()[0]
    made = date_label(str(ask_rows("snapshot_facts", snapshot=first.id)[0]["published_at"])[:10])
    by_number = beside(said(opened(since="1", more="changes")), f"较第 1 次发布（{made}）变化")
    rows = rows_since("what_changed", first.generation)
    assert re.findall(r"indicator\?id=(T\d\d)", by_number) == [row["statement"] for row in rows]
    assert by_number.count("peak-aside-turn") == sum(row["turned"] for row in rows) > 5
    none = beside(said(opened(since="2019-01-01")), "较2019年1月1日变化")
    assert "2019年1月1日及以前没有发布过数据" in none
    last = str(ask_rows("snapshot_facts")[0]["published_at"])[:10]
    same = beside(said(opened(since=last)), f"较{date_label(last)}变化")
    assert f"{date_label(last)}以后没有新的发布" in same
    assert "这是第一次发布" in said(opened(snapshot=first.id))
    wrong = opened(since=str(newest + 7))
    assert any(str(newest + 7) in one.value for one in wrong.warning)


def test_it_is_compared_with_the_last_meeting() -> None:
    newest = ask_rows("decision_meetings", today="2026-11-20")[0]["met_on"]
    app = opened(since="meeting")
    (box,) = [one for one in app.selectbox if one.key == "choose-since"]
    assert box.value == "meeting" and f"与上次会议相比（{date_label(newest)}）" in box.options
    assert f"较上次会议（{date_label(newest)}）变化" in said(app)


def test_a_damaged_journal_takes_no_figure_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> None:
        raise StoreError("坏", "bad")

    since.publications.cache_clear()
    monkeypatch.setattr(receive, "history", damaged)
    few = beside(said(opened()), "较上次变化")
    since.publications.cache_clear()
    assert (
        re.findall(r"indicator\?id=(T\d\d)", few)
        == [row["statement"] for row in ask_rows("what_changed")][:3]
    )


def test_late_and_due_sheets_follow_the_county_and_lead_to_who_owes_them() -> None:
    for region in (None, "450225", "450205"):
        text = said(opened(**({"region": region} if region else {})))
        rows = ask_rows("late_sheets", region=region)
        assert all(region in (None, row["region"]) for row in rows)
        block = beside(text, "迟报")
        sheets = list(dict.fromkeys((row["template"], row["period"]) for row in rows))
        for template, period in sheets[:2]:
            assert f"{plan().templates[template].name} {words.period(period)}</a>" in block
        assert (f"还有 {len(sheets) - 2} 项</a>" in block) == (len(sheets) > 2)
        ways = [f'href="/upload?send={template}&amp;owed={period}' for template, period in sheets[:2]]
        assert all(way in block for way in ways), "who may send a sheet is led to where it is sent"
        due = beside(text, "到期")
        assert due.count('<a href="/department?department=') == 2
        assert ("已报" in due) == (region is None)


def test_an_earlier_snapshot_says_so() -> None:
    earlier = snapshots()[-2]
    assert earlier.id != current().id
    told = said(opened(snapshot=earlier.id))
    assert told.count(earlier.id) >= 2


def test_before_the_first_publication(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "nothing"))
    assert "尚无已发布的数据" in top(opened())
