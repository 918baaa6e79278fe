"""Asks why energy or CO2 moved between two years: effects of each cause, adding up to the change."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.plan import TOTAL
from queries.ask import ask_rows
from queries.methods.lmdi import contributions, lmdi

REST = "REST"
FACTORS = {
    "energy": ("activity", "structure", "intensity"),
    "co2": ("activity", "structure", "intensity", "fuel_mix", "process", "emission_factor"),
}
SCALE = 10_000  # tonnes to 万吨
CARBON = ("co2_energy_t", "co2_energy_reported_t", "co2_process_t")
LEAST = 0.005  # a rest smaller than this part of the whole is rounding, not industry

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One sector (REST: what no sector tells) at both ends, and its effects in the order of the factors."""

    sector: str
    before: float
    after: float
    effects: tuple[float, ...]

    @property
    def change(self) -> float:
        """What the sector adds to the change."""
        return self.after - self.before


@dataclass(frozen=True)
class Drivers:
    """The reported totals of two years in 万吨, the effects between them, and what they cannot explain.

    before + sum(effects) + other = after, exactly. `effects` and `ratios` stand in the order of `factors`;
    `other` is the change of scope (membership, re-based figures) and what no sector tells.
    """

    what: str
    start: int
    end: int
    before: float
    after: float
    factors: tuple[str, ...]
    effects: tuple[float, ...]
    ratios: tuple[float, ...]
    other: float
    parts: tuple[Part, ...]
    grade: str

    @property
    def change(self) -> float:
        """The reported change."""
        return self.after - self.before

    @property
    def change_percent(self) -> float:
        """The reported change in percent of the first year."""
        return 100 * (self.after / self.before - 1)


def years(
    *, what: str = "energy", region: str | None = None, basis: str | None = None, snapshot: str | None = None
) -> list[int]:
    """The whole years whose total is known, oldest first."""
    rows = ask_rows("energy_levels", snapshot=snapshot, region=region, sector=TOTAL, basis=basis)
    wanted = CARBON if what == "co2" else ()
    return [
        row["year"]
        for row in rows
        if row["month"] == 12 and row["energy_tce"] and all(row[field] is not None for field in wanted)
    ]


def energy_drivers(
    start: int,
    end: int,
    *,
    what: str = "energy",
    region: str | None = None,
    basis: str | None = None,
    snapshot: str | None = None,
) -> Drivers | None:
    """LMDI-I over the sectors of a place between two whole years; None where a total or a growth is missing.

    Energy and value added of the later year are those of the earlier grown by the official same-scope rates
    (never two years' levels); CO2 is that energy times the CO2 per energy reported for the year. CO2 is told
    as reported: energy × CO2 per energy on one grid factor (fuel mix) × reported over one-factor CO2
    (emission factor), and process CO2 per energy (process). `what` is energy (tce) or co2 (t).
    ValueError for another `what` or years not in order.
    Source: docs/methods.md, "Why it moved".
    """
    if what not in FACTORS or start >= end:
        raise ValueError(f"what must be one of {sorted(FACTORS)} and {start} must lie before {end}.")
    rows = ask_rows("energy_levels", snapshot=snapshot, region=region, basis=basis)
    found = {(row["sector"], row["year"]): row for row in rows if row["month"] == 12}
    return decompose(found, start, end, what)


def decompose(found: Mapping[tuple[str, int], Row], start: int, end: int, what: str) -> Drivers | None:
    """The arithmetic alone: rows of the question energy_levels by sector and year."""
    ends = ends_of(found, TOTAL, start, end, what)
    if ends is None:
        return None
    rows_of_whole = found[TOTAL, start], found[TOTAL, end]
    before, after = (_reported(row, what) / SCALE for row in rows_of_whole)
    if not before or not after:
        return None
    known = parts_of(found, ends, start, end)
    grades = [row["grade"] for row in rows_of_whole]
    tables = [_factors(known, position) for position in (0, 1)]
    effects = lmdi(*tables)
    channels = len(tables[0]) // len(known)
    rows = contributions(*tables).reshape(len(known), channels, -1).sum(axis=1)
    parts = tuple(
        Part(sector, _amount(first) / SCALE, _amount(last) / SCALE, tuple(float(effect) for effect in row))
        for (sector, (first, last)), row in zip(known.items(), rows, strict=True)
    )
    additive = tuple(float(effect) for effect in effects.additive)
    return Drivers(
        what=what,
        start=start,
        end=end,
        before=before,
        after=after,
        factors=FACTORS[what],
        effects=additive,
        ratios=tuple(float(ratio) for ratio in effects.multiplicative),
        other=after - before - sum(additive),
        parts=tuple(sorted(parts, key=lambda part: -abs(part.change))),
        grade="demo" if "demo" in grades else str(grades[-1]),
    )


# Value added, energy and, for CO2, that of energy on one grid factor, as reported, and of process.
Volumes = tuple[float, ...]


def _reported(row: Row, what: str) -> float:
    """The reported total of a year in tce or t; 0 where it is not known."""
    return float(row["energy_tce" if what == "energy" else "co2_reported_t"] or 0)


def _amount(volumes: Volumes) -> float:
    """What is explained: energy, or the reported CO2 of energy and of process."""
    return volumes[1] if len(volumes) == 2 else volumes[3] + volumes[4]


def ends_of(
    found: Mapping[tuple[str, int], Row], sector: str, start: int, end: int, what: str
) -> tuple[Volumes, Volumes] | None:
    """Value added, energy (and CO2) at both ends, the later grown from the earlier; None with a gap."""
    first = found.get((sector, start))
    if first is None or not first["value_added_10k_yuan"] or first["energy_tce"] is None:
        return None
    added, energy = float(first["value_added_10k_yuan"]), float(first["energy_tce"])
    early = (added, energy)
    for year in range(start + 1, end + 1):
        row = found.get((sector, year))
        if row is None or row["value_added_growth"] is None or row["energy_growth"] is None:
            return None
        added *= 1 + row["value_added_growth"] / 100
        energy *= 1 + row["energy_growth"] / 100
    late, last = (added, energy), found[sector, end]
    if added <= 0 or energy < 0:
        return None
    if what == "energy":
        return early, late
    carbon = [[row[field] for field in CARBON] for row in (first, last)]
    if any(one is None or one < 0 for side in carbon for one in side) or not last["energy_tce"]:
        return None
    scale = energy / float(last["energy_tce"])
    return (*early, *map(float, carbon[0])), (*late, *(float(one) * scale for one in carbon[1]))


def parts_of(
    found: Mapping[tuple[str, int], Row], whole: tuple[Volumes, Volumes], start: int, end: int
) -> dict[str, tuple[Volumes, Volumes]]:
    """Every sector that can be followed over the years, and what is left of the whole."""
    known: dict[str, tuple[Volumes, Volumes]] = {}
    what = "energy" if len(whole[0]) == 2 else "co2"
    for sector in dict.fromkeys(code for code, _ in found if code != TOTAL):
        ends = ends_of(found, sector, start, end, what)
        if ends is not None:
            known[sector] = ends
    first, last = (_rest(whole[side], [ends[side] for ends in known.values()]) for side in (0, 1))
    if first is not None and last is not None:
        known[REST] = (first, last)
    return known or {REST: whole}


def _rest(whole: Volumes, parts: list[Volumes]) -> Volumes | None:
    """What no sector tells; None where it is no more than rounding. Process may well be told in full."""
    left = [total - math.fsum(part[place] for part in parts) for place, total in enumerate(whole)]
    if any(one <= LEAST * total for one, total in zip(left[:4], whole[:4], strict=True)):
        return None
    if min(left) < -LEAST * _amount(whole):
        return None
    return tuple(max(one, 0.0) for one in left)


def _factors(known: Mapping[str, tuple[Volumes, Volumes]], side: int) -> list[list[float]]:
    """Sub-sectors × factors in 万吨: value added, share in it, energy per value added, and of CO2 the rest.

    CO2 takes two rows a sub-sector, of energy and of process; a factor that is not its own is 1 in a row.
    """
    total = math.fsum(ends[side][0] for ends in known.values())
    table = []
    for ends in known.values():
        added, energy, *carbon = ends[side]
        row = [total, added / total, energy / added / (1 if carbon else SCALE)]
        if not carbon:
            table.append(row)
            continue
        one, reported, process = (amount / SCALE for amount in carbon)
        mix = one / energy if energy else 0.0
        table.append([*row, mix, 1.0, reported / one if one else 1.0])
        table.append([*row, 1.0, process / energy if energy else 0.0, 1.0])
    return table
