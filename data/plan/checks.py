"""The checks a template may ask for: one frozen shape per rule, read and held against its columns."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, NewType, get_args, get_type_hints

Field = NewType("Field", str)  # any column of the template
NumberField = NewType("NumberField", str)  # a column of numbers or percents
DateField = NewType("DateField", str)  # a column of days
PeriodField = NewType("PeriodField", str)
State = NewType("State", str)  # a code among the choices of the check's own `field`
NumberFields = tuple[NumberField, ...]
Fields = tuple[Field, ...]

KINDS: dict[object, frozenset[str]] = {
    NumberField: frozenset(["number", "percent"]),
    DateField: frozenset(["date"]),
    PeriodField: frozenset(["period"]),
}


@dataclass(frozen=True)
class PartWithinWhole:
    """A part may not exceed its whole."""

    part: NumberField
    whole: NumberField


@dataclass(frozen=True)
class SumOf:
    """A total beside its parts, where all of them are given."""

    whole: NumberField
    parts: NumberFields


@dataclass(frozen=True)
class Balance:
    """What comes in must go somewhere: both sides agree, and more than came in never goes out."""

    left: NumberFields
    right: NumberFields


@dataclass(frozen=True)
class WithinSupply:
    """What is used may not exceed all that there is of it."""

    used: NumberField
    supply: NumberFields


@dataclass(frozen=True)
class NotBelowUsed:
    """What is expected for the whole year is hardly less than what is used of it already."""

    forecast: NumberField
    used: NumberField


@dataclass(frozen=True)
class FallIsPositive:
    """A reduction says a fall as a positive number: below nought it says a rise."""

    reduction: NumberField


@dataclass(frozen=True)
class UnitValue:
    """A stated value per unit of output against total × scale ÷ output."""

    total: NumberField
    output: NumberField
    stated: NumberField
    scale: float


@dataclass(frozen=True)
class OneNeeded:
    """At least one of several fields must be filled."""

    fields: Fields


@dataclass(frozen=True)
class OneWanted:
    """At least one of several fields is filled, or a person says why none is."""

    fields: Fields


@dataclass(frozen=True)
class OneOf:
    """Exactly one of two fields is filled."""

    field: Field
    other: Field


@dataclass(frozen=True)
class FieldNeeds:
    """A filled number that asks for another field."""

    field: Field
    needs: Field


@dataclass(frozen=True)
class FilledNeeds:
    """A field that says nothing without another one, such as an extension without its document."""

    field: Field
    needs: Field


@dataclass(frozen=True)
class StateNeeds:
    """A state that asks for another field to be filled."""

    field: Field
    state: State
    needs: Field


@dataclass(frozen=True)
class DateOrder:
    """A later date comes after the earlier one."""

    earlier: DateField
    later: DateField


@dataclass(frozen=True)
class DateNotBefore:
    """A later step may fall on the same day as the earlier one, never before it."""

    earlier: DateField
    later: DateField


@dataclass(frozen=True)
class NotInFuture:
    """The date of something that has happened."""

    field: DateField


@dataclass(frozen=True)
class QuarterEnd:
    """A quarterly sheet speaks of quarters only."""

    field: PeriodField


@dataclass(frozen=True)
class PlaceOfKind:
    """A place that must be a county, or a zone."""

    field: Field
    kind: str


@dataclass(frozen=True)
class TaskOfDepartment:
    """A department that the plan names for the task."""

    field: Field
    task: Field


@dataclass(frozen=True)
class ShareOfDone:
    """A task whose state is `done` is at 100 %, and one at 100 % is done."""

    field: NumberField
    state: Field
    done: str


@dataclass(frozen=True)
class YearOrder:
    """A later year comes after the earlier one, where both are given."""

    earlier: NumberField
    later: NumberField


@dataclass(frozen=True)
class ComparisonOfRule:
    """A comparison that asks for more where the statement asks for more, and for less where for less."""

    field: Field
    statement: Field


@dataclass(frozen=True)
class Membership:
    """A stated duty to connect against the one that last year's energy gives."""

    field: Field
    value: NumberField


@dataclass(frozen=True)
class EnergyUnit:
    """A written unit is the one the energy is counted in."""

    field: Field
    energy: Field


@dataclass(frozen=True)
class EnergyCoefficient:
    """A coefficient where none can be cited, and none far from the citable one."""

    coefficient: NumberField
    energy: Field
    basis: Field
    standard: NumberField


@dataclass(frozen=True)
class EnergyStandard:
    """The reported standard quantity against physical quantity × coefficient."""

    quantity: NumberField
    coefficient: NumberField
    standard: NumberField
    energy: Field
    basis: Field


Check = (
    PartWithinWhole
    | SumOf
    | Balance
    | WithinSupply
    | NotBelowUsed
    | FallIsPositive
    | UnitValue
    | OneNeeded
    | OneWanted
    | OneOf
    | FieldNeeds
    | FilledNeeds
    | StateNeeds
    | DateOrder
    | DateNotBefore
    | NotInFuture
    | QuarterEnd
    | PlaceOfKind
    | TaskOfDepartment
    | ShareOfDone
    | YearOrder
    | ComparisonOfRule
    | Membership
    | EnergyUnit
    | EnergyCoefficient
    | EnergyStandard
)


def rule_of(shape: type[Any]) -> str:
    """The name of a rule in a template file: `PartWithinWhole` is `part_within_whole`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in shape.__name__)[1:]


RULES: dict[str, type[Any]] = {rule_of(shape): shape for shape in get_args(Check)}


def checks(blocks: list[dict[str, Any]], where: str, faults: list[str]) -> tuple[Check, ...]:
    """The `[[checks]]` of one template; an unknown rule, a misspelt part or a wrong type is a fault."""
    made = (check(block, f"{where} [[checks]] {number}", faults) for number, block in enumerate(blocks, 1))
    return tuple(item for item in made if item is not None)


def check(block: dict[str, Any], where: str, faults: list[str]) -> Check | None:
    """One check from its block, or None with the faults told."""
    shape = RULES.get(str(block.get("rule")))
    if shape is None:
        faults.append(f"{where}: 未知规则 / unknown rule {block.get('rule')}")
        return None
    parts = {name: value for name, value in block.items() if name != "rule"}
    known = {item.name: item for item in fields(shape)}
    unknown = sorted(set(parts) - set(known))
    missing = sorted(name for name, item in known.items() if name not in parts and item.default is MISSING)
    if unknown or missing:
        faults.append(f"{where} {block['rule']}: 多余的键 / unknown {unknown}, 缺少的键 / missing {missing}")
        return None
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in parts.items()}
    hints = get_type_hints(shape)
    wrong = sorted(name for name, value in given.items() if not fits(value, hints[name]))
    if wrong:
        faults.append(f"{where} {block['rule']}: 类型不对 / wrong type of {wrong}")
        return None
    made: Check = shape(**given)
    return made


def fits(value: object, hint: object) -> bool:
    """Whether a value has the type that a part of a check asks for."""
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if get_args(hint):
        return isinstance(value, tuple) and bool(value) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)


def against_columns(
    item: Check, kinds: Mapping[str, str], choices: Mapping[str, frozenset[str]], where: str
) -> list[str]:
    """What a check names that its template does not have, or not as what the rule needs.

    `kinds` are the columns with their kinds, `choices` the codes that a column of choices offers.
    """
    spot, faults = f"{where} [[checks]] {rule_of(type(item))}", []
    for part, hint in get_type_hints(type(item)).items():
        value = getattr(item, part)
        if hint in (float, str):
            continue
        if hint is State:
            own = str(getattr(item, "field", ""))
            if own in kinds and value not in choices.get(own, frozenset()):
                faults.append(f"{spot} {part}: {own} 没有这个选项 / no such choice {value}")
            continue
        wanted = KINDS.get(get_args(hint)[0] if get_args(hint) else hint)
        for name in value if isinstance(value, tuple) else (value,):
            if name not in kinds:
                faults.append(f"{spot} {part}: 列 {name} 不存在 / unknown column {name}")
            elif wanted and kinds[name] not in wanted:
                faults.append(f"{spot} {part}: 列 {name} 的类型不合 / {name} is a {kinds[name]} column")
    return faults
