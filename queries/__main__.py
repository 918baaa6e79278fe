"""Asks a question from the command line and prints the rows the page draws, or computes a formula."""

import argparse
import json
import sys

from data.people.commander import commanding
from data.people.sentences import PeopleError
from queries import folding
from queries.ask import NoSnapshot, NoSuchQuestion, ask, ask_rows, questions
from queries.folding import LEAST, Sum


def main(words: list[str] | None = None) -> int:
    """`ask NAME [--param k=v …] [--snapshot ID] [--json]`, `list`, `compute NAME …`; 1 without an answer."""
    words = sys.argv[1:] if words is None else words
    if words[:1] == ["compute"]:
        from queries import compute  # the formulas bring scipy along, which no question of SQL needs

        return compute.main(words[1:])
    top = argparse.ArgumentParser(prog="python -m queries", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every question")
    commands.add_parser("compute", help="a formula of docs/methods.md on your own numbers")
    one = commands.add_parser("ask", help="one question")
    one.add_argument("name")
    one.add_argument("--param", action="append", default=[], metavar="k=v")
    one.add_argument("--snapshot")
    one.add_argument("--as", dest="by", default="", help="the account that asks")
    one.add_argument("--json", action="store_true")
    args = top.parse_args(words)
    if args.command == "list":
        for item in questions():
            print(f"{item.name}  {item.words}  [{', '.join(item.params)}]")
        return 0
    try:
        params = dict(pair.split("=", 1) for pair in args.param)
        with commanding("view", args.by):
            answer = ask(args.name, snapshot=args.snapshot, **params)
            others = folding.sums(ask_rows(args.name, snapshot=args.snapshot, **params))
    except (NoSnapshot, NoSuchQuestion, PeopleError, ValueError) as fault:
        print(json.dumps({"error": str(fault)}, ensure_ascii=False) if args.json else fault, file=sys.stderr)
        return 1
    if args.json:
        rows = json.loads(
            answer.to_json(orient="records", date_format="iso", force_ascii=False, double_precision=15)
        )
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(answer.to_string(index=False))
    if others:
        print("\n".join(map(told, others)), file=sys.stderr)
    return 0


def told(one: Sum) -> str:
    """A sum of enterprises of another place, which this account sees without their names."""
    apart = " ".join(str(value) for _, value in one.apart if value)
    if one.amounts is None:
        sums = f"不足 {LEAST} 家或可由合计推出，不予列示 / too few to be told"
    else:
        sums = ", ".join(f"{name}={value:g}" for name, value in one.amounts.items())
    return f"{one.region or '?'} {apart}: {one.rows} 行 / rows; {sums}".rstrip("; ")


if __name__ == "__main__":
    sys.exit(main())
