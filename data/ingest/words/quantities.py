"""Reads the number of a cell into the unit its column counts in, or says what stands in the way."""

from dataclasses import dataclass

from data.ingest.words.numbers import is_blank, parse_number
from data.ingest.words.units import unit_of

LONGEST = 40  # signs of a cell that a finding shows


@dataclass(frozen=True)
class Quantity:
    """A number in the column's own unit, None where there is none; `rule` says why, with what was found.

    A number typed as text is a number with the rule `number_as_text`; one with a footnote mark behind it
    has `footnote_mark`, and `expected` says what was read.
    """

    value: float | None = None
    rule: str = ""
    found: str = ""
    expected: str = ""


def quantity(raw: object, own: str | None, factor: float = 1.0) -> Quantity:
    """The quantity in a cell. A unit in the cell itself wins over the column's.

    `own` is the unit the column counts in (None: a unit in a cell is passed over); `factor` turns a number
    in the unit that was written for the whole column into it. A blank cell is neither a number nor a fault.
    """
    if raw is None or is_blank(raw):
        return Quantity()
    written = parse_number(raw)
    if written is None:
        return Quantity(None, "number_expected", str(raw).strip()[:LONGEST])
    value = scaled(written.value, factor)
    if written.unit and own is not None:
        scale = conversion(written.unit, own)
        if scale is None:
            return Quantity(None, "unit_mismatch", written.unit)
        value = scaled(written.value, scale)
    if isinstance(raw, str) and written.marked:
        read = f"{written.value:.15g}{written.unit}"
        return Quantity(value, "footnote_mark", raw.strip()[:LONGEST], read)
    if isinstance(raw, str):
        return Quantity(value, "number_as_text", f"{written.value:.15g}{written.unit}")
    return Quantity(value)


def scaled(value: float, factor: float) -> float:
    """A number in another unit, without the last digits that are only of the machine."""
    return value if factor == 1 else float(f"{value * factor:.15g}")


def conversion(written: str, own: str) -> float | None:
    """What a number in the written unit is multiplied by to be in our own; None when they differ in kind."""
    ours, theirs = unit_of(own), unit_of(written)
    if ours is None or theirs is None or ours.dimension != theirs.dimension:
        return None
    return theirs.factor / ours.factor
