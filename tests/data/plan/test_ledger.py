"""The shape of a ledger: which columns it speaks of, and what they are called in its list."""

from data.plan import plan
from data.plan.ledger import ANSWERED, Ledger, listed_as


def test_a_column_gives_way_to_the_ledgers_own_answer() -> None:
    assert listed_as("state") == "reported_state" and listed_as("remark") == "remark"
    reported = {
        column.field
        for item in plan().ledgers.values()
        if item.ledger and item.ledger.listed
        for column in item.columns
        if column.field in ANSWERED
    }
    assert reported == {"state", "due_on"}  # S5 and S6 report a state, S16 a day


def test_a_block_speaks_of_its_columns_and_knows_its_kind() -> None:
    block = Ledger("trial", "试验", "Trial", naming=("a",), lead=("a", "b"), due="c", elsewhere={"d": "x"})
    assert block.fields == {"a", "b", "c", "d"}
    assert (block.listed, block.register) == (True, False)
    assert not Ledger("trial", "试验", "Trial", kind="figures").listed


def test_ledgers_are_offered_in_their_own_order_and_states_follow_it() -> None:
    known = list(plan().ledgers)
    assert known[0] == "two_high_projects" and known[-1] == "energy_budget"
    owners = list(dict.fromkeys(state.ledger for state in plan().ledger_states))
    with_states = [code for code, item in plan().ledgers.items() if item.ledger and item.ledger.states]
    assert owners == [*with_states, "tasks", "sheets", "tiers", "decisions", "delivery"]
