"""Spot checks of the questions behind the overview and the indicator page."""

import pytest

from queries.ask import ask

pytestmark = pytest.mark.usefixtures("sample_store")


def test_cards_count_the_statements_of_their_status() -> None:
    rows = ask("overview_cards")
    for status, group in rows.groupby("status"):
        assert group["status_count"].unique().tolist() == [len(group)], status


def test_history_ends_where_the_card_stands() -> None:
    cards = ask("overview_cards").set_index("statement")
    rows = ask("overview_history", statements=["T01", "T21"])
    assert sorted(rows["statement"].unique()) == ["T01", "T21"]
    for statement, group in rows.groupby("statement"):
        assert group["period"].iloc[-1] == cards.loc[statement, "period"]
        assert group["value"].iloc[-1] == cards.loc[statement, "value"]


def test_next_due_sheet_of_a_monthly_and_a_yearly_series() -> None:
    due = ask("due_next", today="2026-11-22").set_index("template")
    assert (due.loc["S1", "period"], str(due.loc["S1", "due_on"])) == ("2026-10", "2026-11-25")
    assert (due.loc["S5", "period"], str(due.loc["S5", "due_on"])) == ("2026", "2027-03-31")
    for january in ("S13", "S16"):
        assert (due.loc[january, "period"], str(due.loc[january, "due_on"])) == ("2026", "2027-01-31")
    on_the_day = ask("due_next", today="2026-11-25").set_index("template")
    assert on_the_day.loc["S1", "days_left"] == 0
    after = ask("due_next", today="2026-11-26").set_index("template")
    assert after.loc["S1", "period"] == "2026-11"


def test_january_has_no_sheet_of_its_own() -> None:
    due = ask("due_next", today="2026-02-20").set_index("template")
    assert due.loc["S1", "period"] == "2026-02"


def test_sectors_with_figures_start_with_all_industry() -> None:
    assert ask("sectors_known", statement="T10")["sector"].tolist() == ["TOTAL"]
    known = ask("sectors_known", statement="T01")["sector"].tolist()
    assert known[0] == "TOTAL"
    assert "C31" in known
