"""The questions about green factories, against a boring count over the register."""

import datetime as dt

import pandas as pd
import pytest

from queries.ask import ask

pytestmark = pytest.mark.usefixtures("sample_store")
FAR = dt.date(9999, 12, 31)


def in_force(rows: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    left = rows["withdrawn_on"].map(lambda gone: FAR if pd.isna(gone) else gone)
    return rows[(rows["published_on"] <= day) & (day < left)]


@pytest.fixture
def factories() -> pd.DataFrame:
    rows = ask("green_register", kind="factory")
    rows["key"] = rows["credit_code"].where(rows["credit_code"].notna(), rows["enterprise"])
    return rows


def test_every_step_is_the_number_of_distinct_members_that_day(factories: pd.DataFrame) -> None:
    steps = ask("green_steps")
    assert len(steps) > 5
    for step in steps.to_dict("records"):
        assert step["value"] == in_force(factories, step["day"])["key"].nunique()
    assert steps["change"].iloc[1:].tolist() == steps["value"].diff().iloc[1:].tolist()


def test_the_steps_agree_with_the_judged_count_at_the_end_of_every_month() -> None:
    steps = ask("green_steps")
    for month in ask("indicator_trend", statement="T21").to_dict("records"):
        known = steps[steps["day"] <= month["as_of"]]
        assert known.iloc[-1]["value"] == month["value"], month["period"]


def test_steps_of_a_place_and_sector_and_until_a_day(factories: pd.DataFrame) -> None:
    day = dt.date(2025, 6, 30)
    steps = ask("green_steps", region="450203", sector="C36", until=day)
    there = {"450203", "Z-LIUDONG"}  # the zone's factory lies in this county, as the register says
    mine = factories[factories["region"].isin(there) & (factories["sector"] == "C36")]
    assert steps.iloc[-1]["day"] == day
    assert steps.iloc[-1]["value"] == in_force(mine, day)["key"].nunique() == 3
    assert ask("green_steps", region="450226")["value"].tolist() == [0, 0]


def test_kinds_split_the_levels_and_add_up(factories: pd.DataFrame) -> None:
    kinds = ask("green_kinds").set_index("kind")
    assert list(kinds.index) == ["factory", "park", "supply_chain", "product"]
    whole = kinds.loc["factory"]
    assert whole["in_force"] == whole["national_only"] + whole["regional_only"] + whole["both_levels"]
    assert whole["in_force"] == whole["national"] + whole["regional"] - whole["both_levels"]
    assert (whole["both_levels"], whole["in_doubt"]) == (1, 0)
    assert kinds.loc["supply_chain", "in_force"] == 0 and kinds.loc["park", "grade"] == "published"


def test_counties_and_the_unplaced_make_the_city_and_zones_stand_beside(factories: pd.DataFrame) -> None:
    places = ask("green_regions").set_index("region")
    assert len(places) == 14
    whole = ask("green_kinds").iloc[0]
    counties = places[places["region_kind"] == "county"]
    assert counties["value"].sum() + whole["unplaced"] == whole["in_force"] == 19
    assert places[places["region_kind"] == "zone"]["value"].sum() == 2
    assert places.loc["450226", "value"] == 0
    assert ask("green_regions", sector="C36").set_index("region").loc["450203", "value"] == 3


def test_movements_name_exactly_the_members_of_the_waterfall() -> None:
    for since, until in (("2024-12-31", "2026-09-30"), ("2020-12-31", "2025-12-31"), (None, None)):
        steps = ask("green_waterfall", since=since, until=until).set_index("label")["change"]
        names = ask("green_movements", since=since, until=until)["movement"].value_counts()
        for label in ("new", "relisted"):
            assert names.get(label, 0) == steps[label]
        assert names.get("withdrawn", 0) == -steps["withdrawn"]
        assert steps["start"] + steps["new"] + steps["relisted"] + steps["withdrawn"] == steps["end"]
    assert ask("green_waterfall", sector="C36", since="2024-12-31").iloc[0]["change"] == 3


def test_the_days_of_a_period_end_at_the_horizon() -> None:
    whole = ask("green_days").iloc[0]
    assert whole["until"] == whole["as_of"] and whole["first_on"] == dt.date(2019, 9, 2)
    year = ask("green_days", period="2025").iloc[0]
    assert (year["since"], year["until"]) == (dt.date(2024, 12, 31), dt.date(2025, 12, 31))
    assert ask("green_days", period="2024-09").iloc[0]["until"] == dt.date(2024, 9, 30)
    assert ask("green_days", period="2099").iloc[0]["until"] == whole["as_of"]
