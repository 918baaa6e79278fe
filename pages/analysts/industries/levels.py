"""Says energy and CO2 of an industry: amounts, the year they are held against, the columns of a table."""

from data.plan import plan
from pages.pieces.tables import Column, Shown
from pages.speech import words
from pages.speech.words import language, say

CO2 = "万吨二氧化碳"
INTENSITY = "industries.intensity"


def base_year() -> int | None:
    """The year that the industries' intensities are held against."""
    return plan().statements[plan().role(INTENSITY)].base_year


def tonnes(value: float | None) -> str:
    """CO2 in 万吨, or in million tonnes where the language counts so."""
    return words.amount(value, CO2) if language() == "en" else words.number(value, CO2)


def since(change: float | None) -> str:
    """How far a figure moved since the base year."""
    return say("industries.since", base=base_year(), change=words.signed(change, "%"))


def columns() -> Shown:
    """A row per industry and year, as it is told and exported."""
    base = base_year()
    return [
        *("industry", "period", "energy_tce", "energy_change_percent", "energy_tce_per_10k_yuan"),
        Column("energy_since_base_percent", say("industries.column_energy_since", base=base)),
        *("co2_10k_t", "co2_t_per_10k_yuan"),
        Column("co2_since_base_percent", say("industries.column_co2_since", base=base)),
        "grade",
    ]
