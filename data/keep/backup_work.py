"""Finds out what a backup has to copy: every file of the store against what the backup holds already."""

import dataclasses
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from data import places
from data.keep import amendments, durable, evidence, learned, people_file, refused, waiting
from data.keep.journal import Entry

Chosen = Callable[[Sequence[Entry]], Collection[int]] | None  # of which generations the snapshots are held


@dataclasses.dataclass
class Work:
    """A backup on its way: what `folder` held (`known`), what it will hold, what to copy, what is wrong."""

    folder: Path
    known: dict[str, str]
    files: dict[str, str] = dataclasses.field(default_factory=dict)
    copies: dict[str, Path] = dataclasses.field(default_factory=dict)
    faults: list[str] = dataclasses.field(default_factory=list)

    def held(self, name: str) -> str:
        """The hash of a file that the backup holds already; nothing when it does not."""
        return self.known.get(name, "") if (self.folder / name).is_file() else ""

    def fresh(self) -> list[str]:
        """The files that earlier backups did not hold."""
        return [name for name in self.files if name not in self.known]

    def keep(self, name: str, sha: str) -> None:
        """The backup will hold this file of the store: copied, unless what broke off before left it whole."""
        self.files[name] = sha
        target = self.folder / name
        if self.held(name) != sha and not (target.is_file() and durable.sha256(target) == sha):
            self.copies[name] = places.store() / name


def look_over(work: Work, entries: Sequence[Entry], chosen: Chosen, with_refused: bool) -> None:
    """Decides on every file; reads all that is to be held."""
    for entry in entries:
        if entry.action == "accept":
            receipts = dict(zip(entry.uploads, entry.receipts, strict=False))
            for upload in entry.uploads:
                of_upload(work, upload, receipts.get(upload, ""))
    of_proofs(work, entries)
    of_learned(work)
    of_snapshots(work, entries, chosen)
    of_refused(work, with_refused)
    of_waiting(work, entries)
    of_questions(work)
    of_people(work)


def of_learned(work: Work) -> None:
    """Layouts and aliases, which never change: the whole one of store and backup is kept, damage is told."""
    there = {name for name in work.known if name.startswith("learned/")}
    there |= {path.relative_to(places.store()).as_posix() for path in files_below(places.learned())}
    for name in sorted(there):
        path = places.store() / name
        judge(work, name, hash_of(path) if learned.holds(path) else work.held(name))


def of_proofs(work: Work, entries: Sequence[Entry]) -> None:
    """What proves corrections, which never changes: its name in the room is its hash."""
    for name, one in amendments.proofs(entries).items():
        judge(work, f"evidence/{name}", one.sha256)


def of_upload(work: Work, upload: str, receipt: str) -> None:
    """The files of an upload, which never change: where store and backup differ, the receipt decides."""
    right = written_down(upload, receipt)
    below = f"archive/{upload}/"
    there = {name for name in work.known if name.startswith(below)}
    there |= {path.relative_to(places.store()).as_posix() for path in files_below(places.archive() / upload)}
    if not there:
        work.faults.append(f"archive/{upload}: 已丢失，备份中也没有 / lost, and not in the backup either")
    for name in sorted(there | set(right)):
        judge(work, name, right.get(name, ""))


def judge(work: Work, name: str, right: str) -> None:
    """One file that never changes: the whole one is kept, the damaged one is told."""
    now, held = hash_of(places.store() / name), work.held(name)
    if held and now != held and now != right:
        work.files[name] = held
        work.faults.append(
            f"{name}: 数据仓中的文件已损坏或丢失，备份中是原来的：可从备份复制回去 / "
            "damaged or lost in the store; the backup holds it as it was: copy it back"
        )
        return
    if now:
        work.keep(name, now)
    if not now or (right and now != right):
        work.faults.append(
            f"{name}: 与收到时不符，备份中也没有原来的：请运行 python -m data.ingest verify / "
            "not as it came in, and the backup has no better one: run python -m data.ingest verify"
        )


def written_down(upload: str, receipt: str) -> dict[str, str]:
    """What the files of an upload must be, by the journal and by the receipt where that can be read."""
    folder = places.archive() / upload
    found = {"receipt.json": receipt} if receipt else {}
    try:
        known = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
        found |= {f"original.{known['kind']}": known["sha256"], "records.parquet": known["parquet_sha256"]}
        for item in evidence.of_receipt(known.get("evidence", [])):
            found[f"{evidence.FOLDER}/{item.stored_as}"] = item.sha256
    except (OSError, ValueError, KeyError, TypeError):
        found = {"receipt.json": receipt}  # it does not hold itself, which is told; nothing else can be read
    return {f"archive/{upload}/{name}": sha for name, sha in found.items()}


def of_snapshots(work: Work, entries: Sequence[Entry], chosen: Chosen) -> None:
    """The published snapshots of the chosen generations; a damaged one is left out: it can be made again."""
    if chosen is None:
        work.files |= {name: sha for name, sha in work.known.items() if name.startswith("snapshots/")}
        return
    generations = chosen(entries)
    for entry in entries:
        name = f"snapshots/{entry.snapshot}"
        if entry.generation not in generations:
            continue
        if work.held(name):
            names = [name, f"{name}.sha256"]
            work.files |= {name: work.known[name] for name in names if name in work.known}
            continue
        now = hash_of(places.store() / name)
        beside = places.store() / f"{name}.sha256"
        right = beside.read_text(encoding="utf-8") if beside.exists() else entry.sha256
        if not now or (right and now not in right):
            continue
        work.keep(name, now)
        if beside.exists():
            work.keep(f"{name}.sha256", hash_of(beside))


def of_refused(work: Work, wanted: bool) -> None:
    """Refused files where they are asked for; else what earlier backups held of them stays."""
    if not wanted:
        work.files |= {name: sha for name, sha in work.known.items() if name.startswith("refused/")}
        return
    for path in files_below(places.refused()):
        if refused.drafts() in path.parents:
            continue
        name = path.relative_to(places.store()).as_posix()
        sha = hash_of(path)
        if sha:
            work.keep(name, sha)


def of_waiting(work: Work, entries: Sequence[Entry]) -> None:
    """What waits for a second person, always: it lies nowhere else.

    What was approved since the journal was read is in neither: of that the older backup's copy stays.
    """
    for path in files_below(places.waiting()):
        judge(work, path.relative_to(places.store()).as_posix(), "")
    decided = {entry.waited for entry in entries}
    for name in work.known:
        submission = name.removeprefix(f"{waiting.ROOM}/").split("/")[0]
        answered = f"{waiting.ROOM}/{submission}/{waiting.ANSWER}" in work.known
        waits = name.startswith(f"{waiting.ROOM}/") and submission not in decided and not answered
        if waits and (held := work.held(name)):
            work.files.setdefault(name, held)


def of_questions(work: Work) -> None:
    """The SQL questions that people saved, as they are now; what was only asked is left out."""
    for path in files_below(places.questions()):
        sha = hash_of(path)
        if path.stem.endswith("-saved") and sha:
            work.keep(path.relative_to(places.store()).as_posix(), sha)


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order; none where there is no folder."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def hash_of(path: Path) -> str:
    """The SHA-256 of a file; nothing where it is not there or cannot be read."""
    try:
        return durable.sha256(path)
    except OSError:
        return ""


def of_people(work: Work) -> None:
    """An image of the file about people as it is now; where it has lost what the backup holds, that stays.

    Raises BackupError where no image can be made.
    """
    known = {name: sha for name, sha in work.known.items() if name.startswith(f"{people_file.ROOM}/")}
    held = [work.folder / name for name in known if work.held(name)]
    draft = work.folder / "tmp" / people_file.NAME
    draft.parent.mkdir(exist_ok=True)
    there = people_file.path().exists()
    sha = people_file.image(draft) if there else ""
    if held and not (there and all(people_file.goes_on(before, draft) for before in held)):
        work.files |= known
        work.faults.append(people_file.SHORTER)
    elif there:
        name = f"{people_file.ROOM}/{sha[:16]}.sqlite"
        (work.folder / people_file.ROOM).mkdir(mode=0o700, exist_ok=True)
        work.keep(name, sha)
        if name in work.copies:
            work.copies[name] = draft
