"""Every formula that docs/methods.md promises is computed by command, with the answers it prints."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from queries.__main__ import main
from queries.compute import FORMULAS

ROOT = Path(__file__).resolve().parent.parent.parent
PROMISED = {
    "intensity_change",
    "chained_change",
    "average_yearly",
    "attained",
    "remaining",
    "equal_rate_path",
    "straight_path",
    "cagr_progress",
    "lmdi",
    "mann_kendall",
    "peak_state",
    "outlook",
}


def computed(capsys: pytest.CaptureFixture[str], words: str) -> Any:
    assert main(["compute", *words.split(), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def rounded(answer: Any, digits: int) -> Any:
    if isinstance(answer, dict):
        return {name: rounded(value, digits) for name, value in answer.items()}
    if isinstance(answer, list):
        return [rounded(value, digits) for value in answer]
    return round(answer, digits) if isinstance(answer, float) else answer


ANSWERS = [
    ("intensity_change --energy-growth 2 --value-added-growth 5", 4, -2.8571),
    ("chained_change --yearly 1.51,-2.20,-4.18", 2, -4.87),
    ("chained_change --yearly -2.01,-3.6,-3.7,-4.8,-5.6", 2, -18.25),
    ("average_yearly --cumulative -4.87 --years 3", 2, -1.65),
    ("attained --cumulative -4.87 --target-reduction 17", 1, 26.8),
    (
        "remaining --cumulative -4.87 --target-reduction 17 --years-left 2",
        2,
        {"total": -12.75, "per_year": -6.59},
    ),
    ("equal_rate_path --target-reduction 15.8 --years 5", 3, [3.381, 6.648, 9.804, 12.854, 15.8]),
    ("straight_path --target_reduction 15.8 --years 5", 2, [3.16, 6.32, 9.48, 12.64, 15.8]),
    (
        "cagr_progress --base 100 --base-year 2020 --current 84 --current-year 2025 --target 84.2"
        " --target-year 2025 --direction -1",
        0,
        {"ratio": 1.0, "score": 5.0, "status": "target_achieved"},
    ),
    (
        "lmdi --before 1,10,2;4,5,3 --after 4,5,3;5,6,4",
        4,
        {"additive": [69.7901, -9.4551, 39.6651], "multiplicative": [1.7611, 0.9262, 1.3794]},
    ),
    (
        "mann_kendall --values 5,4,3,2,1",
        3,
        {"s": -10, "variance": 16.667, "z": -2.205, "p": 0.027, "tau": -1, "slope": -1, "intercept": 5},
    ),
    (
        "peak_state --years 2015,2016,2017,2018,2019,2020 --values 9,8,7,6,5,4",
        0,
        {"year": 2015, "value": 9.0, "state": "peaked"},
    ),
    (
        "outlook --years 2020,2021,2022,2023 --values 4,3,2,1 --until 2024",
        4,
        {
            "log_linear": {"2024": 0.7071},
            "theil_sen": {"2024": 0.0},
            "last_three_years": {"2024": 0.63},
            "repeat_last": {"2024": 1.0},
        },
    ),
    ("energy_maximum --energy-last 100 --value-added-growth 5 --required-change -3", 2, 101.85),
    (
        "energy_room --energy-last 100 --value-added-growth 5 --required-change -3 --energy-now 101",
        2,
        0.85,
    ),
    (
        "needed_growth --numerator 20 --denominator 100 --denominator-growth 0 --target-share 25 --years 1",
        2,
        25.0,
    ),
]


@pytest.mark.parametrize(("words", "digits", "expected"), ANSWERS)
def test_the_printed_answers_come_out(
    capsys: pytest.CaptureFixture[str], words: str, digits: int, expected: Any
) -> None:
    assert rounded(computed(capsys, words), digits) == expected


def test_every_promised_formula_is_there_and_every_one_is_tried() -> None:
    assert set(FORMULAS) >= PROMISED
    assert {words.split()[0] for words, _, _ in ANSWERS} == set(FORMULAS)


def test_what_is_undefined_is_null_and_a_person_reads_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert computed(capsys, "lmdi --before 0 --after 2")["multiplicative"] == [None]
    assert main(["compute", "straight_path", "--target-reduction", "10", "--years", "2"]) == 0
    assert capsys.readouterr().out == "5.0, 10.0\n"
    assert (
        main(["compute", "remaining", "--cumulative", "-10", "--target-reduction", "10", "--years-left", "1"])
        == 0
    )
    assert capsys.readouterr().out.splitlines() == ["total: 0.0", "per_year: 0.0"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("moonshine --value 1", "moonshine"),
        ("attained --cumulative -5", "--target-reduction"),
        ("attained --cumulative five --target-reduction 17", "five"),
        ("attained --cumulative -200 --target-reduction 17", "above -100"),
        ("chained_change --yearly 1,,2", "1,,2"),
        ("lmdi --before 1,2;3 --after 1,2;3,4", ""),
        ("attained --cumulative -5 --target-reduction 17 --years 3", "--years"),
    ],
)
def test_what_cannot_be_computed_is_said_in_words(
    capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    assert main(["compute", *words.split()]) == 1
    said = capsys.readouterr()
    assert said.out == "" and told in said.err and len(said.err) > 5
    assert main(["compute", *words.split(), "--json"]) == 1
    assert told in json.loads(capsys.readouterr().err)["error"]


@pytest.mark.parametrize("name", FORMULAS)
def test_the_help_of_a_formula_is_its_own_docstring(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["compute", name, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert (FORMULAS[name].__doc__ or "").splitlines()[0] in shown and "--json" in shown


def test_methods_hold_nothing_that_neither_a_question_nor_a_page_nor_the_calculator_calls() -> None:
    rooms = (ROOT / "queries", ROOT / "pages")
    callers = [path for room in rooms for path in room.rglob("*.py") if path.parent.name != "methods"]
    text = "".join(path.read_text(encoding="utf-8") for path in callers)
    public = [
        node.name
        for path in sorted((ROOT / "queries" / "methods").glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    inside = {"annual_points"}  # peak and outlook both begin with it
    assert [name for name in public if name not in text and name not in inside] == []
