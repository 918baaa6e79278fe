"""The way of a workbook: inspected without effect, refused with cells, accepted, compared, rolled back."""

import dataclasses
import datetime
import os
from pathlib import Path

import pytest

from data import places
from data.ingest import receive
from data.keep import journal
from data.keep.errors import StoreError
from data.snapshot import publish
from queries import ask as asking
from queries.ask import ask
from tests.support.numbers import emerging_row, energy_row, green_row, published_row
from tests.support.workbooks import cell, workbook


def rules(inspection: receive.Inspection, severity: str = "stop") -> list[tuple[str, str]]:
    return [(f.rule, f.cell) for f in inspection.findings if f.severity == severity]


def test_three_faults_are_found_at_once_with_their_cells(store: Path) -> None:
    content = workbook(
        "S1",
        [
            energy_row(region="柳楠区"),
            energy_row(region="鱼峰区", energy_tce="约二百万"),
            energy_row(region="柳北区", period="今年九月"),
        ],
    )
    found = rules(receive.inspect(content, "表.xlsx"))
    assert found == [
        ("region_unknown", cell("S1", "region", 0)),
        ("number_expected", cell("S1", "energy_tce", 1)),
        ("period_unreadable", cell("S1", "period", 2)),
    ]


def test_every_message_says_what_where_and_how_to_mend_in_both_languages(store: Path) -> None:
    content = workbook("S1", [energy_row(region="柳楠区", basis="热值", maturity=None, energy_growth=-100)])
    findings = receive.inspect(content, "表.xlsx").findings
    assert {f.rule for f in findings} >= {"region_unknown", "choice_unknown", "value_missing", "not_above"}
    for finding in findings:
        for lang in ("zh", "en"):
            assert finding.sentence(lang) and finding.mend(lang)
        assert finding.cell and finding.sheet


def test_inspecting_has_no_effect(store: Path) -> None:
    receive.accept(workbook("S1", [energy_row()]), "表.xlsx", "甲")
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()}
    receive.inspect(workbook("S1", [energy_row(energy_growth=1.0)]), "表.xlsx", foresee=True)
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()} == before


def test_looking_ahead_is_asked_for_and_gives_a_new_inspection(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = [energy_row(period=f"{year}年") for year in range(2021, 2026)]
    receive.accept(workbook("S1", years), "表.xlsx", "甲")
    content = workbook("S1", [energy_row(energy_growth=1.0)])
    ahead = receive.inspect(content, "表.xlsx", foresee=True)
    assert {move.statement for move in ahead.moves} == {"T01"}
    assert ahead.moves[0].before != ahead.moves[0].after

    def heavy(*_: object) -> None:
        raise AssertionError("nobody asked for a snapshot")

    monkeypatch.setattr(publish, "foresee", heavy)
    light = receive.inspect(content, "表.xlsx")
    assert light.moves == () and dataclasses.replace(light, moves=ahead.moves) == ahead


def test_nothing_writes_into_the_inspection_it_is_given(store: Path) -> None:
    seen = receive.inspect(workbook("S1", [energy_row()]), "表.xlsx")
    before = dataclasses.replace(seen)
    with pytest.raises(receive.NotAccepted) as refusal:
        receive.parcel_of(b"", seen, "甲", "", "official", "", attachments=[("证据.pdf", b"no pdf")])
    assert [finding.rule for finding in refusal.value.inspection.findings] == ["evidence_not_asked"]
    assert seen == before and seen.can_publish
    with pytest.raises(dataclasses.FrozenInstanceError):
        seen.findings = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2025年1-9月", "2025-09"),
        ("2025年三季度", "2025-09"),
        ("2025Q3", "2025-09"),
        ("2025-09", "2025-09"),
        ("2025年", "2025"),
    ],
)
def test_periods_are_understood(store: Path, written: str, code: str) -> None:
    assert receive.inspect(workbook("S1", [energy_row(period=written)]), "表.xlsx").periods == [code]


def test_the_period_may_stand_in_the_title_only(store: Path) -> None:
    content = workbook("S1", [energy_row()], title="柳州市2025年1—9月规上工业能耗与增加值", drop=["period"])
    inspection = receive.inspect(content, "表.xlsx")
    assert inspection.periods == ["2025-09"]
    assert ("period_from_title", "A1") in rules(inspection, "note")
    content = workbook("S1", [energy_row()], drop=["period"])
    assert "column_missing" in dict(rules(receive.inspect(content, "表.xlsx")))


def test_units_in_the_heading_are_converted_and_foreign_ones_refused(store: Path) -> None:
    content = workbook("S1", [energy_row(energy_tce=200)], energy_tce="综合能源消费量（万吨标准煤）")
    inspection = receive.inspect(content, "表.xlsx")
    assert inspection.records is not None
    assert inspection.records.rows[0].values["energy_tce"] == 2_000_000
    content = workbook("S1", [energy_row()], energy_tce="综合能源消费量（万元）")
    assert "unit_mismatch" in dict(rules(receive.inspect(content, "表.xlsx")))


def test_old_headings_and_two_row_headings_are_recognised(store: Path) -> None:
    content = workbook(
        "S1", [energy_row()], region="县区", energy_tce="综合能源消费量_当量(tce)", energy_growth="同比%"
    )
    inspection = receive.inspect(content, "什么名字都行.xlsx")
    assert inspection.template is not None and inspection.template.id == "S1"
    assert inspection.can_publish


def test_a_stranger_table_is_told_apart_in_words(store: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for line in (["食堂菜单"], ["星期", "菜"], ["一", "鱼"]):
        book.active.append(line)
    path = store.parent / "x.xlsx"
    book.save(path)
    assert rules(receive.inspect(path.read_bytes(), "x.xlsx")) == [("unknown_template", "")]


def test_repeated_rows_mixed_bases_and_impossible_dates(store: Path) -> None:
    twice = receive.inspect(workbook("S1", [energy_row(), energy_row()]), "表.xlsx")
    assert rules(twice) == [("duplicate_key", "A5")]
    mixed = receive.inspect(
        workbook("S1", [energy_row(), energy_row(region="柳北区", basis="等价值")]), "表.xlsx"
    )
    assert rules(mixed) == [("two_bases", cell("S1", "basis", 1))]
    backwards = green_row(state="移出", withdrawn_on=datetime.date(2023, 1, 1))
    assert dict(rules(receive.inspect(workbook("S5", [backwards]), "表.xlsx"))) == {
        "date_order": cell("S5", "withdrawn_on")
    }
    no_day = receive.inspect(workbook("S5", [green_row(state="移出")]), "表.xlsx")
    assert dict(rules(no_day)) == {"state_needs": cell("S5", "withdrawn_on")}
    wrong = receive.inspect(workbook("S5", [green_row(credit_code="91450200TE5T000019")]), "表.xlsx")
    assert "credit_code_invalid" in dict(rules(wrong))


def test_counties_that_do_not_add_up_and_a_unit_slip_are_warned_of(store: Path) -> None:
    from data.plan import plan

    names = [plan().regions[code].name for code in plan().counties()]
    rows = [energy_row(region=name, energy_tce=100_000) for name in names]
    rows.append(energy_row(region="柳州市", energy_tce=1_200_000))
    warned = receive.inspect(workbook("S1", rows), "表.xlsx")
    assert ("sum_mismatch", cell("S1", "energy_tce", 10)) in rules(warned, "warn")
    assert warned.can_publish
    receive.accept(workbook("S1", [energy_row(period="2024年")]), "去年.xlsx", "甲")
    slipped = receive.inspect(workbook("S1", [energy_row(energy_tce=200)]), "今年.xlsx")
    assert ("unit_slip", cell("S1", "energy_tce")) in rules(slipped, "warn")


def test_cumulative_figures_may_not_fall_and_reported_intensity_is_checked(store: Path) -> None:
    rows = [
        energy_row(period="2025年1—8月"),
        energy_row(period="2025年1—9月", energy_tce=1_000_000, intensity_change=3.0),
    ]
    found = rules(receive.inspect(workbook("S1", rows), "表.xlsx"), "warn")
    assert ("cumulative_falls", cell("S1", "energy_tce", 1)) in found
    assert ("intensity_differs", cell("S1", "intensity_change", 1)) in found


def test_a_faulty_file_is_not_accepted_but_kept(store: Path) -> None:
    content = workbook("S1", [energy_row(region="柳楠区")])
    with pytest.raises(receive.NotAccepted) as refusal:
        receive.accept(content, "../../坏.xlsx", "甲")
    receive.keep_refused(content, "../../坏.xlsx", "甲", refusal.value.inspection)
    receive.keep_refused(content, "../../坏.xlsx", "甲", refusal.value.inspection)
    kept = receive.refusals()
    assert len(kept) == 1 and kept[0]["file_name"] == "../../坏.xlsx"
    stored = list(places.refused().rglob("original.*"))
    assert [path.read_bytes() for path in stored] == [content]
    assert journal.read() == []


def test_accept_compare_correct_and_roll_back(store: Path) -> None:
    first = receive.accept(workbook("S1", [energy_row()]), "一.xlsx", "甲", note="首报")
    assert (
        first.generation,
        ask("progress_by_indicator", region="450204", statement="T01")["value"].isna().all(),
    ) == (1, True)
    correction = receive.inspect(workbook("S1", [energy_row(energy_growth=1.0)]), "二.xlsx")
    assert (correction.changes.new, correction.changes.changed, correction.changes.same) == (0, 1, 0)
    line = correction.changes.lines[0]
    assert (line.field, line.before, line.after, line.cell) == (
        "energy_growth",
        "2",
        "1",
        cell("S1", "energy_growth"),
    )
    content = workbook("S1", [energy_row(energy_growth=1.0)])
    second = receive.accept(content, "二.xlsx", "乙", reason="首报填错")
    rows = ask("number_trace", statement="T01", region="450204", period="2025")
    assert dict(zip(rows["field"], rows["value"], strict=True))["energy_growth"] == 1.0
    third = receive.rollback(1, "丙", "填错")
    assert [entry.generation for entry in receive.history()] == [3, 2, 1]
    rows = ask("number_trace", statement="T01", region="450204", period="2025")
    assert dict(zip(rows["field"], rows["value"], strict=True))["energy_growth"] == 2.0
    assert asking.current().generation == third.generation == 3
    assert receive.original(second.upload)[1] == workbook_bytes(second.upload)
    assert receive.verify() == []


def workbook_bytes(upload: str) -> bytes:
    return (places.archive() / upload / "original.xlsx").read_bytes()


def test_a_flash_estimate_never_replaces_a_final_figure(store: Path) -> None:
    receive.accept(workbook("S1", [energy_row(energy_growth=2.0)]), "终核.xlsx", "甲")
    late = workbook("S1", [energy_row(energy_growth=9.0, maturity="快报")])
    assert ("lower_maturity", cell("S1", "maturity")) in rules(receive.inspect(late, "快报.xlsx"), "warn")
    receive.accept(late, "快报.xlsx", "甲")
    rows = ask("number_trace", statement="T01", region="450204", period="2025")
    assert dict(zip(rows["field"], rows["value"], strict=True))["energy_growth"] == 2.0


def test_demo_gives_way_to_official_and_can_be_withdrawn_in_one_step(store: Path) -> None:
    receive.accept(workbook("S4", [emerging_row(emerging_output=2_000_000)]), "演示.xlsx", "甲", grade="demo")
    assert set(ask("progress_by_indicator", statement="T10")["grade"]) == {"demo"}
    receive.accept(workbook("S4", [emerging_row(maturity="快报")]), "正式.xlsx", "甲", reason="替换演示")
    answer = ask("progress_by_indicator", statement="T10", region="450200").iloc[0]
    assert (answer["grade"], answer["value"]) == ("official", pytest.approx(26.0))
    receive.accept(workbook("S5", [green_row()]), "演示名单.xlsx", "甲", grade="demo")
    assert ask("snapshot_facts").iloc[0]["demo_uploads"] == 2
    assert receive.withdraw_demo("甲") is not None
    assert receive.withdraw_demo("甲") is None
    assert ask("snapshot_facts").iloc[0]["demo_uploads"] == 0
    assert ask("progress_by_indicator", statement="T21").iloc[0]["status"] == "no_data"
    assert receive.verify() == []


def test_a_torn_journal_line_is_cut_and_the_pointer_follows(store: Path) -> None:
    receive.accept(workbook("S1", [energy_row()]), "一.xlsx", "甲")
    receive.accept(workbook("S1", [energy_row(region="柳北区")]), "二.xlsx", "甲")
    with places.journal().open("ab") as file:
        file.write(b'{"generation": 3, "torn')
    first = journal.read()[0].snapshot
    os.replace(places.current_pointer(), places.current_pointer().with_suffix(".old"))
    places.current_pointer().write_text(first)
    (places.tmp() / "left-over").write_text("x")
    from data.snapshot import publish

    publish.recover()
    assert not places.journal().read_bytes().endswith(b"torn")
    assert asking.current().generation == 2
    assert not list(places.tmp().iterdir())


def test_damage_inside_the_journal_stops_with_a_sentence(store: Path) -> None:
    for region in ("柳北区", "柳南区"):
        receive.accept(workbook("S1", [energy_row(region=region)]), "一.xlsx", "甲")
    lines = places.journal().read_bytes().replace("甲".encode(), "乙".encode(), 1)
    places.journal().write_bytes(lines)
    with pytest.raises(journal.JournalError, match="第 1 行"):
        receive.history()


def test_a_lost_snapshot_is_built_again_and_says_the_same(store: Path) -> None:
    receive.accept(workbook("S1", [energy_row()]), "一.xlsx", "甲")
    before = ask("progress_by_indicator")
    entry = journal.read()[0]
    path = places.snapshots() / entry.snapshot
    path.chmod(0o644)
    path.unlink()
    asking.forget()
    from data.snapshot import publish

    publish.recover()
    assert (places.snapshots() / entry.snapshot).exists()
    assert ask("progress_by_indicator").equals(before)
    with pytest.raises(StoreError):
        receive.rollback(99, "甲")


def test_changed_bytes_in_the_archive_are_found(store: Path) -> None:
    receipt = receive.accept(workbook("S1", [energy_row()]), "一.xlsx", "甲")
    path = places.archive() / receipt.upload / "original.xlsx"
    path.write_bytes(path.read_bytes() + b"x")
    assert [fault for fault in receive.verify() if receipt.upload in fault]


def test_unverified_figures_are_refused_and_the_grade_of_a_row_is_its_own(store: Path) -> None:
    unverified = receive.inspect(workbook("S0", [published_row(source_grade="C")]), "公布.xlsx")
    assert dict(rules(unverified)) == {"choice_unknown": cell("S0", "source_grade")}
    receive.accept(
        workbook("S0", [published_row(), published_row(region="广西", source_grade="B")]), "公布.xlsx", "甲"
    )
    answer = ask("published_figures").set_index("region")
    assert answer["grade"].to_dict() == {"450200": "published", "450000": "press"}
