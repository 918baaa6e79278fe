"""The page of counties says what the questions say, for one place and for all of them."""

import re
from pathlib import Path

import pytest

from data import clock
from data.plan import plan
from queries.ask import ask, snapshots
from tests.support.pages import headline, opening, said

opened = opening("pages/leaders/county/page.py")
TODAY = clock.today().isoformat()
pytestmark = pytest.mark.usefixtures("sample_store")


def test_all_places_side_by_side_name_the_one_with_most_behind() -> None:
    places = ask("counties_compared", as_of=TODAY).set_index("region")
    counties = places[places["kind"] == "county"]
    most = counties["wanting"].max()
    text = headline(opened())
    assert f"最多，{most} 项" in text
    for code in counties[counties["wanting"] == most].index:
        assert plan().regions[code].label() in text
    listed = said(opened())
    for code in places.index:
        assert f"region={code}" in listed


def shapes(told: str, statement: str) -> list[str]:
    """The words of one line of the matrix, place by place."""
    line = re.search(rf"<tr[^>]*><th scope=\"row\"><a href=\"[^\"]*id={statement}[&\"].*?</tr>", told)
    assert line, statement
    return re.findall(r'<span class="peak-hidden">(.*?)</span>', line[0])


def test_the_matrix_shows_every_place_and_statement_by_its_status() -> None:
    told = said(opened())
    rows = ask("standing_matrix")
    assert len(rows) == len(plan().statements) * rows["region"].nunique()
    for statement in ("T01", "T20", "T24"):
        own = rows[rows["statement"] == statement]
        assert shapes(told, statement) == [plan().statuses[code].name for code in own["status"]]
    for place in rows["region"].unique():
        cards = ask("overview_cards", region=place).set_index("statement")["status"]
        own = rows[rows["region"] == place].set_index("statement")["status"]
        assert own.to_dict() == cards.to_dict(), "a cell says what the place's own card says"
    assert "indicator?id=T01&amp;region=450205" in told and told.count("<table") >= 2
    problems = rows[rows["wanting"]].groupby("statement").size()
    assert f"各地共 {problems.sum()} 处有差距" in told and f"（{problems.max()} 处）" in told


def test_the_matrix_is_sorted_by_problems_or_by_a_place() -> None:
    def order(**asked: str) -> list[str]:
        return re.findall(r'<tr[^>]*><th scope="row"><a href="[^"]*[?;]id=(T\d\d)', said(opened(**asked)))

    rows = ask("standing_matrix")
    assert order() == list(plan().statements) == order(by="nonsense")
    problems = rows[rows["wanting"]].groupby("statement").size().to_dict()
    counted = [problems.get(code, 0) for code in order(by="problems")]
    assert counted == sorted(counted, reverse=True) and counted[0] > 0
    there = rows[rows["region"] == "450205"].set_index("statement")["status"]
    ranks = [plan().statuses[there[code]].rank for code in order(by="450205")]
    assert ranks == sorted(ranks)
    assert 'aria-sort="descending"><a href="?by=450205"' in said(opened(by="450205"))


def test_one_county_counts_its_statements_and_ledgers() -> None:
    cards = ask("overview_cards", region="450205")
    places = ask("counties_compared", as_of=TODAY).set_index("region")
    text = headline(opened(region="450205"))
    assert f"{(cards['status'] == 'achieved').sum()} 项已达标" in text
    met = [code for code, status in plan().statuses.items() if status.met]
    assert places.loc["450205", "achieved"] == cards["status"].isin(met).sum()
    due = ask("ledger_due", region="450205", within_days=0, as_of=TODAY)
    assert f"台账逾期 {(due['due_within'] == 'overdue').sum()} 项" in text
    assert places.loc["450205", "overdue"] == (due["due_within"] == "overdue").sum()


def test_the_sheets_owed_are_those_of_the_calendar() -> None:
    calendar = ask("data_calendar", region="450205", today=clock.today().isoformat())
    late = int((calendar["state"] == "late").sum())
    places = ask("counties_compared", today=clock.today().isoformat()).set_index("region")
    assert places.loc["450205", "sheets_late"] == late
    assert f"欠报 {late} 张" in said(opened(region="450205"))


def test_place_and_period_change_the_answer_and_links_keep_the_place() -> None:
    now, before = headline(opened(region="450205")), headline(opened(region="450205", period="2023"))
    assert now != before and headline(opened(region="450222")) != now
    assert "indicator?id=T01&amp;region=450205" in said(opened(region="450205"))
    assert "object=450205" in said(opened(region="450205"))


@pytest.mark.parametrize(
    "asked",
    [
        {"region": "999999", "sector": "nonsense", "period": "1999-13", "basis": "other"},
        {"region": "Z-HEXI", "period": "2021-02"},
        {"region": "<b>", "snapshot": "snap-../../etc"},
        {"region": "450226", "period": "2021", "lang": "en"},
    ],
)
def test_no_address_breaks_the_page(asked: dict[str, str]) -> None:
    assert headline(opened(**asked))


@pytest.mark.parametrize("region", ["450200", "450205"])
def test_english_is_complete_and_an_earlier_snapshot_is_announced(region: str) -> None:
    text = said(opened(lang="en", region=region, snapshot=snapshots()[-2].id, sector="C31"))
    assert "earlier snapshot" in text and "not split by Sector" in text
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]+>", "", text)) == []


def test_before_any_publication_the_page_says_what_is_missing(store: Path) -> None:
    assert "尚无已发布的数据" in said(opened())
