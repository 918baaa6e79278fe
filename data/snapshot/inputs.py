"""Holds what a snapshot is built from against what was written down, and parses damaged rows again."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa

from data.keep import archive, held, journal
from data.keep.archive import Receipt
from data.keep.errors import Damaged, StoreError
from data.keep.held import Wrong
from data.keep.journal import Entry
from data.snapshot import made_with

# original bytes and their receipt → the rows as Parquet bytes; StoreError where they are not to be had
Reread = Callable[[bytes, Receipt], bytes]


@dataclass(frozen=True)
class LookedAt:
    """What was looked at under this lock: which uploads, which were mended, and what stays wrong of them."""

    uploads: frozenset[str] = frozenset()
    mended: tuple[str, ...] = ()
    staying: tuple[Wrong, ...] = ()


NOTHING = LookedAt()


def check(uploads: Iterable[str], entries: list[Entry], looked: LookedAt = NOTHING) -> None:
    """Raises Damaged where the receipt or the rows of an upload are not those that were published.

    What is built from them would say something that nobody published. One that held and was not touched since
    is not read again (`verify` reads all), nor one that was `looked` at just now.
    """
    wanted = list(uploads)
    asked = frozenset(wanted)
    found = [one for one in looked.staying if one.upload in asked]
    for upload, stamp in held.to_read([one for one in wanted if one not in looked.uploads], entries):
        wrong, known = held.wrong_receipt(upload, str(stamp[0]))
        found += wrong
        if known is not None and not held.rows_hold(known):
            original = wrong_original(known)
            found += original or [Wrong(upload, "rows", "解析记录已变", "parsed rows changed")]
        elif known is not None and not wrong:
            held.note_that_it_holds(upload, stamp)
    if found:
        raise Damaged(sentence(found))


def sentence(found: list[Wrong]) -> str:
    """What is damaged and what to do: rows are made again from the original, the rest is in a backup."""
    zh = "；".join(f"{item.upload} {item.zh}" for item in found)
    en = "; ".join(f"{item.upload} {item.en}" for item in found)
    if all(item.part == "rows" for item in found):
        do = ("请运行 python -m data.ingest repair，由原始文件重做", "run python -m data.ingest repair")
    else:
        do = ("请从备份恢复 archive/ 中的这些文件夹", "restore these folders of archive/ from backup")
    return (
        f"档案有损坏：{zh}。没有发布任何内容，已发布的快照照旧。{do[0]}。 / "
        f"the archive is damaged: {en}. Nothing was published, the published snapshot stays. {do[1]}."
    )


def mend(uploads: Iterable[str], entries: list[Entry], reread: Reread) -> LookedAt:
    """Parses the rows of uploads again where they are damaged: the uploads mended, and what stays wrong."""
    wanted, mended = list(uploads), list[str]()
    staying: list[Wrong] = []
    for upload, stamp in held.to_read(wanted, entries):
        wrong, known = held.wrong_receipt(upload, str(stamp[0]))
        if wrong or known is None:
            staying += wrong
            continue
        if held.rows_hold(known):
            held.note_that_it_holds(upload, stamp)
            continue
        fault = parse_again(known, reread)
        if fault is None:
            mended.append(upload)
        else:
            staying.append(fault)
    return LookedAt(frozenset(wanted), tuple(mended), tuple(staying))


def parse_again(known: Receipt, reread: Reread) -> Wrong | None:
    """Makes the rows of an upload again from its original; why not, where that cannot be."""
    upload = known.upload
    lost = wrong_original(known)
    if lost:
        return lost[0]
    try:
        rows = reread(archive.original(upload)[1], known)
    except StoreError as fault:
        return Wrong(upload, "rows", f"解析记录已变，且无法重做（{fault}）", f"parsed rows changed ({fault})")
    count = counted(rows)
    if count != known.row_count:
        return Wrong(
            upload, "rows",
            f"解析记录已变，现在的程序由原始文件读出 {count} 行，发布时是 {known.row_count} 行",
            f"parsed rows changed, and this program reads {count} rows, {known.row_count} were published",
        )  # fmt: skip
    held.replace_rows(known, rows, journal.now(), made_with.of_process().program)
    return None


def wrong_original(known: Receipt) -> list[Wrong]:
    """The fault of rows that cannot be made again, their original being damaged too; none where it holds."""
    if not held.wrong_file(known.upload, "original", f"original.{known.kind}", known.sha256, "", ""):
        return []
    return [
        Wrong(known.upload, "original", "解析记录与原始文件都已损坏", "parsed rows and original are damaged")
    ]


def counted(rows: bytes) -> int:
    """How many rows Parquet bytes hold; -1 for bytes that are none."""
    from pyarrow import parquet

    try:
        return int(parquet.read_metadata(io.BytesIO(rows)).num_rows)
    except pa.ArrowException:
        return -1
