"""Every kind of slip of a tired clerk is told by its own rule, with the word to take where there is one."""

from pathlib import Path

import pytest

from data.ingest import receive
from tests.builders.kinds import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_by_its_rule_and_by_no_other(sample_store: Path, kind: str) -> None:
    slip = KINDS[kind]
    seen = receive.inspect(slip.build(), slip.name, foresee=False)
    rules = {finding.rule for finding in seen.findings}
    assert slip.told <= rules, rules
    assert not slip.untold & rules, slip.untold & rules
    assert slip.rows is None or seen.rows == slip.rows
    if slip.offer:
        assert [finding.offer for finding in seen.findings if finding.rule in slip.told] == [slip.offer]
    for finding in seen.findings:
        told = finding.message("zh") + finding.message("en")
        assert "450204" not in told and "TOTAL" not in told, "in words, never in codes"
