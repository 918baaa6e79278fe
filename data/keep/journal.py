"""The hash-chained list of every publication: append-only, one JSON line a generation."""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from data import clock, places
from data.keep import amendments, durable
from data.keep.amendments import Correction, Lock
from data.keep.errors import StoreError, Uncertain

START = "0" * 64
ACTIONS = frozenset({"accept", "withdraw", "rollback", "plan", "correct", "uncorrect", "lock", "unlock"})
NUMBERS = frozenset({"generation", "size", "lifts"})
LISTS = frozenset({"uploads", "changes", "edits", "receipts"})

# the bytes that were read last, line by line, and what they say
PARSED: list[tuple[bytes, tuple[tuple["Entry", int], ...]]] = []


class JournalError(StoreError):
    """The journal is not what was written: nobody may guess what stood there, nothing is touched.

    `line` is the number of the line, from 1; 0 where the whole journal is older than what lies beside it.
    """

    code = "journal"

    def __init__(self, line: int, told: str) -> None:
        super().__init__(told)
        self.line = line


def damaged(line: int, zh: str, en: str) -> JournalError:
    """What to say of a complete line that does not hold."""
    return JournalError(
        line,
        f"发布日志 journal.jsonl 第 {line} 行损坏（{zh}）。存储没有任何改动。"
        "请从备份恢复 journal.jsonl 与 archive/ 后重新启动，不要手工修改。 / "
        f"line {line} of journal.jsonl is damaged ({en}). Nothing in the store was touched. "
        "Restore journal.jsonl and archive/ from backup and start again; do not edit it by hand.",
    )


@dataclass(frozen=True)
class Moved:
    """What a change of the plan or the program moved: a `verdict` or a `status`, and in which periods."""

    statement: str
    region: str
    sector: str
    item: str
    basis: str
    what: str
    before: str
    after: str
    periods: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One publication: what was done, by whom, which uploads it adds or takes, and the snapshot it made.

    `action` is accept, withdraw, rollback, plan: a change of what decides (targets, factors, weights,
    settings, rules); or correct, lock and what takes one back (uncorrect, unlock: `lifts` is the generation
    of its line), with the reason in `note`: see data/keep/amendments.py. `plan` and `program` are the hashes
    of what the snapshot was made with. A plan line tells which files changed, which rows of the plan
    (`edits`), and what moved: None where the snapshot before was lost and nobody can say. `sha256` and `size`
    (bytes) are of the snapshot's file; `receipts` are the SHA-256 of each receipt of `uploads`, in their
    order (accept only). Where a second person approved it, that is `reviewed_by`, and `waited` is the id
    under which it waited (see `data/keep/waiting.py`).
    Fields with a default came later; lines of before lack them.
    """

    generation: int
    action: str
    at: str
    by: str
    uploads: tuple[str, ...]
    to_generation: int | None
    note: str
    snapshot: str
    logical: str
    previous: str
    hash: str = ""
    plan: str = ""
    program: str = ""
    changes: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    moves: tuple[Moved, ...] | None = None
    sha256: str = ""
    size: int = 0
    receipts: tuple[str, ...] = ()
    correction: Correction | None = None
    lock: Lock | None = None
    lifts: int = 0
    reviewed_by: str = ""
    waited: str = ""


def now() -> str:
    """The time in China, to the second."""
    return clock.now().isoformat()


def digest(body: dict[str, Any]) -> str:
    """The hash of a line's body; it includes the hash of the line before."""
    text = json.dumps({k: v for k, v in body.items() if k != "hash"}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def parse(line: bytes, number: int, previous: str) -> Entry:
    """Line `number` (from 1) checked against its own hash and the one before it; JournalError if it fails."""
    try:
        body = json.loads(line.decode())
    except (ValueError, RecursionError) as fault:
        raise damaged(number, "不是 JSON", "not JSON") from fault
    if not isinstance(body, dict) or not isinstance(body.get("hash"), str):
        raise damaged(number, "不是一行发布记录", "not a line of a publication")
    try:
        same = body["hash"] == digest(body)
    except (ValueError, RecursionError) as fault:  # lone surrogates have no bytes
        raise damaged(number, "内容无法还原", "its text has no bytes") from fault
    if not same or body.get("previous") != previous:
        raise damaged(number, "哈希链断开：内容被改动过", "the hash chain is broken: it was changed")
    if not fits(body, number):
        raise damaged(
            number,
            "字段缺失、多余或类型不符：可能由更新的程序写入",
            "fields are missing, unknown or of other types",
        )
    return entry_of(body)


def fits(body: dict[str, Any], number: int) -> bool:
    """Whether a body has the fields of an entry, each of its type, and is the publication of its number."""
    needed = {field.name for field in fields(Entry)[:11]}
    known = {field.name for field in fields(Entry)}
    if not needed <= body.keys() <= known or not all(is_of_field(name, body[name]) for name in body):
        return False
    back = body["to_generation"]
    earlier = back is None or 0 <= back < number
    known_action = body["action"] in ACTIONS and amendments.agrees(body)
    return body["generation"] == number and known_action and earlier


def is_of_field(name: str, value: object) -> bool:
    """Whether a value is of the type of an entry's field."""
    if name == "moves":
        return value is None or (isinstance(value, list) and all(map(is_move, value)))
    if name in ("correction", "lock"):
        is_one = amendments.is_correction if name == "correction" else amendments.is_lock
        return value is None or is_one(value)
    if name == "to_generation":
        return value is None or type(value) is int
    if name in NUMBERS:
        return type(value) is int
    return is_texts(value) if name in LISTS else isinstance(value, str)


def is_move(value: object) -> bool:
    """Whether a value is what a move looks like in a line."""
    if not isinstance(value, dict) or value.keys() != {field.name for field in fields(Moved)}:
        return False
    return is_texts(value["periods"]) and all(isinstance(v, str) for k, v in value.items() if k != "periods")


def is_texts(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def entry_of(body: dict[str, Any]) -> Entry:
    """The entry a line's body says; lists become tuples."""
    moves = body.get("moves")
    moved = None if moves is None else tuple(Moved(**{**m, "periods": tuple(m["periods"])}) for m in moves)
    lists = {name: tuple(body.get(name, ())) for name in LISTS}
    return Entry(**{**body, **lists, **amendments.of_line(body), "moves": moved})


def read() -> list[Entry]:
    """Every entry, oldest first; bytes after the last newline are torn and passed over (recover() cuts them).

    Raises JournalError when a complete line does not hold.
    """
    return [entry for entry, _ in read_with_ends()]


def read_with_ends() -> list[tuple[Entry, int]]:
    """Every entry and the byte offset at which its line ends, none parsed twice; JournalError as `read`."""
    told = content()
    found = list(lines(told))
    PARSED[:] = [(told[: found[-1][1]], tuple(found))] if found else []
    return found


def read_until_damage() -> tuple[list[Entry], JournalError | None]:
    """The entries before the first line that does not hold, and what is to be said of that one."""
    found: list[Entry] = []
    try:
        for entry, _ in lines(content()):
            found.append(entry)
    except JournalError as fault:
        return found, fault
    return found, None


def content() -> bytes:
    """The bytes of the journal; none before the first publication."""
    try:
        return places.journal().read_bytes()
    except FileNotFoundError:
        return b""


def lines(content: bytes) -> Iterator[tuple[Entry, int]]:
    """One entry after the other, with the offset at which its line ends; JournalError at one that fails."""
    offset, number, previous = 0, 0, START
    for known, entries in PARSED:
        if content.startswith(known):
            yield from entries
            offset, number, previous = len(known), len(entries), entries[-1][0].hash
    while (end := content.find(b"\n", offset)) >= 0:
        number += 1
        entry = parse(content[offset:end], number, previous)
        offset, previous = end + 1, entry.hash
        yield entry, offset


def append(entry: Entry) -> Entry:
    """Writes the line and fsyncs it: this is the commit of a publication. Under the lock, after recover().

    The newline is written when the line before it is durable: what has one is whole, even after a power cut.
    When it cannot be written it is cut back and the OSError goes on: nothing is published. Raises Uncertain
    when it cannot be cut back either.
    """
    body = json.loads(json.dumps(asdict(entry)))  # as it will be read: tuples are lists
    body["hash"] = digest(body)
    line = json.dumps(body, ensure_ascii=False, sort_keys=True)
    handle = opened_to_append()
    try:
        before = os.fstat(handle).st_size
        try:
            for part in (line.encode(), b"\n"):
                write_all(handle, part)
                os.fsync(handle)
        except OSError as fault:
            cut_back(handle, before, fault)
            raise
    finally:
        with contextlib.suppress(OSError):  # what is fsynced is durable, whatever closing says
            os.close(handle)
    return entry_of(body)


def opened_to_append() -> int:
    """The journal's file, whose name is durable before anything is written to it."""
    path = places.journal()
    new = not path.exists()
    binary = getattr(os, "O_BINARY", 0)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | binary, 0o644)
    if new:
        try:
            durable.sync_folder(path.parent)
        except OSError:
            os.close(handle)
            raise
    return handle


def write_all(handle: int, part: bytes) -> None:
    """Writes every byte, however many calls that takes."""
    while part:
        part = part[os.write(handle, part) :]


def cut_back(handle: int, size: int, fault: OSError) -> None:
    """Takes a line back that could not be written whole; Uncertain when that fails as well."""
    try:
        os.ftruncate(handle, size)
        os.fsync(handle)
    except OSError as worse:
        raise Uncertain(
            f"这次发布是否成功不确定（{fault.strerror}）：请先看上报历史，不要重复上报；"
            "排除磁盘故障后重新启动即可恢复 / "
            f"whether this was published is not certain ({fault.strerror}): look at the history before you "
            "upload again; mend the disk and restart, the store recovers by itself"
        ) from worse


def is_torn() -> bool:
    """Whether bytes stand after the last newline."""
    return not content().endswith(b"\n") and content() != b""


def cut_torn_line() -> None:
    """Cuts the bytes after the last newline; under the lock. Raises JournalError as `read`."""
    known = read_with_ends()
    good = known[-1][1] if known else 0
    if len(content()) > good:
        with places.journal().open("r+b") as file:
            file.truncate(good)
            os.fsync(file.fileno())


def sync() -> None:
    """Makes the end of the journal durable as it is now: a line cut back stays cut."""
    if places.journal().exists():
        durable.sync_file(places.journal())


def settle_last_line() -> None:
    """Writes the last line once more, the same bytes, and fsyncs it; under the lock.

    Whoever wrote it may have died of a failed fsync, after which the system takes the bytes for written.
    """
    ends = [0, *(end for _, end in read_with_ends())]
    if len(ends) < 2:
        return
    with places.journal().open("r+b") as file:
        file.seek(ends[-2])
        line = file.read(ends[-1] - ends[-2])
        file.seek(ends[-2])
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def active(entries: list[Entry], generation: int | None = None) -> list[str]:
    """The uploads in force after a generation (default: the last), in the order they were accepted."""
    wanted = {entry.to_generation or 0 for entry in entries if entry.action == "rollback"}
    states: dict[int, dict[str, None]] = {0: {}}  # of the generations that somebody went back to
    current: dict[str, None] = {}
    for entry in entries:
        if entry.action == "accept":
            current |= dict.fromkeys(entry.uploads)
        elif entry.action == "withdraw":
            for upload in entry.uploads:
                current.pop(upload, None)
        elif entry.action == "rollback":
            current = dict(states[entry.to_generation or 0])
        if entry.generation in wanted:
            states[entry.generation] = dict(current)
        if entry.generation == generation:
            break
    return list(current)
