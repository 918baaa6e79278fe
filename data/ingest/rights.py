"""Whether whoever acts may publish this, see its file, or take back what stands; what a command asks for."""

import argparse
import io
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path

from data.keep import archive, journal
from data.keep.archive import Parcel
from data.people import acting, seeing
from data.people.sentences import NotAllowed, said_of_action
from data.plan import plan

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
            from pyarrow import parquet

            table = parquet.read_table(io.BytesIO(parcel.rows))
            named = table.column(PLACE).unique().to_pylist() if PLACE in table.column_names else [None]
            for place in named:
                acting.require("publish", place or "", parcel.template)


def may_see(upload: str) -> bool:
    """Whether whoever acts may see an upload's workbook: one's own; of others' enterprises none.

    A workbook whose sheets were taken as several uploads is seen where each of them is.
    """
    own, one = seeing.own_places(), acting.known()
    if own is None or one is None:
        return True
    sent = archive.receipt(upload)
    if sent.by == one.name:
        return True
    same = {name for entry in journal.read() for name in entry.uploads if name[-12:] == upload[-12:]}
    return all(_is_seen(name, own) for name in same | {upload})


def _is_seen(upload: str, own: Collection[str]) -> bool:
    """Whether an upload tells of no enterprise that lies elsewhere and is on no published list."""
    if not seeing.is_withheld(plan().templates.get(archive.receipt(upload).template)):
        return True
    return all(seeing.is_own(own, place) for place in _places_of(archive.rows_file(upload)))


@lru_cache(maxsize=512)
def _places_of(rows: Path) -> tuple[str | None, ...]:
    """The places that archived rows, which never change, name; None where they name none."""
    from pyarrow import parquet

    known = parquet.read_schema(rows).names
    return (
        tuple(parquet.read_table(rows, columns=[PLACE])[PLACE].unique().to_pylist())
        if PLACE in known
        else (None,)
    )


def to_see(upload: str) -> None:
    """Raises NotAllowed where somebody acts who may not see this upload's workbook and evidence."""
    one = acting.known()
    if one is not None and not may_see(upload):
        raise NotAllowed(one.name, said_of_action("see_others"))


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
