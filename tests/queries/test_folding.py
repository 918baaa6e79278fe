"""Who is limited to places sees enterprises of others as sums: nobody is named, nothing can be worked out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.people import acting, seeing
from data.people.session import Person, Wall
from data.plan import Statement, plan
from queries import folding
from queries.ask import ask_arrow, ask_rows, questions
from queries.folding import Sum, sums
from queries.question import Question, Row, Rows, read
from tests.support.others import CLERK, LUZHAI, names_of_others

NEEDED = {"period": "2025", "scored": "county"}


@pytest.fixture
def limited(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clerk of 鹿寨县 asks, where the setting says that enterprises of others are seen as sums."""
    monkeypatch.setenv("PEAK_ENTERPRISE_ROWS", "own")
    with acting.by(CLERK):
        yield


def is_public(asked: Question, row: Row) -> bool:
    """Whether a row stands on a list that is published anyway."""
    fields = [field.of for field in asked.columns if field.kind in ("enterprise", "named")]
    codes = {str(row.get(of) or of) for of in fields}
    sheets = {**plan().templates, **plan().ledgers}
    return any(code in sheets and sheets[code].public for code in codes)


def answers(asked: Question) -> Iterator[tuple[str, Rows]]:
    """All that a question answers: of everything at once, or of each statement, industry, ledger."""
    told = {name: value for name, value in NEEDED.items() if name in asked.params}
    every: dict[str, list[Any]] = {
        "statement": [code for code, one in plan().statements.items() if tells_enterprises(one)],
        "industry": list(plan().industries),
        "number": [row["number"] for row in ask_rows("decisions")],
    }
    if "ledger" in asked.params:
        every["ledger"] = [code for code, one in plan().ledgers.items() if one.ledger and one.ledger.listed]
    whole = ask_rows(asked.name, **told)
    yield "", whole
    several = next((name for name in every if name in asked.params), "")
    for one in every[several] if several and (not whole.total or several == "ledger") else ():
        yield str(one), ask_rows(asked.name, **told, **{several: one})


def tells_enterprises(statement: Statement) -> bool:
    """Whether a statement rests on sheets whose enterprises are not everybody's to see."""
    return any(seeing.is_withheld(plan().templates.get(sheet)) for sheet in statement.templates)


def test_no_answer_names_an_enterprise_of_another_place(limited: None) -> None:
    others = names_of_others()
    assert len(others) > 50
    told, folded = [], set()
    for asked in questions():
        for about, rows in answers(asked):
            text = str([row for row in (*rows, *rows.folded) if not is_public(asked, row)])
            told += [f"{asked.name} {about}: {name}" for name in others if name in text][:1]
            folded |= {asked.name} if rows.folded else set()
    assert told == []
    assert len(folded) > 20
    table = ask_arrow("solid_waste_enterprises").to_pylist()
    assert {row["region"] for row in table} <= {LUZHAI} and ask_rows("solid_waste_enterprises").folded


def test_who_is_not_limited_sees_all_as_ever(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ask_rows("solid_waste_enterprises")
    assert whole and not whole.folded and whole.total == len(whole)
    for setting, person in (("all", CLERK), ("own", Person("analyst", ("analyst",))), ("own", None)):
        monkeypatch.setenv("PEAK_ENTERPRISE_ROWS", setting)
        with acting.by(person):
            assert ask_rows("solid_waste_enterprises") == whole
    with acting.by(CLERK):
        seen = ask_rows("solid_waste_enterprises")
    assert len(seen) < len(whole) == seen.total
    with acting.by(Wall("wall", (), pages=("overview",))):
        assert not ask_rows("solid_waste_enterprises")


ASKED = read(
    "waste",
    "-- words\n-- One row per: enterprise\n-- Params: (none)\n"
    "-- Columns: enterprise_key code; enterprise enterprise of S12; region region; period period;\n"
    "-- made number 吨 0; rate number % 1; note text; ledger code; oldest named of ledger;\n"
    "-- oldest_region region; because named\nSELECT 1",
)
OTHERS = ("450222", "450224", "450225")


def row(name: str, region: str | None, made: float = 10.0, **more: Any) -> Row:
    """One row of a question about waste."""
    kept = {"period": "2025", "rate": 50.0, "note": f"{name} 已办", "ledger": "retrofit"}
    return {
        "enterprise_key": f"name:{name}",
        "enterprise": name,
        "region": region,
        "made": made,
        **kept,
        **more,
    }


def of(*sizes: int) -> list[Sum]:
    """The sums of other places with so many enterprises."""
    rows = [
        row(f"{place}-{n}", place) for place, size in zip(OTHERS, sizes, strict=False) for n in range(size)
    ]
    whole, folded = folding.folded(ASKED, rows, {LUZHAI})
    assert whole == []
    return sums(Rows((), ASKED, folded))


def test_a_row_of_another_place_keeps_nothing_that_says_whose_it_is() -> None:
    own, theirs, nowhere = row("甲", LUZHAI), row("乙", OTHERS[0], own_column="乙"), row("丙", None)
    whole, folded = folding.folded(ASKED, [own, theirs, nowhere], {LUZHAI})
    assert [one["enterprise"] for one in whole] == ["甲"]
    assert "乙" not in str(folded) and "丙" not in str(folded) and len(folded) == 2
    assert folded[0]["made"] == 10.0 and folded[0]["own_column"] is None


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ((3, 4), [30.0, 40.0]),
        ((2, 4, 5), [None, None, 50.0]),  # 2 alone could be worked out from a total
        ((2, 1, 4), [None, None, 40.0]),  # three together cannot
        ((1,), [None]),
    ],
)
def test_fewer_than_three_are_not_told_nor_worked_out(
    sizes: tuple[int, ...], told: list[float | None]
) -> None:
    found = of(*sizes)
    assert [one.enterprises for one in found] == list(sizes)
    assert [one.amounts and one.amounts["made"] for one in found] == told


def test_only_what_can_be_added_is_added_and_each_enterprise_counts_once() -> None:
    rows = [row(name, OTHERS[0], kind) for name in "甲乙丙" for kind in (1.0, 2.0)]
    rows += [row("丁", OTHERS[0], period="2024")]
    _, folded = folding.folded(ASKED, rows, {LUZHAI})
    now, before = sums(Rows((), ASKED, folded))
    assert now == Sum(OTHERS[0], (("period", "2025"),), 6, 3, {"made": 9.0})
    assert before == Sum(OTHERS[0], (("period", "2024"),), 1, 1, None)


@pytest.mark.parametrize(
    ("ledger", "place", "because", "told"),
    [
        ("retrofit", OTHERS[0], "missing:乙", (None, "missing:")),
        ("retrofit", LUZHAI, "item:cement", ("乙", "item:cement")),
        ("circular_parks", OTHERS[0], "period:2025", ("乙", "period:2025")),
    ],
)
def test_what_is_named_beside_is_left_out(
    ledger: str, place: str, because: str, told: tuple[str | None, str]
) -> None:
    beside: Row = {"ledger": ledger, "oldest": "乙", "oldest_region": place, "because": because}
    (one,), _ = folding.folded(ASKED, [row("甲", LUZHAI, **beside)], {LUZHAI})
    assert one["oldest"] == told[0]
    # of the own place all is told
    assert one["because"] == because
    (city,), _ = folding.folded(ASKED, [{**row("", "450200"), "enterprise_key": "", **beside}], {LUZHAI})
    assert city["because"] == told[1]


def test_rows_that_are_kept_or_sorted_keep_what_was_folded() -> None:
    _, folded = folding.folded(ASKED, [row("乙", OTHERS[0]), row("丙", OTHERS[1], 20.0)], {LUZHAI})
    rows = Rows([row("甲", LUZHAI)], ASKED, folded)
    assert rows.told(reversed(rows)).total == 3 and rows.plus(more=lambda one: 1).total == 3
    assert rows.kept(lambda one: one["made"] > 15).total == 1
