"""One of every kind of fault that a person can meet with the store."""

import errno
import os

import duckdb

from data.keep import journal
from data.keep.errors import AlreadyPublished, Damaged, NoSuchGeneration, NotPublished, StoreError, Uncertain
from data.keep.lock import Busy, Holder


def _system(number: int) -> OSError:
    return OSError(number, os.strerror(number), "/secret/place/CURRENT.tmp")


FAULTS: dict[str, BaseException] = {
    "disk_full": _system(errno.ENOSPC),
    "no_rights": _system(errno.EACCES),
    "read_only": _system(errno.EROFS),
    "io_error": duckdb.FatalException("fsync failed!"),
    "too_many_files": _system(errno.EMFILE),
    "file_gone": _system(errno.ENOENT),
    "system": _system(errno.ENOTEMPTY),
    "memory": MemoryError(),
    "damaged_snapshot": duckdb.IOException("Corrupt database file: computed checksum 1"),
    "damaged_rows": duckdb.IOException("No magic bytes found at end of file 'records.parquet'"),
    "damaged_file": UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    "damaged": Damaged("回执已变 / the receipt changed"),
    "journal": journal.damaged(3, "哈希不符", "hash"),
    "busy": Busy(Holder("张三", 7, "2026-11-20T08:00:00+08:00", "accept"), 60.0),
    "already_published": AlreadyPublished(3),
    "not_published": NotPublished(("000003-S1-abc",)),
    "no_generation": NoSuchGeneration(9),
    "uncertain": Uncertain("不确定 / not certain"),
    "store": StoreError("新快照未通过核对 / the new snapshot did not check out"),
}
