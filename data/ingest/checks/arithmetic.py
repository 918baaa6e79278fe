"""Holds the numbers of one row against each other: sums, ratios, balances, units, coefficients."""

from collections.abc import Callable
from typing import Any

from data.formulas import at_least
from data.ingest.checks.said import in_words
from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at
from data.ingest.words.names import squeeze
from data.ingest.words.numbers import shown
from data.ingest.words.units import unit_of
from data.plan import checks, plan


def number(row: Row, name: str) -> float | None:
    """A numeric value of a row, or None."""
    value = row.values.get(name)
    return value if isinstance(value, float) else None


def finding(
    records: Records, row: Row, rule: str, field: str, expected: str = "", found: str = ""
) -> list[Finding]:
    """One finding at a field of a row."""
    column = records.template.column(field)
    return [at(records, row, rule, column, expected, found)] if column else []


def heading(records: Records, name: str) -> str:
    """The heading of a field."""
    column = records.template.column(name)
    return column.heading if column else name


def differs(stated: float, derived: float, tolerance: float) -> bool:
    """Whether two numbers are further apart than a tolerance in percent of the derived one."""
    return abs(stated - derived) > max(abs(derived) * tolerance / 100, 1e-6)


def sum_of(records: Records, row: Row, check: checks.SumOf) -> list[Finding]:
    """A total beside its parts, where all of them are given."""
    whole, parts = number(row, check.whole), [number(row, name) for name in check.parts]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) != len(parts):
        return []
    if differs(whole, sum(known), plan().setting("validation", "sum_tolerance")):
        return finding(records, row, "total_differs", check.whole, shown(sum(known)), shown(whole))
    return []


def one_needed(
    records: Records, row: Row, check: checks.OneNeeded | checks.OneWanted, rule: str = "one_needed"
) -> list[Finding]:
    """At least one of several fields must be filled."""
    names = check.fields
    if any(row.values.get(name) is not None for name in names):
        return []
    wanted = "、".join(heading(records, name) for name in names)
    return finding(records, row, rule, names[0], wanted)


def one_wanted(records: Records, row: Row, check: checks.OneWanted) -> list[Finding]:
    """At least one of several fields is filled, or a reason says why not."""
    return one_needed(records, row, check, "one_wanted")


def field_needs(records: Records, row: Row, check: checks.FieldNeeds) -> list[Finding]:
    """A filled field that asks for another one."""
    if row.values.get(check.field) is None or row.text(check.needs):
        return []
    return finding(records, row, "field_needs", check.needs, heading(records, check.field))


def balance(records: Records, row: Row, check: checks.Balance) -> list[Finding]:
    """What comes in must go somewhere; what is not told may be any amount, so that only too much is too much.

    An empty cell of the left side counts as nothing: who takes from stock says so.
    """
    values = row.values
    left, right = (
        [value for name in side if isinstance(value := values.get(name), float)]
        for side in (check.left, check.right)
    )
    if not right or number(row, check.left[0]) is None:
        return []
    if len(right) < len(check.right) and at_least(sum(left), sum(right)):
        return []
    if differs(sum(right), sum(left), plan().setting("validation", "sum_tolerance")):
        return finding(records, row, "out_of_balance", check.left[0], shown(sum(left)), shown(sum(right)))
    return []


def within_supply(records: Records, row: Row, check: checks.WithinSupply) -> list[Finding]:
    """Nobody uses more than there is; an empty part of the supply counts as nothing."""
    used, first = number(row, check.used), number(row, check.supply[0])
    if used is None or first is None:
        return []
    amounts = [number(row, name) or 0.0 for name in check.supply]
    if at_least(sum(amounts), used):
        return []
    supply = zip(check.supply, amounts, strict=True)
    told = " + ".join(
        f"{heading(records, name)} {shown(value)}（{records.address(row, name)}）" for name, value in supply
    )
    return finding(records, row, "more_than_there_is", check.used, told, shown(used))


def not_below_used(records: Records, row: Row, check: checks.NotBelowUsed) -> list[Finding]:
    """A forecast for the year against what is used of it since January."""
    forecast, used = number(row, check.forecast), number(row, check.used)
    if forecast is None or used is None or at_least(forecast, used):
        return []
    told = f"{heading(records, check.used)} {shown(used)}（{records.address(row, check.used)}）"
    return finding(records, row, "forecast_below_used", check.forecast, told, shown(forecast))


def fall_is_positive(records: Records, row: Row, check: checks.FallIsPositive) -> list[Finding]:
    """A reduction below nought: a rise, or a fall written with the sign of a rate."""
    value = number(row, check.reduction)
    if value is None or value >= 0:
        return []
    return finding(records, row, "reduction_negative", check.reduction, shown(-value), shown(value))


def unit_value(records: Records, row: Row, check: checks.UnitValue) -> list[Finding]:
    """A stated value per unit of output against total ÷ output."""
    total, output, stated = (number(row, name) for name in (check.total, check.output, check.stated))
    if total is None or not output or stated is None:
        return []
    derived = total * check.scale / output
    if differs(stated, derived, plan().setting("validation", "sum_tolerance")):
        return finding(records, row, "unit_value_differs", check.stated, shown(derived), shown(stated))
    return []


def membership(records: Records, row: Row, check: checks.Membership) -> list[Finding]:
    """A stated duty to connect against the one that last year's energy gives (at or above the threshold)."""
    stated, value = row.text(check.field), number(row, check.value)
    if not stated or value is None:
        return []
    threshold = plan().setting("online_monitoring", "threshold_tce")
    derived = "yes" if at_least(value, threshold) else "no"
    if stated == derived:
        return []
    words = {"yes": "是", "no": "否"}
    return finding(records, row, "membership_differs", check.field, words[derived], words[stated])


def variety(code: str) -> dict[str, str]:
    """What the plan knows of an energy variety; an empty row for an unknown one."""
    return plan().energy(code)


def energy_unit(records: Records, row: Row, check: checks.EnergyUnit) -> list[Finding]:
    """A written unit that is not the one the variety is counted in."""
    written, own = row.text(check.field), variety(row.text(check.energy)).get("unit", "")
    if not written or not own or squeeze(written) == squeeze(own) or unit_of(written) == unit_of(own):
        return []
    return finding(records, row, "energy_unit", check.field, own, written)


def energy_coefficient(records: Records, row: Row, check: checks.EnergyCoefficient) -> list[Finding]:
    """No coefficient where none can be cited; or one far from the citable one."""
    stated, code = number(row, check.coefficient), row.text(check.energy)
    reference = plan().coefficient(code, row.text(check.basis))
    if stated is None:
        if reference is None and code and number(row, check.standard) is None:
            name = in_words(records, row, check.energy)
            return finding(records, row, "coefficient_missing", check.coefficient, found=name)
        return []
    if reference and differs(stated, reference, plan().setting("standard_quantity", "coefficient_tolerance")):
        return finding(
            records, row, "coefficient_unusual", check.coefficient, shown(reference), shown(stated)
        )
    return []


def energy_standard(records: Records, row: Row, check: checks.EnergyStandard) -> list[Finding]:
    """The reported standard quantity against physical quantity × coefficient."""
    quantity, stated = number(row, check.quantity), number(row, check.standard)
    coefficient = number(row, check.coefficient)
    if coefficient is None:
        coefficient = plan().coefficient(row.text(check.energy), row.text(check.basis))
    if quantity is None or stated is None or coefficient is None:
        return []
    derived = quantity * coefficient
    if differs(stated, derived, plan().setting("standard_quantity", "tolerance")):
        return finding(records, row, "standard_differs", check.standard, shown(derived), shown(stated))
    return []


ARITHMETIC: dict[type[Any], Callable[[Records, Row, Any], list[Finding]]] = {
    checks.SumOf: sum_of,
    checks.OneNeeded: one_needed,
    checks.OneWanted: one_wanted,
    checks.FieldNeeds: field_needs,
    checks.Balance: balance,
    checks.WithinSupply: within_supply,
    checks.NotBelowUsed: not_below_used,
    checks.FallIsPositive: fall_is_positive,
    checks.UnitValue: unit_value,
    checks.Membership: membership,
    checks.EnergyUnit: energy_unit,
    checks.EnergyCoefficient: energy_coefficient,
    checks.EnergyStandard: energy_standard,
}
