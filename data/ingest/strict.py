"""Builds our dataclasses from JSON that nobody trusts: a wrong type anywhere is a TypeError."""

import dataclasses
import types
import typing
from typing import Any, TypeVar

Made = TypeVar("Made")
LONGEST = 10_000  # entries of one list


def hints(kind: Any) -> dict[str, Any]:
    """The types of a dataclass's fields."""
    return typing.get_type_hints(kind)


def made(kind: type[Made], told: Any) -> Made:
    """A dataclass of exactly these fields; those with a default may be missing.

    Raises TypeError or ValueError for anything else.
    """
    if not isinstance(told, dict):
        raise TypeError(f"no object: {told!r:.60}")
    known = hints(kind)
    if unknown := set(told) - set(known):
        raise TypeError(f"unknown fields: {sorted(map(str, unknown))!r:.80}")
    return kind(**{name: value_of(known[name], value) for name, value in told.items()})


def value_of(hint: Any, value: Any) -> Any:
    """The value as its type wants it: lists become tuples, objects dataclasses."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return None if value is None else value_of(parts[0], value)
    if origin is tuple:
        return tuple(value_of(parts[0], each) for each in listed(value))
    if origin is dict:
        if not isinstance(value, dict) or len(value) > LONGEST:
            raise TypeError(f"no object: {value!r:.60}")
        return {value_of(parts[0], name): value_of(parts[1], each) for name, each in value.items()}
    if dataclasses.is_dataclass(hint):
        return made(hint, value)  # type: ignore[arg-type]
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise TypeError(f"no {hint}: {value!r:.60}")
    return value


def listed(value: Any) -> list[Any]:
    """A list that is not too long."""
    if not isinstance(value, list | tuple) or len(value) > LONGEST:
        raise TypeError(f"no list: {value!r:.60}")
    return list(value)
