"""Lets the environment of the server, or the settings file, replace a limit of the machine, by its name."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TypeVar

from data.settings import reading

Limits = TypeVar("Limits")


def replaced(limits: type[Limits], prefix: str, environment: Mapping[str, str]) -> Limits:
    """The limits (a dataclass of whole numbers) with what `<prefix><NAME>` in the environment replaces,
    else the section of the settings file that goes with the prefix (`data/settings/catalogue.py:LIMITS`).

    Raises ValueError for anything but a whole number above 0.
    """
    chosen: dict[str, int] = {}
    for field in fields(limits):  # type: ignore[arg-type]
        name = prefix + field.name.upper()
        text = environment.get(name, "").strip() or str(reading.limit(prefix, field.name, environment) or "")
        if not text:
            continue
        if not text.isdecimal() or not int(text):
            raise ValueError(f"{name}={text}: 应为正整数 / must be a whole number above 0")
        chosen[field.name] = int(text)
    return limits(**chosen)
