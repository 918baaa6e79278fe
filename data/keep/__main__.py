"""Backup and restore of the store by command; a restore ends by verifying everything it brought."""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import clock, confine, places
from data.keep import backup, faults, journal, lock, manifest, restore
from data.keep.errors import StoreError
from data.keep.journal import Entry
from data.people import audit
from data.people.commander import commanding
from data.people.session import login_name
from data.settings import reading
from data.snapshot import finished, publish, remarks, retention, verify

Answer = dict[str, Any]


def told(sentence: str) -> None:
    """Progress, beside the answer."""
    print(sentence, file=sys.stderr, flush=True)


def back_up(args: argparse.Namespace) -> Answer:
    """Backs the store up into a folder."""
    chosen = None if args.no_snapshots else retention.kept
    made = backup.make(args.folder, backup.Wanted(chosen, args.refused, args.check), told)
    audit.tell(login_name(), "backup", f"{args.folder} #{made.generation} {len(made.faults)}")
    if not made.faults:  # what is too old goes only once a backup has it
        audit.prune(places.store(), login_name(), reading.current().audit.keep_days, clock.now())
    whole = (
        "备份完成 / backed up"
        if not made.faults
        else "备份完成，但数据仓有问题 / backed up, but the store has faults"
    )
    return {"done": whole, "folder": str(args.folder), **asdict(made)}


def bring_back(args: argparse.Namespace) -> Answer:
    """Restores a backup into an empty store, recovers it, verifies it, compares what its snapshot says."""
    manifest.read(args.folder)
    with in_store(args.to):
        with lock.held(what="restore"):
            filled = restore.fill(args.folder, told)
            told("恢复快照 / recovering the snapshot …")
            publish.recover()
            entries = journal.read()
            make_missing(entries)
        audit.tell(login_name(), "restore", f"{args.folder} #{filled.generation}")
        return asdict(filled) | verified(entries[-1])


@contextlib.contextmanager
def in_store(store: Path | None) -> Iterator[None]:
    """Means another store inside, where one is named."""
    before = os.environ.get("PEAK_STORE")
    if store:
        os.environ["PEAK_STORE"] = str(store.expanduser().absolute())
    try:
        yield
    finally:
        os.environ.pop("PEAK_STORE", None)
        if before is not None:
            os.environ["PEAK_STORE"] = before


def verified(newest: Entry) -> Answer:
    """What verify says of a restored store, and whether its snapshot says what was published."""
    told("核对 / verifying …")
    faults = verify.faults()
    path = publish.shown(newest)
    whole = (
        "恢复完成 / restored" if not faults else "已恢复，但核对发现问题 / restored, but verify found faults"
    )
    return {
        "done": whole,
        "store": str(places.store()),
        "says_what_was_published": path is not None and finished.logical_of(path) == newest.logical,
        "faults": faults,
        "remarks": remarks.remarks(),
    }


def make_missing(entries: list[Entry]) -> None:
    """Builds the snapshots that the rule keeps and that the backup did not bring; under the lock."""
    kept = retention.kept(entries)
    wanted = [entry for entry in entries if entry.generation in kept and publish.shown(entry) is None]
    for number, entry in enumerate(wanted, 1):
        told(f"重建快照 / building a snapshot again {number}/{len(wanted)}: {entry.generation}")
        publish.rebuild(entry.generation, entries)


def listed(args: argparse.Namespace) -> Answer:
    """What a backup holds; with `--check` every file is read and held against its hash."""
    held = manifest.read(args.folder)
    rooms = {room: len(held.in_room(room)) for room in manifest.ROOMS}
    uploads = sorted({name.split("/")[1] for name in held.in_room("archive")})
    faults = manifest.faults(args.folder, held) if args.check else []
    about: Answer = {"generation": held.generation, "at": held.at, "uploads": len(uploads), **rooms}
    listing = dict(sorted(held.files.items())) if args.json else uploads
    return about | {"holds": listing} | ({"faults": faults} if args.check else {})


def parser() -> argparse.ArgumentParser:
    """The commands and their words."""
    top = argparse.ArgumentParser(prog="python -m data.keep", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)

    def command(
        name: str, does: Callable[[argparse.Namespace], Answer], help_text: str
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=help_text)
        one.add_argument("folder", type=Path, help="the folder of the backup")
        one.add_argument("--json", action="store_true", help="machine-readable answer")
        one.set_defaults(does=does)
        return one

    one = command("backup", back_up, "copy what is new into a folder")
    one.add_argument("--refused", action="store_true", help="refused files too")
    one.add_argument("--no-snapshots", action="store_true", help="without snapshots: they are made again")
    one.add_argument(
        "--check", action="store_true", help="read again what the folder holds; copy anew what is bad"
    )
    one = command("restore", bring_back, "bring a backup back into an empty store")
    one.add_argument("--to", type=Path, metavar="STORE", help="the empty store (default: PEAK_STORE)")
    one = command("list", listed, "what a backup holds")
    one.add_argument("--check", action="store_true", help="read every file and name what does not hold")
    return top


def say(answer: Answer, as_json: bool) -> None:
    """Prints an answer for a program or for a person."""
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for key, value in answer.items():
        if isinstance(value, list | tuple):
            print(f"{key}: {len(value)}")
            for item in value:
                print(f"  {item}")
        else:
            print(f"{key}: {value}")


def main(words: list[str] | None = None) -> int:
    """Runs one command; 0 when it went well, 1 when something stood in the way or does not hold."""
    args = parser().parse_args(words)
    try:
        with commanding("storage"):
            answer = args.does(args)
    except StoreError as fault:
        say({"error": str(fault)}, args.json)
        return 1
    except OSError as fault:
        broken = (
            f"未完成：{fault.strerror or fault}（{fault.filename or ''}）。"
            "此前的备份与数据仓未受影响；排除原因后重新运行同一命令 / "
            f"not finished: {fault.strerror or fault}; older backups and the store are as they were: "
            "mend the cause and run the same command again"
        )
        say({"error": broken}, args.json)
        return 1
    except faults.KINDS as fault:
        said = faults.sentence(fault)
        say({"error": f"{said.zh} / {said.en}"}, args.json)
        return 1
    say(answer, args.json)
    return 1 if answer.get("faults") or answer.get("says_what_was_published") is False else 0


if __name__ == "__main__":
    confine.give_way()
    sys.exit(main())
