"""Finds a C compiler for the torture of the store; where there is none, installs one as a package."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("cc", "clang", "gcc")
LOCK = Path(__file__).with_name("compiler.txt")


def found() -> bool:
    """Whether this machine can compile C, by its own compiler or by the package of Zig."""
    return any(shutil.which(name) for name in NAMES) or importlib.util.find_spec("ziglang") is not None


def main() -> int:
    """Installs the package where nothing else is there; its hash is held against the lock."""
    if found():
        return 0
    print("没有 C 编译器，安装 ziglang 包 … / no C compiler: installing the package ziglang …", flush=True)
    call = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
    return subprocess.run(call, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
