"""Takes away from a process what foreign bytes or questions never need: memory, time, files, the network."""

import ctypes
import os
import struct
import sys
from pathlib import Path

SECOND_CHANCE = 1  # CPU seconds between the soft and the hard limit
DESCRIPTORS = 24
GIVES_WAY = 5  # added to the niceness: pages come first
NO_NEW_PRIVILEGES, PARENT_DEATH = 38, 1  # options of prctl
CREATE_RULESET, RESTRICT_SELF = 444, 446  # system calls of Landlock, the same on every architecture
ASK_VERSION = 1
# What Landlock takes away: everything it knows of files but reading them and their folders (bits 2 and 3),
# those too where one file is all that may be read; truncating since its third version, TCP since its fourth.
WRITES = sum(1 << bit for bit in (0, 1, *range(4, 13)))
READS_FILE, READS_FOLDER = 1 << 2, 1 << 3
ADD_RULE, PATH_BENEATH = 445, 1
# How large the machine is: a database that may not read that ends its process.
SIZES = tuple(
    Path(name)
    for name in (
        "/proc/self/cgroup",
        "/proc/stat",
        "/proc/meminfo",
        "/sys/devices/system/cpu",
        "/sys/fs/cgroup",
    )
)
TRUNCATES, BINDS_AND_CONNECTS = 1 << 14, 0b11

# pyarrow looks for them: the first when it makes its first array, the second when it comes itself
UNUSED = frozenset({"pandas", "numpy"})  # a second and 60 MB for nothing


class Without:
    """Hides what no child uses from imports that would only try it; goes first into sys.meta_path."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Nothing for all names but the hidden ones; ImportError for those."""
        if name.partition(".")[0] in UNUSED:
            raise ImportError(f"{name} is not used here")


def confine(seconds: int, memory: int, only: Path | None = None) -> None:
    """Limits this process for good; what a system does not know is left out. `memory` is bytes.

    With `only`, no other file can be opened from here on, not even for reading.
    """
    give_way()
    limit(seconds, memory)
    forbid_files(only)


def give_way() -> None:
    """Lets pages go first, where the system knows of precedence."""
    if hasattr(os, "nice"):
        os.nice(GIVES_WAY)


def limit(seconds: int, memory: int) -> None:
    """Memory beyond what the program takes already, CPU time, no writing into files, few descriptors."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the limit
        return
    room = occupied() + memory
    wanted = {
        "RLIMIT_AS": (room, room),
        "RLIMIT_CPU": (seconds, seconds + SECOND_CHANCE),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_NOFILE": (DESCRIPTORS, DESCRIPTORS),
        "RLIMIT_CORE": (0, 0),
    }
    for name, pair in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), pair)
        except (AttributeError, ValueError, OSError):  # macOS refuses RLIMIT_AS
            continue


def occupied() -> int:
    """Bytes of address space that the program and its libraries take before a file is read; 0 if unknown."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def landlock() -> int:
    """The version of Landlock that the system has; 0 or less where it has none."""
    if not sys.platform.startswith("linux"):
        return 0
    return int(ctypes.CDLL(None, use_errno=True).syscall(CREATE_RULESET, None, 0, ASK_VERSION))


def forbid_files(only: Path | None = None) -> bool:
    """Takes every right to make, write, rename, delete or run files and to connect away; whether it could.

    RLIMIT_FSIZE only keeps files from growing: without this a broken reader could still delete or rename.
    With `only`, reading is taken away too, but for that file.
    """
    version = landlock()
    if version < 1:
        return False
    system = ctypes.CDLL(None, use_errno=True)
    rights = WRITES | (TRUNCATES if version >= 3 else 0) | (READS_FILE | READS_FOLDER if only else 0)
    handled = struct.pack("Q", rights)
    handled += struct.pack("Q", BINDS_AND_CONNECTS) if version >= 4 else b""
    ruleset = system.syscall(CREATE_RULESET, handled, len(handled), 0)
    if ruleset < 0:
        return False
    try:
        for path in (only, *SIZES) if only is not None else ():
            _allow_reading(system, ruleset, path)
        system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(system.syscall(RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow_reading(system: ctypes.CDLL, ruleset: int, path: Path) -> None:
    """Excepts a file, or those of a folder, from what the ruleset takes away; a missing one is let be."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        rule = struct.pack("=Qi", READS_FILE, file)
        if system.syscall(ADD_RULE, ruleset, PATH_BENEATH, rule, 0) != 0:
            raise OSError(ctypes.get_errno(), "Landlock does not take the rule")
    finally:
        os.close(file)


def die_with_parent(parent: int) -> None:
    """Has the kernel end this process when the one that made it, `parent`, ends (Linux only).

    Ends it at once where that one ended before: of a death that was, the kernel tells nothing.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PARENT_DEATH, 9, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
