"""Asks why energy or CO2 moved between two years: activity, structure, intensity and carbon, adding up."""

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
    "co2": ("activity", "structure", "intensity", "carbon"),
}
SCALE = 10_000  # tonnes to 万吨
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
    field = "co2_t" if what == "co2" else "energy_tce"
    return [row["year"] for row in rows if row["month"] == 12 and row["energy_tce"] and row[field]]


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
    (never two years' levels); CO2 is that energy times the CO2 per energy reported for the year. `what` is
    energy (tce) or co2 (t). ValueError for another `what` or years not in order.
    Source: docs/methods.md, "Why it moved".
    """
    if what not in FACTORS or start >= end:
        raise ValueError(f"what must be one of {sorted(FACTORS)} and {start} must lie before {end}.")
    rows = ask_rows("energy_levels", snapshot=snapshot, region=region, basis=basis)
    found = {(row["sector"], row["year"]): row for row in rows if row["month"] == 12}
    return decompose(found, start, end, what)


def decompose(found: Mapping[tuple[str, int], Row], start: int, end: int, what: str) -> Drivers | None:
    """The arithmetic alone: rows of the question energy_levels by sector and year."""
    ends = _ends(found, TOTAL, start, end, what)
    if ends is None:
        return None
    first, last = found[TOTAL, start], found[TOTAL, end]
    field = "co2_t" if what == "co2" else "energy_tce"
    if not first[field] or not last[field]:
        return None
    before, after = first[field] / SCALE, last[field] / SCALE
    known = _known(found, ends, start, end, what)
    tables = [_factors(known, position) for position in (0, 1)]
    effects = lmdi(*tables)
    rows = contributions(*tables)
    parts = tuple(
        Part(sector, pair[0][-1] / SCALE, pair[1][-1] / SCALE, tuple(float(effect) for effect in row))
        for (sector, pair), row in zip(known.items(), rows, strict=True)
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
        grade="demo" if "demo" in (first["grade"], last["grade"]) else str(last["grade"]),
    )


Volumes = tuple[float, ...]  # value added, energy and, for CO2, emissions of one year


def _ends(
    found: Mapping[tuple[str, int], Row], sector: str, start: int, end: int, what: str
) -> tuple[Volumes, Volumes] | None:
    """Value added, energy (and CO2) at both ends, the later grown from the earlier; None with a gap."""
    first = found.get((sector, start))
    if first is None or not first["value_added_10k_yuan"] or first["energy_tce"] is None:
        return None
    added, energy = float(first["value_added_10k_yuan"]), float(first["energy_tce"])
    early, carbon = (added, energy), [first["co2_t"]]
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
    carbon.append(last["co2_t"])
    if None in carbon or not last["energy_tce"]:
        return None
    return (*early, float(carbon[0])), (*late, float(carbon[1]) * energy / float(last["energy_tce"]))


def _known(
    found: Mapping[tuple[str, int], Row], whole: tuple[Volumes, Volumes], start: int, end: int, what: str
) -> dict[str, tuple[Volumes, Volumes]]:
    """Every sector that can be followed over the years, and what is left of the whole."""
    known: dict[str, tuple[Volumes, Volumes]] = {}
    for sector in dict.fromkeys(code for code, _ in found if code != TOTAL):
        ends = _ends(found, sector, start, end, what)
        if ends is not None:
            known[sector] = ends
    rest = tuple(
        tuple(
            whole[side][place] - math.fsum(ends[side][place] for ends in known.values())
            for place in range(len(whole[0]))
        )
        for side in (0, 1)
    )
    if all(
        part > LEAST * all_of for side in (0, 1) for part, all_of in zip(rest[side], whole[side], strict=True)
    ):
        known[REST] = (rest[0], rest[1])
    return known or {REST: whole}


def _factors(known: Mapping[str, tuple[Volumes, Volumes]], side: int) -> list[list[float]]:
    """Sub-sectors × factors in 万吨: all value added, share in it, energy per value added, CO2 per energy."""
    total = math.fsum(ends[side][0] for ends in known.values())
    table = []
    for ends in known.values():
        added, energy, *carbon = ends[side]
        row = [total, added / total, energy / added / (1 if carbon else SCALE)]
        table.append([*row, carbon[0] / energy / SCALE if energy else 0.0] if carbon else row)
    return table
