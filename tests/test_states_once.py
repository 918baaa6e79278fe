"""What a status or a ledger state is stands in the plan: no rank number and no list of statuses in code."""

import ast
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.plan import plan
from data.plan.check import faults_of
from pages.pieces import ledger_kinds

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("pages", "queries", "data")
RANK = r"\b(?:statuse?s?\.rank|status_rank)\b"  # a place in a ranking is another rank
RANKED = re.compile(RANK + r"\)?\s*(?:<=|>=|<>|!=|==|=|<|>)\s*\d")
LISTED = re.compile(r"\bIN\s*\(([^()]*)\)", re.IGNORECASE)
QUOTED = re.compile(r"'([a-z_]+)'")


def codes(text: str) -> set[str]:
    """The status codes among the quoted words of a piece of SQL."""
    return set(QUOTED.findall(text)) & set(plan().statuses)


def of_sql(text: str) -> list[str]:
    """Comparisons of a rank with a number, and lists of two or more statuses."""
    plain = re.sub(r"--[^\n]*", "", text)
    found = [match[0] for match in RANKED.finditer(plain)]
    return found + [match[0] for match in LISTED.finditer(plain) if len(codes(match[1])) > 1]


def of_python(text: str) -> list[str]:
    """The same in Python: a rank beside a number, and tuples, lists, sets, mappings of statuses."""
    found: list[str] = []
    if "rank" not in text and sum(code in text for code in plan().statuses) < 2:
        return found  # nothing to take apart
    for node in ast.walk(ast.parse(text)):
        held: list[ast.expr | None] = []
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            held = list(node.elts)
        elif isinstance(node, ast.Dict):
            held = [*node.keys, *node.values]
        elif isinstance(node, ast.Compare) and re.search(RANK, ast.unparse(node.left)):
            numbers = [one for one in node.comparators if isinstance(one, ast.Constant | ast.Name)]
            found += [
                ast.unparse(node) for one in numbers if not isinstance(one, ast.Name) or one.id.isupper()
            ]
        words = {one.value for one in held if isinstance(one, ast.Constant) and isinstance(one.value, str)}
        if len(words & set(plan().statuses)) > 1:
            found.append(ast.unparse(node))
    return found


def test_no_rank_number_and_no_list_of_statuses_stands_in_code() -> None:
    offences = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if "store" in path.relative_to(ROOT).parts or path.suffix not in (".sql", ".py"):
                continue
            text = path.read_text(encoding="utf-8")
            if found := of_sql(text) if path.suffix == ".sql" else of_python(text):
                offences[path.relative_to(ROOT).as_posix()] = found
    assert offences == {}


@pytest.mark.parametrize(
    "text",
    [
        "SELECT statuses.rank <= 7 AS judged",
        "CASE WHEN min(statuses.rank) > 3 THEN 1 END",
        "WHERE status NOT IN ('no_data', 'not_connected')",
        "WHERE status in (\n'insufficient',\n'no_data')",
    ],
)
def test_the_rule_can_fail_for_sql(text: str) -> None:
    assert of_sql(text)


@pytest.mark.parametrize(
    "text",
    [
        "kept = [r for r in rows if r['status_rank'] <= JUDGED]",
        "bad = status.rank < 5",
        "silent = ('no_data', 'not_connected')",
        "good = frozenset({'achieved', 'on_track'})",
        "looks = {'done': 'achieved', 'delayed': 'behind'}",
        "like = {'far_behind': ('overdue',), 'behind': ('delayed',)}",
    ],
)
def test_the_rule_can_fail_for_python(text: str) -> None:
    assert of_python(text)


def test_what_is_no_offence() -> None:
    assert of_sql("SELECT if(met, 'achieved', 'missed') ORDER BY statuses.rank -- rank <= 7") == []
    assert of_sql("WHERE rule IN ('at_most', 'budget')") == []
    assert of_python("worst = sorted(rows, key=lambda row: row['status_rank'])") == []
    assert of_python("quiet = card.status == 'not_connected'") == []


def test_what_each_status_is_stands_in_the_plan() -> None:
    """The bad news stand first, then the good ones, then what waits, then what is no answer."""
    known = plan().statuses
    bad = {"missed", "still_missed", "lost", "far_behind", "behind"}
    assert {code for code, status in known.items() if status.wanting} == bad
    met = {"made_up", "kept", "achieved"}
    assert {code for code, status in known.items() if status.met} == met
    assert {code for code, status in known.items() if status.good} == met | {"on_track"}
    answers = bad | met | {"on_track", "pending_final"}
    assert {code for code, status in known.items() if status.judged} == answers
    silent = {code for code, status in plan().statuses.items() if not status.speaks}
    assert silent == {"no_data", "not_connected"}


def test_a_state_has_one_look_on_every_page_and_a_task_not_started_the_same_as_a_park() -> None:
    looks = {(state.ledger, state.code): state.looks_like for state in plan().ledger_states}
    assert looks["tasks", "not_started"] == looks["circular_parks", "not_started"] == "pending_final"
    for (_, code), look in looks.items():
        assert ledger_kinds.like(code) == look


def test_two_looks_of_one_state_are_a_contradiction_of_the_plan() -> None:
    states = tuple(replace(state, looks_like="no_data") for state in plan().other_states)
    faults = faults_of(replace(plan(), other_states=states))
    assert [fault for fault in faults if "tasks not_started" in fault and "two looks" in fault]
    strange = tuple(replace(state, looks_like="fine") for state in plan().other_states)
    assert any(
        "looks like no status: fine" in fault for fault in faults_of(replace(plan(), other_states=strange))
    )


@pytest.mark.parametrize(
    ("code", "changes", "said"),
    [
        ("no_data", {"wanting": True}, "good or bad, but no answer"),
        ("behind", {"met": True}, "met, but no good news"),
        ("achieved", {"wanting": True}, "both good and bad"),
        ("missed", {"speaks": False}, "an answer that says nothing"),
        ("missed", {"rank": 20}, "from the worst to the best"),
    ],
)
def test_a_status_that_contradicts_itself(code: str, changes: dict[str, Any], said: str) -> None:
    changed = plan().statuses | {code: replace(plan().statuses[code], **changes)}
    assert any(said in fault for fault in faults_of(replace(plan(), statuses=changed)))


def test_every_status_that_was_reported_has_a_shape_and_a_name_of_its_own() -> None:
    spoken = [status for status in plan().statuses.values() if status.speaks]
    for told in ("shape", "name", "name_en"):
        assert len({getattr(status, told) for status in spoken}) == len(spoken), told
    assert plan().statuses["lost"].name == "失守"
