"""Rows of every number sheet for four places: one meets a statement, misses it, is on its line, is silent."""

from tests.support.numbers import who
from tests.support.rows import good
from tests.support.workbooks import Row, day

MET, MISSED, LINE, SILENT = "城中区", "鱼峰区", "柳南区", "柳北区"
CODES = {MET: "450202", MISSED: "450203", LINE: "450204", SILENT: "450205"}
CLASSES = ("出租", "公交", "邮政", "园林绿化", "物流", "城配", "个人消费")


def growth_rows() -> list[Row]:
    """S1: no growth at all; manufacturing 80 % of industry in 2020, then 82, 70, exactly 86, and not told."""
    rows = []
    for region, share in ((MET, 82.0), (MISSED, 70.0), (LINE, 86.0), (SILENT, None)):
        for year in range(2020, 2026):
            part = 80.0 if year == 2020 else share
            sectors = {"规上工业": 1000.0, "C31": None if part is None else 10 * part}
            sectors["D44"] = None if part is None else 1000 - 10 * part
            rows += [
                {
                    "period": f"{year}年",
                    "region": region,
                    "sector": sector,
                    "energy_tce": 100.0,
                    "energy_growth": 0.0,
                    "value_added": added,
                    "value_added_growth": 0.0,
                    "basis": "当量值",
                    "maturity": "终核",
                }
                for sector, added in sectors.items()
                if added is not None
            ]
    return rows


def co2_rows() -> list[Row]:
    """S3: −20 % in five years; steel falls, rises, stays, has no base; peaks in four other places."""
    rows = []

    def add(year: int, region: str, sector: str, total: float) -> None:
        rows.append(
            {
                "period": f"{year}年",
                "region": region,
                "sector": sector,
                "total": total,
                "factor_version": "广西电网2023年",
                "maturity": "终核",
            }
        )

    for region, steel in ((MET, 700.0), (MISSED, 900.0), (LINE, 875.0), (SILENT, 700.0)):
        add(2020, region, "规上工业", 1000.0)
        add(2025, region, "规上工业", 800.0)
        # value added of steel at 2020 prices is 800 throughout
        add(2025, region, "C31", steel)
        if region != SILENT:
            add(2020, region, "C31", 875.0)
    for region, fall in (
        ("柳江区", range(2015, 2021)),
        ("柳城县", range(2015, 2026)),
        ("鹿寨县", range(2015, 2020)),
    ):
        for number, year in enumerate(fall):
            add(year, region, "规上工业", 1000.0 - number)
        add(2014, region, "规上工业", 500.0)
    for year in range(2015, 2026):
        add(year, "融安县", "规上工业", float(year))
    return rows


def economy_rows() -> list[Row]:
    """S23: the whole economy's reduction in 2025; GDP twice as large as industry in 2020 and 2025."""
    return [
        good("S23", period=f"{year}年", region=region, cumulative_reduction=cumulative, gdp=0.2)
        for region, value in ((MET, 15.0), (MISSED, 25.0), (LINE, 20.0))
        for year, cumulative in ((2020, None), (2025, value))
    ]


def product_rows() -> list[Row]:
    """S8: clinker and cement of 2025; caustic soda of two years with its advanced value."""
    rows = []

    def add(number: int, region: str, year: int, product: str, unit: float, **more: object) -> None:
        rows.append(
            {
                "period": f"{year}年",
                **who(number, region),
                "product": product,
                "output_t": 1000.0,
                "energy_tce": unit,
                "maturity": "终核",
                **more,
            }
        )

    for number, (region, clinker, cement, soda, before) in enumerate(
        (
            (MET, 100.0, 80.0, 310.0, 320.0),
            (MISSED, 110.1, 88.1, 350.0, 340.0),
            (LINE, 110.0, 88.0, 315.0, 315.0),
        ),
        1,
    ):
        add(number, region, 2025, "熟料", clinker)
        add(number, region, 2025, "水泥", cement)
        add(number, region, 2025, "烧碱", soda, advanced_unit_energy=315.0)
        add(number, region, 2024, "烧碱", before, advanced_unit_energy=315.0)
    add(4, SILENT, 2025, "烧碱", 300.0)
    return rows


def energy_rows() -> list[Row]:
    """S2: half coal in 2020; less, more, as much in 2025, one place new; green power the other way."""
    rows = []
    for number, (region, coal, green) in enumerate(
        ((MET, 40.0, 10.0), (MISSED, 60.0, 5.0), (LINE, 50.0, 6.0), (SILENT, 50.0, 6.0)), 1
    ):
        for year in (2020, 2025):
            if (region, year) == (SILENT, 2020):
                continue
            shares = (50.0, 6.0) if year == 2020 else (coal, green)
            base = {
                "period": f"{year}年",
                **who(number, region),
                "basis": "当量值",
                "maturity": "终核",
                "sector": "C31",
            }
            rows += [
                base | {"energy": "原煤", "quantity": shares[0], "coefficient": 1.0},
                base
                | {
                    "energy": "电力",
                    "quantity": 100 - shares[0],
                    "coefficient": 1.0,
                    "green_electricity": shares[1],
                },
            ]
    return rows


def budget_rows() -> list[Row]:
    return [
        good(
            "S11",
            period=f"{year}年",
            region=region,
            adjusted_tce=None,
            document=None,
            approved_tce=1000.0,
            actual_tce=actual,
            forecast_tce=actual,
            maturity="终核",
        )
        for region, actual in ((MET, 900.0), (MISSED, 1000.5), (LINE, 1000.0), (SILENT, None))
        for year in (2024, 2025)
    ]


def monitoring_rows() -> list[Row]:
    """S10: the line is 5 000 tce itself, which belongs; below it nobody has to."""
    found = (
        (1, MET, 5000.0, True),
        (2, MET, 4999.9, False),
        (3, MISSED, 8000.0, True),
        (4, MISSED, 5000.0, False),
        (5, LINE, 5000.0, True),
        (6, SILENT, 4999.9, False),
    )
    return [
        good(
            "S10",
            **who(n, region),
            last_year_energy_tce=energy,
            must_connect=None,
            completeness=None,
            connected_on=good("S10")["connected_on"] if connected else None,
        )
        for n, region, energy, connected in found
    ]


def waste_rows() -> list[Row]:
    return [
        good(
            "S12",
            **who(n, region),
            period="2025年",
            used_t=used,
            generated_t=90.0,
            used_from_stock_t=10.0,
            disposed_t=None,
            stored_t=None,
        )
        for n, (region, used) in enumerate(((MET, 95.0), (MISSED, 89.9), (LINE, 90.0), (SILENT, None)), 1)
    ]


def process_rows() -> list[Row]:
    """S9: benchmark capacity 40, 30, 30 of 100; the second installation within, above, at the baseline."""
    rows = []
    found = (
        (MET, 40.0, 361.0, 400.0),
        (MISSED, 30.0, 350.0, 435.1),
        (LINE, 30.0, 361.0, 435.0),
        (SILENT, 50.0, 350.0, None),
    )
    for number, (region, capacity, first, second) in enumerate(found, 1):
        rows += [
            good("S9", **who(number, region), installation="1号", capacity_t=capacity, unit_energy=first),
            good(
                "S9", **who(number, region), installation="2号", capacity_t=100 - capacity, unit_energy=second
            ),
        ]
    return rows


def vehicle_rows() -> list[Row]:
    """S19: every class rises; one falls; one stays; one class is not told."""
    rows = []
    for region, last in ((MET, 60.0), (MISSED, 49.0), (LINE, 50.0), (SILENT, None)):
        for year, share in ((2024, 50.0), (2025, 60.0)):
            for name in CLASSES:
                new = last if name == "邮政" and year == 2025 else share
                if new is not None:
                    rows.append(
                        good(
                            "S19",
                            period=f"{year}年",
                            region=region,
                            vehicle=name,
                            total=100.0,
                            new_energy=new,
                        )
                    )
    return rows


def target_rows() -> list[Row]:
    return [good("S20", region=MET), good("S20", region=MISSED, document=None)]


def own_target_rows() -> list[Row]:
    """S22: the plan's numbers as the places' own, where the plan binds only the city."""
    asked = (
        *(("T02", 2025.0, 0.0, ">"), ("T24", None, 90.0, "≥"), ("T27", 2025.0, 30.0, ">")),
        *(("T29", 2025.0, 110.0, "≤"), ("T30", 2025.0, 88.0, "≤")),
    )
    base = {"T02": 2020.0}
    day_of = {"issued_on": day("2024-04-01"), "valid_from": None}
    return [
        good("S22", statement=s, region=region, base_year=base.get(s), due_year=due, target=number)
        | {"comparison": sign, **day_of}
        for region in (MET, MISSED, LINE, SILENT)
        for s, due, number, sign in asked
    ]


WORKBOOKS = {
    "S1": growth_rows,
    "S3": co2_rows,
    "S23": economy_rows,
    "S8": product_rows,
    "S2": energy_rows,
    "S11": budget_rows,
    "S10": monitoring_rows,
    "S12": waste_rows,
    "S9": process_rows,
    "S19": vehicle_rows,
    "S20": target_rows,
    "S22": own_target_rows,
}
