"""A snapshot made of the one before says what a build from the archive says, whatever was done before."""

import dataclasses
import random
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from data.ingest import receive
from data.keep import amendments, journal, pointer
from data.keep.amendments import Amending, Correction, Lock
from data.keep.archive import Parcel
from data.keep.errors import StoreError
from data.snapshot import build, finished, publish
from tests.support.another_plan import in_force, with_target
from tests.support.examples import examples
from tests.support.ledgers import judgement
from tests.support.numbers import energy_row
from tests.support.rows import GOOD, good
from tests.support.workbooks import Row, credit_code, workbook

AT = "2026-11-20T09:30:00+08:00"
# a month, a year and a plan year turn between them; a clock may have stood wrong
DAYS = ("2026-11-20", "2026-11-20", "2026-11-21", "2026-12-31", "2027-01-31", "2028-02-01", "2025-06-30")
OF_ENTERPRISES = ("S2", "S5", "S8", "S9", "S10", "S11", "S12", "S14", "S16", "S18", "S24")
NAMED = ("柳州钢铁股份有限公司", "测试企业1", "测试企业2")


@cache
def parcel(template: str, number: int) -> Parcel:
    """An upload of a template, ready to be published; of an odd number it says something else of others."""
    content = workbook(template, [row_of(template, number)])
    seen = receive.inspect(content, f"{template}-{number}.xlsx", generation=0)
    return receive.parcel_of(content, seen, "甲", "", "demo" if number == 3 else "official", AT)


def row_of(template: str, number: int) -> Row:
    """A good row, as one of four places, years and enterprises."""
    row = good(template)
    if template == "S17":
        return judgement(("T22", "T23")[number % 2])
    if template == "S1":
        return energy_row(period=f"{2022 + number % 2}年", energy_growth=number + 0.1, region="柳北区")
    if "enterprise" in row and template != "S24":
        row |= {"enterprise": NAMED[number % 3], "credit_code": credit_code(number % 3) if number else None}
    if template == "S24":
        row |= {
            "enterprise": NAMED[number % 3],
            "credit_code": credit_code(number % 3),
            "former_names": NAMED[0],
        }
    return row


def possible(template: str, number: int) -> Parcel | None:
    """The same, or None where the sheet takes no such row."""
    try:
        return parcel(template, number)
    except receive.NotAccepted:
        return None


def act(step: tuple[str, int, int], patch: pytest.MonkeyPatch, day: str) -> None:
    """One thing that people do on a day (ISO); what cannot be done now is not done."""
    what, one, other = step
    entries = journal.read()
    active = journal.active(entries)
    given: dict[str, Any] = {}
    if what == "accept":
        known = [possible(template, other % 4) for template in some(one)]
        parcels = [dataclasses.replace(it, content=it.content) for it in known if it is not None]
        given = {"parcels": [it for it in parcels if not spoken(it, active)]}
    elif what == "withdraw":
        given = (
            {"uploads": sorted({active[one % len(active)], active[other % len(active)]})} if active else {}
        )
    elif what == "rollback":
        given = {"to_generation": entries[one % len(entries)].generation} if entries else {}
    elif what == "correct":
        cell = Correction(
            "S1", f"{2022 + other % 2}|450205|TOTAL|calorific", "energy_growth", f"{one % 4}.1", "9.5", "%",
            "", active[0] if active else "", "", "E5",
        )  # fmt: skip
        given = {"amending": Amending(correction=cell), "note": "笔误"}
    elif what == "lock":
        given = {"amending": Amending(lock=Lock("S1", ("2023",), "")), "note": "终核"}
    elif what in ("uncorrect", "unlock"):
        done = [entry for entry in entries if entry.action == what.removeprefix("un")]
        given = {"amending": Amending(lifts=done[one % len(done)].generation), "note": "撤销"} if done else {}
    if what == "plan":
        in_force(patch, with_target("T01", 10 + other % 3))
        receive.publish_plan("甲", "测试")
    elif any(given.values()):
        publish.publish(what, "甲", at=AT.replace(AT[:10], day), **given)


def some(number: int) -> list[str]:
    """One or two templates; every second time of those whose rows are of enterprises."""
    names = sorted(GOOD) if number % 3 else OF_ENTERPRISES
    return list(dict.fromkeys((names[number % len(names)], names[number // 7 % len(names)])))[
        : 1 + number % 2
    ]


def spoken(given: Parcel, active: list[str]) -> bool:
    """Whether these bytes speak already."""
    return any(upload.endswith(given.sha256[:12]) for upload in active)


def held() -> None:
    """The newest snapshot says what a build from the archive says, and counts it so."""
    entries = journal.read()
    path, newest = pointer.current(), entries[-1]
    assert path is not None
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.duckdb"
        over, active = amendments.in_force(entries), journal.active(entries)
        built = build.build(whole, active, generation=newest.generation, at=newest.at, amendments=over)
        with duckdb.connect(str(whole), read_only=True) as database:
            wanted = finished.said_at_its_end(database)
        with duckdb.connect(str(path), read_only=True) as database:
            counted, says = finished.said_at_its_end(database), finished.said_by(database)
    assert {name: (wanted.get(name), counted.get(name)) for name in wanted.keys() | counted.keys()} == {
        name: (said, said) for name, said in wanted.items()
    }
    assert says == counted and newest.logical == built.logical and not finished.faults_of(path)


WHAT = (
    *("accept", "accept", "accept", "withdraw", "withdraw", "rollback", "correct", "uncorrect"),
    *("lock", "unlock", "plan"),
)
FIRST = [("accept", number, number) for number in (0, 1, 2)]


@pytest.mark.slow
@given(st.randoms(use_true_random=True))
@settings(max_examples=examples(1), deadline=None, database=None)
def test_whatever_is_done_in_whatever_order_a_delta_says_what_a_build_says(chance: random.Random) -> None:
    steps = [(chance.choice(WHAT), chance.randrange(200), chance.randrange(200)) for _ in range(6)]
    days = [chance.choice(DAYS[: 3 if chance.random() < 0.5 else None]) for _ in FIRST + steps]
    note(f"{list(zip(FIRST + steps, days, strict=True))}")
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(Path(folder) / "store"))
        for number, step in enumerate(FIRST + steps):
            before = len(journal.read())
            try:
                act(step, patch, days[number])
            except StoreError:  # a locked period, a correction of what says something else
                assert len(journal.read()) in (before, before + 1)
            if number >= len(FIRST) and len(journal.read()) > before:
                held()


def test_a_snapshot_does_not_grow_from_delta_to_delta(own: Path) -> None:
    sizes: list[int] = []
    for number in range(1, 4):
        made = publish.publish("accept", "甲", parcels=[parcel("S1", number)], at=AT)
        publish.publish("accept", "甲", parcels=[parcel("S5", number)], at=AT)
        done = publish.publish("withdraw", "甲", uploads=[made.receipts[0].upload], at=AT)
        sizes.append(done.entry.size)
        publish.publish("rollback", "甲", to_generation=1, at=AT)
    assert max(sizes) < 1.1 * min(sizes)
