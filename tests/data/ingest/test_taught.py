"""Layouts and aliases: learned, used by themselves, named in findings and receipts, withdrawn, edited."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from data.ingest import again, receive, taught
from data.ingest.findings import Refused
from data.ingest.layouts.stored import WrongLayout
from data.ingest.words.aliases import Alias
from data.keep import archive, learned
from queries.ask import ask_rows
from tests.support import bureau_sheets as sheets
from tests.support.numbers import energy_row
from tests.support.own_layouts import of_shape
from tests.support.workbooks import workbook


def rules(inspection: receive.Inspection, severity: str = "stop") -> list[str]:
    return [finding.rule for finding in inspection.findings if finding.severity == severity]


def test_from_a_file_nobody_knows_to_a_receipt_and_the_next_month(store: Path) -> None:
    content = sheets.places_by_fields("2026年1—9月")
    first = receive.inspect(content, "九月.xlsx")
    assert rules(first) == ["unknown_template"] and first.findings[0].offer == "S1 规上工业能耗与增加值"
    assert (
        first.proposal is not None and json.loads(json.dumps(first.as_dict()))["proposal"]["template"] == "S1"
    )
    answer = receive.answered(first.proposal, {}, {"basis": "当量值", "maturity": "快报"})
    tried = receive.inspect(content, "九月.xlsx", layout=answer.as_dict())
    assert tried.can_publish and tried.layout == "" and tried.rows == 5
    assert receive.learn_layout("统计局月报", answer, "张三").version == 1
    upload = receive.accept(content, "九月.xlsx", "李四", layout="统计局月报", reason="首次上报").upload
    known = archive.receipt(upload)
    assert (known.layout["name"], known.layout["by"]) == ("统计局月报", "张三")
    later = receive.inspect(sheets.places_by_fields("2026年1—10月", more=1, shifted=1), "十月.xlsx")
    assert (later.layout, later.rows, rules(later)) == ("统计局月报", 6, [])
    assert any(f.rule == "layout_used" and "张三" in f.expected for f in later.findings)
    receive.withdraw_layout("统计局月报", "王五")
    assert rules(receive.inspect(content, "九月.xlsx")) == ["unknown_template"]
    assert again.rows(content, known) == archive.rows_file(upload).read_bytes()
    assert receive.verify() == []


def test_every_number_of_a_crosswise_sheet_is_traced_to_its_own_cell(store: Path) -> None:
    receive.learn_layout("指标表", of_shape("fields_by_places"), "张三")
    receive.accept(sheets.fields_by_places(), "指标.xlsx", "李四", reason="首次上报")
    given = {"statement": "T01", "region": "450203", "period": "2026-09"}
    cells = {row["field"]: row["cell"] for row in ask_rows("number_trace", **given)}
    assert cells["energy_growth"] == "E4" and cells["value_added_growth"] == "E6"


def test_two_layouts_that_fit_are_asked_about_and_one_can_be_named(store: Path) -> None:
    stored = of_shape("places_by_fields")
    other = dataclasses.replace(stored, fixed=stored.fixed | {"basis": "等价值"})
    receive.learn_layout("当量", stored, "张三")
    receive.learn_layout("等价", other, "张三")
    content = sheets.places_by_fields()
    found = receive.inspect(content, "表.xlsx")
    assert rules(found)[0] == "layout_several" and found.template is None and found.proposal is not None
    named = receive.inspect(content, "表.xlsx", layout="等价")
    assert named.records is not None and {r.values["basis"] for r in named.records.rows} == {"equivalent"}
    with pytest.raises(learned.NotLearned, match="当量、等价"):
        receive.inspect(content, "表.xlsx", layout="没有的")
    assert rules(receive.inspect(sheets.register(), "名单.xlsx", layout="等价")) == ["layout_unfit"]


def test_an_edited_layout_is_a_new_version(store: Path) -> None:
    stored = of_shape("places_by_fields")
    receive.learn_layout("月报", stored, "张三")
    changed = dataclasses.replace(stored, fixed=stored.fixed | {"maturity": "终核"})
    receive.learn_layout("月报", changed.as_dict(), "李四")
    (now,) = receive.layouts()
    assert (now.version, now.by, now.fixed["maturity"]) == (2, "李四", "终核")
    assert [bool(item.withdrawn_by) for item in learned.everything()] == [True, False]
    with pytest.raises(learned.NotLearned):
        receive.withdraw_layout("年报", "张三")
    with pytest.raises(WrongLayout):
        receive.learn_layout(" ", stored, "张三")


def test_one_click_on_an_offer_remembers_the_word(store: Path) -> None:
    content = workbook("S1", [energy_row(region="鱼峯区")], energy_tce="综合能源消费总量（吨标准煤）")
    first = receive.inspect(content, "表.xlsx")
    offered = {f.rule: receive.alias_offered(first, f) for f in first.findings if f.severity == "stop"}
    assert offered == {
        "region_unknown": ("region", "鱼峯区", "鱼峰区"),
        "column_missing": ("heading:S1", "综合能源消费总量", "综合能源消费量"),
    }
    for words in offered.values():
        assert words is not None
        receive.learn_alias(*words, "张三")
    second = receive.inspect(content, "表.xlsx")
    assert rules(second) == [] and second.regions == ["450203"]
    notes = {f.found: f for f in second.findings if f.rule == "alias_used"}
    assert set(notes) == {"鱼峯区", "综合能源消费总量"} and "张三 2026" in notes["鱼峯区"].field
    upload = receive.accept(content, "表.xlsx", "李四", reason="补报").upload
    known = archive.receipt(upload)
    assert {alias["said"] for alias in known.aliases} == set(notes)
    for kept in taught.aliases():
        taught.withdraw_alias(kept.number, "王五")
    assert rules(receive.inspect(content, "表.xlsx")) and taught.aliases() == []
    assert again.rows(content, known) == archive.rows_file(upload).read_bytes()
    with pytest.raises(learned.NotLearned):
        taught.withdraw_alias(1, "王五")


def test_a_short_year_is_offered_and_remembered_and_a_quarter_of_no_year_is_never(store: Path) -> None:
    content = workbook("S1", [energy_row(period="25年9月"), energy_row(region="柳北区", period="三季度")])
    first = receive.inspect(content, "表.xlsx")
    short, bare = [f for f in first.findings if f.rule == "period_unreadable"]
    assert (short.offer, bare.offer) == ("2025年1—9月", "2026年1—9月")
    words = receive.alias_offered(first, short)
    assert words == ("period", "25年9月", "2025年1—9月") and receive.alias_offered(first, bare) is None
    receive.learn_alias(*words, "张三")
    second = receive.inspect(content, "表.xlsx")
    assert second.periods == ["2025-09"] and [f.found for f in second.findings if f.severity == "stop"] == [
        "三季度"
    ]
    titled = workbook("S1", [energy_row(period="三季度")], title="2025年工业能耗")
    (told,) = [f for f in receive.inspect(titled, "表.xlsx").findings if f.rule == "period_of_title_year"]
    assert (told.severity, told.expected) == ("note", "2025年1—9月")


@pytest.mark.parametrize(
    ("kind", "said", "meant"),
    [
        ("period", "25年9月", "某月"),
        ("region", "鱼峯区", "桂林市"),
        ("region", "鱼峰区", "柳南区"),
        ("region", " ", "柳南区"),
        ("colour", "红", "绿"),
        ("heading:S1", "总能耗", "没有的列"),
        ("choice:S5.level", "国标", "市标"),
        ("credit_code", "9145", "9145"),
    ],
)
def test_a_word_that_cannot_stand_for_another_is_refused(
    store: Path, kind: str, said: str, meant: str
) -> None:
    with pytest.raises(taught.WrongAlias):
        receive.learn_alias(kind, said, meant, "张三")


def test_choices_and_codes_are_remembered_too_and_the_last_word_counts(store: Path) -> None:
    receive.learn_alias("choice:S5.level", "国字号", "自治区级", "张三")
    receive.learn_alias("choice:S5.level", "国字号", "国家级", "李四")
    assert [(k.alias.meant, k.alias.by) for k in taught.aliases()] == [("国家级", "李四")]


@pytest.mark.parametrize("lie", [{"layout": {"template": "S1"}}, {"aliases": [{"kind": "region"}]}])
def test_a_child_cannot_tell_of_what_nobody_taught(
    store: Path, monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]
) -> None:
    lesson = taught.lesson()
    stored = of_shape("places_by_fields")
    bare = receive.Inspection("表.xlsx", "abc", stored=stored if "layout" in lie else None)
    told = dataclasses.replace(bare, aliases=(Alias("region", "甲", "乙"),) if "aliases" in lie else ())
    with pytest.raises(Refused):
        taught.held(lesson, told)
