"""The command that watches an inbox, and its words."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[[str, Any, str], argparse.ArgumentParser]


def add(command: Command) -> None:
    """Adds `watch` to the commands."""
    one = command("watch", watch_inbox, "publish what comes into an inbox folder")
    one.add_argument("inbox", type=Path)
    one.add_argument("--as", dest="by", required=True, metavar="USER")
    one.add_argument(
        "--settle", type=float, default=5.0, help="seconds without a change until a file is whole"
    )
    one.add_argument("--every", type=float, default=5.0, help="seconds between two looks")
    one.add_argument("--hold-warnings", action="store_true", help="files with warnings wait in 待确认")
    one.add_argument("--dry", action="store_true", help="only tell what would be done")
    one.add_argument("--once", action="store_true", help="end when nothing more is to be done")
    one.add_argument("--lang", choices=("zh", "en"), default="zh")


def watch_inbox(args: argparse.Namespace) -> Any:
    """Watches an inbox until told to end."""
    from data.ingest import watch  # brings numpy, by way of batches: no command for one file needs it

    wishes = watch.Wishes(args.by, args.settle, args.every, args.hold_warnings, args.dry, args.lang)
    watch.watch(args.inbox, wishes, args.once)
    return {}
