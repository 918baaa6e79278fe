"""Every number template: the blank filled as a person would, accepted, and asked back the same."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from data.ingest import receive
from data.ingest.blank import blank
from data.ingest.words.periods import parse_period
from data.plan import plan
from data.snapshot import published
from queries import ask
from tests.support.numbers import NUMBERS
from tests.support.rows import good
from tests.support.workbooks import filled_blank

WORDS = {
    "终核": "final",
    "快报": "flash",
    "当量值": "calorific",
    "柳南区": "450204",
    "柳州市": "450200",
    "规上工业": "TOTAL",
    "是": "yes",
    "否": "no",
    "原煤": "raw_coal",
    "熟料": "clinker",
    "炼铁": "ironmaking",
    "粉煤灰": "fly_ash",
    "公交": "bus",
    "≥": "at_least",
}


def test_blank_filled_accepted_and_asked_back_equal(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inspections: list[receive.Inspection] = []
    real = receive.inspect

    def kept(content: bytes, name: str, **more: Any) -> receive.Inspection:
        inspections.append(real(content, name, **more))
        return inspections[-1]

    monkeypatch.setattr(receive, "inspect", kept)
    receive.accept_many(
        [(filled_blank(code, [row]), f"{code}.xlsx") for code, row in NUMBERS.items()], "测试"
    )
    assert len(inspections) == len(NUMBERS)
    for inspection in inspections:
        assert inspection.template and inspection.template.id == inspection.name.removesuffix(".xlsx")
        # the hidden lists of the drop-downs are our own
        rules = {finding.rule for finding in inspection.findings if finding.severity != "note"}
        assert rules <= {"hidden_sheet"}, inspection.name
        assert inspection.records
        template = inspection.records.template
        keys = [inspection.records.key(row) for row in inspection.records.rows]
        (found,) = published.rows(template, keys).values()
        for field, value in NUMBERS[template.id].items():
            expected = WORDS.get(value, value) if isinstance(value, str) else value
            if field == "period":
                period = parse_period(value)
                assert period and (found["period"], found["year"], found["month"]) == (
                    period.code,
                    period.year,
                    period.month,
                )
            elif field == "enterprise" and value is None:
                assert found[field] == ""
            else:
                assert found[field] == expected, (template.id, field)


def test_a_blank_offers_the_lists_of_the_plan() -> None:
    energies = plan().templates["S2"].column("energy")
    statements = plan().templates["S20"].column("statement")
    assert energies and statements
    assert [choice.code for choice in statements.choices] == list(plan().statements)
    assert [choice.code for choice in energies.choices] == [row["code"] for row in plan().factors["energies"]]
    assert blank("S2")[0].startswith("S2_")


def test_the_later_maturity_of_the_same_row_speaks(store: Path) -> None:
    flash = filled_blank("S12", [good("S12", maturity="快报", used_t=80.0, stored_t=18.0)])
    receive.accept(flash, "快报.xlsx", "测试")
    receive.accept(filled_blank("S12", [good("S12")]), "终核.xlsx", "测试")
    receive.accept(
        filled_blank("S12", [good("S12", maturity="快报", used_t=70.0, stored_t=28.0)]),
        "晚到的快报.xlsx",
        "测试",
    )
    ask.forget()
    (row,) = ask.ask("solid_waste_kinds").to_dict("records")
    assert (row["used_t"], row["rate"]) == (95.0, 95.0)


def test_a_renamed_enterprise_stays_one(store: Path) -> None:
    earlier, later = good("S10", period="2024年"), good("S10", enterprise="改名后的企业")
    receive.accept(filled_blank("S10", [earlier, later]), "接入.xlsx", "测试")
    ask.forget()
    (row,) = ask.ask("online_monitoring_members").to_dict("records")
    assert row["enterprise"] == "改名后的企业"
    assert row["state"] == "connected"
    assert row["connected_on"] == datetime.date(2024, 5, 1)
