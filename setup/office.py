"""Finds a LibreOffice that prints workbooks for the tests, and on Debian-like machines installs one."""

import shutil
import subprocess
import sys
from pathlib import Path

from setup.browser import apt

NAMES = ("soffice", "libreoffice")
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "/usr/lib/libreoffice/program/soffice")
# of LibreOffice only the spreadsheet (about 100 MB to load, 300 MB on the disk), and what reads its pages
PACKAGES = ("libreoffice-calc", "poppler-utils")
MISSING = (
    "没有找到 LibreOffice：打印检查需要 soffice 和 pdftotext。请安装后重试"
    "（Debian/Ubuntu: sudo apt-get install --no-install-recommends libreoffice-calc poppler-utils；"
    "macOS: brew install poppler && brew install --cask libreoffice）。"
    " No LibreOffice found: install soffice and pdftotext as above."
)


def find() -> tuple[str, str] | None:
    """The paths of soffice and of pdftotext, or None where one of them is missing."""
    on_path = (shutil.which(name) for name in NAMES)
    known = (place for place in PLACES if Path(place).is_file())
    office = next((path for path in on_path if path), None) or next(known, None)
    reader = shutil.which("pdftotext")
    return (office, reader) if office and reader else None


def install() -> None:
    """Tries apt once; a failure is told by `find` afterwards."""
    command = apt()
    if command is None:
        return
    print("installing LibreOffice Calc for the printed workbooks …", file=sys.stderr)
    subprocess.run([*command, "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
    packages = ["-y", "-qq", "--no-install-recommends", *PACKAGES]
    subprocess.run([*command, "install", *packages], check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Says where the two programs are, or how to get them."""
    found = find()
    if found is None:
        install()
        found = find()
    print(" ".join(found) if found else MISSING, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    raise SystemExit(main())
