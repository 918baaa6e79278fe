"""What is published is looked up by key, by content and by enterprise; before that there is nothing."""

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.ingest import receive
from data.keep import journal
from data.plan import plan
from data.snapshot import published
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import workbook

S1 = plan().templates["S1"]


def test_before_the_first_publication_there_is_nothing(store: Path) -> None:
    assert published.snapshot() is None and published.generation_of("0" * 64) is None
    assert (
        published.rows(S1, ["any"]) == {} and published.derived_co2() == {} and published.enterprises() == {}
    )


def test_rows_come_by_their_record_key(tiny_store: Path) -> None:
    snapshot = published.snapshot()
    assert snapshot is not None and snapshot.name == journal.read()[-1].snapshot
    values = {"period": "2025", "region": "450204", "sector": "TOTAL", "basis": "calorific"}
    key = "|".join(values[name] for name in S1.key)
    found = published.rows(S1, [key, "no|such|key"])
    assert list(found) == [key] and found[key]["energy_tce"] == 2_000_000
    assert published.rows(S1, []) == {}


def test_an_empty_store_has_no_years_periods_or_enterprises(store: Path) -> None:
    assert published.periods(S1) == [] and published.enterprises_before(S1, 2025, 12) == []
    assert published.finals(S1, [2024]) == set() == published.places(S1, "2024")


def test_the_samples_answer_by_year_period_and_enterprise(sample_store: Path) -> None:
    assert published.finals(S1, [2024, 2026]) == {2024}
    assert max(published.periods(S1))[0] == 2026 and (2024, 12) in published.periods(S1)
    assert plan().city in published.places(S1, "2024") and published.places(S1, "1999") == set()
    varieties = plan().templates["S2"]
    (newest,) = {max(published.periods(varieties))[0]}
    before = published.enterprises_before(varieties, newest + 1, 12)
    assert before and all(key and name and region for key, name, region in before)
    assert published.enterprises_before(varieties, newest, 12) == [], "all of them came for the newest year"


def test_the_same_bytes_are_known_again(tiny_store: Path) -> None:
    entry = journal.read()[-1]
    from data.keep import archive

    sha256 = hashlib.sha256(archive.original(entry.uploads[0])[1]).hexdigest()
    assert published.generation_of(sha256) == 1
    other = workbook("S1", [energy_row(energy_tce=1)])
    assert published.generation_of(hashlib.sha256(other).hexdigest()) is None


def test_a_template_of_which_nothing_came_has_no_rows(tiny_store: Path) -> None:
    assert published.rows(plan().templates["S5"], ["any"]) == {}
    assert published.enterprises() == {} and published.derived_co2() == {}


def test_a_snapshot_held_open_is_opened_once_and_never_stands_in_for_a_later_one(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = workbook("S5", [green_row(1)])
    receive.accept(given, "a.xlsx", by="测试")
    sha256 = hashlib.sha256(given).hexdigest()
    opened: list[str] = []
    connect = duckdb.connect

    def counted(path: str, **options: Any) -> duckdb.DuckDBPyConnection:
        opened.append(path)
        return connect(path, **options)

    with monkeypatch.context() as patched:
        patched.setattr(duckdb, "connect", counted)
        with published.held_open(), published.held_open():
            assert published.generation_of(sha256) == published.generation_of(sha256) == 1
            assert len(opened) == 1
    with published.held_open():
        receive.withdraw(receive.active(), by="测试")
        assert published.generation_of(sha256) is None


def test_what_an_upload_brought_is_told_by_template_and_place(tiny_store: Path) -> None:
    (upload,) = receive.active()
    assert published.brought(upload) == ("S1", ("450204",))


def test_many_keys_are_answered_as_few_are(sample_store: Path) -> None:
    template = plan().templates["S12"]
    snapshot = published.snapshot()
    assert snapshot is not None
    with duckdb.connect(str(snapshot), read_only=True) as database:
        own = [key for (key,) in database.execute(f"SELECT record_key FROM {template.table}").fetchall()]
    pairs = dict(published.said_as(template, own))
    assert published.under_one_key(template, pairs) == pairs and set(pairs.values()) == set(own)
    named = list(pairs)
    many = published.rows(template, [*named, *(f"{at}|no|one" for at in range(len(own)))])
    some = named[:: max(1, len(named) // 40)]
    few = {key: row for key in some for row in published.rows(template, [key]).values()}
    assert many.keys() == set(named) and len(many) >= len(own) > 1
    assert {key: many[key] for key in some} == few
