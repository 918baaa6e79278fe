"""The commands of corrections and locks: correct, uncorrect, lock, unlock, and what is in force."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.ingest import amend
from data.ingest.receive import Receipt

Does = Callable[[argparse.Namespace], Any]
Command = Callable[[str, Does, str], argparse.ArgumentParser]
Answered = Callable[[Receipt], dict[str, Any]]
Expected = Callable[[argparse.Namespace], int]


def add(command: Command, answered: Answered, expected: Expected) -> None:
    """Adds the commands; `answered` prints a receipt, `expected` is the generation that was looked at."""

    def correct(args: argparse.Namespace) -> Any:
        seen = amend.look(args.upload, args.sheet, args.cell)
        told = {"reason": args.reason, "document": args.document, "expected": expected(args)}
        proof = [(path.name, path.read_bytes()) for path in args.evidence]
        return answered(amend.correct(seen, args.to, args.by, **told, proof=proof))

    def uncorrect(args: argparse.Namespace) -> Any:
        return answered(amend.uncorrect(args.generation, args.by, args.reason, expected(args)))

    def lock(args: argparse.Namespace) -> Any:
        scope = (args.template, args.period, args.region)
        return answered(amend.lock(*scope, args.by, args.reason, expected(args)))

    def unlock(args: argparse.Namespace) -> Any:
        return answered(amend.unlock(args.generation, args.by, args.reason, expected(args)))

    one = command("correct", correct, "correct a published cell")
    one.add_argument("upload", help="the id of the upload")
    one.add_argument("sheet")
    one.add_argument("cell", help="such as D5")
    one.add_argument("to", help="the right value")
    one.add_argument("--document", default="", help="what proves it")
    one.add_argument("--evidence", type=Path, nargs="*", default=[], help="pdf, docx, xlsx, jpg or png")
    said(one)
    one = command("uncorrect", uncorrect, "take a correction back")
    one.add_argument("generation", type=int, help="the publication that made it")
    said(one)
    one = command("lock", lock, "lock periods as final")
    one.add_argument("period", nargs="+", help="such as 2025 or 2026-09")
    one.add_argument("--template", default="", help="one sheet, such as S1; all without")
    one.add_argument("--region", default="", help="one place by its code; all without")
    said(one)
    one = command("unlock", unlock, "open a lock")
    one.add_argument("generation", type=int, help="the publication that made it")
    said(one)
    command("amendments", listed, "corrections and locks in force")


def said(command: argparse.ArgumentParser) -> None:
    """Who does it, why, and after which publication."""
    command.add_argument("--as", dest="by", required=True, metavar="USER")
    command.add_argument("--reason", required=True)
    command.add_argument("--expect", type=int, default=None, metavar="N", help="the generation looked at")


def listed(args: argparse.Namespace) -> Any:
    """Everything in force; for a person one line each."""
    corrections = [asdict(one) for one in amend.corrections()]
    locks = [asdict(one) for one in amend.locks()]
    if args.json:
        return {"corrections": corrections, "locks": locks}
    shown = ("generation", "state", "template", "record_key", "field", "was", "becomes", "by_whom", "reason")
    return [*({name: one[name] for name in shown} for one in corrections), *locks]
