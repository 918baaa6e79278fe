"""The commands for what was taught: layouts and aliases listed, learned, withdrawn, exported."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.ingest import receive, taught
from data.ingest.layouts.stored import StoredLayout, WrongLayout

Command = Callable[[str, Any, str], argparse.ArgumentParser]


def add(command: Command) -> None:
    """Adds `layouts` and `aliases` to the commands."""
    one = command("layouts", layouts, "layouts that were learned: list, learn, withdraw, export")
    one.add_argument("do", choices=("list", "learn", "withdraw", "export"))
    one.add_argument("name", nargs="?", default="")
    one.add_argument(
        "file", nargs="?", type=Path, help="a workbook or .toml to learn from; where to export to"
    )
    one.add_argument("--as", dest="by", default="命令行", metavar="USER")
    one.add_argument(
        "--field", action="append", default=[], metavar="HEADING=FIELD", help="another field; none for ''"
    )
    one.add_argument(
        "--fixed", action="append", default=[], metavar="FIELD=TEXT", help="an answer to what is asked"
    )
    one.add_argument(
        "--unit", action="append", default=[], metavar="HEADING=UNIT", help="where none is printed"
    )
    one = command("aliases", aliases, "words that stand for ours: list, learn, withdraw")
    one.add_argument("do", choices=("list", "learn", "withdraw"))
    one.add_argument("words", nargs="*", help="learn: kind said meant; withdraw: number")
    one.add_argument("--as", dest="by", default="命令行", metavar="USER")


def layouts(args: argparse.Namespace) -> Any:
    """Lists, learns, withdraws or exports a layout."""
    if args.do == "list":
        return [told(stored) for stored in receive.layouts()]
    if not args.name or (args.do != "withdraw" and args.file is None):
        raise WrongLayout("请写明版式名称和文件 / name the layout and the file")
    if args.do == "withdraw":
        receive.withdraw_layout(args.name, args.by)
        return {"withdrawn": args.name}
    if args.do == "export":
        stored = taught.layout_named(args.name)
        from data.ingest.layouts import export  # brings openpyxl, which no other command needs

        toml = args.file.suffix.lower() == ".toml"
        args.file.write_bytes(export.as_toml(stored) if toml else export.as_workbook(stored))
        return {"written": str(args.file)}
    return told(receive.learn_layout(args.name, answer_of(args), args.by))


def answer_of(args: argparse.Namespace) -> StoredLayout:
    """The layout in a .toml, else the proposal of a workbook with what was said of it."""
    content = args.file.read_bytes()
    if args.file.suffix.lower() == ".toml":
        from data.ingest.layouts import export

        return export.from_toml(content)
    inspection = receive.inspect(content, args.file.name)
    if inspection.proposal is None:
        raise WrongLayout(
            f"{args.file.name}：没有可确认的版式建议 / there is no proposal to confirm for this file"
        )
    return receive.answered(
        inspection.proposal, *(said(words) for words in (args.field, args.fixed, args.unit))
    )


def said(words: list[str]) -> dict[str, str]:
    """Pairs written as A=B."""
    return {name.strip(): text.strip() for name, _, text in (word.partition("=") for word in words)}


def told(stored: StoredLayout) -> dict[str, Any]:
    """A layout for the command line."""
    return stored.as_dict()


def aliases(args: argparse.Namespace) -> Any:
    """Lists, learns or withdraws an alias."""
    if args.do == "list":
        return [{"number": kept.number, **asdict(kept.alias)} for kept in taught.aliases()]
    if args.do == "withdraw":
        numbers = [int(word) for word in args.words if word.isdigit()]
        for number in numbers:
            taught.withdraw_alias(number, args.by)
        return {"withdrawn": numbers}
    if len(args.words) != 3:
        raise taught.WrongAlias(
            "请写明种类、写法和应读作的值 / say the kind, the word and what it stands for"
        )
    kind, said_word, meant = args.words
    kept = receive.learn_alias(kind, said_word, meant, args.by)
    return {"number": kept.number, **asdict(kept.alias)}
