"""Whether whoever acts may publish this, or take back what stands in the journal; what a command asks for."""

import argparse
import io
from collections.abc import Collection, Iterable

from pyarrow import parquet

from data.keep import journal
from data.keep.archive import Parcel
from data.people import acting

PLACE = "region"
AT_COMMAND = "命令行"  # in whose name a command does what needs no other
# what a command of data.ingest is, for the table of rights; the rest is held where it is done
COMMANDS = {
    "blank": "view", "read": "upload", "inspect": "upload", "accept": "publish", "watch": "publish",
    "history": "history", "diff": "history", "waiting": "history", "approve": "review", "send-back": "review",
    "rollback": "history", "withdraw": "history", "withdraw-demo": "withdraw_demo", "verify": "history",
    "repair": "storage", "rebuild": "storage", "plan": "plan", "layouts": "upload", "aliases": "upload",
    "correct": "history", "uncorrect": "history", "lock": "lock", "unlock": "lock", "amendments": "history",
}  # fmt: skip


def to_publish(parcels: Iterable[Parcel]) -> None:
    """Raises NotAllowed where somebody acts who may not publish one of these rows."""
    acting.require("publish")
    one, limits = acting.person(), acting.limits()
    if one is None or not limits:
        return
    for parcel in parcels:
        acting.require("publish", template=parcel.template)
        if "places" in limits:
            table = parquet.read_table(io.BytesIO(parcel.rows))
            named = table.column(PLACE).unique().to_pylist() if PLACE in table.column_names else [None]
            for place in named:
                acting.require("publish", place or "", parcel.template)


def to_roll_back(generation: int) -> None:
    """Raises NotAllowed where somebody acts who may not undo all that was published since a generation."""
    later = (one for one in journal.read() if one.generation > generation and one.action != "plan")
    acting.require_undoing(*(one.by for one in later))


def to_withdraw(uploads: Collection[str]) -> None:
    """Raises NotAllowed where somebody acts who may not withdraw these uploads."""
    acting.require_undoing(*(one.by for one in journal.read() if {*one.uploads} & {*uploads}))


def to_take_back(generation: int) -> None:
    """Raises NotAllowed where somebody acts who may not take back the correction that a generation made."""
    acting.require_undoing(*(one.by for one in journal.read() if one.generation == generation))


def named(args: argparse.Namespace) -> str:
    """Whom a command names as giving it; nobody where it only says that it is a command."""
    by = str(getattr(args, "by", ""))
    return "" if by == AT_COMMAND else by
