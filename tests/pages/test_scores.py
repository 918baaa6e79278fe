"""The page of scores ranks as the questions do, explains every point, and stores nothing that is tried."""

import math
import re
from pathlib import Path

import pytest

from data.plan import plan
from queries.ask import ask, snapshots
from tests.support.pages import headline, opening, said

opened = opening("pages/leaders/scores/page.py")
AS_OF = "2026-11-20"  # the day of the suite (tests/conftest.py)
pytestmark = pytest.mark.usefixtures("sample_store")


def test_the_headline_is_the_first_of_the_ranking_with_vetoes_and_missing_ranks() -> None:
    rows = ask("scores", scored="county", as_of=AS_OF)
    text = headline(opened())
    for kind in ("county", "zone"):
        first = rows[(rows["rank"] == 1) & (rows["kind"] == kind)]
        if len(first):
            assert plan().regions[first["object"].iloc[0]].label() in text
            assert f"{first['score'].iloc[0]:.1f} 分" in text
    assert f"{rows['vetoed'].sum()} 个被一票否决" in text
    assert f"{rows['rank'].isna().sum()} 个可评分权重或职责过少" in text


def test_ties_vetoes_and_confirmed_scores_stand_in_the_list() -> None:
    rows = ask("scores", scored="county", as_of=AS_OF)
    text = said(opened())
    for row in rows.to_dict("records"):
        if row["vetoed"]:
            assert f"一票否决，否决后 {row['score_after_veto']:.1f} 分" in text
        if not math.isnan(row["score"]):
            assert f"{row['score']:.1f} 分" in text
    for value in rows["confirmed_points"].dropna():
        assert f"{value:.1f} 分" in text
    equal = {
        "C-T01": 0.0,
        "C-T10": 0.0,
        "C-T16": 0.0,
        "C-T18": 0.0,
        "C-T24": 0.0,
        "C-T33": 0.0,
        "C-SHEETS": 100.0,
    }
    tried = ask("scores", scored="county", as_of=AS_OF, items=list(equal), weights=list(equal.values()))
    page = said(opened(weights=",".join(f"{item}:{weight:g}" for item, weight in equal.items())))
    for row in tried[tried["sharing"] > 1].to_dict("records"):
        assert f"并列第 {int(row['rank'])}" in page


def test_departments_are_ranked_by_their_own_question() -> None:
    rows = ask("scores", scored="department", as_of=AS_OF)
    text = headline(opened(scored="department"))
    assert f"{rows['score'].iloc[0]:.1f} 分" in text
    assert "融水县" not in text


def test_weights_in_the_address_change_the_scores_but_nothing_stored() -> None:
    before = ask("scores", scored="county", as_of=AS_OF)
    tried = ask("scores", scored="county", as_of=AS_OF, items=["C-T33"], weights=[60.0])
    text = said(opened(weights="C-T33:60"))
    assert f"{tried['score'].iloc[0]:.1f} 分" in headline(opened(weights="C-T33:60"))
    assert f"{before['score'].iloc[0]:.1f} 分" in headline(opened())
    assert round(before["score"].iloc[0], 1) != round(tried["score"].iloc[0], 1)
    assert "正在试算 1 项权重" in text and "没有改变任何存储的数据" in text
    assert "正在试算" not in said(opened()) and "不改变存储的权重" in said(opened())
    assert ask("scores", scored="county", as_of=AS_OF).equals(before)


def test_a_weight_changed_on_the_page_goes_into_the_address_and_back() -> None:
    app = opened()
    app.number_input(key="weight-C-T10").set_value(40.0).run()
    assert not app.exception
    assert "C-T10:40" in app.query_params["weights"]
    app.button(key="weights-back").click().run()
    assert "weights" not in app.query_params


def test_every_point_of_one_county_is_explained_down_to_the_cell() -> None:
    found = ask("score_explained", scored="county", object="450205", as_of=AS_OF)
    app = opened(object="450205")
    cells = found[found["cell"].notna()]
    tables = [table.value for table in app.dataframe]
    evidence = next(table for table in tables if "cell" in table and "kind" in table)
    assert len(evidence) == len(found[found["evidence"].notna()])
    assert set(evidence["cell"].dropna()) == set(cells["cell"])
    one = opened(object="450205", item="C-T10")
    shown = next(table.value for table in one.dataframe if "kind" in table.value)
    assert len(shown) == len(found[(found["item"] == "C-T10") & found["evidence"].notna()])


@pytest.mark.parametrize(
    "asked",
    [
        {"scored": "x", "object": "<b>", "item": "%", "period": "1999-13", "weights": "C-T01:a,b,C-T10:900"},
        {"scored": "department", "object": "450205", "item": "C-T01"},
        {"weights": "C-T01:0,C-T10:0,C-T16:0,C-T18:0,C-T24:0,C-T33:0,C-SHEETS:0"},
        {"weights": "C-T01:nan,C-T10:inf"},
        {"period": "2021-02", "scored": "department", "snapshot": "snap-../../etc"},
    ],
)
def test_no_address_breaks_the_page(asked: dict[str, str]) -> None:
    assert headline(opened(**asked))


@pytest.mark.parametrize("scored", ["county", "department"])
def test_english_is_complete_and_an_earlier_snapshot_is_announced(scored: str) -> None:
    text = said(opened(lang="en", scored=scored, snapshot=snapshots()[-2].id, sector="C31"))
    assert "earlier snapshot" in text and "not split by Sector" in text
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]+>", "", text)) == []


def test_before_any_publication_the_page_says_what_is_missing(store: Path) -> None:
    assert "尚无已发布的数据" in said(opened())
