"""Finds a Chromium for the browser tests, and on Debian-like machines installs one if it may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/snap/bin/chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
MISSING = (
    "没有找到浏览器：浏览器测试需要 Chromium 或 Google Chrome。请安装后重试"
    "（Debian/Ubuntu: sudo apt-get install chromium；macOS: brew install --cask google-chrome），"
    "或用环境变量 PEAK_BROWSER 指明其路径。"
    " No browser found: install Chromium or Google Chrome, or name its path in PEAK_BROWSER."
)


def find() -> str | None:
    """The path of a Chromium-like browser, or None."""
    chosen = os.environ.get("PEAK_BROWSER", "")
    if chosen and Path(chosen).is_file():
        return chosen
    on_path = (shutil.which(name) for name in NAMES)
    known = (place for place in PLACES if Path(place).is_file())
    return next((path for path in on_path if path), None) or next(known, None)


def apt() -> list[str] | None:
    """The command that may install packages here, or None where nobody would want that."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "apt-get"]
    return None


def install() -> None:
    """Tries apt once; a failure is told by `find` afterwards."""
    command = apt()
    if command is None:
        return
    print("installing chromium for the browser tests …", file=sys.stderr)
    subprocess.run([*command, "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
    subprocess.run([*command, "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    path = find()
    if path is None:
        install()
        path = find()
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    raise SystemExit(main())
