"""What a person judged, and what the data say of the same years: a contradiction is said, not hidden."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from data.ingest import receive
from pages.pieces import judgements as piece
from queries import ask
from tests.support.ledgers import judgement
from tests.support.numbers import NUMBERS, green_row
from tests.support.pages import said, visited
from tests.support.workbooks import Row, day, files

RISING = (3400.0, 3300.0, 3260.0, 3300.0, 3350.0, 3390.0)  # 2020–2025, 万吨: rising for three years
PAGE = "pages/analysts/indicator/page.py"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    ask.forget()
    yield
    ask.forget()


def emitted(levels: Sequence[float]) -> list[Row]:
    """S3: steel nine parts of ten, building materials the tenth, on one grid factor."""
    return [
        NUMBERS["S3"]
        | {"period": f"{2020 + n}年", "sector": sector, "fuel_combustion": 10000 * level * part}
        | {"process": 0.0, "net_electricity_heat": 0.0, "total": 10000 * level * part}
        for n, level in enumerate(levels)
        for sector, part in (("C31", 0.9), ("C30", 0.1))
    ]


def check(statement: str, **sheets: Sequence[Row]) -> Row:
    """The data beside the only judgement of a statement."""
    receive.accept_many(files(**sheets), "测试", at="2026-03-01T09:00:00+08:00")
    (row,) = ask.ask_rows("judgement_checks", statement=statement)
    return row


def of_control(reason: str, word: str = "已达标", when: str = "2025-12-24") -> list[Row]:
    return [judgement("T25", reason=reason, judgement=word, judged_on=day(when), figure=None)]


@pytest.mark.parametrize(
    ("reason", "word", "levels", "contradiction"),
    [
        ("连续两年下降，形成阶段性成果", "已达标", RISING, "run"),
        ("连续两年下降，形成阶段性成果", "已达标", RISING[:3], None),
        ("排放总量较上年下降", "进度正常", RISING, "run"),
        ("排放总量较上年下降", "进度正常", RISING[:3], None),
        ("排放总量低于 2021 年", "已达标", RISING, "below"),
        ("排放总量低于 2020 年", "已达标", RISING, None),
        ("已建立控制机制", "已达标", RISING, "good"),
        ("已建立控制机制", "未达标", RISING, None),
        ("已建立控制机制", "已达标", RISING[:1], None),
        ("连续3年下降", "已达标", RISING[:3], "run"),
    ],
)
def test_a_judgement_of_emissions_is_held_against_the_years_it_speaks_of(
    reason: str, word: str, levels: tuple[float, ...], contradiction: str | None
) -> None:
    row = check("T25", S3=emitted(levels), S17=of_control(reason, word))
    assert row["contradiction"] == contradiction
    assert row["last_year"] == 2019 + len(levels)
    assert row["last_co2"] == pytest.approx(levels[-1])


def test_the_years_after_the_judgement_are_not_held_against_it() -> None:
    row = check("T25", S3=emitted(RISING), S17=of_control("连续两年下降", when="2022-12-20"))
    assert (row["last_year"], row["rising"], row["run_years"]) == (2022, False, 2)
    assert row["contradiction"] is None


def test_falling_two_years_it_says_and_the_data_rise_three() -> None:
    row = check("T25", S3=emitted(RISING), S17=of_control("连续两年下降"))
    assert (row["rising"], row["run_years"], row["claimed_years"]) == (True, 3, 2)
    assert "连续 3 年上升" in piece.data_say(row)
    assert "判定与数据不符" in piece.against(row) and "连续 2 年下降" in piece.against(row)
    text = said(visited(PAGE, id="T25"))
    assert 'data-against="run"' in text and "连续 3 年上升" in text
    assert "测试人" in text and "测试佐证文件" in text
    totals = [r for r in ask.ask_rows("judged_emissions", statement="T25") if r["sector"] == "TOTAL"]
    assert [r["co2_10k_t"] for r in totals] == pytest.approx(list(RISING))


def test_without_both_industries_there_is_no_total_and_no_contradiction() -> None:
    steel = [row for row in emitted(RISING) if row["sector"] == "C31"]
    row = check("T25", S3=steel, S17=of_control("连续两年下降"))
    assert (row["last_year"], row["contradiction"]) == (None, None)
    assert piece.data_say(row) == "没有可对照的数据"


@pytest.mark.parametrize(
    ("figure", "parks", "contradiction"),
    [(1.0, 1, None), (2.0, 1, "parks"), (None, 0, "parks"), (1.0, 2, None)],
)
def test_a_judgement_of_parks_is_held_against_the_register(
    figure: float | None, parks: int, contradiction: str | None
) -> None:
    listed = [green_row(n, kind="园区") for n in range(1, parks + 1)] + [green_row(9)]
    row = check("T22", S5=listed, S17=[judgement("T22", figure=figure)])
    assert (row["parks"], row["contradiction"]) == (parks, contradiction)
    assert ("不符" in piece.against(row)) == (contradiction is not None)


def test_the_page_of_the_peak_shows_guangxis_beside_and_its_target_as_a_year() -> None:
    own = [
        NUMBERS["S3"] | {"period": f"{year}年", "sector": "规上工业", "total": 150.0} for year in (2020, 2021)
    ]
    other = [
        NUMBERS["S23"]
        | {
            "period": f"{year}年",
            "region": "广西壮族自治区",
            "cumulative_reduction": None,
            "yearly_change": None,
        }
        | {"gdp": None, "industrial_co2": value}
        for year, value in ((2020, 22310.0), (2021, 23150.0), (2022, 22980.0))
    ]
    receive.accept_many(files(S3=own, S23=other), "测试", at="2026-03-01T09:00:00+08:00")
    text = said(visited(PAGE, id="T06"))
    assert "最高年都是 2021 年" in text
    assert "2030 年以前达峰" in text and "2,030" not in text
    assert "未到可判定期" in text
