"""The formulas that several rooms need in Python; SQL says the same (data/snapshot/sql/formulas.sql)."""

import math

DIGITS = 9  # decimals at which a measured value and a limit are compared


def intensity_change(energy_growth: float, value_added_growth: float) -> float:
    """Change of energy per value added in one year, percent (a fall is negative).

    Both arguments are official growth rates of the same scope in percent, value added at constant prices:
    r = (1 + e) / (1 + v) − 1. Levels of two years are not comparable, so they are not accepted here.
    ValueError unless both are finite and above −100. Source: docs/methods.md, "Chained intensity".
    """
    energy = factor(energy_growth, "energy_growth")
    value_added = factor(value_added_growth, "value_added_growth")
    return (energy / value_added - 1) * 100


def at_least(figure: float, asked: float) -> bool:
    """Whether a measured value reaches a limit: both at nine decimals, more than a sheet can hold."""
    return round(figure, DIGITS) >= round(asked, DIGITS)


def factor(change: float, name: str) -> float:
    """1 + change, of a change in percent; ValueError, with its name, unless it is finite and above −100."""
    if not (math.isfinite(change) and change > -100):
        raise ValueError(f"{name} must be a finite percentage above -100, not {change}.")
    return float(1 + change / 100)
