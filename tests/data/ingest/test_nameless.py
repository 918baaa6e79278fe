"""What is said of a file names no enterprise of another place to who sees those of the own only."""

import pytest

from data.ingest import nameless, rights
from data.ingest.compare import ChangeLine, Changes
from data.ingest.findings import Finding
from data.ingest.inspection import Inspection
from data.people import acting
from data.people.session import Person

CLERK = Person("clerk", ("staff",), frozenset({"450223"}))
THEIRS = "融安某某水泥有限公司"


def line(upload: str, state: str) -> ChangeLine:
    """A value of an enterprise, out of the file or of an earlier upload."""
    return ChangeLine(state, ("2025", THEIRS), "made", "产生量", "1", "", "", "表", "B2", upload=upload)


INSPECTION = Inspection(
    "a.xlsx",
    "0" * 64,
    findings=(
        *(Finding(rule, "表", "B2", expected=THEIRS, found="某某") for rule in ("enterprise_unmatched",)),
        *(Finding(rule, "表", "B2", expected=THEIRS) for rule in nameless.NAMES if rule.endswith("_differs")),
        Finding("enterprises_missing", "表", "B2", found=THEIRS),
        Finding("credit_code_missing", "表", "B2", found="某某"),
    ),
    changes=Changes(lines=(line("", "changed"), line("000001-S12-shut", "gone")), gone=1, more=2),
)


@pytest.mark.parametrize("setting", ["all", "own"])
def test_what_others_reported_is_left_out_where_the_setting_says_so(
    setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_ENTERPRISE_ROWS", setting)
    monkeypatch.setattr(rights, "may_see", lambda upload: not upload.endswith("shut"))
    assert nameless.seen(INSPECTION) is INSPECTION  # nobody was named
    with acting.by(CLERK):
        made = nameless.seen(INSPECTION)
    if setting == "all":
        assert made is INSPECTION
        return
    assert THEIRS not in str(made.findings) and "某某" in str(made.findings)
    assert [finding.rule for finding in made.findings] == [one.rule for one in INSPECTION.findings]
    assert [one.state for one in made.changes.lines] == ["changed"]
    assert (made.changes.gone, made.changes.more) == (1, 3)
