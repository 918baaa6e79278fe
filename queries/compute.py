"""The calculator of the command line: every formula of docs/methods.md on numbers that somebody types."""

import argparse
import collections.abc
import inspect
import json
import math
import re
import sys
import typing
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from queries.methods import lmdi, outlook, peak, progress

FORMULAS: dict[str, Callable[..., Any]] = {
    formula.__name__: formula
    for formula in (
        progress.intensity_change,
        progress.chained_change,
        progress.average_yearly,
        progress.attained,
        progress.remaining,
        progress.equal_rate_path,
        progress.straight_path,
        progress.energy_maximum,
        progress.energy_room,
        progress.needed_growth,
        progress.cagr_progress,
        lmdi.lmdi,
        peak.mann_kendall,
        peak.peak_state,
        outlook.outlook,
    )
}
WRITTEN = {"number": "a number", "list": "numbers with commas", "table": "rows with semicolons: 1,2;3,4"}


class Asked(ValueError):
    """What was typed cannot be computed; the message says why."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong instead of leaving."""

    def error(self, message: str) -> NoReturn:
        """Told as any other fault of a calculation."""
        raise Asked(message)


def kind(hint: object) -> str:
    """How a parameter of this type is typed: a number, a list of numbers, or a table of them."""
    parts = typing.get_args(hint)
    if typing.get_origin(hint) is collections.abc.Sequence:
        return "table" if kind(parts[0]) == "list" else "list"
    kinds = {kind(part) for part in parts} if parts else set()
    return next((found for found in ("table", "list") if found in kinds), "number")


def number(text: str) -> float | int:
    """A number as typed; a whole one stays whole, because years do."""
    return int(text) if re.fullmatch(r"[+-]?\d+", text.strip()) else float(text)


def read(text: str, how: str) -> Any:
    """A number, a list or a table out of its text; Asked when it is none."""
    if how == "table":
        return [read(row, "list") for row in text.split(";")]
    try:
        return [number(part) for part in text.split(",")] if how == "list" else number(text)
    except ValueError as fault:
        raise Asked(f"not {WRITTEN[how]}: {text!r}") from fault


def parser() -> Parser:
    """A command per formula, its parameters and its help from the function itself."""
    top = Parser(prog="python -m queries compute", description=__doc__)
    names = top.add_subparsers(dest="name", required=True, metavar="NAME", parser_class=Parser)
    for name, formula in FORMULAS.items():
        words = inspect.getdoc(formula) or ""
        one = names.add_parser(
            name,
            help=words.splitlines()[0].replace("%", "%%"),
            description=words,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        hints = typing.get_type_hints(formula)
        for item in inspect.signature(formula).parameters.values():
            needed = item.default is inspect.Parameter.empty
            flags = dict.fromkeys((f"--{item.name.replace('_', '-')}", f"--{item.name}"))
            typed = WRITTEN[kind(hints[item.name])] + ("" if needed else f" ({item.default})")
            one.add_argument(*flags, dest=item.name, required=needed, help=typed, metavar="…")
        one.add_argument("--json", action="store_true", help="machine-readable answer")
    return top


def joined(words: list[str]) -> list[str]:
    """`--yearly -2.0,-3.6` as `--yearly=-2.0,-3.6`: a list that begins with a minus is no option."""
    made: list[str] = []
    for word in words:
        if made and re.match(r"-[\d.]", word) and re.fullmatch(r"--[a-z_-]+", made[-1]):
            made[-1] += f"={word}"
        else:
            made.append(word)
    return made


def plain(answer: Any) -> Any:
    """An answer as JSON knows it: named tuples as objects, arrays as lists, what is undefined as null."""
    if isinstance(answer, tuple) and hasattr(answer, "_asdict"):
        return plain(answer._asdict())
    if isinstance(answer, dict):
        return {str(name): plain(value) for name, value in answer.items()}
    if isinstance(answer, list | np.ndarray):
        return [plain(value) for value in answer]
    if isinstance(answer, float):
        return float(answer) if math.isfinite(answer) else None
    return answer


def compute(name: str, typed: dict[str, str]) -> Any:
    """The answer of a formula to parameters as they are typed; ValueError when there is none."""
    formula = FORMULAS[name]
    hints = typing.get_type_hints(formula)
    return plain(formula(**{key: read(text, kind(hints[key])) for key, text in typed.items()}))


def main(words: list[str]) -> int:
    """`NAME --parameter value … [--json]`; 1 when it cannot be computed, and why."""
    as_json = "--json" in words
    try:
        args = vars(parser().parse_args(joined(words)))
        name = args.pop("name")
        typed = {key: value for key, value in args.items() if key != "json" and value is not None}
        answer = compute(name, typed)
    except ValueError as fault:
        print(json.dumps({"error": str(fault)}, ensure_ascii=False) if as_json else fault, file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    elif isinstance(answer, dict):
        print("\n".join(f"{key}: {value}" for key, value in answer.items()))
    else:
        print(", ".join(str(value) for value in answer) if isinstance(answer, list) else answer)
    return 0
