"""Keeps what was not accepted in a room of its own, up to a quota in size and age; the oldest go first.

Nothing here takes the store's lock and nothing lies in tmp/ (data/keep/beside.py).
"""

import contextlib
import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

from data import clock, places
from data.keep import beside, durable
from data.plan import plan

SUFFIXES = frozenset({"xlsx", "xls", "et", "csv"})
MEGABYTE = 1024 * 1024
NEEDED = {"file_name": str, "by": str, "at": str, "sha256": str, "findings": list}


@dataclass(frozen=True)
class Kept:
    """A folder of this room: how many bytes lie in it and when it came (China)."""

    path: Path
    size: int
    at: str


def keep(
    content: bytes, file_name: str, by: str, at: str, sha256: str, findings: list[dict[str, str]]
) -> str:
    """Keeps a file that was not accepted, with why, once a day for the same bytes; its name in the room."""
    name = f"{at[:10].replace('-', '')}-{sha256[:12]}"
    target = places.refused() / name
    if told(target) is not None:
        return name
    body: dict[str, object] = {
        "file_name": file_name,
        "by": by,
        "at": at,
        "sha256": sha256,
        "findings": findings,
    }
    draft = written(name, content, Path(file_name).suffix.strip().lower().lstrip("."), body)
    beside.settle(draft, target, drafts(), lambda place: told(place) is not None)
    durable.sync_folder(places.refused())
    hold_quota(keep_always=name)
    return name


def written(name: str, content: bytes, ending: str, body: dict[str, object]) -> Path:
    """The draft of a refusal, durable, under a name that nobody else has."""
    draft = beside.begun(drafts(), name)
    durable.write_new(draft / f"original.{ending if ending in SUFFIXES else 'bin'}", content)
    durable.write_new(draft / "refusal.json", json.dumps(body, ensure_ascii=False, indent=1).encode())
    durable.sync_folder(draft)
    return draft


def drafts() -> Path:
    """Where refusals are written before they get their name."""
    return places.refused() / ".drafts"


def log_of_dropped() -> Path:
    """One line (day, bytes) for every refusal that had to go."""
    return places.refused() / ".dropped"


def told(folder: Path) -> dict[str, object] | None:
    """What a refusal says of itself; None where it is gone, half-made or damaged."""
    try:
        body = json.loads((folder / "refusal.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(body, dict) and all(isinstance(body.get(key), kind) for key, kind in NEEDED.items())
    return body if whole and all(isinstance(item, dict) for item in body["findings"]) else None


def day_in_name(folder: Path) -> str:
    """The day that the name of a folder begins with, as it is written; nothing where it begins otherwise."""
    digits = folder.name[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits.isdigit() and len(digits) == 8 else ""


def refusals() -> list[dict[str, object]]:
    """Every refused upload, newest first; where its words are damaged, under its name and `damaged`."""
    found = []
    for path in sorted(beside.folders(places.refused()), reverse=True):
        body = told(path)
        if body is None and not path.exists():  # went away meanwhile
            continue
        damaged: dict[str, object] = {
            "file_name": path.name, "by": "", "at": day_in_name(path), "sha256": "", "findings": [],
            "damaged": True,
        }  # fmt: skip
        found.append((body or damaged) | {"refusal": path.name})
    return sorted(found, key=lambda item: str(item["at"]), reverse=True)


def hold_quota(keep_always: str = "") -> None:
    """Drops what is older than the settings allow, and the oldest until the rest fits; never one named."""
    most = plan().setting("store", "refused_megabytes") * MEGABYTE
    oldest = (clock.today() - dt.timedelta(days=plan().setting("store", "refused_days"))).isoformat()
    room = sorted(map(measured, beside.folders(places.refused())), key=lambda item: item.at)
    total = sum(item.size for item in room)
    for item in room:
        if item.path.name == keep_always or not (item.at[:10] < oldest or total > most):
            continue
        if beside.vanish(item.path, drafts()):
            total -= item.size
            note_dropped(item)


def measured(folder: Path) -> Kept:
    """The size of a refusal and when it came; what has no words of its own came on the day of its name."""
    size = 0
    with contextlib.suppress(FileNotFoundError):  # another keeper dropped it meanwhile
        size = sum(path.stat().st_size for path in folder.iterdir())
    return Kept(folder, size, str((told(folder) or {}).get("at") or day_in_name(folder)))


def note_dropped(item: Kept) -> None:
    """Writes down that a refusal went: a short line, appended whole also by several keepers at once."""
    handle = os.open(log_of_dropped(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(handle, f"{clock.today().isoformat()} {item.size}\n".encode())
    finally:
        os.close(handle)


def dropped() -> int:
    """How many refusals went because of the quota since the store began."""
    try:
        return log_of_dropped().read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0
