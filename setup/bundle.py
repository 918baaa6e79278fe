"""Gathers what a machine without a registry needs: the source, and a wheel of every locked package.

`make bundle` writes a tar below artefacts/bundle/; `ARCH=aarch64` and `PYTHONS="3.11 3.12"` say for whom.
Every wheel is one for glibc 2.28 or older (openEuler 20.03, Kylin V10, UOS 20, Debian 10 and newer), none is
built here, and pip holds each against its hash in requirements.txt.
"""

import argparse
import platform
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "artefacts" / "bundle"
ARCHES = ("x86_64", "aarch64")
GLIBC = (28, 27, 26, 24, 17, 12, 5)  # minor versions of 2.x whose wheels run on 2.28, the newest first
OLDER = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}  # the names they had before
HOW_TO = """柳州工业碳达峰看板：离线安装包 / offline bundle

1. tar -xf peak-bundle-{arch}.tar && cd bundle
2. PIP_NO_INDEX=1 PIP_FIND_LINKS=$PWD/wheels make -C source run

或手工 / or by hand:
   python3 -m venv source/.venv
   source/.venv/bin/pip install --no-index --find-links wheels --require-hashes -r source/requirements.txt
   cd source && .venv/bin/python setup/fonts.py && .venv/bin/python setup/first_store.py
   .venv/bin/python setup/serve.py

第二条命令在断网时也能完成：每个软件包都在 wheels/ 中，并按 requirements.txt 的哈希核对。
"""


def platforms(arch: str) -> list[str]:
    """The tags of wheels that run on an architecture with glibc 2.28; KeyError for any other."""
    if arch not in ARCHES:
        raise KeyError(arch)
    tags = [f"manylinux_2_{minor}_{arch}" for minor in GLIBC]
    old = [f"{name}_{arch}" for minor, name in OLDER.items() if arch == "x86_64" or minor == 17]
    return [*tags, *old, f"linux_{arch}"]


def command(arch: str, python: str, wheels: Path) -> list[str]:
    """The call that fetches the wheels of an architecture and a Python version (like 3.11)."""
    abi = f"cp{python.replace('.', '')}"
    tags = [word for tag in platforms(arch) for word in ("--platform", tag)]
    return [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
        "--only-binary=:all:", "--implementation", "cp", "--python-version", python,
        "--abi", abi, "--abi", "abi3", "--abi", "none", *tags,
        "--requirement", str(ROOT / "requirements.txt"), "--dest", str(wheels),
    ]  # fmt: skip


def run(words: Sequence[str]) -> None:
    """Carries a call out; CalledProcessError where it fails."""
    subprocess.run(words, check=True)


def unpacked(source: Path) -> None:
    """Lays the committed source out in a folder."""
    with tempfile.TemporaryDirectory() as room:
        packed = Path(room) / "source.tar"
        run(["git", "-C", str(ROOT), "archive", "--format=tar", f"--output={packed}", "HEAD"])
        with tarfile.open(packed) as archive:
            archive.extractall(source, filter="data")


def gather(arch: str, pythons: Sequence[str]) -> Path:
    """Fills and packs the folder of one architecture; CalledProcessError where a wheel is missing."""
    folder = TARGET / arch / "bundle"
    wheels, source = folder / "wheels", folder / "source"
    for room in (wheels, source):
        room.mkdir(parents=True, exist_ok=True)
    for python in pythons:
        run(command(arch, python, wheels))
    unpacked(source)
    (folder / "README.txt").write_text(HOW_TO.format(arch=arch), encoding="utf-8")
    made = TARGET / f"peak-bundle-{arch}.tar"
    with tarfile.open(made, "w") as archive:
        archive.add(folder, "bundle")
    return made


def main(words: Sequence[str] | None = None) -> int:
    """Gathers for each architecture that is asked for; 1 where a package has no wheel for one."""
    parser = argparse.ArgumentParser(prog="setup/bundle.py", description=__doc__)
    parser.add_argument("--arch", nargs="+", choices=ARCHES, default=[platform.machine()])
    parser.add_argument("--python", nargs="+", default=[f"{sys.version_info.major}.{sys.version_info.minor}"])
    asked = parser.parse_args(words)
    for arch in asked.arch:
        try:
            made = gather(arch, asked.python)
        except subprocess.CalledProcessError as fault:
            print(f"{arch}: 有软件包没有可用的轮子 / a wheel is missing: {fault}", file=sys.stderr)
            return 1
        print(f"{made} {made.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
