"""A good row of every template of numbers, with something changed."""

from typing import Any

from tests.support.workbooks import Row, credit_code, day


def energy_row(**changes: Any) -> Row:
    """One good row of S1: 柳南区, 2025."""
    return {
        "period": "2025年",
        "region": "柳南区",
        "sector": "规上工业",
        "energy_tce": 2_000_000,
        "energy_growth": 2.0,
        "value_added": 1_500_000,
        "value_added_growth": 5.0,
        "intensity_change": -2.86,
        "basis": "当量值",
        "maturity": "终核",
    } | changes


def emerging_row(**changes: Any) -> Row:
    """One good row of S4: the city's total, 2025."""
    return {
        "period": "2025年",
        "region": "柳州市",
        "category": "合计",
        "emerging_output": 2_600_000,
        "total_output": 10_000_000,
        "maturity": "终核",
    } | changes


def green_row(number: int = 1, **changes: Any) -> Row:
    """One good row of S5: an enterprise of that number, national, in force."""
    return {
        "credit_code": credit_code(number),
        "enterprise": f"测试企业{number}",
        "kind": "工厂",
        "level": "国家级",
        "batch": "2024年度",
        "document": "测试1号",
        "published_on": day("2024-01-31"),
        "region": "柳南区",
        "sector": "C36",
        "state": "有效",
        "withdrawn_on": None,
    } | changes


def published_row(**changes: Any) -> Row:
    """One good row of S0: a figure of grade A."""
    return {
        "indicator": "规模以上工业增加值增速",
        "region": "柳州市",
        "period": "2017年上半年",
        "figure": 3.2,
        "published_unit": "%",
        "source_grade": "A",
        "source": "http://www.liuzhou.gov.cn/",
        "note": "",
    } | changes


def who(number: int = 1, region: str = "柳南区") -> Row:
    """The cells that say which enterprise it is."""
    return {"credit_code": credit_code(number), "enterprise": f"测试企业{number}", "region": region}


NUMBERS: dict[str, Row] = {
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
        "connected_on": day("2024-05-01"),
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
        "issued_on": day("2024-04-01"),
    },
    "S22": {
        "statement": "T01",
        "region": "柳州市",
        "sector": "规上工业",
        "base_year": 2025.0,
        "base_value": None,
        "due_year": 2030.0,
        "target": 14.0,
        "comparison": "≥",
        "document": "测〔2026〕9号",
        "issued_on": day("2026-03-01"),
        "valid_from": day("2026-03-01"),
        "note": None,
    },
    "S23": {
        "period": "2025年",
        "region": "柳州市",
        "cumulative_reduction": 14.0,
        "yearly_change": -3.0,
        "industrial_co2": None,
        "gdp": 3000.0,
        "source": "测试来源",
        "maturity": "终核",
    },
    "S24": {
        "credit_code": credit_code(1),
        "enterprise": "测试企业1",
        "former_names": "测试老厂；测试一厂",
        "region": "柳南区",
        "zone": None,
        "sector": "C31",
        "key_user": "是",
        "state_owned": "否",
        "joined_on": day("2020-01-01"),
        "left_on": None,
        "left_because": None,
        "document": None,
    },
}
