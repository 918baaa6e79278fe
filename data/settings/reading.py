"""Reads the settings: defaults, then the file `peak.toml`, then the environment; each says its source."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import places
from data.settings import sections
from data.settings.catalogue import BEFORE, LIMITS, Row, rows, variables
from data.settings.sections import Settings
from data.settings.values import Value, Wrong, of_file, value_of

NAME = "peak.toml"
PREFIX = "PEAK_"
# what this process last read and found right, by file and environment
LAST_RIGHT: dict[tuple[str, tuple[tuple[str, str], ...]], Settings] = {}


@dataclass(frozen=True)
class Fault:
    """A wrong value or a wrong combination: of which setting, where it was said, and what is wrong."""

    name: str
    source: str
    zh: str
    en: str


@dataclass(frozen=True)
class Known:
    """A setting with the value in force and where that comes from: "default", the file, or a variable."""

    row: Row
    value: Value
    source: str


class WrongSettings(ValueError):
    """The server cannot start with these settings; one line a fault."""

    def __init__(self, faults: list[Fault]) -> None:
        lines = [f"{one.name}（{one.source}）：{one.zh} / {one.en}" for one in faults]
        super().__init__("\n".join(["设置有误 / wrong settings:", *lines]))
        self.faults = faults


def file(environment: Mapping[str, str] | None = None) -> Path:
    """Where the settings file is, whether or not it exists: PEAK_SETTINGS, else beside the store."""
    given = (os.environ if environment is None else environment).get("PEAK_SETTINGS", "").strip()
    return Path(given).expanduser().absolute() if given else places.store().with_name(NAME)


def current() -> Settings:
    """The settings in force; asked anew when the file or the environment changes.

    A slip in the file of a running server stops nobody: what it said before stays in force, and the page of
    settings and the next start tell it. Raises WrongSettings where this process never read right ones.
    """
    path, stamp, mine = _asked()
    try:
        made = _settings(path, stamp, mine)
    except WrongSettings:
        if (path, mine) not in LAST_RIGHT:
            raise
        return LAST_RIGHT[path, mine]
    if LAST_RIGHT.get((path, mine)) is not made:
        LAST_RIGHT.clear()
        LAST_RIGHT[path, mine] = made
    return made


def known() -> dict[str, Known]:
    """Every setting with its value and source, wrong ones with their default; never raises WrongSettings."""
    return _read(*_asked())[0]


def faults() -> list[Fault]:
    """What is wrong with single values, in the order of the table, then names that nobody knows."""
    return _read(*_asked())[1]


def limit(prefix: str, name: str, environment: Mapping[str, str]) -> object:
    """What the file says of a limit of the machine (`data/machine.py`), or None."""
    section = {variable: one for one, variable in LIMITS.items()}.get(prefix)
    said, _ = _file(str(file(environment)), _stamp(file(environment)))
    held = said.get(section or "", {})
    return held.get(name) if isinstance(held, dict) else None


def _asked() -> tuple[str, tuple[int, int], tuple[tuple[str, str], ...]]:
    path = file()
    mine = tuple(sorted((name, text) for name, text in os.environ.items() if name.startswith(PREFIX)))
    return str(path), _stamp(path), mine


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=16)
def _settings(path: str, stamp: tuple[int, int], environment: tuple[tuple[str, str], ...]) -> Settings:
    values, wrong = _read(path, stamp, environment)
    if wrong:
        raise WrongSettings(wrong)
    made = {}
    for part in fields(Settings):
        kind = getattr(sections, part.name.capitalize())
        made[part.name] = kind(**{one.name: values[f"{part.name}.{one.name}"].value for one in fields(kind)})
    return Settings(**made)


@lru_cache(maxsize=16)
def _read(
    path: str, stamp: tuple[int, int], environment: tuple[tuple[str, str], ...]
) -> tuple[dict[str, Known], list[Fault]]:
    said, wrong = _file(path, stamp)
    heard = {name: text for name, text in environment if text.strip()}
    found = {}
    for row in rows().values():
        found[row.name], fault = _one(row, said, heard, path)
        wrong = [*wrong, fault] if fault else wrong
    return found, [*wrong, *_unknown(said, heard, path)]


@lru_cache(maxsize=16)
def _file(path: str, stamp: tuple[int, int]) -> tuple[dict[str, Any], list[Fault]]:
    if stamp == (0, 0):
        return {}, []
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8")), []
    except OSError as fault:
        return {}, [Fault("*", path, "读不了这个文件", f"cannot be read: {fault.strerror}")]
    except (UnicodeError, tomllib.TOMLDecodeError) as fault:
        return {}, [Fault("*", path, f"不是 TOML：{fault}", f"is no TOML: {fault}")]


def _one(
    row: Row, said: Mapping[str, Any], heard: Mapping[str, str], path: str
) -> tuple[Known, Fault | None]:
    """A setting by the strongest that speaks of it; where that is wrong, its default and the fault."""
    section = said.get(row.section, {})
    held = section if isinstance(section, dict) else {}
    name = row.name.partition(".")[2]
    told: object = row.default
    source, by_file = "default", False
    if f"{name}_file" in held and row.kind == "secret":
        told, source, by_file = held[f"{name}_file"], path, True
    if name in held:
        told, source, by_file = held[name], path, False
    if f"{row.variable}_FILE" in heard and row.kind == "secret":
        told, source, by_file = heard[f"{row.variable}_FILE"], f"{row.variable}_FILE", True
    if row.variable in heard:
        told, source, by_file = heard[row.variable], row.variable, False
    try:
        return Known(row, of_file(str(told)) if by_file else value_of(row, told), source), None
    except Wrong as wrong:
        return Known(row, value_of(row, row.default), "default"), Fault(row.name, source, wrong.zh, wrong.en)


def _unknown(said: Mapping[str, Any], heard: Mapping[str, str], path: str) -> list[Fault]:
    """Names that no setting has, with the nearest that has one: a slip of the pen must not stay silent."""
    names = [*rows(), *(f"{row.name}_file" for row in rows().values() if row.kind == "secret")]
    found = []
    for section, held in said.items():
        inside = [f"{section}.{name}" for name in held] if isinstance(held, dict) else [section]
        found += [_stranger(one, path, names) for one in inside if one not in names]
    mine = list(variables())
    return found + [
        _stranger(one, one, mine)
        for one in heard
        if one not in mine
        and one not in BEFORE
        and get_close_matches(one, mine, 1, 0.85)  # others may use PEAK_ too
    ]


def _stranger(name: str, source: str, names: list[str]) -> Fault:
    near = get_close_matches(name, names, 1)
    zh, en = (f"，是不是 {near[0]}？", f"; is {near[0]} meant?") if near else ("", "")
    return Fault(name, source, f"没有这个设置{zh}", f"there is no such setting{en}")
