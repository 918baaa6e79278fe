"""What an administrator has to do is told when it is to be done, and not before."""

import datetime
import time
from pathlib import Path

import pytest

from data import clock
from data.ingest import looking_back, needs
from data.keep import journal, rooms
from data.people import audit
from data.people.accounts import Accounts
from data.settings import reading
from data.snapshot import plan_changes, publish

NOW = clock.now()
DAY = datetime.timedelta(days=1)


def codes(now: datetime.datetime = NOW) -> list[str]:
    return [need.code for need in needs.needs(now)]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A roomy disk, and no change of the plan: of the machine the tests say nothing."""
    monkeypatch.setattr(rooms, "disk", lambda: rooms.Disk(100, 50))
    monkeypatch.setattr(needs, "plan_waits", lambda: False)
    monkeypatch.setattr(looking_back, "remarks", list)


def test_an_empty_store_needs_nothing_but_to_know_that_nobody_signs_in(store: Path) -> None:
    assert codes() == ["machine"]


def test_backup_and_check_are_asked_for_when_they_are_due(store: Path) -> None:
    store.mkdir()
    (store / "journal.jsonl").touch()
    assert codes() == ["backup_never", "verify_never", "machine"]
    audit.note(store, "root", "backup", "/mnt #1 0", "", NOW)
    audit.note(store, "root", "verify", "0", "", NOW)
    assert codes() == ["machine"]
    care = reading.current().care
    assert "backup_old" in codes(NOW + (care.backup_days + 1) * DAY)
    assert "verify_old" in codes(NOW + (care.verify_days + 1) * DAY)
    assert codes(NOW + care.backup_days * DAY) == ["machine"]
    audit.note(store, "root", "verify", "3", "", NOW)
    (bad,) = [need for need in needs.needs(NOW) if need.code == "verify_bad"]
    assert bad.urgent and bad.facts["count"] == "3" and bad.command == needs.VERIFY


def test_a_full_disk_a_plan_that_waits_repairs_and_a_broken_log_are_told(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "disk", lambda: rooms.Disk(100, 10))
    monkeypatch.setattr(needs, "plan_waits", lambda: True)
    monkeypatch.setattr(looking_back, "remarks", lambda: ["rebuilt"])
    monkeypatch.setattr(audit, "faults", lambda _: ["broken"])
    assert codes() == ["audit_broken", "disk", "plan", "recovered", "machine"]


def test_people_are_told_of_once_they_sign_in(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_SIGN_IN", "accounts")
    accounts = Accounts(store)
    accounts.first_administrator(time.time())
    accounts.add("li", "李四", ["staff"], time.time(), by="admin")
    (need,) = [one for one in needs.needs(NOW) if one.code == "password"]
    assert need.facts == {"count": 2, "names": "admin、li"} and need.page == "people"
    later = datetime.datetime.now(clock.CHINA) + 91 * DAY
    assert "unused" in codes(later)
    accounts.disable("li", time.time(), by="admin")
    (need,) = [one for one in needs.needs(later) if one.code == "unused"]
    assert need.facts["names"] == "admin"
    for _ in range(needs.FAILED_A_DAY):
        audit.note(store, "admin", "sign_in_failed", "wrong", "10.0.0.1", NOW)
    assert codes()[0] == "failed"


def test_wrong_settings_are_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_CERTIFICATE", "/nowhere/cert.pem")
    assert "settings_wrong" in [need.code for need in needs.of_settings()]


def test_names_are_cut_short() -> None:
    assert needs.shortly(list("abcdef")) == "a、b、c、d、e…" and needs.shortly(["a"]) == "a"


def test_a_plan_waits_where_the_newest_publication_was_made_with_another(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("PEAK_STORE", str(store))
    assert not needs.plan_waits()
    entry = publish.line([], "accept", "甲", NOW.isoformat())
    monkeypatch.setattr(journal, "read", lambda: [entry])
    assert not needs.plan_waits()
    monkeypatch.setattr(plan_changes, "pending", lambda newest: newest is entry)
    assert needs.plan_waits()
