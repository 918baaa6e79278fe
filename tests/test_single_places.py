"""A change in one place: each is made in a copy of the tree, and the result looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.trees import append, copy_of_tree, run, swap

pytestmark = pytest.mark.slow
CHANGES: list[Callable[[Path], None]] = []

LOOK = """
import json
from streamlit.testing.v1 import AppTest
from data.ingest import receive
from data.ingest.findings import Finding
from queries.ask import ask_rows
from tests.support.numbers import emerging_row
from tests.support.workbooks import workbook

rows = [emerging_row(), emerging_row(region="鱼峰区", emerging_output=300_000, total_output=1_000_000)]
receive.accept(workbook("S4", rows), "S4.xlsx", "测试")
found = Finding("trial_rule", expected="1", found="2")
page = AppTest.from_file("pages/analysts/indicator/page.py", default_timeout=60)
page.query_params["id"] = "T35"
page.run()
answers = {
    "cards": {row["statement"]: row for row in ask_rows("overview_cards")},
    "progress": ask_rows("progress_by_indicator", statement="T35"),
    "places": {row["region"]: row for row in ask_rows("indicator_regions", statement="T10", period="2025")},
    "page": " ".join(str(block.proto.body) for block in page.get("html")),
    "faults": [str(fault.value) for fault in page.exception],
    "question": ask_rows("trial_question"),
    "finding": [found.sentence(language) for language in ("zh", "en")],
}
print(json.dumps(answers, ensure_ascii=False, default=str))
"""

LATER = """
import json, os
from streamlit.testing.v1 import AppTest
from data.ingest import receive
from data.ingest.words.names import code_of
from data.plan import plan
from queries.ask import ask_rows
from tests.support.ledgers import task
from tests.support.numbers import emerging_row
from tests.support.workbooks import filled_blank, workbook

def duties():
    (facts,) = ask_rows("statement_facts", statement="T02")
    reports = ask_rows("tasks_by_department", task="二(一)1", period="2026-09")
    return {
        "lead": facts["lead_department"],
        "answering": facts["departments"],
        "tasks": {row["department"]: row["progress_share"] for row in reports},
        "owing": sorted({row["department"] for row in ask_rows("data_calendar", template="S3")}),
        "reporting": sorted({row["department"] for row in ask_rows("data_calendar", template="S15")}),
        "empty": seen("circular"),
    }

def page(name, period=None):
    made = AppTest.from_file(f"pages/{name}.py", default_timeout=60)
    if period:
        made.query_params["period"] = period
    made.run()
    assert not made.exception, made.exception
    return made

def seen(name):
    return " ".join(str(block.proto.body) for block in page(f"analysts/{name}/page").get("html"))

def offered(period):
    boxes = page("leaders/overview/page", period).selectbox
    return next(box.options for box in boxes if box.key == "filter-region")

def places(year):
    return [row["region"] for row in ask_rows("indicator_regions", statement="T10", period=year)]

def rows(period, gone=()):
    names = [plan().regions[code].name for code in plan().counties() if code not in gone]
    return [emerging_row(period=period, region=n, emerging_output=100, total_output=1_000) for n in names]

os.environ["PEAK_TODAY"] = "2026-12-15"
reports = [task(department="市生态环境局", period="2026年三季度")]
receive.accept(filled_blank("S15", reports), "S15.xlsx", "测试")
before = duties()
os.environ["PEAK_TODAY"] = "2028-03-01"
sheets = [*rows("2026年"), *rows("2026年1—6月", ["450222"]), *rows("2027年", ["450222"])]
receive.accept(workbook("S4", sheets), "S4.xlsx", "测试")
city = emerging_row(period="2027年", emerging_output=1_000, total_output=9_000)
checked = receive.inspect(workbook("S4", [city, *rows("2027年", ["450222"])]), "S4.xlsx", foresee=False)
answers = {
    "before": before,
    "after": duties(),
    "city": {row["period"]: row["emerging_output"] for row in ask_rows("emerging_trend")},
    "mismatch": [(one.rule, one.found) for one in checked.findings],
    "places": {year: places(year) for year in ("2026", "2027")},
    "offered": {year: offered(year) for year in ("2026", "2027")},
    "spoken": [code_of("region", word) for word in ("柳城县", "450222", "柳江县")],
}
print(json.dumps(answers, ensure_ascii=False, default=str))
"""


def change(made: Callable[[Path], None]) -> Callable[[Path], None]:
    """Marks a function that changes the copy of the tree."""
    CHANGES.append(made)
    return made


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with all changes made."""
    made = copy_of_tree(tmp_path_factory.mktemp("tree"))
    for one in CHANGES:
        one(made)
    return made


@pytest.fixture(scope="module")
def told(tree: Path) -> Any:
    """What the changed copy answers after one workbook was published."""
    return run(tree, LOOK, "kept")


@pytest.fixture(scope="module")
def later(tree: Path) -> Any:
    """What it answers before and after 1 January 2027, when a county, a zone and a department change."""
    return run(tree, LATER, "later")


@change
def an_indicator(tree: Path) -> None:
    """T35: a block like that of T10, computed by a series that there is."""
    path = tree / "data/plan/indicators.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index('[[statements]]\nid = "T10"')
    block = text[start : text.index("[[statements]]", start + 1)]
    block = block.replace('id = "T10"', 'id = "T35"')
    name = next(line for line in block.splitlines() if line.startswith("name = "))
    append(path, "\n" + block.replace(name, 'name = "试验占比"'))


def test_an_indicator_is_one_block(told: Any) -> None:
    assert "T35" in told["cards"]
    (city,) = [row for row in told["progress"] if row["region"] == "450200"]
    assert float(city["value"]) == pytest.approx(26.0)
    assert told["faults"] == []
    assert "试验占比" in told["page"] and "26.0%" in told["page"]
    assert 'data-kind="share"' in told["page"]


@change
def a_target(tree: Path) -> None:
    """A line for the city and one for a county."""
    lines = "T35,450200,TOTAL,2020,10.8,2025,30,at_least,试验,2024-01-01\n"
    lines += "T10,450203,TOTAL,2020,,2025,40,at_least,试验,2024-01-01\n"
    append(tree / "data/plan/targets.csv", lines)


def test_a_target_is_one_line(told: Any) -> None:
    card = told["cards"]["T35"]
    assert (card["target"], card["status"]) == (30.0, "missed") and card["gap"] == pytest.approx(4.0)
    assert told["places"]["450203"]["target"] == 40.0
    assert told["places"]["450203"]["status"] == "missed" and told["places"]["450200"]["target"] == 25.0


@change
def a_question(tree: Path) -> None:
    """One file with one SELECT."""
    (tree / "queries/progress/trial_question.sql").write_text(
        "-- how many statements are there\n-- One row per: answer\n-- Params: (none)\n"
        "SELECT count(*) AS known FROM statements\n",
        encoding="utf-8",
    )


def test_a_question_is_one_file(told: Any) -> None:
    assert told["question"] == [{"known": len(told["cards"])}]


@change
def a_finding(tree: Path) -> None:
    """One line of the catalogue."""
    line = "trial_rule,warn,填了 {found}，应为 {expected}。,{found} and not {expected}.,请改。,Mend it.\n"
    append(tree / "data/ingest/findings.csv", line)


def test_a_finding_is_one_line(told: Any) -> None:
    assert told["finding"] == ["填了 2，应为 1。", "2 and not 1."]


@change
def a_county_that_ends_and_a_zone_that_begins(tree: Path) -> None:
    """柳城县 becomes part of 柳江区 on 1 January 2027; a zone is set up on that day."""
    path = tree / "data/plan/regions.csv"
    swap(path, "1,柳城,,,,", "1,柳城,,2027-01-01,450206,")
    append(path, "Z-TRIAL,试验新区,试验新区,Trial Zone,zone,450200,0,,2027-01-01,,,450206,测试\n")


def test_sums_of_a_year_use_the_counties_of_that_year(later: Any) -> None:
    assert later["city"] == {"2026": 1_000.0, "2027": 900.0}  # June 2026 lacks a county of its year
    assert ("sum_mismatch", "900") in [tuple(one) for one in later["mismatch"]]


def test_a_county_and_a_zone_are_offered_in_their_years_and_always_spoken_of(later: Any) -> None:
    assert "450222" in later["places"]["2026"] and "Z-TRIAL" not in later["places"]["2026"]
    assert "450222" not in later["places"]["2027"] and "Z-TRIAL" in later["places"]["2027"]
    shown = {year: " ".join(names) for year, names in later["offered"].items()}
    assert "柳城县" in shown["2026"] and "试验新区" not in shown["2026"]
    assert "柳城县" not in shown["2027"] and "试验新区" in shown["2027"] and "柳江区" in shown["2027"]
    assert later["spoken"] == ["450222", "450222", "450206"]


@change
def a_department_with_a_successor(tree: Path) -> None:
    """The bureau of the environment is dissolved on 1 January 2027; another takes its duties."""
    path = tree / "data/plan/departments.csv"
    swap(path, "1,生态环境局,,,", "1,生态环境局,,2027-01-01,ecology")
    append(path, "ecology,市生态与林业局,生态林业局,Ecology and Forestry Bureau,0,,2027-01-01,,\n")


def test_the_duties_of_a_department_pass_to_its_successor(later: Any) -> None:
    before, after = later["before"], later["after"]
    assert (before["lead"], after["lead"]) == ("environment", "ecology")
    assert "environment" in before["answering"] and "ecology" in after["answering"]
    assert before["tasks"]["environment"] == after["tasks"]["ecology"] == 80.0
    assert "ecology" not in before["tasks"] and "environment" not in after["tasks"]
    assert (before["owing"], after["owing"]) == (["environment"], ["ecology"])
    assert "environment" in before["reporting"] and "environment" not in after["reporting"]
    assert "ecology" in after["reporting"]
    assert "联系" in before["empty"] or "生态环境局" in before["empty"]
    assert "生态林业局" in after["empty"]
