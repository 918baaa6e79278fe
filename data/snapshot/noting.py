"""Tells the audit log of every publication: each line of the journal once, whatever broke off in between."""

import datetime
import logging
import sqlite3
from collections.abc import Sequence

from data import clock, places
from data.keep.journal import Entry
from data.people import audit, database

LOG = logging.getLogger("peak.audit")


def follow(entries: Sequence[Entry]) -> None:
    """Notes the journal's newest lines that the log does not tell of yet; under the lock of the store.

    What is published stays published: where the log cannot be written that is logged, told by verify, and
    made good at the next publication or start.
    """
    try:
        missing = audit.unnoted(places.store(), [entry.hash for entry in entries])
        if missing:
            with database.writing(places.store()) as connection:
                for entry in entries[-missing:]:
                    moment = moment_of(entry)
                    audit.write(connection, entry.by, entry.action, told(entry), None, moment, entry.hash)
    except (sqlite3.Error, OSError) as fault:
        LOG.error("the audit log could not be written: %s", fault)


def moment_of(entry: Entry) -> datetime.datetime:
    """When a publication happened (China)."""
    moment = datetime.datetime.fromisoformat(entry.at)
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.CHINA)


def told(entry: Entry) -> str:
    """What was published, for the log: the generation, what it is about, who approved it, and why."""
    parts = [f"#{entry.generation}"]
    if entry.to_generation is not None:
        parts.append(f"→ #{entry.to_generation}")
    if entry.lifts:
        parts.append(f"↩ #{entry.lifts}")
    parts += [*entry.uploads, *entry.changes]
    if entry.correction:
        parts.append(f"{entry.correction.template} {entry.correction.record} {entry.correction.field}")
    if entry.lock:
        parts.append(f"{entry.lock.template} {' '.join(entry.lock.periods)}")
    if entry.reviewed_by:
        parts.append(f"✓ {entry.reviewed_by}")
    return " ".join([*parts, *([f"“{entry.note}”"] if entry.note else [])])
