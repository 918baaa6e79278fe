"""Demonstration energy varieties: quantities whose standard coal adds up to the enterprises' energy."""

from data.plan import plan
from data.samples.demo_enterprises import ENTERPRISES, YEARS, Levels, green_share, mix
from data.samples.workbook import Cell

# Where no single reference coefficient can be cited the enterprise's own is entered.
OWN = {"biomass": 0.5, "bagasse": 0.43, "heat": 0.03412}
REFERENCES = {
    "coke": 0.9714,
    "raw_coal": 0.7143,
    "natural_gas": 13.3,
    "electricity": 1.229,
    "diesel": 1.4571,
    "gasoline": 1.4714,
}
WRONG = (19, 2025, "raw_coal")  # one reported standard quantity that its own physical quantity contradicts


def rows(year: int, levels: Levels) -> list[dict[str, Cell]]:
    """Every enterprise and variety of a year at calorific value."""
    known = plan().templates["S2"].column("energy")
    assert known is not None
    names = {choice.code: choice.name for choice in known.choices}
    made: list[dict[str, Cell]] = []
    for enterprise in ENTERPRISES:
        for code, share in mix(enterprise.sector, year).items():
            coefficient = OWN.get(code) or REFERENCES[code]
            quantity = round(enterprise.energy(levels, year) * share / coefficient, 2)
            standard = round(
                quantity * coefficient * (1.08 if (enterprise.number, year, code) == WRONG else 1), 1
            )
            row: dict[str, Cell] = {
                "period": f"{year}年",
                **enterprise.who(),
                "region": plan().regions[enterprise.region].name,
                "sector": enterprise.sector,
                "energy": names[code],
                "quantity": quantity,
                "quantity_unit": None,
                "coefficient": coefficient,
                "standard_tce": standard,
                "feedstock": None,
                "purchased_electricity": None,
                "green_electricity": None,
                "basis": "当量值",
                "maturity": "终核",
            }
            if code == "electricity":
                row["purchased_electricity"] = quantity
                row["green_electricity"] = round(quantity * green_share(year), 2)
            made.append(row)
    return made


def years() -> list[int]:
    """The years with a workbook of their own."""
    return list(YEARS)
