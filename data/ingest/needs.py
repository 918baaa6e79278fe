"""Says what an administrator has to do: each with the facts, and the page or the command that does it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from data import clock, places
from data.ingest import looking_back, review
from data.keep import journal, rooms
from data.people import audit
from data.people.accounts import Account, Accounts
from data.people.audit import Wanted
from data.settings import checking, reading
from data.snapshot import plan_changes

BACKUP = "python -m data.keep backup /path/to/backup"
VERIFY = "python -m data.ingest verify"
PLAN = "python -m data.ingest plan --as … --why …"
CHECK = "python -m data.settings check"
FAILED_A_DAY = 20  # failed sign-ins of one day that are worth a look


@dataclass(frozen=True)
class Need:
    """One thing to do: its word `need.<code>`, whether it is urgent, facts, and a page or a command."""

    code: str
    urgent: bool
    facts: dict[str, object] = field(default_factory=dict)
    page: str = ""
    command: str = ""


def needs(now: datetime.datetime) -> list[Need]:
    """Everything that is to be done now, what is urgent first; an empty list where all is in order."""
    found = [*of_backup(now), *of_store(now), *of_people(now), *of_settings()]
    return sorted(found, key=lambda need: not need.urgent)


def last(what: str) -> audit.Line | None:
    """The newest line of the audit log with a word."""
    found = audit.entries(places.store(), Wanted(what=(what,)), most=1)
    return found[0] if found else None


def days_since(line: audit.Line | None, now: datetime.datetime) -> int | None:
    """Whole days since a line; None without one."""
    return (now.date() - datetime.date.fromisoformat(line.at[:10])).days if line else None


def of_backup(now: datetime.datetime) -> Iterator[Need]:
    """A backup that is too old, or never was."""
    limit = reading.current().care.backup_days
    age = days_since(last("backup"), now)
    if not places.journal().exists():
        return
    if age is None:
        yield Need("backup_never", True, command=BACKUP)
    elif age > limit:
        yield Need("backup_old", True, {"days": age, "limit": limit}, command=BACKUP)


def of_store(now: datetime.datetime) -> Iterator[Need]:
    """What the store itself asks for: a check, room on the disk, a review, a change of plan, a repair."""
    care = reading.current().care
    checked = last("verify")
    age = days_since(checked, now)
    if audit.faults(places.store()):
        yield Need("audit_broken", True, page="audit", command=VERIFY)
    if places.journal().exists():
        if checked is None or age is None:
            yield Need("verify_never", False, page="history", command=VERIFY)
        elif checked.about not in ("", "0"):
            yield Need("verify_bad", True, {"count": checked.about, "date": checked.at[:10]}, command=VERIFY)
        elif age > care.verify_days:
            yield Need("verify_old", False, {"days": age, "limit": care.verify_days}, "history", VERIFY)
    disk = rooms.disk()
    if disk.used_percent >= care.disk_percent:
        told: dict[str, object] = {"percent": f"{disk.used_percent:.0f}", "free": f"{disk.free / 1e9:.1f}"}
        yield Need("disk", True, told)
    waits = [one for one in review.submissions() if one.answer is None]
    if waits:
        yield Need("review", False, {"count": len(waits), "by": waits[-1].by}, page="history")
    if plan_waits():
        yield Need("plan", False, page="settings", command=PLAN)
    told_of = looking_back.remarks()
    if told_of:
        yield Need("recovered", False, {"count": len(told_of)}, page="history")


def plan_waits() -> bool:
    """Whether plan or program changed since the newest publication and nobody published that yet."""
    entries = journal.read()
    return bool(entries) and (plan_changes.pending(entries[-1]) or plan_changes.stale())


def of_people(now: datetime.datetime) -> Iterator[Need]:
    """Accounts that nobody uses or whose password was never changed; many sign-ins that failed today."""
    people = reading.current()
    if people.people.sign_in != "accounts":
        yield Need("machine", False, page="settings")
        return
    known = [one for one in Accounts(places.store()).all() if not one.disabled]
    unchanged = [one.name for one in known if one.must_change]
    if unchanged:
        yield Need("password", False, {"count": len(unchanged), "names": shortly(unchanged)}, page="people")
    unused = [one.name for one in known if is_unused(one, now, people.care.unused_days)]
    if unused:
        facts = {"count": len(unused), "names": shortly(unused), "days": people.care.unused_days}
        yield Need("unused", False, facts, page="people")
    today = now.date().isoformat()
    failed = audit.count(places.store(), Wanted(what=tuple(sorted(audit.FAILED)), since=today, until=today))
    if failed >= FAILED_A_DAY:
        yield Need("failed", True, {"count": failed}, page="audit")


def is_unused(account: Account, now: datetime.datetime, days: int) -> bool:
    """Whether nobody has come in under an account for so many days; a new one counts from its first day."""
    newest = account.seen or account.created
    return now - datetime.datetime.fromtimestamp(newest, clock.CHINA) > datetime.timedelta(days=days)


def shortly(names: list[str]) -> str:
    """The first names of a list."""
    return "、".join(names[:5]) + ("…" if len(names) > 5 else "")


def of_settings() -> Iterator[Need]:
    """Settings that are wrong, or worth knowing."""
    checked = checking.check()
    if checked.faults:
        yield Need("settings_wrong", True, {"count": len(checked.faults)}, page="settings", command=CHECK)
    if checked.remarks:
        yield Need("settings_remarks", False, {"count": len(checked.remarks)}, page="settings", command=CHECK)
