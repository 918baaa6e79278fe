"""Asks a question from the command line and prints the rows the page draws, or computes a formula."""

import argparse
import json
import sys

from queries.ask import NoSnapshot, NoSuchQuestion, ask, questions


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
    one.add_argument("--json", action="store_true")
    args = top.parse_args(words)
    if args.command == "list":
        for item in questions():
            print(f"{item.name}  {item.words}  [{', '.join(item.params)}]")
        return 0
    try:
        params = dict(pair.split("=", 1) for pair in args.param)
        answer = ask(args.name, snapshot=args.snapshot, **params)
    except (NoSnapshot, NoSuchQuestion, ValueError) as fault:
        print(json.dumps({"error": str(fault)}, ensure_ascii=False) if args.json else fault, file=sys.stderr)
        return 1
    if args.json:
        rows = json.loads(
            answer.to_json(orient="records", date_format="iso", force_ascii=False, double_precision=15)
        )
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(answer.to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
