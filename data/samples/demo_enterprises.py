"""The invented enterprises of the demonstration: where they stand, what they burn, how large they are."""

from dataclasses import dataclass

from data.samples.demo_energy import Level
from data.samples.demo_green import credit_code
from data.samples.workbook import Cell

Levels = dict[tuple[str, str], dict[int, Level]]
YEARS = range(2020, 2026)
# What each sector burns, as shares of its standard coal (calorific value).
MIXES = {
    "C31": {"coke": 0.57, "raw_coal": 0.364, "natural_gas": 0.01, "electricity": 0.046, "diesel": 0.01},
    "C30": {"raw_coal": 0.88, "electricity": 0.07, "diesel": 0.02, "biomass": 0.03},
    "C26": {"raw_coal": 0.74, "electricity": 0.09, "natural_gas": 0.09, "heat": 0.08},
    "C36": {"electricity": 0.55, "natural_gas": 0.38, "gasoline": 0.04, "diesel": 0.03},
    "C34": {"electricity": 0.58, "natural_gas": 0.35, "diesel": 0.07},
    "C35": {"electricity": 0.56, "natural_gas": 0.36, "diesel": 0.08},
    "C13": {"bagasse": 0.74, "raw_coal": 0.2, "electricity": 0.06},
    "C22": {"raw_coal": 0.61, "electricity": 0.11, "biomass": 0.28},
    "C32": {"electricity": 0.3, "raw_coal": 0.56, "natural_gas": 0.14},
    "D44": {"raw_coal": 0.97, "diesel": 0.01, "electricity": 0.02},
    "C38": {"electricity": 0.7, "natural_gas": 0.3},
    "C20": {"electricity": 0.35, "biomass": 0.65},
    "C33": {"electricity": 0.65, "natural_gas": 0.35},
}


@dataclass(frozen=True)
class Enterprise:
    """One invented enterprise: its part of the energy of its county and sector (or of the city's sector)."""

    number: int
    region: str
    sector: str
    share: float

    @property
    def name(self) -> str:
        """A name that cannot be mistaken for a real one."""
        return f"演示企业{self.number:02d}（虚构）"

    def energy(self, levels: Levels, year: int) -> float:
        """Energy of a year at calorific value, tce."""
        known = levels.get((self.region, self.sector))
        if known is None:
            known = levels.get(("450200", self.sector), levels["450200", "C34"])
        return known[year].energy * self.share

    def who(self) -> dict[str, Cell]:
        """The cells that say who it is."""
        return {"credit_code": credit_code(self.number), "enterprise": self.name}


ENTERPRISES = tuple(
    Enterprise(*row)
    for row in (
        (1, "450205", "C31", 0.93),
        (16, "450205", "C31", 0.07),
        (2, "450203", "C36", 0.4),
        (3, "450204", "C35", 0.45),
        (4, "450206", "C30", 0.6),
        (15, "450206", "C30", 0.4),
        (5, "450223", "C26", 0.7),
        (6, "450222", "C13", 0.1),
        (7, "450204", "C34", 0.3),
        (8, "450203", "C36", 0.3),
        (9, "Z-LIUDONG", "C36", 0.12),
        (10, "450205", "C33", 0.04),
        (11, "450202", "C38", 0.2),
        (12, "450224", "C20", 0.3),
        (13, "Z-YANGHE", "C35", 0.04),
        (14, "450225", "C22", 0.3),
        (17, "450223", "C30", 1.0),
        (18, "450222", "C30", 0.9),
        (19, "450206", "C26", 1.0),
        (20, "450223", "C22", 0.4),
        (21, "450222", "C13", 0.15),
        (22, "450225", "C13", 0.06),
        (23, "450205", "C32", 0.3),
        (24, "450204", "D44", 0.55),
        (25, "450223", "D44", 0.1),
        (26, "450226", "C20", 0.08),
        (27, "450224", "C30", 0.8),
        (28, "450202", "C36", 0.8),
        (29, "450226", "C13", 0.009),
        (30, "450224", "C20", 0.03),
    )
)


def mix(sector: str, year: int) -> dict[str, float]:
    """Shares of the varieties in a year: coal gives way slowly to biomass or gas, and to some electricity."""
    shares = dict(MIXES[sector])
    coal = next((code for code in ("raw_coal", "coke") if code in shares), None)
    cleaner = next((code for code in ("biomass", "bagasse", "natural_gas") if code in shares), "electricity")
    if coal and "electricity" in shares:
        moved = min(0.006 * (year - 2020), shares[coal] / 2)
        shares[coal] -= moved
        shares["electricity"] += moved / 6
        shares[cleaner] += moved * 5 / 6
    return shares


def green_share(year: int) -> float:
    """Green part of the electricity bought, growing with green-power trading."""
    return 0.02 + 0.035 * (year - 2020)
