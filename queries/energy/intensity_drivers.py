"""Asks why energy per value added fell as it did: what each sector saved, and the mix of sectors."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from data.plan import TOTAL, plan
from queries.ask import ask_rows
from queries.energy.energy_drivers import Row, Volumes, ends_of, parts_of
from queries.methods.lmdi import contributions


@dataclass(frozen=True)
class Part:
    """What one sector (or place) adds to the reduction, in points: by its weight, and by what it saves."""

    sector: str
    structure: float
    efficiency: float
    grade: str = ""

    @property
    def both(self) -> float:
        """Its whole contribution."""
        return self.structure + self.efficiency


@dataclass(frozen=True)
class IntensityDrivers:
    """The reduction in percent since the base year, and what made it, in percentage points.

    structure + efficiency + other = reduction, exactly. `other` is what the sectors do not tell of the whole.
    """

    start: int
    period: str
    reduction: float
    parts: tuple[Part, ...]
    grade: str

    @property
    def structure(self) -> float:
        """What the changed mix of sectors adds."""
        return math.fsum(part.structure for part in self.parts)

    @property
    def efficiency(self) -> float:
        """What the sectors add by using less energy for the same value added."""
        return math.fsum(part.efficiency for part in self.parts)

    @property
    def other(self) -> float:
        """What is left of the whole."""
        return self.reduction - self.structure - self.efficiency


def intensity_drivers(
    start: int,
    period: str,
    *,
    region: str | None = None,
    basis: str | None = None,
    snapshot: str | None = None,
) -> IntensityDrivers | None:
    """LMDI-I of energy per value added over the sectors of a place, from a whole year up to a period.

    The number is that of the promise: energy and value added of every later year are grown by the official
    same-scope rates, the running year by its rate to date. None where one of those rates is missing, where
    only one sector is known, or the period does not lie after the year.
    Source: docs/methods.md, "Why it moved".
    """
    year, month = int(period[:4]), int(period[5:] or 12)
    if year <= start:
        return None
    rows = ask_rows("energy_levels", snapshot=snapshot, region=region, basis=basis, period=period)
    found = {
        (row["sector"], row["year"]): row
        for row in rows
        if (row["month"] == 12 and row["year"] < year) or (row["year"], row["month"]) == (year, month)
    }
    return decompose(found, start, year, period)


def place_drivers(
    start: int, period: str, *, basis: str | None = None, snapshot: str | None = None
) -> IntensityDrivers | None:
    """The same over the counties of the city: the parts are places, by their own saving and their weight.

    What they do not tell of the city is a part of its own (REST), so that all add up to its reduction.
    """
    year, month = int(period[:4]), int(period[5:] or 12)
    if year <= start:
        return None
    places = [plan().city, *plan().counties(year)]
    given = {"basis": basis, "sector": TOTAL, "period": period, "snapshot": snapshot}
    found = {
        (TOTAL if row["region"] == plan().city else row["region"], row["year"]): row
        for row in ask_rows("energy_levels", regions=places, **given)
        if (row["month"] == 12 and row["year"] < year) or (row["year"], row["month"]) == (year, month)
    }
    return decompose(found, start, year, period)


def decompose(
    found: Mapping[tuple[str, int], Row], start: int, year: int, period: str
) -> IntensityDrivers | None:
    """The arithmetic alone: rows of the question energy_levels by sector and year."""
    whole = ends_of(found, TOTAL, start, year, "energy")
    if whole is None:
        return None
    known = parts_of(found, whole, start, year)
    if len(known) < 2 or not whole[0][1]:
        return None
    before, after = (_shares(known, side) for side in (0, 1))
    points = -100 * contributions(before, after) / _intensity(whole[0])
    told = [found[TOTAL, one]["grade"] for one in (start, year)]
    grade = "demo" if "demo" in told else str(told[-1])
    parts = [
        Part(sector, float(structure), float(efficiency), grade)
        for sector, (structure, efficiency) in zip(known, points, strict=True)
    ]
    reduction = 100 * (1 - _intensity(whole[1]) / _intensity(whole[0]))
    parts.sort(key=lambda part: -part.both)
    return IntensityDrivers(start, period, reduction, tuple(parts), grade)


def _intensity(volumes: Volumes) -> float:
    """Energy per value added."""
    return volumes[1] / volumes[0]


def _shares(known: dict[str, tuple[Volumes, Volumes]], side: int) -> list[list[float]]:
    """Sectors × (share of the value added, energy per value added): their products add up to the whole."""
    total = math.fsum(ends[side][0] for ends in known.values())
    return [[ends[side][0] / total, _intensity(ends[side])] for ends in known.values()]
