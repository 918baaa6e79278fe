"""Rows and workbooks of the number templates, and a store in memory for periods still to come."""

import dataclasses
import datetime
import io
from functools import cache
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa

from data import clock
from data.ingest import blank
from data.ingest.tables.understand import check_character
from data.plan import Template, plan
from data.snapshot import build, from_templates
from data.snapshot.plan_tables import plan_tables
from data.snapshot.row_schema import schema_of

Row = dict[str, Any]


def code(number: int) -> str:
    """A credit code whose check character holds."""
    body = f"91450200MATEST{number:03d}".replace("S", "5")
    return body + check_character(body)


def who(number: int = 1, region: str = "柳南区") -> Row:
    """The cells that say which enterprise it is."""
    return {"credit_code": code(number), "enterprise": f"测试企业{number}", "region": region}


@cache
def empty(template_id: str) -> bytes:
    """The blank workbook of a template."""
    return blank.blank(template_id)[1]


def fill(template_id: str, rows: list[Row]) -> bytes:
    """The blank workbook of a template with rows written under its headings, as a person would."""
    template = plan().templates[template_id]
    book = openpyxl.load_workbook(io.BytesIO(empty(template_id)))
    sheet = book[template.name[:31]]
    for number, row in enumerate(rows, blank.HEADING_ROW + 1):
        unknown = set(row) - {column.field for column in template.columns}
        assert not unknown, unknown
        for place, column in enumerate(template.columns, 1):
            if row.get(column.field) is not None:
                sheet.cell(number, place, row[column.field])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


GOOD: dict[str, Row] = {
    "S2": {
        "period": "2025年",
        **who(),
        "sector": "C31",
        "energy": "原煤",
        "quantity": 1000.0,
        "quantity_unit": "吨",
        "coefficient": 0.7143,
        "standard_tce": 714.3,
        "feedstock": 10.0,
        "purchased_electricity": None,
        "green_electricity": None,
        "basis": "当量值",
        "maturity": "终核",
    },
    "S3": {
        "period": "2025年",
        "region": "柳州市",
        "sector": "C31",
        "fuel_combustion": 100.0,
        "process": 20.0,
        "net_electricity_heat": 30.0,
        "total": 150.0,
        "factor_version": "电网2023年",
        "maturity": "终核",
    },
    "S8": {
        "period": "2025年",
        **who(),
        "product": "熟料",
        "line": "1号窑",
        "output_t": 1000.0,
        "energy_tce": 110.0,
        "unit_energy": 110.0,
        "advanced_unit_energy": 100.0,
        "co2_t": 830.0,
        "raw_material_t": 1500.0,
        "alternative_raw_t": 150.0,
        "fuel_t": 160.0,
        "alternative_fuel_t": 8.0,
        "low_carbon_line": "是",
        "maturity": "终核",
    },
    "S9": {
        "period": "2025年",
        **who(),
        "process": "炼铁",
        "installation": "1号高炉",
        "capacity_t": 200.0,
        "unit_energy": 400.0,
        "baseline": 435.0,
        "benchmark": 361.0,
        "maturity": "终核",
    },
    "S10": {
        "period": "2025年",
        **who(),
        "sector": "C31",
        "last_year_energy_tce": 5000.0,
        "must_connect": "是",
        "connected_on": datetime.date(2024, 5, 1),
        "completeness": 99.5,
    },
    "S11": {
        "period": "2025年三季度",
        "region": "柳南区",
        "sector": "规上工业",
        "credit_code": None,
        "enterprise": None,
        "approved_tce": 1000.0,
        "adjusted_tce": 1100.0,
        "document": "测〔2025〕1号",
        "actual_tce": 700.0,
        "forecast_tce": 990.0,
        "maturity": "快报",
    },
    "S12": {
        "period": "2025年三季度",
        **who(),
        "kind": "粉煤灰",
        "generated_t": 90.0,
        "used_t": 95.0,
        "used_from_stock_t": 10.0,
        "disposed_t": 2.0,
        "stored_t": 3.0,
        "maturity": "终核",
    },
    "S19": {
        "period": "2025年",
        "region": "柳南区",
        "vehicle": "公交",
        "total": 200.0,
        "new_energy": 150.0,
        "maturity": "终核",
    },
    "S20": {
        "period": "2024年",
        "region": "柳南区",
        "statement": "T01",
        "target": 15.8,
        "due_year": 2025.0,
        "document": "测〔2024〕1号",
        "issued_on": datetime.date(2024, 4, 1),
    },
    "S23": {
        "period": "2025年",
        "region": "柳州市",
        "cumulative_reduction": 14.0,
        "yearly_change": -3.0,
        "industrial_co2": None,
        "source": "测试来源",
        "maturity": "终核",
    },
}


def good(template_id: str, **changes: Any) -> Row:
    """A good row of a template with something changed."""
    return GOOD[template_id] | changes


def stored(template: Template, row: Row, number: int) -> Row:
    """A row of codes as the table of a template holds it: `period` as code, the rest by field."""
    period = str(row.get("period", "2025"))
    defaults = {column.field: column.default for column in template.columns if column.default is not None}
    made = {**defaults, "maturity": "final", "grade_rank": 1, "maturity_rank": 3, "grade": "official", **row}
    made |= {"year": int(period[:4]), "month": 12 if len(period) == 4 else int(period[5:])}
    made |= {"record_key": str(number), "sheet": "表", "row": number, "upload": "u", "generation": 1}
    if template.column("credit_code"):
        made.setdefault("enterprise_key", row.get("credit_code") or "")
    return made


def memory(tables: dict[str, list[Row]], *statements: str) -> duckdb.DuckDBPyConnection:
    """A finished snapshot in memory from rows of codes, with the numbers of some statements (or of all)."""
    known = plan()
    if statements:
        known = dataclasses.replace(known, statements={code: known.statements[code] for code in statements})
    database = duckdb.connect(":memory:")
    plan_tables(database, plan(), clock.today())
    for template in plan().templates.values():
        schema = schema_of(template)
        if template.column("maturity") is None:
            schema = schema.append(pa.field("maturity", pa.string()))
        for name, kind in (
            ("upload", pa.string()),
            ("generation", pa.int32()),
            ("grade", pa.string()),
            ("grade_rank", pa.int32()),
            ("maturity_rank", pa.int32()),
        ):
            schema = schema.append(pa.field(name, kind))
        rows = [stored(template, row, number) for number, row in enumerate(tables.get(template.id, []))]
        chosen = [{name: row.get(name) for name in schema.names} for row in rows]
        database.from_arrow(pa.Table.from_pylist(chosen, schema=schema)).create(template.table)
    build.derived_tables(database)
    from_templates.reaches_table(database, known)
    build.create(database, "horizon", "sql/horizon.sql", {"at": "2031-12-31"})
    build.series_table(database, known)
    build.create(database, "month_ends", "sql/month_ends.sql", {})
    build.create(database, "progress", "sql/progress.sql", {"at": "2031-12-31"})
    return database


def answers(tables: dict[str, list[Row]], statement: str) -> dict[tuple[str, str, str, str], Row]:
    """Progress of one statement by (region, sector, item, period)."""
    with memory(tables, statement) as database:
        rows = database.sql("SELECT * FROM progress").to_arrow_table().to_pylist()
    return {(row["region"], row["sector"], row["item"], row["period"]): row for row in rows}
