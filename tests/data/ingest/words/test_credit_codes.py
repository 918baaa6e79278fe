"""Unified social credit codes hold by their eighteenth character."""

from data.ingest.words.credit_codes import check_character, credit_code_fault
from tests.support.workbooks import credit_code


def test_a_code_holds_and_each_way_of_being_wrong_is_named() -> None:
    good = credit_code(7)
    assert credit_code_fault(good) == "" and check_character(good[:17]) == good[17]
    assert "18" in credit_code_fault(good[:-1])
    assert "I" in credit_code_fault("I" + good[1:])
    other = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert good[-1] in credit_code_fault(other)
