"""An inspection speaks for itself before anybody decides: sheets, periods, regions, what stops it."""

import dataclasses
import datetime
import json

import pytest

from data.ingest import answers, inspection
from data.ingest.compare import Changes, Move
from data.ingest.findings import Finding
from data.ingest.inspection import Inspection, NotAccepted
from data.ingest.limits import LIMITS
from data.ingest.records import Records, Row
from data.ingest.understanding import Understood
from data.ingest.words.periods import Period
from data.plan import plan

RECORDS = Records(
    plan().templates["S1"],
    [
        Row("二月", 4, {"period": Period.of(2025, 2), "region": "450204"}),
        Row("全年", 4, {"period": Period.of(2025), "region": "450203"}),
        Row("全年", 5, {"period": Period.of(2025), "region": None}),
    ],
)
SEEN = answers.unpacked(answers.packed(Understood("xlsx", None, RECORDS)), "表.xlsx", "abc")


def test_what_it_speaks_of_comes_once_each_and_in_order() -> None:
    assert SEEN.template is RECORDS.template and SEEN.rows == 3
    assert SEEN.sheets == ["二月", "全年"]
    assert (SEEN.periods, SEEN.regions) == (["2025", "2025-02"], ["450203", "450204"])


def test_a_warning_lets_it_pass_a_stop_a_refusal_and_emptiness_do_not() -> None:
    warn, stop = Finding("unit_slip"), Finding("region_unknown", "表", "B4")
    assert (warn.severity, stop.severity) == ("warn", "stop")
    assert SEEN.can_publish and dataclasses.replace(SEEN, findings=(warn,)).can_publish
    assert not dataclasses.replace(SEEN, findings=(warn, stop)).can_publish
    assert not dataclasses.replace(SEEN, refused=Finding("damaged")).can_publish
    assert not Inspection("表.xlsx", "abc").can_publish
    assert str(NotAccepted(dataclasses.replace(SEEN, findings=(warn, stop)))) == stop.message()


def test_the_command_line_gets_plain_json() -> None:
    move = Move("T01", "单位能耗", "450200", "TOTAL", "2025", 1.0, 2.0, "%", "behind", "achieved")
    told = dataclasses.replace(SEEN, changes=Changes(1, 2, 3), moves=(move,)).as_dict()
    assert set(json.loads(json.dumps(told, ensure_ascii=False))) == set(told)
    assert told["template"] == "S1" and told["form"] is None and told["changes"]["changed"] == 2
    assert told["moves"][0]["statement"] == "T01"


def test_the_command_line_gets_the_records_with_typed_values_and_what_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inspection, "LIMITS", dataclasses.replace(LIMITS, records_told=2))
    found = (Finding("period_title_differs"), Finding("region_unknown", offer="鱼峰区"))
    told = json.loads(json.dumps(dataclasses.replace(SEEN, findings=found).as_dict()))
    assert [(one["sheet"], one["row"]) for one in told["records"]] == [("二月", 4), ("全年", 4)]
    values = told["records"][0]["values"]
    assert (values["period"], values["region"], values["energy_tce"]) == ("2025-02", "450204", None)
    assert told["more_records"] == 1 and told["needs_reason"] is True
    assert [one["needs_reason"] for one in told["findings"]] == [True, False]
    assert told["findings"][1]["offer"] == "鱼峰区"
    assert SEEN.light().as_dict()["records"] == [] and not SEEN.needs_reason
    assert inspection.plain(datetime.date(2024, 1, 31)) == "2024-01-31" and inspection.plain(1.5) == 1.5
