"""What the shapes of the promise work out by themselves."""

import dataclasses
import datetime

import pytest

from data.plan import plan
from data.plan.model import Column, PlanError


def test_good_news_come_first_then_bad_then_what_still_waits() -> None:
    told = sorted(plan().statuses.values(), key=lambda status: status.telling_order)
    news = [status.good or status.wanting for status in told]
    assert news == sorted(news, reverse=True) and True in news and False in news
    assert all(status.judged for status in told if status.good or status.wanting)


def test_a_path_starts_at_the_base_year_unless_said_otherwise() -> None:
    statement = plan().statements["T01"]
    own = dataclasses.replace(statement, base_year=2020, path_from=None)
    assert own.path_start == 2020 and dataclasses.replace(own, path_from=2022).path_start == 2022
    assert own.connected and not dataclasses.replace(own, series="").connected


def test_a_template_knows_its_period_its_columns_and_how_far_it_reaches() -> None:
    monthly, register = plan().templates["S1"], plan().templates["S5"]
    assert monthly.period is not None and monthly.reaching == (monthly.period.field,)
    assert register.period is None and monthly.column("no_such_field") is None
    assert dataclasses.replace(monthly, speaks_on=("a",)).reaching == ("a",)
    kinds = {"number": True, "percent": True, "text": False, "period": False}
    assert {kind: Column("f", "标题", "Head", kind, True).numeric for kind in kinds} == kinds


def test_the_city_its_counties_and_its_zones_are_apart() -> None:
    known = plan()
    assert known.regions[known.city].kind == "city" and known.city not in known.counties()
    assert set(known.counties()).isdisjoint(known.zones()) and known.counties() and known.zones()


def test_who_answers_for_a_statement_is_its_own_word_or_its_tasks() -> None:
    known = plan()
    statement = next(item for item in known.statements.values() if item.tasks and not item.departments)
    lead = known.tasks[statement.tasks[0]].departments[0]
    assert known.departments_of(statement.id)[0] == lead
    assert len(set(known.departments_of(statement.id))) == len(known.departments_of(statement.id))


def test_coefficients_settings_roles_and_days() -> None:
    known = plan()
    assert known.coefficient("raw_coal", "calorific") == pytest.approx(0.7143)
    assert known.coefficient("blast_furnace_gas", "calorific") is None and known.energy("moonshine") == {}
    assert isinstance(known.setting("validation", "sum_tolerance"), float)
    assert isinstance(known.owed_from("S1"), datetime.date)
    page = next(iter(known.themes))
    assert known.role(f"{page}.{next(iter(known.themes[page]))}") == known.theme(page)[0]
    with pytest.raises(KeyError):
        known.role(f"{page}.moonshine")


def test_all_faults_of_a_plan_are_said_at_once() -> None:
    assert str(PlanError(["one", "two"])).endswith("- one\n- two") and PlanError(["one"]).faults == ["one"]
