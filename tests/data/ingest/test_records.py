"""Rows become keys, addresses and typed Parquet; an enterprise is its code, else its name."""

import datetime
import io
from dataclasses import replace

import pyarrow.parquet as parquet

from data.ingest.records import Records, Row, at, enterprise_key, to_parquet
from data.ingest.words.periods import Period
from data.plan import plan

S1, S5 = plan().templates["S1"], plan().templates["S5"]


def test_a_key_is_the_templates_fields_in_their_order() -> None:
    row = Row(
        "表", 4, {"period": Period.of(2025, 9), "region": "450204", "sector": "TOTAL", "basis": "calorific"}
    )
    values = {"period": "2025-09", "region": "450204", "sector": "TOTAL", "basis": "calorific"}
    assert Records(S1).key(row) == "|".join(values[name] for name in S1.key)


def test_the_key_of_another_period_differs_in_the_period_alone() -> None:
    row = Row(
        "表", 4, {"period": Period.of(2025, 9), "region": "450204", "sector": "TOTAL", "basis": "calorific"}
    )
    assert Records(S1).key_at(row, "2024") == Records(S1).key(row).replace("2025-09", "2024")
    behind = replace(S1, key=("region", "period"))
    assert Records(behind).key_at(row, "2024-09") == "450204|2024-09"


def test_a_value_is_traced_to_its_column_its_own_cell_or_at_least_its_row() -> None:
    records = Records(S1, letters={("表", "energy_tce"): "D"})
    row = Row("表", 4, {}, {"period": "A1"})
    assert [records.address(row, name) for name in ("energy_tce", "period", "basis")] == ["D4", "A1", "4"]
    column = S1.column("energy_tce")
    assert column is not None
    found = at(records, row, "below_minimum", column, "0", "-1")
    assert (found.cell, found.sheet, found.field, found.expected) == ("D4", "表", column.heading, "0")


def test_an_enterprise_is_its_code_else_its_name_without_spaces() -> None:
    assert enterprise_key(Row("表", 4, {"credit_code": "91", "enterprise": "甲"})) == "91"
    assert enterprise_key(Row("表", 4, {"credit_code": None, "enterprise": "柳 州\u3000甲"})) == "name:柳州甲"
    assert enterprise_key(Row("表", 4, {})) == ""


def test_parquet_is_typed_and_says_where_each_row_is_from() -> None:
    day = datetime.date(2024, 1, 31)
    green = Row("名单", 7, {"enterprise": "甲", "published_on": day, "region": "450204"})
    energy = Row("表", 4, {"period": Period.of(2025, 9), "energy_tce": 5.0, "region": "450204"})
    one = parquet.read_table(io.BytesIO(to_parquet(Records(S5, [green])))).to_pylist()[0]
    assert (one["published_on"], one["enterprise_key"], one["sheet"], one["row"]) == (
        day,
        "name:甲",
        "名单",
        7,
    )
    other = parquet.read_table(io.BytesIO(to_parquet(Records(S1, [energy])))).to_pylist()[0]
    assert (other["period"], other["year"], other["month"], other["energy_tce"]) == ("2025-09", 2025, 9, 5.0)
    assert other["basis"] is None and other["record_key"].startswith("2025-09|")


def test_a_value_that_stands_nowhere_is_told_at_another_cell_of_its_record() -> None:
    row = Row("表", 2, {}, {"energy_tce": "C4"})
    records = Records(plan().templates["S1"], [row], {("表", "energy_tce@2"): "C4"})
    assert [records.address(row, name) for name in ("energy_tce", "energy_growth")] == ["C4", "C4"]


def test_other_rows_have_other_columns() -> None:
    first = Records(S1, [Row("表", 4, {"energy_tce": 1.0})])
    assert (first.column("energy_tce"), first.texts("energy_tce")) == ([1.0], ["1.0"])
    other = replace(first, rows=[Row("表", 4, {"energy_tce": 2.0})])
    assert (other.column("energy_tce"), other.texts("energy_tce")) == ([2.0], ["2.0"])
