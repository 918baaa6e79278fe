"""Every fault of the store has a sentence in both languages: what happened, what of the data, what to do."""

import csv
import errno
import os
import re
import sqlite3

import duckdb
import pytest

from data.keep import archive, faults, journal
from data.keep.errors import (
    AlreadyPublished,
    AlreadyWaiting,
    AwaitsReview,
    Damaged,
    MovedOn,
    NoReason,
    NoSuchGeneration,
    NotCorrectable,
    NotInForce,
    NotPublished,
    NotWaiting,
    PeriodLocked,
    SamePerson,
    StoreError,
    Uncertain,
    WaitingFull,
)
from data.keep.journal import Entry
from data.keep.lock import Busy, Holder

SINCE = "2026-11-20T08:00:00+08:00"
LATER = Entry(5, "accept", SINCE, "李四", ("u",), None, "", "s", "l", journal.START)
FAULTS = [
    (sqlite3.DatabaseError("file is not a database"), "people_file"),
    (sqlite3.OperationalError("database is locked"), "people_busy"),
    (sqlite3.OperationalError("database or disk is full"), "disk_full"),
    (sqlite3.OperationalError("disk I/O error"), "io_error"),
    (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/a/b"), "disk_full"),
    (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)), "disk_full"),
    (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/secret/place/lock"), "no_rights"),
    (OSError(errno.EROFS, os.strerror(errno.EROFS)), "read_only"),
    (OSError(errno.EIO, os.strerror(errno.EIO)), "io_error"),
    (OSError(errno.EMFILE, os.strerror(errno.EMFILE)), "too_many_files"),
    (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "/a/表.xlsx"), "file_gone"),
    (OSError(errno.ENOTEMPTY, "Directory not empty"), "system"),
    (OSError("no number at all"), "system"),
    (MemoryError(), "memory"),
    (duckdb.IOException("Corrupt database file: computed checksum 1"), "damaged_snapshot"),
    (duckdb.IOException(f"Could not write file: {os.strerror(errno.ENOSPC)}"), "disk_full"),
    (duckdb.FatalException("fsync failed!"), "io_error"),
    (duckdb.InvalidInputException("No magic bytes found at end of file 'records.parquet'"), "damaged_rows"),
    (duckdb.OutOfMemoryException("x"), "memory"),
    (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "damaged_file"),
    (journal.damaged(3, "哈希不符", "hash"), "journal"),
    (Damaged(archive.unreadable("000001-S1-x", "已丢失", "lost")), "damaged"),
    (Busy(Holder("张三", 7, SINCE, "accept"), 60.0), "busy"),
    (Busy(Holder(), 60.0), "busy"),
    (MovedOn(4, (LATER,)), "moved_on"),
    (AlreadyPublished(3), "already_published"),
    (NotPublished(("000003-S1-abc",)), "not_published"),
    (NoSuchGeneration(9), "no_generation"),
    (PeriodLocked("能耗 · 2025年 / energy · 2025", "丙", SINCE, "终核", 3, 7), "locked"),
    (NotInForce(7), "not_in_force"),
    (NoReason(), "no_reason"),
    (NotCorrectable("与原值相同 / the same"), "not_correctable"),
    (AwaitsReview("20261120-abc"), "awaits_review"),
    (AlreadyWaiting("20261120-abc", "张三"), "already_waiting"),
    (NotWaiting("20261120-abc"), "not_waiting"),
    (WaitingFull(500.0), "waiting_full"),
    (SamePerson("张三"), "same_person"),
    (Uncertain("x / y"), "uncertain"),
    (StoreError("新快照未通过核对 / the new snapshot did not check out"), "store"),
    (KeyError("没有这个上报 / no such upload: x"), "unknown"),
]


@pytest.mark.parametrize(("fault", "code"), FAULTS, ids=[f"{n}-{code}" for n, (_, code) in enumerate(FAULTS)])
def test_a_fault_is_said_in_three_parts_and_two_languages(fault: BaseException, code: str) -> None:
    said = faults.sentence(fault)
    assert said.code == code
    assert re.search(r"[\u4e00-\u9fff]", said.zh) and not re.search(r"[\u4e00-\u9fff]{5}", said.en)
    parts = 1 if code == "journal" else 3
    assert said.zh.count("。") >= parts and said.en.count(".") >= parts
    for words in (said.zh, said.en):
        assert "{" not in words and "/secret" not in words and "Errno" not in words and " / " not in words
    assert faults.said(code, **faults.facts_of(fault)) == said
    assert said.of("en") == said.en and said.of("zh") == said.zh == said.as_dict()["zh"]


def test_who_holds_it_and_what_came_between_is_said_by_name() -> None:
    busy = faults.sentence(Busy(Holder("张三", 7, SINCE, "accept"), 61.4))
    assert all(words in busy.zh for words in ("张三", "上报", "2026-11-20 08:00", "61 秒"))
    assert "an upload" in busy.en and faults.doing("unheard") == "unheard"
    moved = faults.sentence(MovedOn(4, (LATER,)))
    assert "李四" in moved.zh and "第 5 次" in moved.zh and "generation 5" in moved.en
    assert "第 7 次" in faults.said("not_visible", generation=7).zh


def test_every_row_is_used_and_whole() -> None:
    with faults.FILE.open(encoding="utf-8", newline="") as lines:
        codes = [row["code"] for row in csv.DictReader(lines)]
    assert len(codes) == len(set(codes))
    met = {code for _, code in FAULTS} | {"not_visible", "snapshot_gone"}
    assert {code for code in codes if not code.startswith("doing_")} == met


def test_a_question_that_does_not_fit_is_no_fault_of_the_store() -> None:
    assert faults.is_ours(duckdb.BinderException("x")) and faults.is_ours(duckdb.ConversionException("x"))
    assert not faults.is_ours(duckdb.IOException("x")) and not faults.is_ours(OSError("x"))
