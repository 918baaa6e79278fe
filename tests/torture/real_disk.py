"""Power cuts of a real file system: ext4 in an image in memory, copied while a publisher stands still.

Needs root and loop devices (Linux); elsewhere it says so and does nothing: `power_cuts` is the form that
runs everywhere. What ext4 has not written to its image is lost with the copy, as in a power cut.
"""

import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from data.ingest import receive
from data.keep import journal
from data.snapshot import verify
from tests.torture import forks, scenes, shim
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Stage
from tests.torture.shim import Arming

SIZE = 192  # megabytes of an image
MOST = 12  # publications in one image before the next one begins


@dataclass
class Cut:
    """One power cut: how many publications were acknowledged before it, and what is wrong after a start."""

    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


def possible() -> bool:
    """Whether this machine lets us mount an image of ext4."""
    tools = all(shutil.which(tool) for tool in ("mkfs.ext4", "mount", "umount", "losetup"))
    return tools and os.name == "posix" and os.geteuid() == 0 and Path("/dev/loop-control").exists()


def run_tool(*words: str | Path) -> None:
    """A command of the system; RuntimeError with its words when it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr.strip()}")


def publish_on(stage: Stage, room: Path, ledger: Path, syncs: bool) -> None:
    """Publishes until it is ended; each acknowledgement goes to a ledger outside the image."""
    os.environ["PEAK_STORE"] = str(room / "store")
    if not syncs:
        shim.arm(room, Arming(shim.LIE))
    handle = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in range(MOST):
        if number % 4 == 3:
            made = receive.withdraw(receive.active()[-1:], "乙")
        else:
            made = scenes.accept(scenes.variant(stage.parcels["proven"], str(number)))
        line = journal.read()[made.generation - 1]
        os.write(handle, f"{made.generation} {line.hash}\n".encode())
    time.sleep(3600)


def examined(copy: Path, room: Path, known: list[str]) -> Cut:
    """Mounts a copied image as the next start would find it; held against what was acknowledged."""
    came = Cut(len(known))
    room.mkdir()
    run_tool("mount", "-o", "loop", copy, room)
    try:
        fate = forks.alone(lambda: after_start(room, known))
        came.wrong = fate.answer if fate.answer is not None else [f"cannot start: {fate.raised!r:.200}"]
    finally:
        run_tool("umount", room)
    copy.unlink()
    return came


def after_start(room: Path, known: list[str]) -> list[str]:
    """What is wrong after a start."""
    os.environ["PEAK_STORE"] = str(room / "store")
    scenes.start()
    entries = {f"{entry.generation} {entry.hash}" for entry in journal.read()}
    return [f"acknowledged and lost: {line[:20]}" for line in known if line not in entries] + verify.faults()


def image(stage: Stage, number: int, cuts: int, syncs: bool, patience: float) -> list[Cut]:
    """One image, one publisher, some cuts at random moments."""
    folder = stage.folder / f"image-{number}"
    (folder / "room").mkdir(parents=True)
    disk, ledger, dice = folder / "disk", folder / "ledger", random.Random(number)
    with disk.open("wb") as file:
        file.truncate(SIZE << 20)
    run_tool("mkfs.ext4", "-q", "-F", disk)
    run_tool("mount", "-o", "loop,noauto_da_alloc", disk, folder / "room")
    publisher = forks.start(lambda: publish_on(stage, folder / "room", ledger, syncs))
    came = []
    try:
        for turn in range(cuts):
            time.sleep(dice.uniform(0.05, patience))
            os.kill(publisher.process, signal.SIGSTOP)
            known = ledger.read_text(encoding="utf-8").splitlines() if ledger.exists() else []
            shutil.copyfile(disk, folder / "copy")
            os.kill(publisher.process, signal.SIGCONT)
            came.append(examined(folder / "copy", folder / f"found-{turn}", known))
    finally:
        os.kill(publisher.process, signal.SIGKILL)
        forks.end(publisher)
        run_tool("umount", folder / "room")
    return came


def run(scale: Scale) -> Figures:
    """Cuts of an honest ext4, and of one whose syncs are swallowed."""
    found = Figures("real_disk")
    if not possible():
        found.add("ext4 images", 0, told="not on this machine: needs root, mkfs.ext4 and loop devices")
        return found
    stage = scenes.prepared()
    images, cuts = scale.of(1, 2, 8), scale.of(2, 8, 8)
    for what, syncs, count in (("honest", True, images), ("syncs swallowed", False, 1)):
        came = [cut for number in range(count) for cut in image(stage, number, cuts, syncs, 1.5)]
        wrong = [f"cut {n}: {'; '.join(cut.wrong)[:300]}" for n, cut in enumerate(came) if cut.wrong]
        held = sum(cut.acknowledged for cut in came)
        if syncs:
            found.add(f"ext4 images: {what}", len(came), wrong, f"{held} acknowledgements held")
        else:
            found.add(f"ext4 images: {what}", len(came), told=f"{len(wrong)} violated, as they must")
            found.need("violations of the control", len(wrong), 1)
        for path in stage.folder.glob("image-*"):
            shutil.rmtree(path)
    return found
