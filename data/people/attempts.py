"""Counts sign-ins that failed, by account and by address, and says how long to wait: longer each time.

Where an account's person was in lately, its failures count by themselves: strangers lock nobody out of there.
A household or office has a whole /64 of IPv6 addresses: there the block is what counts.
"""

import ipaddress
import math
import sqlite3
from functools import lru_cache
from pathlib import Path

from data.people import database
from data.settings import reading

FREE_OF_ADDRESS = 20  # failures of one address, whatever the account, before it has to wait
FIRST_WAIT = 15.0  # seconds, doubled with each further failure
FORGOTTEN = 86400.0  # seconds after which a failure counts no more
MOST = 20_000  # rows; the oldest go


def wait(store: Path, name: str, address: str, now: float) -> int:
    """Seconds until somebody may try this account from this address again; 0 for at once."""
    with database.reading(store) as connection:
        found = connection.execute(
            "SELECT max(until) FROM attempts WHERE (kind = 'account' AND about = ?) "
            "OR (kind = 'address' AND about = ?)",
            (counted(connection, name, block(address)), block(address)),
        ).fetchone()[0]
    left = 0.0 if found is None else min(found - now, longest_wait())
    return max(0, math.ceil(left))


def failed(store: Path, name: str, address: str, now: float) -> int:
    """Counts one more failure; seconds to wait from now on."""
    address = block(address)
    with database.writing(store) as connection:
        connection.execute("DELETE FROM attempts WHERE last < ?", (now - FORGOTTEN,))
        for kind, about in (("account", counted(connection, name, address)), ("address", address)):
            connection.execute(
                "INSERT INTO attempts VALUES (?, ?, 1, ?, 0) ON CONFLICT (kind, about) "
                "DO UPDATE SET failures = failures + 1, last = excluded.last",
                (kind, about, now),
            )
            failures = connection.execute(
                "SELECT failures FROM attempts WHERE kind = ? AND about = ?", (kind, about)
            ).fetchone()[0]
            connection.execute(
                "UPDATE attempts SET until = ? WHERE kind = ? AND about = ?",
                (now + pause(failures - free(kind)), kind, about),
            )
        connection.execute(
            "DELETE FROM attempts WHERE rowid IN "
            "(SELECT rowid FROM attempts ORDER BY last DESC LIMIT -1 OFFSET ?)",
            (MOST,),
        )
    return wait(store, name, address, now)


def counted(connection: sqlite3.Connection, name: str, address: str) -> str:
    """Under what a failure of an account counts: its name, and the block where its person was in lately."""
    found = connection.execute("SELECT DISTINCT address FROM sessions WHERE name = ?", (name,)).fetchall()
    own = address in {block(row["address"]) for row in found}
    return f"{name[:80]}\n{address}" if own else name[:80]


@lru_cache(maxsize=4096)
def block(address: str) -> str:
    """What counts as one address: an IPv4 address, also one written as IPv6, or the /64 of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), 64), strict=False))


def free(kind: str) -> int:
    """Failures before one has to wait."""
    return reading.current().people.attempts if kind == "account" else FREE_OF_ADDRESS


def longest_wait() -> float:
    """Seconds, however often it failed."""
    return reading.current().people.lock_minutes * 60.0


def pause(over: int) -> float:
    """Seconds to wait after so many failures more than are free; 0 before."""
    return 0.0 if over < 0 else min(FIRST_WAIT * 2 ** min(over, 20), longest_wait())


def forget(store: Path, name: str) -> None:
    """The person came in: failures of this account count no more, wherever; those of the address do."""
    with database.writing(store) as connection:
        connection.execute(
            "DELETE FROM attempts WHERE kind = 'account' "
            "AND (about = ?1 OR substr(about, 1, length(?1) + 1) = ?1 || char(10))",
            (name,),
        )
