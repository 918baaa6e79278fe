"""Official layouts are taken as they are: form 205-1 and the wide export, to the cell."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data.ingest import receive, taught
from data.ingest.words.credit_codes import check_character
from queries import ask as asking
from tests.support.official_forms import CODE, form_205_1, line, lines, wide
from tests.support.rows import good
from tests.support.workbooks import credit_code, filled_blank

HEADINGS = ["法人单位代码", "年份", "原煤(吨)", "无烟煤(吨)", "热力(百万千焦)", "电力(万千瓦时)"]


def seen(content: bytes) -> receive.Inspection:
    return receive.inspect(content, "表.xlsx")


def found(inspection: receive.Inspection, rule: str) -> list[tuple[str, str, str]]:
    return [(f.cell, f.expected, f.found) for f in inspection.findings if f.rule == rule]


def energies(inspection: receive.Inspection) -> dict[str, tuple[Any, Any, str]]:
    assert inspection.records is not None
    return {
        row.text("energy"): (
            row.values["quantity"], row.values["coefficient"], inspection.records.address(row, "quantity")
        )
        for row in inspection.records.rows
    }  # fmt: skip


def with_line(number: int, **columns: Any) -> bytes:
    """The good form with columns of one line changed (`c4=…` is column 4)."""
    body = lines()
    for name, value in columns.items():
        body[number][2 + int(name[1:])] = value
    return form_205_1(body)


def test_form_205_1_is_recognised_and_nothing_of_it_is_wrong(store: Path) -> None:
    inspection = seen(form_205_1())
    assert inspection.form is not None and inspection.form.code == "205-1"
    assert inspection.template is not None and inspection.template.id == "S2"
    assert inspection.can_publish and inspection.periods == ["2025-09"]
    assert {f.rule for f in inspection.findings} == {"form_assumed", "form_no_county", "form_origin_unknown"}
    assert energies(inspection) == {
        "raw_coal": (900.0, 0.7, "G11"),
        "coke": (90.0, 0.9714, "G13"),
        "blast_furnace_gas": (50.0, 1.1, "G14"),
        "electricity": (300.0, 1.229, "G16"),
    }
    assert inspection.records is not None
    first = inspection.records.rows[0]
    assert first.values["credit_code"] == CODE and first.values["enterprise"] == "测试钢铁有限公司"
    assert [inspection.records.address(first, name) for name in ("credit_code", "enterprise", "period")] == [
        "A3",
        "A4",
        "E5",
    ]
    assert inspection.as_dict()["form"] == "205-1"


def test_without_ordinals_and_with_other_places_for_the_head_it_is_still_known(store: Path) -> None:
    content = form_205_1(
        ordinals=False, enterprise="", code="", period="2025年",
        extra=(["统一社会信用代码", CODE, None, "单位详细名称", "测试厂", None, "所在县区", "柳南区"],),
    )  # fmt: skip
    inspection = seen(content)
    assert (inspection.periods, inspection.regions) == (["2025"], ["450204"])
    assert inspection.records is not None
    row = inspection.records.rows[0]
    assert (row.values["enterprise"], row.values["credit_code"], row.values["maturity"]) == (
        "测试厂",
        CODE,
        "preliminary",
    )


def test_validity_and_document_numbers_are_no_period(store: Path) -> None:
    assert dict.fromkeys(
        f.rule for f in seen(form_205_1(period="202　年1—　月")).findings if f.severity == "stop"
    ) == {"form_no_period": None}
    broken = form_205_1(period="", extra=([None, "2025年", "1—", 6, "月"],))
    assert seen(broken).periods == ["2025-06"]


def test_4_is_5_plus_7_and_9_is_1_plus_2_minus_4(store: Path) -> None:
    assert found(seen(with_line(0, c5=870)), "form_consumption") == [("G11", "890", "900")]
    assert found(seen(with_line(0, c9=210)), "form_stock") == [("L11", "200", "210")]
    rounded = with_line(0, c4=900.02, c5=880.01, c7=20.0, c9=199.99)
    assert not found(seen(rounded), "form_consumption") and not found(seen(rounded), "form_stock")
    blanks = with_line(0, c1=None, c7=None, c5=1)
    assert not found(seen(blanks), "form_consumption") and not found(seen(blanks), "form_stock")


def test_the_total_leaves_parts_out_and_takes_own_coefficients(store: Path) -> None:
    assert found(seen(with_line(6, c4=1500)), "form_total") == [("G17", "1,141.126", "1,500")]
    assert not found(seen(with_line(6, c4=1145)), "form_total")
    assert energies(seen(with_line(0, c10=None)))["raw_coal"][1] == 0.7143


def test_blast_furnace_gas_has_no_coefficient_to_fall_back_on(store: Path) -> None:
    inspection = seen(with_line(3, c10=None))
    assert found(inspection, "coefficient_missing") == [("M14", "", "高炉煤气")]
    assert not inspection.can_publish
    assert seen(with_line(3, c10=None, c4=0, c5=0)).can_publish


def test_a_blank_is_not_nought_and_an_unknown_energy_is_a_finding(store: Path) -> None:
    body = [*lines(), line("核燃料", "吨", "41", [None, 1, None, 7, 7, 0, 0, 0, None])]
    inspection = seen(form_205_1(body))
    assert "natural_gas" not in energies(inspection)
    assert found(inspection, "energy_unknown") == [("A18", "7", "核燃料")]
    assert energies(seen(with_line(4, c4=0)))["natural_gas"] == (0.0, 13.3, "G15")


def test_an_energy_of_the_form_is_offered_and_remembered_as_in_a_template(store: Path) -> None:
    body = [*lines(), line("液化天燃气", "吨", "16", [None, 9, None, 7, 7, 0, 0, 0, None], None, 1.7572)]
    first = seen(form_205_1(body))
    (unknown,) = [finding for finding in first.findings if finding.rule == "energy_unknown"]
    words = receive.alias_offered(first, unknown)
    assert words == ("choice:S2.energy", "液化天燃气", "液化天然气")
    receive.learn_alias(*words, "张三")
    second = seen(form_205_1(body))
    assert found(second, "energy_unknown") == [] and energies(second)["liquefied_natural_gas"][0] == 7.0
    wrong = seen(form_205_1(code=CODE.replace("0", "O", 1)))
    (code,) = [finding for finding in wrong.findings if finding.rule == "credit_code_invalid"]
    assert receive.alias_offered(wrong, code) == ("credit_code", CODE.replace("0", "O", 1), CODE)


def test_a_place_and_an_industry_misspelt_on_a_form_are_offered_and_remembered(store: Path) -> None:
    said = ["所在县区", "鱼峯区", "行业类别", "汽车制造"]
    content = form_205_1(extra=(said,))
    first = seen(content)
    offered = [(f.rule, f.cell, f.found, f.offer) for f in first.findings if f.offer]
    assert offered == [
        ("region_unknown", "B6", "鱼峯区", "鱼峰区"),
        ("sector_unknown", "D6", "汽车制造", "汽车制造业"),
    ]
    assert "form_no_county" not in {f.rule for f in first.findings}, "one cause, one finding"
    for finding in first.findings:
        if (alias := taught.alias_offered(first, finding)) is not None:
            taught.learn_alias(*alias, "甲")
    second = seen(content)
    assert second.regions == ["450203"] and not [f for f in second.findings if f.severity == "stop"]
    assert second.records and {row.text("sector") for row in second.records.rows} == {"C36"}
    assert seen(form_205_1(extra=(["单位所在地", "北雀路117号"],))).can_publish, "an address offers nothing"
    lines = [[credit_code(1), "2025", "鹿塞县", 1, 2, 3, 4]]
    wrong = seen(wide([*HEADINGS[:2], "县区", *HEADINGS[2:]], lines))
    assert [(f.cell, f.offer) for f in wrong.findings if f.rule == "region_unknown"] == [("C2", "鹿寨县")]


def test_an_export_whose_headings_stand_in_two_rows_is_read_by_the_same_headings(store: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["企业分品种能源消费量"])
    sheet.append(["法人单位代码", "年份", "消费量", None, None, "系数", None])
    sheet.append([None, None, "原煤", "焦炭", "电力", "焦炭折标系数", "电力折标系数"])
    sheet.append([None, None, "万吨", "吨", "万千瓦时", None, None])
    sheet.append([credit_code(1), 2025, 0.1, 20, 3, 0.97, 1.229])
    for area in ("A1:G1", "A2:A4", "B2:B4", "C2:E2", "F2:G2"):
        sheet.merge_cells(area)
    target = io.BytesIO()
    book.save(target)
    told = energies(seen(target.getvalue()))
    assert told == {
        "raw_coal": (1000.0, None, "C5"), "coke": (20.0, 0.97, "D5"), "electricity": (3.0, 1.229, "E5"),
    }  # fmt: skip


def test_what_was_made_inside_is_not_counted_twice(store: Path) -> None:
    bought = seen(with_line(2, c4=900, c5=900))
    assert found(bought, "form_made_inside") == [("G13", "90", "900")]
    assert energies(bought)["coke"][0] == 90.0
    gas = seen(with_line(3, c2=0))
    assert found(gas, "form_made_inside") == [("G14", "0", "50")] and "blast_furnace_gas" not in energies(gas)
    coal = seen(with_line(0, c2=10))
    assert not found(coal, "form_made_inside") and energies(coal)["raw_coal"][0] == 900.0


def test_a_line_or_its_parts_never_both(store: Path) -> None:
    part = line("其中：无烟煤", "吨", "02", [None, 1, None, 400, 400, None, None, None, None], 0.9)
    assert set(energies(seen(form_205_1([part])))) == {"anthracite"}
    whole = line("其他石油制品", "吨", "25", [None, 9, None, 9, 9, 0, 0, 0, None], 1.0)
    coke = line("石油焦", "吨", "30", [None, 6, None, 6, 6, 0, 0, 0, None], 1.1)
    wax = line("石蜡", "吨", "28", [None, 3, None, 3, 3, 0, 0, 0, None], 1.2)
    assert set(energies(seen(form_205_1([whole, coke, wax])))) == {"petroleum_coke", "paraffin"}
    differing = seen(form_205_1([whole, coke]))
    assert set(energies(differing)) == {"other_petroleum"}
    assert found(differing, "form_parts_differ") == [("G11", "9", "6")]


def test_units_are_converted_with_their_coefficients_and_foreign_ones_refused(store: Path) -> None:
    power = line("电力", "千瓦时", "34", [None, 30_000, None, 30_000, 30_000, None, 0, 0, None], 0.0001229)
    assert energies(seen(form_205_1([power])))["electricity"] == (3.0, pytest.approx(1.229), "G11")
    foreign = line("电力", "吨", "34", [None, 3, None, 3, 3, None, 0, 0, None], 1.229)
    assert found(seen(form_205_1([foreign])), "energy_unit") == [("B11", "万千瓦时", "吨")]


def test_electricity_far_above_its_calorific_value_means_coal_equivalent(store: Path) -> None:
    inspection = seen(with_line(5, c10=3.0))
    assert inspection.records is not None
    assert {row.values["basis"] for row in inspection.records.rows} == {"equivalent"}


def test_codes_that_do_not_hold_and_old_ones_of_nine(store: Path) -> None:
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    assert [cell for cell, _, _ in found(seen(form_205_1(code=wrong)), "credit_code_invalid")] == ["A3"]
    nobody = seen(form_205_1(code="", enterprise=""))
    assert found(nobody, "form_no_enterprise") and not nobody.can_publish


def test_the_county_is_told_by_the_code_or_by_what_is_published(store: Path) -> None:
    body = "91450204TE5T12345"
    assert seen(form_205_1(code=body + check_character(body))).regions == ["450204"]
    receive.accept(filled_blank("S2", [good("S2", credit_code=CODE, region="鱼峰区")]), "表.xlsx", "甲")
    assert seen(form_205_1()).regions == ["450203"]


def test_what_is_published_is_traced_to_the_cells_of_the_form(store: Path) -> None:
    receive.accept(form_205_1(), "205-1.xlsx", "甲")
    content = wide(HEADINGS, [[credit_code(2), 2024, None, None, 10, 30]])
    receive.accept(content, "导出.xlsx", "甲")
    rows = traced()
    assert rows["electricity", 9, "quantity"] == ("G16", 300.0)
    assert rows["electricity", 9, "coefficient"] == ("M16", 1.229)
    assert rows["electricity", 12, "quantity"] == ("F2", 30.0)
    assert rows["heat", 12, "quantity"] == ("E2", 10.0)
    assert receive.verify() == []


def traced() -> dict[tuple[str, int, str], tuple[str, float]]:
    """Cell and value of every number of the energy sheet, by energy, month and field."""
    with asking.reader(asking.current(), None) as database:
        rows = database.execute("SELECT item, month, field, cell, value FROM observed").fetchall()
    return {(item, month, field): (cell, value) for item, month, field, cell, value in rows}


def test_the_wide_export_is_recognised_line_by_line(store: Path) -> None:
    headings = [*HEADINGS, "核能(吨)", "高炉煤气(万立方米)", "高炉煤气折标系数", "工业总产值"]
    content = wide(headings, [
        [CODE, 2024, 100, 60, None, 30, 5, 7, 1.1, 99],
        ["712345678", 2024, None, None, 10, 30, None, None, None, 5],
    ])  # fmt: skip
    inspection = seen(content)
    assert inspection.form is not None and inspection.form.code == "wide_energy"
    assert inspection.records is not None and inspection.can_publish
    told = [
        (row.text("credit_code"), row.text("energy"), inspection.records.address(row, "quantity"))
        for row in inspection.records.rows
    ]
    assert told == [
        (CODE, "raw_coal", "C2"),
        (CODE, "electricity", "F2"),
        (CODE, "blast_furnace_gas", "H2"),
        ("712345678", "heat", "E3"),
        ("712345678", "electricity", "F3"),
    ]
    assert found(inspection, "energy_unknown") == [("G1", "", "核能(吨)")]
    assert [cell for cell, _, _ in found(inspection, "legal_person_code")] == ["A3"]
    assert {row.text("enterprise") for row in inspection.records.rows} == {CODE, "法人单位代码712345678"}


def test_the_old_code_of_a_known_enterprise_names_it_and_is_kept_as_written(store: Path) -> None:
    receive.accept(filled_blank("S2", [good("S2", credit_code=CODE)]), "表.xlsx", "甲")
    inspection = seen(wide(HEADINGS, [[CODE[8:17], 2024, 100, None, None, 30]]))
    assert found(inspection, "legal_person_code") == [("A2", CODE, CODE[8:17])]
    assert inspection.records is not None
    assert {inspection.records.key(row).split("|")[1] for row in inspection.records.rows} == {CODE[8:17]}


def test_our_own_energy_sheet_is_no_official_form(store: Path) -> None:
    inspection = seen(filled_blank("S2", [good("S2")]))
    assert inspection.form is None and inspection.can_publish


def test_a_unit_in_the_cell_itself_wins_over_the_one_of_its_line(store: Path) -> None:
    """0.09 万吨 in a line counted in 吨 is 900 吨; 5 % of nothing is no quantity, and says so at its cell."""
    assert energies(seen(with_line(0, c4="0.09万吨")))["raw_coal"][0] == pytest.approx(900.0)
    wrong = seen(with_line(0, c4="5%"))
    assert found(wrong, "unit_mismatch") == [("G11", "吨", "%")] and not wrong.can_publish


def test_a_quantity_typed_as_text_under_an_unknown_energy_is_told(store: Path) -> None:
    strange = [*lines(), line("月光", "吨", "99", [None, None, None, "12.5", None, None, None, None, None])]
    assert [item[1:] for item in found(seen(form_205_1(strange)), "energy_unknown")] == [("12.5", "月光")]
