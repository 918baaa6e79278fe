"""A clerk delivers the own places and sheets only, and is told which row is not theirs."""

from pathlib import Path

import pytest

from data.ingest import receive
from data.ingest.findings import Finding
from data.keep import journal
from data.people import acting
from data.people.session import Person
from tests.support.numbers import energy_row
from tests.support.rows import good
from tests.support.workbooks import Row, cell, workbook

WANTED = ("place_not_yours", "row_without_place", "sheet_not_yours", "sheet_without_place")
LUZHAI = Person("wang", ("staff",), frozenset({"450223"}))


def told(person: Person, template: str, *rows: Row) -> list[Finding]:
    with acting.by(person):
        found = receive.inspect(workbook(template, rows), f"{template}.xlsx").findings
    return [finding for finding in found if finding.rule in WANTED]


def test_the_own_place_passes(store: Path) -> None:
    assert told(LUZHAI, "S1", energy_row(region="鹿寨县")) == []
    assert told(Person("li", ("staff",)), "S1", energy_row(region="鱼峰区")) == []


def test_a_row_of_another_place_is_named_with_its_cell(store: Path) -> None:
    (found,) = told(LUZHAI, "S1", energy_row(region="鹿寨县"), energy_row(region="鱼峰区"))
    assert (found.rule, found.severity, found.cell) == ("place_not_yours", "stop", cell("S1", "region", 1))
    assert found.sheet and "鱼峰区" in found.sentence() and "鹿寨县" in found.sentence()
    assert "Yufeng" in found.sentence("en") and "Luzhai" in found.sentence("en")


def test_figures_of_the_whole_city_are_for_clerks_of_the_city(store: Path) -> None:
    (found,) = told(LUZHAI, "S1", energy_row(region="柳州市"))
    assert (found.rule, found.found) == ("place_not_yours", "柳州市")
    (found,) = told(LUZHAI, "S5", good("S5", region=None))
    assert (found.rule, found.found) == ("place_not_yours", "柳州市"), "without a place it is the city's"
    assert [one.rule for one in told(LUZHAI, "S21", good("S21", region=None))] == ["row_without_place"]
    (found,) = told(LUZHAI, "S15", good("S15"))
    assert found.rule == "sheet_without_place" and found.severity == "stop" and "市级" in found.mend()


def test_a_sheet_that_somebody_else_delivers(store: Path) -> None:
    clerk = Person("wang", ("staff",), None, frozenset({"S2"}))
    (found,) = told(clerk, "S1", energy_row())
    assert found.rule == "sheet_not_yours" and "分品种能源消费" in found.sentence()


def test_nothing_of_it_is_published_and_nothing_is_left(store: Path) -> None:
    content = workbook("S1", [energy_row(region="鹿寨县"), energy_row(region="鱼峰区")])
    with acting.by(LUZHAI), pytest.raises(receive.NotAccepted, match="鱼峰区"):
        receive.accept(content, "表.xlsx", "wang")
    assert not journal.read() and not (store / "archive").exists()
