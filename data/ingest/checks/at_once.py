"""Finds by column the few rows that the rules for single rows must look at, where rows are many."""

from collections.abc import Callable, Sequence
from typing import Any

from data.ingest.records import Records
from data.plan import checks, plan
from data.plan.model import Column

INFINITE = float("inf")


def odd_rows(records: Records) -> set[int]:
    """The places of all rows of which a rule may say something, and perhaps of some others."""
    template, odd = records.template, set[int]()
    for column in template.columns:
        if column.numeric:
            odd |= out_of_bounds(column, records.column(column.field))
    if template.column("credit_code"):
        pairs = zip(records.texts("credit_code"), records.texts("enterprise"), strict=True)
        odd |= {at for at, (code, name) in enumerate(pairs) if name and not code}
    for check in template.checks:
        quick = QUICK.get(type(check))
        if quick is None:
            return set(range(len(records.rows)))
        odd |= quick(records, check)
    return odd


def numbers(records: Records, field: str) -> list[Any]:
    """What every row has in a field, as numbers."""
    return records.column(field)


def out_of_bounds(column: Column, told: list[Any]) -> set[int]:
    """The rows whose number lies outside what its column may hold, or usually holds."""
    low = -INFINITE if column.minimum is None else column.minimum
    high = INFINITE if column.maximum is None else column.maximum
    above = -INFINITE if column.above is None else column.above
    if column.kind == "percent" and column.above == -100:
        usual = plan().setting("validation", "growth_plausible")
        low, high = max(low, -usual), min(high, usual)
    if (low, high, above) == (-INFINITE, INFINITE, -INFINITE):
        return set()
    return {
        at
        for at, number in enumerate(told)
        if type(number) is float and not (low <= number <= high and number > above)
    }


def unbalanced(records: Records, check: checks.Balance) -> set[int]:
    """The rows whose two sides are not equal, or not told in full."""
    tolerance = plan().setting("validation", "sum_tolerance") / 100
    left, right = added(records, check.left), added(records, check.right)
    return {
        at
        for at, (come, go) in enumerate(zip(left, right, strict=True))
        if come is None or go is None or not abs(come - go) <= abs(come) * tolerance
    }


def added(records: Records, names: Sequence[str]) -> list[float | None]:
    """The sum of some fields in every row, None where one of them is not told."""
    first, *others = [numbers(records, name) for name in names]
    total = first
    for column in others:
        pairs = zip(total, column, strict=True)
        total = [None if one is None or two is None else one + two for one, two in pairs]
    return total


def beyond_supply(records: Records, check: checks.WithinSupply) -> set[int]:
    """The rows that use more than there is."""
    pairs = zip(numbers(records, check.used), added(records, check.supply), strict=True)
    return {
        at for at, (used, there) in enumerate(pairs) if used is not None and (there is None or used > there)
    }


def too_great(records: Records, check: checks.PartWithinWhole) -> set[int]:
    """The rows whose part is more than its whole."""
    pairs = zip(numbers(records, check.part), numbers(records, check.whole), strict=True)
    return {
        at
        for at, (part, whole) in enumerate(pairs)
        if part is not None and whole is not None and part > whole
    }


def wrong_sums(records: Records, check: checks.SumOf) -> set[int]:
    """The rows whose total is told, with all its parts, and is not their sum."""
    tolerance = plan().setting("validation", "sum_tolerance") / 100
    pairs = zip(numbers(records, check.whole), added(records, check.parts), strict=True)
    return {
        at
        for at, (whole, parts) in enumerate(pairs)
        if whole is not None and parts is not None and not abs(whole - parts) <= abs(parts) * tolerance
    }


def with_none(records: Records, check: checks.OneNeeded | checks.OneWanted) -> set[int]:
    """The rows in which none of the fields is filled."""
    told = zip(*(numbers(records, name) for name in check.fields), strict=True)
    return {at for at, each in enumerate(told) if each.count(None) == len(each)}


def alone(records: Records, check: checks.FieldNeeds) -> set[int]:
    """The rows in which a field is filled and the one that it needs is not."""
    pairs = zip(numbers(records, check.field), numbers(records, check.needs), strict=True)
    return {at for at, (told, needed) in enumerate(pairs) if told is not None and needed in (None, "")}


QUICK: dict[type[Any], Callable[[Records, Any], set[int]]] = {
    checks.Balance: unbalanced,
    checks.WithinSupply: beyond_supply,
    checks.PartWithinWhole: too_great,
    checks.SumOf: wrong_sums,
    checks.OneNeeded: with_none,
    checks.OneWanted: with_none,
    checks.FieldNeeds: alone,
}
