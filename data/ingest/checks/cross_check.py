"""Holds the rows of an upload against each other and against what is published."""

from collections.abc import Iterator

from data.formulas import intensity_change
from data.ingest.checks.identity import identity_check
from data.ingest.checks.neighbours import against_neighbours
from data.ingest.checks.parts import parts_beside_wholes
from data.ingest.checks.sums import parts_and_wholes
from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at
from data.ingest.words.numbers import shown
from data.plan import plan
from data.snapshot import published


def cross_check(records: Records) -> Iterator[Finding]:
    """Counties against the city, categories against their total, order, unit slips, growth rates, parts."""
    yield from parts_and_wholes(records)
    yield from against_neighbours(records)
    yield from derived_intensity(records)
    yield from derived_co2(records)
    yield from identity_check(records)
    yield from parts_beside_wholes(records)


def number_of(row: Row, name: str) -> float | None:
    """A numeric value of a row, or None."""
    value = row.values.get(name)
    return value if isinstance(value, float) else None


def derived_intensity(records: Records) -> Iterator[Finding]:
    """The reported change of intensity against the one the two growth rates give (METHODS §3)."""
    column = records.template.column("intensity_change")
    if column is None:
        return
    tolerance = plan().setting("validation", "intensity_tolerance_points")
    for row in records.rows:
        energy, added = number_of(row, "energy_growth"), number_of(row, "value_added_growth")
        stated = number_of(row, "intensity_change")
        if energy is None or added is None or stated is None or min(energy, added) <= -100:
            continue
        derived = intensity_change(energy, added)
        if abs(derived - stated) > tolerance:
            yield at(records, row, "intensity_differs", column, f"{derived:.2f}", f"{stated:.2f}")


def derived_co2(records: Records) -> Iterator[Finding]:
    """Reported CO2 of fuels and purchased energy against what the published energy varieties give.

    Only where those enterprises cover the energy of the place and sector.
    """
    column = records.template.column("fuel_combustion")
    if column is None:
        return
    tolerance = plan().setting("derived_co2", "tolerance")
    known = published.derived_co2()
    for row in records.rows:
        fuel, bought = number_of(row, "fuel_combustion"), number_of(row, "net_electricity_heat")
        derived = known.get((row.text("region"), row.text("sector"), row.text("period")))
        if fuel is None or bought is None or not derived:
            continue
        if abs(fuel + bought - derived) > derived * tolerance / 100:
            yield at(records, row, "co2_differs", column, shown(derived), shown(fuel + bought))
