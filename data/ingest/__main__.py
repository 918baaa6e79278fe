"""The way in by command: look at a file, publish it, look back, undo, mend; see `--help`."""

import argparse
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import confine
from data.ingest import again, amend_commands, receive, records, rights, teaching, watch_command
from data.ingest.child import ask, nursery
from data.ingest.findings import Refused
from data.ingest.sentences import both
from data.keep import faults, journal, lock
from data.keep.errors import AwaitsReview, StoreError
from data.people import audit
from data.people.commander import commanding
from data.people.session import login_name
from data.snapshot import publish, repair, retention

LOG = logging.getLogger("peak.command")


def say(answer: Any, as_json: bool) -> None:
    """Prints an answer for a program or for a person."""
    if isinstance(answer, dict) and "files" in answer and not as_json:
        from data.ingest import batch_command  # as below: only commands that need a room bring it

        print("\n".join(batch_command.lines(answer)))
    elif as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
    elif isinstance(answer, list):
        for item in answer:
            print(" · ".join(str(value) for value in item.values()) if isinstance(item, dict) else item)
    else:
        for key, value in answer.items() if isinstance(answer, dict) else [("", answer)]:
            print(f"{key}: {value}" if key else value)


def read_file(args: argparse.Namespace) -> Any:
    """Tidy records of any statistical table, or refused and why."""
    try:
        return ask.run_in_child("tidied", args.file.read_bytes(), {"name": args.file.name})[0]["records"]
    except Refused as refusal:
        return {"refused": True, "message": refusal.finding.message("zh"), **refusal.finding.as_dict()}


def inspect_file(args: argparse.Namespace) -> Any:
    """What was understood of a file and what publishing it would change of a generation (the newest)."""
    given: dict[str, Any] = {"generation": args.expect, "layout": args.layout or None}
    return receive.inspect(args.file.read_bytes(), args.file.name, foresee=True, **given).as_dict()


def accept_file(args: argparse.Namespace) -> Any:
    """Publishes a file as a user; findings that stop it are printed and kept."""
    content, seen = args.file.read_bytes(), expected(args)
    try:
        proof = [(path.name, path.read_bytes()) for path in args.evidence]
        given: dict[str, Any] = {"note": args.note, "attachments": proof, "expected": seen}
        given |= {"reason": args.reason, "layout": args.layout or None}
        return answered(receive.accept(content, args.file.name, args.by, **given))
    except AwaitsReview as kept:
        return {"waiting": kept.waiting, "said": faults.sentence(kept).as_dict()}
    except receive.NeedsReason as asked:
        return why_needed(asked)
    except receive.NotAccepted as refusal:
        receive.keep_refused(content, args.file.name, args.by, refusal.inspection)
        found = refusal.inspection.as_dict()
        return {"accepted": False, "refused": found["refused"], "findings": found["findings"]}


def one_or_many(one: Any, many: Any) -> Any:
    """What a command does: `one` for a single file, `many` for several or for a folder."""

    def does(args: argparse.Namespace) -> Any:
        args.file = args.files[0]
        alone = len(args.files) == 1 and not args.file.is_dir() and not getattr(args, "all_good", False)
        if getattr(args, "layout", "") and not alone:
            raise StoreError("--layout 只用于一个文件；多个文件各按合适的版式读取 / --layout is for one file")
        if not alone:
            return many(args)
        with nursery.of_one_file():
            return one(args)

    return does


def inspect_files(args: argparse.Namespace) -> Any:
    """What would become of many files."""
    from data.ingest import batch_command

    return batch_command.inspect(args.files)


def accept_files(args: argparse.Namespace) -> Any:
    """Publishes many files as one generation."""
    if args.evidence:
        raise StoreError(both("evidence_alone"))
    from data.ingest import batch_command

    return batch_command.accept(args.files, args.by, args.note, args.reason, args.all_good, expected(args))


def why_needed(asked: receive.NeedsReason) -> dict[str, Any]:
    """What to say where publishing only waits for a reason: the findings that ask for one."""
    findings = [finding for finding in asked.inspection.findings if finding.needs_reason]
    return {
        "accepted": False,
        "needs_reason": True,
        "zh": f"{asked.zh}命令：accept … --reason “原因”。",
        "en": f"{asked.en} By command: accept … --reason TEXT.",
        "findings": [finding.as_dict() for finding in findings],
    }


def write_blank(args: argparse.Namespace) -> Any:
    """Writes the empty workbook of a template."""
    from data.ingest import blank  # brings openpyxl

    args.out.write_bytes(blank.blank(args.template)[1])
    return {"written": str(args.out)}


def rebuild_all(args: argparse.Namespace) -> Any:
    """Builds the snapshots that the pruning rule keeps, or one of any generation, again from the archive."""
    with lock.held(who="命令行", what="rebuild"):
        publish.recover()
        entries = journal.read()
        wanted = [args.generation] if args.generation else sorted(retention.kept(entries))
        made = {"rebuilt": [publish.rebuild(number, entries).name for number in wanted]}
    return with_remarks(made)


def repair_store(args: argparse.Namespace) -> Any:
    """Makes again what can be made again, then holds everything against what was written down."""
    done = repair.repair(again.rows)
    audit.tell(login_name(), "repair")
    return with_remarks({**asdict(done), "faults": receive.verify(login_name())})


def with_remarks(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with what a person should know beside it, where there is anything."""
    remarks = receive.remarks()
    return answer | ({"remarks": remarks} if remarks else {})


def publish_plan(args: argparse.Namespace) -> Any:
    """Publishes a change of plan data or program, or tells what that would move."""
    if args.dry_run:
        change = receive.foresee_plan()
        return {"changed": change is not None, **(asdict(change) if change else {})}
    if not args.by or not args.why:
        raise StoreError("请用 --as 和 --why 说明是谁、为什么 / say who and why with --as and --why")
    entry = receive.publish_plan(args.by, args.why)
    return {"changed": entry is not None, **(asdict(entry) if entry else {})}


def history(args: argparse.Namespace) -> Any:
    """Every publication, newest first; for a person only how many verdicts and statuses moved."""
    entries = [asdict(entry) for entry in receive.history()]
    if args.json:
        return entries
    return [entry | {"moves": len(entry["moves"] or ()), "edits": len(entry["edits"])} for entry in entries]


def differences(args: argparse.Namespace) -> Any:
    """What differs between two generations; for a person one line a card, a sheet, a value."""
    found = receive.differences(args.first, args.second)
    if args.json:
        return asdict(found)
    cards = [
        f"{move.statement} {move.period}: {move.before} → {move.after} {move.unit} "
        f"({move.status_before} → {move.status_after})"
        for move in found.moves
        if move.on_overview and move.moved
    ]
    counts = [f"{one.template}: +{one.new} ~{one.changed} -{one.gone} ={one.same}" for one in found.sheets]
    lines = [
        f"{line.template} {'|'.join(line.key.values())} {line.field}: {line.before} → {line.after} "
        f"({line.upload} {line.sheet}!{line.cell})"
        for line in found.lines
    ]
    return [*cards, *counts, *lines]


def approve(args: argparse.Namespace) -> Any:
    """Publishes what waits, as a second person; findings that stop it now are printed."""
    try:
        return answered(receive.approve(args.id, args.by, args.expect))
    except receive.NotAccepted as refusal:
        found = refusal.inspection.as_dict()
        return {"accepted": False, "refused": found["refused"], "findings": found["findings"]}


def send_back(args: argparse.Namespace) -> Any:
    """Sends back, with words, what waits for a second person."""
    return asdict(receive.send_back(args.id, args.by, args.why))


def review_commands(command: Any) -> None:
    """The commands of the second pair of eyes."""
    command("waiting", lambda args: [asdict(one) for one in receive.submissions()], "what waits for approval")
    one = command("approve", approve, "publish it")
    one.add_argument("id")
    one.add_argument("--as", dest="by", required=True, metavar="USER")
    looked_at(one)
    one = command("send-back", send_back, "send it back, with words")
    one.add_argument("id")
    one.add_argument("--as", dest="by", required=True, metavar="USER")
    one.add_argument("--why", required=True, metavar="TEXT")


def parser() -> argparse.ArgumentParser:
    """The commands and their words."""
    top = argparse.ArgumentParser(prog="python -m data.ingest", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)

    def command(name: str, does: Any, help_text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=help_text)
        one.add_argument("--json", action="store_true", help="machine-readable answer")
        one.set_defaults(does=does)
        return one

    one = command("blank", write_blank, "the empty template")
    one.add_argument("template")
    one.add_argument("out", type=Path)
    command("read", read_file, "tidy records of any table").add_argument("file", type=Path)
    one = command("inspect", one_or_many(inspect_file, inspect_files), "findings and what would change")
    read_by(one)
    looked_at(one)
    one = command("accept", one_or_many(accept_file, accept_files), "publish a file, or many together")
    read_by(one)
    one.add_argument("--all-good", action="store_true", help="of many files, those that may be published")
    one.add_argument("--as", dest="by", required=True, metavar="USER")
    one.add_argument("--note", default="")
    one.add_argument("--reason", default="", metavar="TEXT", help="why findings that ask for it are right")
    one.add_argument("--evidence", type=Path, nargs="*", default=[], help="pdf, docx, xlsx, jpg or png")
    looked_at(one)
    watch_command.add(command)
    command("history", history, "every publication")
    one = command("diff", differences, "what differs from one generation to another, in figures")
    one.add_argument("first", type=int)
    one.add_argument("second", type=int)
    review_commands(command)
    one = command("rollback", roll_back, "return to a generation")
    one.add_argument("generation", type=int)
    one.add_argument("--as", dest="by", default=rights.AT_COMMAND)
    looked_at(one)
    one = command("withdraw", withdraw, "withdraw uploads")
    one.add_argument("upload", nargs="+")
    one.add_argument("--as", dest="by", default=rights.AT_COMMAND)
    looked_at(one)
    one = command("withdraw-demo", withdraw_demo, "withdraw all demonstration data")
    one.add_argument("--as", dest="by", default=rights.AT_COMMAND)
    looked_at(one)
    answer = lambda args: with_remarks({"faults": receive.verify(login_name(), args.full)})  # noqa: E731
    one = command("verify", answer, "re-hash everything")
    one.add_argument("--full", action="store_true", help="also build the newest snapshot and compare")
    command("repair", repair_store, "make again what can be, and say what only a backup has")
    one = command("plan", publish_plan, "publish a change of plan data or program")
    one.add_argument("--as", dest="by", default="", metavar="USER")
    one.add_argument("--why", default="", metavar="TEXT")
    one.add_argument(
        "--dry-run", action="store_true", help="only tell which files changed and what would move"
    )
    teaching.add(command)
    one = command("rebuild", rebuild_all, "build snapshots again from the archive")
    one.add_argument("generation", type=int, nargs="?")
    amend_commands.add(command, answered, expected)
    return top


def answered(receipt: receive.Receipt) -> dict[str, Any]:
    """A receipt; what is published and not visible yet says so."""
    if receipt.visible:
        return asdict(receipt)
    return asdict(receipt) | {"said": faults.said("not_visible", generation=receipt.generation).as_dict()}


def read_by(command: argparse.ArgumentParser) -> None:
    """The files, and the stored layout to read them by."""
    command.add_argument("files", type=Path, nargs="+", metavar="FILE|FOLDER")
    command.add_argument("--layout", default="", metavar="NAME", help="a layout that was learned")


def looked_at(command: argparse.ArgumentParser) -> None:
    """The generation that a person looked at: what was published since stops the command."""
    command.add_argument("--expect", type=int, default=None, metavar="N", help="the generation looked at")


def expected(args: argparse.Namespace) -> int:
    """The generation that was looked at: as told, else the newest when the command begins."""
    return receive.generation() if args.expect is None else int(args.expect)


def roll_back(args: argparse.Namespace) -> Any:
    """Returns to the data of a generation."""
    return answered(receive.rollback(args.generation, args.by, expected=expected(args)))


def withdraw(args: argparse.Namespace) -> Any:
    """Withdraws uploads by name."""
    return answered(receive.withdraw(args.upload, args.by, expected=expected(args)))


def withdraw_demo(args: argparse.Namespace) -> Any:
    """Withdraws all demonstration uploads."""
    done = receive.withdraw_demo(args.by, expected(args))
    return answered(done) if done else {"withdrawn": 0}


def say_fault(fault: BaseException, as_json: bool) -> None:
    """What stood in the way, in words; the technical detail goes to the log."""
    LOG.debug("a command failed", exc_info=fault)
    said = faults.sentence(fault)
    say({"error": said.as_dict()} if as_json else [said.zh, said.en], as_json)


def main(words: list[str] | None = None) -> int:
    """Runs one command; 0 when it went well, 1 when something stood in the way, 3 when of many some did."""
    args = parser().parse_args(words)
    try:
        with commanding(rights.COMMANDS[args.command], rights.named(args)):
            answer = args.does(args)
    except (*faults.KINDS, KeyError) as fault:
        say_fault(fault, args.json)
        return 1
    say(answer, args.json)
    told = answer if isinstance(answer, dict) else {}
    if "exit_code" in told:
        return int(told["exit_code"])
    return 1 if told.get("refused") or told.get("accepted") is False or told.get("faults") else 0


if __name__ == "__main__":
    confine.give_way()
    records.leave_pandas_out()
    sys.exit(main())
